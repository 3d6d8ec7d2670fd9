"""What the rules make of numbers with their mark after them: 2026年12月5日, 令和8年, R8.12.5."""

from __future__ import annotations

from assistant.dates.expression import Expression
from assistant.dates.lexicon import Roles
from assistant.dates.mention import Kind
from assistant.dates.readings import CalendarDay
from assistant.dates.rules import Match


def numbered_month(match: Match) -> Roles:
    """Make a month of its number ("12月"); 13 is one that does not exist."""
    return {"month": match.get("int", int)}


def named_year(match: Match) -> Roles:
    """Make a year of a number that is said to be one ("2026年")."""
    reign = match.get("reign", int)
    year = match.get("year", int) or match.get("short_year", int)
    return {"named_year": year if reign is None else reign + 1}


def reign_year(match: Match) -> Roles:
    """Make a Gregorian year of a year of a reign ("令和8年")."""
    return {"named_year": (match.get("reign", int) or 0) + (match.get("int", int) or 1)}


def reign_date(match: Match) -> Roles:
    """Make a date of a date in numbers whose year is one of a reign ("R8.12.5")."""
    year, month, day = match.get("triple", tuple) or (0, 0, 0)
    reading = CalendarDay(month, day, (match.get("reign", int) or 0) + year)
    return {"numeric": Expression(reading, Kind.ABSOLUTE, said_year=True)}
