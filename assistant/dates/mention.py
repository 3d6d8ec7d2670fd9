"""A date expression found in a text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from assistant.dates.readings import Reading, Tense


class Direction(StrEnum):
    """Where the expression itself puts the day: "ago", "last" are past, "next", "in" future."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


class Kind(StrEnum):
    """How a date was said."""

    ABSOLUTE = "absolute"
    """Day, month and year: 5/12/2026."""
    PARTIAL = "partial"
    """Day and month, the year open or told from today: 5 May, 5 May next year."""
    WEEKDAY = "weekday"
    """A named day of the week: on Friday, the first Monday of June."""
    RELATIVE = "relative"
    """Counted from today or another day: yesterday, in 3 weeks, two days before Christmas."""
    DAY_OF_MONTH = "day_of_month"
    """A day number: the 5th, the 1st of next month."""
    HOLIDAY = "holiday"
    """A holiday that has the same date every year."""
    PERIOD_START = "period_start"
    """The beginning of a month or year: its first day."""
    PERIOD_MIDDLE = "period_middle"
    """The middle of a month: its 15th."""
    PERIOD_END = "period_end"
    """The end of a month or year: its last day."""


class DateMention(NamedTuple):
    """A date that someone wrote.

    Args:
        start: offset of its first character in the NFC form of the text.
        end: offset after its last character.
        text: the characters between.
        kind: how it was said.
        direction: what the expression itself says about past and future.
        reading: its meaning.
        explicit_year: whether a year was said, by number or as "next year".
        other: the second reading of an ambiguous date.
    """

    start: int
    end: int
    text: str
    kind: Kind
    direction: Direction
    reading: Reading
    explicit_year: bool = False
    other: Reading | None = None

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day that is meant, or None if there is no such day (31 February).

        A day and month, a day number or a holiday is the nearest one that fits, today included;
        a weekday is never today. What the expression says itself ("last", "ago") outranks `tense`;
        a date with its year needs neither.

        Args:
            tense: of the sentence around it.
            today: the day the question is asked on.
        """
        said = tense if self.direction is Direction.NONE else Tense(self.direction.value)
        return self.reading.resolve(said, today)

    def other_day(self, meant: date, today: date) -> date | None:
        """Return the day that the second reading means, on the same side of today, or None.

        Args:
            meant: the day that the first one means.
            today: the day the question is asked on.
        """
        if self.other is None:
            return None
        return self.other.resolve(Tense.PAST if meant <= today else Tense.FUTURE, today)
