"""One fact's value as someone types it."""

from __future__ import annotations

from datetime import date

from assistant.answering.facts import DATE_FACTS
from assistant.dates import Tense, find_dates
from assistant.errors import AssistantError, mark
from assistant.lifecycle import Facts

# Longer than any date is written.
_LONGEST = 100


class FactValueError(AssistantError):
    """A text that is not what a fact can be."""

    code = "fact.value"
    exit_status = 2


class FactDayError(FactValueError):
    """A text that is not one day."""

    code = "fact.day"
    message = mark("error.fact.day", "“{value}” is not a date.")
    hint = mark("error.fact.day.hint", "Write it like this: {example}.")


class FactNumberError(FactValueError):
    """A text that is not a number."""

    code = "fact.number"
    message = mark("error.fact.number", "“{value}” is not a number.")
    hint = mark("error.fact.number.hint", "Write digits only.")


def read_fact(name: str, typed: str, *, language: str, today: date) -> date | int | None:
    """Return the day or the number that was typed for a fact, or None if nothing was.

    Args:
        name: a fact that is a day or a number.
        typed: as people write it in `language`.
        language: tag of the writer's language.
        today: the day on which it is typed.

    Raises:
        FactValueError: it is neither.
        FactsError: the number is too large.
    """
    typed = typed.strip()
    if not typed:
        return None
    shown = typed[:_LONGEST]
    if name in DATE_FACTS:
        mentions = find_dates(shown, language=language, today=today)
        day = mentions[0].resolve(Tense.UNKNOWN, today) if len(mentions) == 1 else None
        if day is None:
            raise FactDayError(value=shown, example=today)
        return day
    if not typed.isdecimal() or len(typed) > _LONGEST:
        raise FactNumberError(value=shown)
    count: int | None = getattr(Facts.from_mapping({name: int(typed)}), name)
    return count
