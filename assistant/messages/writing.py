"""Dates and numbers as a reader writes them.

Patterns are CLDR's, through Babel. What CLDR does not know is data in `data/writing.json`, by
language (JSON, because reading TOML takes 4 ms of every start):

- `locale`: CLDR locale whose pattern is used for the bare language. English takes the day before
  the month, as questions of unknown origin are read; en-US keeps its own order.
- `calendar`: "buddhist" writes Gregorian years + 543, without an era.
- `eras`: how a year is named whose calendar readers do not expect, by calendar.
- `first_of_month`: how the first is written, and what becomes of the article that a translator
  wrote for the other days (στις 5 Μαΐου, but την 1η Μαΐου).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal, NamedTuple

from babel.core import Locale

from assistant.messages.calendars import Calendar, split_calendar
from assistant.messages.locales import SOURCE_LANGUAGE, parse_tag

_FIRST_GROUPED = 1000
_BUDDHIST_OFFSET = 543  # Thai solar calendar since 1941


class Writer(NamedTuple):
    """Writes dates and numbers for one locale.

    Args:
        locale: CLDR locale of the patterns.
        buddhist: years are written Gregorian + 543; without an era where readers expect them.
        era: how the era is named after a year, or nothing.
        iso: days are written as ISO 8601 has them.
        first_day: how the first of a month is written; empty for no difference.
        articles: for an article before other days, the one before the first.
    """

    locale: Locale
    buddhist: bool = False
    era: str = ""
    iso: bool = False
    first_day: str = ""
    articles: Mapping[str, str] = MappingProxyType({})

    def day(self, day: date, *, length: Literal["full", "long", "medium"] = "long") -> str:
        """Return a day in the locale's pattern.

        Args:
            day: the day.
            length: CLDR pattern length.
        """
        if self.iso:
            return day.isoformat()
        return str(_babel_dates().format_date(day, self._pattern(day, length), self.locale))

    def day_after(self, before: str, day: date) -> tuple[str, str]:
        """Return the text before a date, and the date, agreeing with each other.

        A translator writes the article that goes with most days (στις); before the first of a
        month it becomes the other one (την 1η).

        Args:
            before: the text that the date follows.
            day: the day.
        """
        head, space, article = before.rstrip(" ").rpartition(" ")
        if self.iso or day.day != 1 or article not in self.articles or not before.endswith(" "):
            return before, self.day(day)
        return f"{head}{space}{self.articles[article]} ", self.day(day)

    def distance(self, days: int) -> str:
        """Return how far a day is ("in 3 days", "12 days ago"), in days however many.

        Args:
            days: days ahead; negative for days ago.
        """
        return self._days(days, directed=True)

    def duration(self, days: int) -> str:
        """Return a number of days, negative or not, with its unit ("60 days")."""
        return self._days(days, directed=False)

    def _days(self, days: int, *, directed: bool) -> str:
        written = _babel_dates().format_timedelta(
            timedelta(days=days),
            granularity="day",
            # Above every number of days, so that no larger unit rounds them.
            threshold=float("inf"),
            add_direction=directed,
            locale=self.locale,
        )
        return str(written)

    def number(self, value: int) -> str:
        """Return a whole number with the locale's grouping."""
        # Below 1,000 nothing is grouped, and reading the locale's numbers takes 5 ms.
        if 0 <= value < _FIRST_GROUPED:
            return str(value)
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.locale)

    def _pattern(self, day: date, length: str) -> str:
        pattern = str(self.locale.date_formats[length].pattern).replace("G ", "")
        year = day.year + _BUDDHIST_OFFSET if self.buddhist else day.year
        if self.buddhist or self.era:
            written = self.era.replace("{year}", str(year)) if self.era else str(year)
            pattern = pattern.replace("y", f"'{written}'")
        if self.first_day and day.day == 1:
            pattern = pattern.replace("d", f"'{self.first_day}'")
        return pattern


@lru_cache(maxsize=16)
def writer_for(tag: str) -> Writer:
    """Return the writer for a language tag; an unknown tag writes as English does.

    A calendar in the tag (`-u-ca-gregory`) outranks the language's own; years are named by their
    era then, because readers do not expect them.
    """
    calendar = split_calendar(tag)[1]
    locale = parse_tag(tag) or Locale.parse(SOURCE_LANGUAGE)
    settings = _settings().get(locale.language, {})
    if locale.territory is None and "locale" in settings:
        locale = Locale.parse(settings["locale"])
    first = settings.get("first_of_month", {})
    own = settings.get("calendar") == "buddhist"
    eras = settings.get("eras", {"buddhist": "{year} BE"})
    unexpected = (calendar is Calendar.BUDDHIST) != own
    return Writer(
        locale=locale,
        buddhist=own if calendar is None else calendar is Calendar.BUDDHIST,
        era=eras.get(calendar, "") if calendar is not None and unexpected else "",
        iso=calendar is Calendar.ISO,
        first_day=first.get("day", ""),
        articles=first.get("articles", {}),
    )


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "writing.json"
    settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return settings


@cache
def _babel_dates() -> ModuleType:
    """Return Babel's module for dates, loaded with the first one that is written.

    It looks for the machine's time zone when it is imported, which costs 15 ms, and fails on a TZ
    that names none. Days have no zone: any will do.
    """
    zone = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        return import_module("babel.dates")
    finally:
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
