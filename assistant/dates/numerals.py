"""Numbers as people write them: days, years and whole dates; not times, amounts or versions."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from assistant.dates.expression import Expression
from assistant.dates.lexicon import Roles
from assistant.dates.mention import Kind
from assistant.dates.readings import CalendarDay, full_year
from assistant.dates.tokens import NO_ROLES

_SEPARATOR = "( ?[-‐–—−/.] ?)"
# Nothing of a longer number may follow: 1.2.3.4, 12-34-5678-90, 5/12/2026:30.
_END = "(?!\\d|[-–/.,:]\\d)"
_THREE = re.compile(f"(\\d{{1,4}}){_SEPARATOR}(\\d{{1,2}})\\2(\\d{{1,4}}){_END}")
_TWO = re.compile(f"(\\d{{1,2}})([-–/.])(\\d{{1,2}}){_END}")
_RUN = re.compile("\\d+(?:[-–/.,:]\\d+)*")
_KANJI = re.compile("[〇零一二三四五六七八九十百千两両]{1,9}")
_KANJI_FACTORS = re.compile("[十百千]")
# Kanji to which Unicode gives no value as a number.
_OTHER_KANJI = {"零": 0, "两": 2, "両": 2}
_HALVES = re.compile("(\\d{1,3})[.,]5")
_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_LAST_DAY_NUMBER = 31
_LAST_MONTH = 12
# Two numbers with a slash that are said of other things: halves, quarters, all day and all week.
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7)})


class NumberStyle(NamedTuple):
    """How a writer orders and counts numeric dates.

    Args:
        month_first: whether 5/12 is May 12.
        settled: whether that is certain; if not, dates that can be read both ways are ambiguous.
        buddhist: whether two-digit years from 43 up are Buddhist.
        year_first: whether the year comes before month and day, short ones too.
        kanji: whether numbers are written in kanji too.
        marks: signs that make a number an ordinal ("5."); a full stop ends "5.12." then.
    """

    month_first: bool
    settled: bool
    buddhist: bool
    year_first: bool = False
    kanji: bool = False
    marks: tuple[str, ...] = ()


def number_roles(text: str, position: int, style: NumberStyle) -> tuple[int, Roles]:
    """Return where the number at `position` ends and what it can be.

    Roles: `numeric` (a date), `day_month` (a date if something beside it says so), `day`,
    `day_range` (days of one month), `short_year`, `year`, `int`, `decimal`; none for times,
    amounts, versions and the like.
    """
    three = _THREE.match(text, position)
    if three and style.year_first and len(three[1]) <= _SHORT_YEAR_DIGITS >= len(three[4]):
        return three.end(), _short_year_first(three)
    if three:
        found = _year_month_day(three, style)
        if found:
            return three.end(), {"numeric": found}
    two = _TWO.match(text, position)
    if two:
        end, roles = _two_numbers(text, two, style)
        if roles:
            return end, roles
    run = _RUN.match(text, position)
    if not run:  # pragma: no cover - the caller saw a digit
        return position + 1, NO_ROLES
    half = _HALVES.fullmatch(run[0])
    if half:
        return run.end(), {"decimal": int(half[1]) + 0.5}
    return run.end(), _integer_roles(run[0], style) if run[0].isdigit() else NO_ROLES


def _two_numbers(text: str, match: re.Match[str], style: NumberStyle) -> tuple[int, Roles]:
    first, mark, second = int(match[1]), match[2], int(match[3])
    days = 1 <= first < second <= _LAST_DAY_NUMBER and mark not in "/."
    spread: dict[str, object] = {"day_range": (first, second)} if days else {}
    expression = _day_month(first, second, style, plain=mark == "/")
    if not expression:
        return match.end(), spread
    if mark == "." and "." in style.marks and text.startswith(".", match.end()):
        return match.end() + 1, {"numeric": expression}
    role = "numeric" if mark == "/" else "day_month"
    fraction = mark == "/" and (first, second) in _FRACTIONS
    roles = {"fraction" if fraction else role: expression} | spread
    if mark == "." and match[3] == "5":
        roles["decimal"] = first + 0.5
    return match.end(), roles


def _integer_roles(digits: str, style: NumberStyle) -> Roles:
    if len(digits) > _YEAR_DIGITS:
        # Longer numbers are no days and no years; as a count they would only leave the calendar.
        return {"int": int(digits)} if len(digits) <= 6 else NO_ROLES  # noqa: PLR2004
    value = int(digits)
    roles: dict[str, object] = {"int": value}
    if len(digits) <= _SHORT_YEAR_DIGITS and 1 <= value <= _LAST_DAY_NUMBER:
        roles["day"] = value
    elif len(digits) <= _SHORT_YEAR_DIGITS:
        roles["no_day"] = value
    if len(digits) == _SHORT_YEAR_DIGITS:
        sure = style.buddhist and value >= 43  # noqa: PLR2004 - TOPICS.md: from 43 up
        role = "sure_year" if sure else "short_year"
        roles[role] = full_year(value, _SHORT_YEAR_DIGITS, buddhist=style.buddhist)
    if len(digits) == _YEAR_DIGITS and value >= 1000:  # noqa: PLR2004 - years people write
        roles["year"] = full_year(value, _YEAR_DIGITS, buddhist=style.buddhist)
    return roles


def _year_month_day(match: re.Match[str], style: NumberStyle) -> Expression | None:
    first, last = match[1], match[4]
    middle = int(match[3])
    if len(first) == _YEAR_DIGITS and len(last) <= _SHORT_YEAR_DIGITS:
        year = full_year(int(first), _YEAR_DIGITS, buddhist=style.buddhist)
        return None if year is None else _expression(CalendarDay(middle, int(last), year))
    if len(first) > _SHORT_YEAR_DIGITS or len(last) not in (_SHORT_YEAR_DIGITS, _YEAR_DIGITS):
        return None
    year = full_year(int(last), len(last), buddhist=style.buddhist)
    if year is None:
        return None
    # A version number looks the same; a date with a full year may be mistaken, and is found.
    plain = len(last) == _YEAR_DIGITS
    return _day_month(int(first), middle, style, plain=plain, year=year)


def _short_year_first(match: re.Match[str]) -> Roles:
    """Read "26/12/05", and what a reign before it makes a date of ("R8.12.5")."""
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    roles: dict[str, object] = {"triple": (year, month, day)}
    # Versions have dots and single digits.
    written = "/" in match[2] or len(match[3]) == len(match[4]) == _SHORT_YEAR_DIGITS
    if written and len(match[1]) == _SHORT_YEAR_DIGITS:
        full = full_year(year, _SHORT_YEAR_DIGITS, buddhist=False)
        roles["numeric"] = _expression(CalendarDay(month, day, full))
    return roles


def kanji_roles(text: str, position: int, style: NumberStyle) -> tuple[int, Roles]:
    """Return where the kanji number at `position` ends and what it can be, as in figures.

    Written by value ("二十五") or figure by figure ("二〇二六"); `position` again if there is none.
    """
    run = _KANJI.match(text, position)
    if not run:
        return position, NO_ROLES
    digits = run[0]
    if not _KANJI_FACTORS.search(digits):
        figures = "".join(str(_kanji_value(char)) for char in digits)
        # "三四天" is three or four days.
        plain = len(figures) in (1, _YEAR_DIGITS) or "0" in figures
        return run.end(), _integer_roles(figures, style) if plain else NO_ROLES
    total = pending = 0
    for char in digits:
        value = _kanji_value(char)
        if value < 10:  # noqa: PLR2004 - a figure, not a power of ten
            pending = value
        else:
            total, pending = total + (pending or 1) * value, 0
    return run.end(), _integer_roles(str(total + pending), style)


def _kanji_value(char: str) -> int:
    return int(unicodedata.numeric(char, _OTHER_KANJI.get(char, 0)))


def _day_month(
    first: int, second: int, style: NumberStyle, *, plain: bool, year: int | None = None
) -> Expression | None:
    """Return the date of two numbers in the writer's order, or None if it can be none.

    Args:
        first: the number written first.
        second: the number written second.
        style: the writer's order.
        plain: whether two impossible numbers still are a date, one that does not exist.
        year: the Gregorian year beside them.
    """
    by_day = CalendarDay(second, first, year)
    by_month = CalendarDay(first, second, year)
    fits_day = 1 <= first <= _LAST_DAY_NUMBER and 1 <= second <= _LAST_MONTH
    fits_month = 1 <= second <= _LAST_DAY_NUMBER and 1 <= first <= _LAST_MONTH
    if not fits_day and not fits_month:
        possible = plain and year is not None and max(first, second) < 100  # noqa: PLR2004
        return _expression(by_day) if possible else None
    if fits_day and fits_month:
        chosen, other = (by_month, by_day) if style.month_first else (by_day, by_month)
        return _expression(chosen, None if style.settled or first == second else other)
    if not fits_day and year is None and not (plain and (style.month_first or not style.settled)):
        return None
    return _expression(by_day if fits_day else by_month)


def _expression(reading: CalendarDay, other: CalendarDay | None = None) -> Expression:
    said = reading.year is not None
    return Expression(reading, Kind.ABSOLUTE if said else Kind.PARTIAL, said_year=said, other=other)
