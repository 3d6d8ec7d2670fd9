"""What a date expression means, apart from the day it is read on and the tense around it.

A reading is a value. `resolve` turns it into a day: where the expression leaves the year, the
month or the week open, the nearest day that fits the tense is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

LAST_DAY = -1
"""In place of a day number: the last day of the month."""

_BUDDHIST_OFFSET = 543
# A leap day may be 8 years away (1896, 1904; 2096, 2104).
_YEARS_AROUND = range(-8, 9)
# A month of 31 days has a neighbour of 31 days, or one beyond a shorter month.
_MONTHS_AROUND = range(-3, 4)
# A weekday named beside a day ("Friday the 13th") chooses among this many nearest days.
_NEAR = 5
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7


class Tense(StrEnum):
    """Where the sentence puts an open date."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


class Reading(Protocol):
    """The meaning of a date expression."""

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day that is meant, or None if there is no such day."""

    def admits(self, day: date, today: date) -> bool:
        """Say whether the expression could mean `day`, whatever the tense."""


class CalendarDay(NamedTuple):
    """A day of a named month: "5 May", "31/12/2026", "Christmas last year", "end of February".

    Args:
        month: 1 to 12, or any other number that was written (there is no such day then).
        day: 1 to 31, `LAST_DAY`, or any other number that was written.
        year: the year that was written, Gregorian, or None.
        year_offset: the year counted from today's ("next year" is 1), or None.
        weekday: the weekday named beside it (Monday is 0); decides the year where it is open.
        span: for how many days the holiday lasts; only `admits` looks at it.
        leaning: the tense to assume where the sentence has none.
    """

    month: int
    day: int
    year: int | None = None
    year_offset: int | None = None
    weekday: int | None = None
    span: int = 1
    leaning: Tense = Tense.UNKNOWN

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day, in the nearest year that fits `tense` if the year is open."""
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if self.year_offset is not None:
            return _day(today.year + self.year_offset, self.month, self.day)
        years = (today.year + offset for offset in _YEARS_AROUND)
        days = _existing(_day(year, self.month, self.day) for year in years)
        return nearest(_on_weekday(days, self.weekday, today), _lean(tense, self.leaning), today)

    def admits(self, day: date, today: date) -> bool:
        """Compare the month and day, and the year where it is known."""
        first = CalendarDay(self.month, self.day, day.year).resolve(Tense.UNKNOWN, today)
        year = self.year if self.year_offset is None else today.year + self.year_offset
        return (
            first is not None and year in (None, day.year) and 0 <= (day - first).days < self.span
        )


class DayOfMonth(NamedTuple):
    """A day of a month that is not named: "the 5th", "the end of next month", "Monday the 16th".

    Args:
        day: 1 to 31 or `LAST_DAY`.
        month_offset: the month counted from today's, or None for the nearest.
        weekday: the weekday named beside it (Monday is 0), or None.
        leaning: the tense to assume where the sentence has none.
    """

    day: int
    month_offset: int | None = None
    weekday: int | None = None
    leaning: Tense = Tense.UNKNOWN

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day, in the nearest month that has it if the month is open."""
        if self.month_offset is not None:
            return _day_in(today, self.month_offset, self.day)
        days = _existing(_day_in(today, offset, self.day) for offset in _MONTHS_AROUND)
        return nearest(_on_weekday(days, self.weekday, today), _lean(tense, self.leaning), today)

    def admits(self, day: date, today: date) -> bool:
        """Compare the day number, and the month where it is known."""
        if self.month_offset is not None:
            return day == _day_in(today, self.month_offset, self.day)
        return day == _day(day.year, day.month, self.day)


class Weekday(NamedTuple):
    """A named day of the week: "Friday", "the Friday after next", "Friday of next week".

    Args:
        weekday: Monday is 0.
        further: whole weeks beyond the nearest ("after next" is 1, "before last" too).
        week: the calendar week, Monday first, counted from today's; None for the nearest day.
        leaning: the tense to assume where the sentence has none.
    """

    weekday: int
    further: int = 0
    week: int | None = None
    leaning: Tense = Tense.UNKNOWN

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the nearest such day before or after `today`, never `today` itself."""
        if self.week is not None:
            return shifted(today, 0, self.week * _DAYS_A_WEEK + self.weekday - today.weekday())
        ahead = (self.weekday - today.weekday() - 1) % _DAYS_A_WEEK + 1
        back = ahead - _DAYS_A_WEEK or -_DAYS_A_WEEK
        further = self.further * _DAYS_A_WEEK
        days = (shifted(today, 0, back - further), shifted(today, 0, ahead + further))
        return nearest(_existing(days), _lean(tense, self.leaning), today)

    def admits(self, day: date, today: date) -> bool:
        """Compare the day of the week, and the week where it is known."""
        if self.week is not None:
            return day == self.resolve(Tense.UNKNOWN, today)
        return day.weekday() == self.weekday


class NthWeekday(NamedTuple):
    """A counted weekday of a month: "the first Monday of December", "last Friday of the month".

    Args:
        nth: 1 to 5, or `LAST_DAY` for the last one.
        weekday: Monday is 0.
        month: 1 to 12, or None for a month counted from today's.
        month_offset: that count, or None for the nearest month.
        year: the year that was written, or None.
    """

    nth: int
    weekday: int
    month: int | None = None
    month_offset: int | None = None
    year: int | None = None

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day, in the nearest month or year that fits `tense`."""
        if self.month is None:
            offsets = _MONTHS_AROUND if self.month_offset is None else (self.month_offset,)
            firsts = [_day_in(today, offset, 1) for offset in offsets]
            fixed = self.month_offset is not None
        else:
            years = [self.year] if self.year is not None else [today.year + y for y in (-1, 0, 1)]
            firsts = [_day(year, self.month, 1) for year in years]
            fixed = self.year is not None
        days = _existing(self._in_month(first) for first in _existing(firsts))
        return nearest(days, Tense.UNKNOWN if fixed else tense, today)

    def admits(self, day: date, today: date) -> bool:
        """Compare with the days that the tenses give."""
        return any(day == self.resolve(tense, today) for tense in Tense)

    def _in_month(self, first: date) -> date | None:
        length = _length(first.year, first.month)
        day = 1 + (self.weekday - first.weekday()) % _DAYS_A_WEEK
        if self.nth == LAST_DAY:
            return first.replace(day=day + (length - day) // _DAYS_A_WEEK * _DAYS_A_WEEK)
        day += (self.nth - 1) * _DAYS_A_WEEK
        return first.replace(day=day) if day <= length else None


class Shifted(NamedTuple):
    """A day counted from another: "3 weeks ago", "tomorrow", "two days before Christmas".

    Args:
        months: whole months, negative for earlier; the day number is kept, clipped at month end.
        days: whole days after that, negative for earlier.
        base: what is counted from; None is today.
    """

    months: int = 0
    days: int = 0
    base: Reading | None = None

    def resolve(self, tense: Tense, today: date) -> date | None:
        """Return the day, or None beyond the calendar."""
        start = today if self.base is None else self.base.resolve(tense, today)
        return start and shifted(start, self.months, self.days)

    def admits(self, day: date, today: date) -> bool:
        """Compare with the days that the tenses give."""
        return any(day == self.resolve(tense, today) for tense in Tense)


def full_year(year: int, digits: int, *, buddhist: bool, era: str | None = None) -> int | None:
    """Return the Gregorian year that was written, or None if it cannot be one.

    Two digits from 43 up are Buddhist among Thai (2543 is the year 2000); elsewhere two digits
    follow the POSIX pivot (69 and up are the 1900s). Four digits of the present Buddhist
    centuries are Buddhist everywhere.

    Args:
        year: the number that was written.
        digits: how many digits it was written with.
        buddhist: whether the writer counts Buddhist years (language or script is Thai).
        era: "be" or "ce" if an era was written, which decides.
    """
    if digits == 2:  # noqa: PLR2004 - two digits, as in "69"
        if era == "be" or (era is None and buddhist and year >= 43):  # noqa: PLR2004 - TOPICS.md
            return year + 2500 - _BUDDHIST_OFFSET
        return year + (1900 if year >= 69 and era is None else 2000)  # noqa: PLR2004 - POSIX
    if era == "be" or (era is None and 2400 <= year <= 2700):  # noqa: PLR2004 - 1857 to 2157
        year -= _BUDDHIST_OFFSET
    return year if date.min.year <= year <= date.max.year else None


def shifted(start: date, months: int, days: int) -> date | None:
    """Return `start` moved by whole months (clipped at month end), then days; None if too far."""
    moved = _day_in(start, months, start.day, clip=True)
    try:
        return moved and moved + timedelta(days=days)
    except OverflowError:
        return None


def nearest(days: Iterable[date], tense: Tense, today: date) -> date | None:
    """Return the day nearest to `today` that fits `tense`; any, if the tense leaves none.

    `today` itself fits every tense.
    """
    known = list(days)
    fitting = [
        day
        for day in known
        if not (tense is Tense.PAST and day > today) and not (tense is Tense.FUTURE and day < today)
    ]
    # Of two as near, the one to come.
    return min(fitting or known, key=lambda day: (abs(day - today), day < today), default=None)


def _lean(tense: Tense, leaning: Tense) -> Tense:
    return leaning if tense is Tense.UNKNOWN else tense


def _existing(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]


def _on_weekday(days: list[date], weekday: int | None, today: date) -> list[date]:
    """Keep the near days that fall on `weekday`; all of them if none does, or none is named."""
    if weekday is None:
        return days
    near = sorted(days, key=lambda day: abs(day - today))[:_NEAR]
    return [day for day in near if day.weekday() == weekday] or days


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, _length(year, month) if day == LAST_DAY else day)
    except (ValueError, OverflowError):
        return None


def _day_in(today: date, month_offset: int, day: int, *, clip: bool = False) -> date | None:
    years, month = divmod(today.month - 1 + month_offset, _MONTHS_A_YEAR)
    year = today.year + years
    if not date.min.year <= year <= date.max.year:
        return None
    return _day(year, month + 1, min(day, _length(year, month + 1)) if clip else day)


def _length(year: int, month: int) -> int:
    """Return the number of days of a month; `calendar` would cost 4 ms to import."""
    if month == _MONTHS_A_YEAR:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days
