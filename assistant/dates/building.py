"""What the rules of `grammar` make of the tokens they match."""

from __future__ import annotations

from datetime import date

from assistant.dates.expression import Expression
from assistant.dates.lexicon import Roles
from assistant.dates.mention import Direction, Kind
from assistant.dates.readings import (
    LAST_DAY,
    CalendarDay,
    DayOfMonth,
    NthWeekday,
    Reading,
    Shifted,
    Tense,
    Weekday,
    full_year,
)
from assistant.dates.rules import Build, Match
from assistant.dates.tokens import Token

_MIDDLE = 15
_DECEMBER = 12
_LAST_DAY_NUMBER = 31
_DAYS_A_WEEK = 7
_DAYS_HALF_A_MONTH = 15
_MONTHS_A_YEAR = 12
_DAY_ROLES = ("dated_day", "day", "dayth")
_YEAR_ROLES = ("gregorian", "named_year", "year", "quoted_year", "short_year", "sure_year")
_NEITHER_TENSE = date(2000, 1, 1)


def nothing(_: Match) -> None:
    """Make no date of what looks like one: a count, an amount, a product, what recurs."""


def month(match: Match) -> Roles:
    """Drop the word "month" before a month's name."""
    return {"month": match.get("month", int)}


def dated_day(match: Match) -> Roles:
    """Make a day number of a number that is said to be one ("วันที่ 5")."""
    day = match.get("day", int)
    return {"no_day": match.get("no_day", int)} if day is None else {"dated_day": day}


def day_and_month(match: Match) -> Roles | None:
    """Make a day and a month of two numbers ("วันที่ 5 เดือน 12")."""
    second = match.repeated.get("day", match.get("number", int))
    pair = (match.get("day", int), second)
    year = match.get("year", int)
    if year is None:
        return {"day_and_month": pair}
    return calendar(match._replace(values={"day_and_month": pair, "year": year}))


def era_year(match: Match) -> Roles | None:
    """Make a Gregorian year of a number with its era."""
    number = match.get("int", int) or 0
    digits = 2 if number < 100 else 4  # noqa: PLR2004 - two digits are the end of a year
    year = full_year(number, digits, buddhist=False, era=match.get("era", str))
    return {"gregorian": year} if year else None


def reference(role: str, offset: int) -> Build:
    """Make a week, month or year counted from today's."""
    return lambda _: {role: offset}


def span(match: Match) -> Roles | None:
    """Make a length of time, in months and days, of a number and a unit."""
    unit = match.get("unit", str) or ""
    size, months = int(unit[:-1]), unit.endswith("m")
    number = match.get("number", float) or match.get("decimal", float)
    if number is None:
        number = match.get("number", int) or match.get("int", int) or 0
    if match.has("half"):
        number = 0
    elif match.has("a") or not match.values.keys() & {"number", "decimal", "int"}:
        number = 1
    doubled = int(2 * number) + bool(match.values.keys() & {"half", "and_half"})
    if months and size == 1:
        return {"span": (doubled // 2, _DAYS_HALF_A_MONTH * (doubled % 2))}
    if size * doubled % 2:
        return None
    return {"span": (size * doubled // 2, 0) if months else (0, size * doubled // 2)}


def whole_span(match: Match) -> Roles:
    """Make one length of time of two ("3 weeks and 2 days")."""
    first, second = _span(match), match.repeated["span"]
    if not isinstance(second, tuple):
        return {"span": first}
    return {"span": (first[0] + second[0], first[1] + second[1])}


def calendar(match: Match) -> Roles | None:
    """Make a day of a named month."""
    pair = match.get("day_and_month", tuple)
    day, number = pair or (_day(match), _month(match))
    if day is None or number is None:
        return None
    year = _year(match)
    kind = Kind.PARTIAL if year is None else Kind.ABSOLUTE
    reading = CalendarDay(number, day, year)
    return _calendar(Expression(reading, kind, said_year=year is not None))


def two_days(match: Match) -> Roles | None:
    """Make two dates of two days of one month ("5 and 9 September", "5-9 September")."""
    days = [token for token in match.tokens if token.roles.keys() & set(_DAY_ROLES)]
    first, second = match.get("day_range", tuple) or (_any_day(token) for token in days)
    number, year = _month(match), _year(match)
    if number is None:
        return None
    kind = Kind.PARTIAL if year is None else Kind.ABSOLUTE
    one = Expression(CalendarDay(number, first, year), kind, said_year=year is not None)
    other = one._replace(reading=CalendarDay(number, second, year))
    head, last = match.tokens[0], match.tokens[-1]
    # Of "5-9 September" the second has only the month to itself.
    middle = days[1] if days else match.tokens[1]
    first_end = days[0].end if days else head.end
    return {"dates": ((head.start, first_end, one), (middle.start, last.end, other))}


def numeric(match: Match) -> Roles | None:
    """Make a date of a date in numbers, and of the year that may stand beside it."""
    found = next((v for v in match.values.values() if isinstance(v, Expression)), None)
    if found is None:
        return None
    year = _year(match)
    if year is None or found.said_year or not isinstance(found.reading, CalendarDay):
        return _calendar(found)
    other = found.other
    return _calendar(
        Expression(
            found.reading._replace(year=year),
            Kind.ABSOLUTE,
            said_year=True,
            other=other._replace(year=year) if isinstance(other, CalendarDay) else None,
        )
    )


def holiday(match: Match) -> Roles:
    """Make a day of a holiday, or of its eve."""
    day, _, length = (match.get("holiday", str) or "").partition("/")
    number, _, day = (match.get("counted_holiday", str) or day).partition("-")
    year, counted = _year(match), match.get("dayth", int) or 0
    reading: Reading = CalendarDay(int(number), int(day) + counted, year, span=int(length or 1))
    if match.has("eve"):
        reading = Shifted(days=-1, base=reading)
    found = Expression(reading, Kind.HOLIDAY, said_year=year is not None)
    return _calendar(found) | {"named_day": found}


def point(match: Match) -> Roles:
    """Make the beginning, middle or end of a month or year a day."""
    roles = match.values.keys()
    if roles & {"end", "final_day", "month_end", "year_end", "end_post"}:
        day, kind, leaning = LAST_DAY, Kind.PERIOD_END, Tense.FUTURE
    elif roles & {"mid", "mid_post"}:
        day, kind, leaning = _MIDDLE, Kind.PERIOD_MIDDLE, Tense.UNKNOWN
    else:
        day, kind, leaning = 1, Kind.PERIOD_START, Tense.UNKNOWN
    year, year_offset = _year(match), match.get("year_ref", int)
    named = _month(match)
    direction = _direction(year_offset or 0)
    reading: Reading
    if named is None and roles & {"month_unit", "month_ref", "month_start", "month_end"}:
        offset = match.get("month_ref", int)
        reading, direction = DayOfMonth(day, offset, leaning=leaning), _direction(offset or 0)
    elif named is not None:
        reading = CalendarDay(named, day, year)
    else:
        number = _DECEMBER if day == LAST_DAY else 1
        reading = CalendarDay(number, day, year, year_offset, leaning=leaning)
    said = year is not None or year_offset is not None
    found = Expression(reading, kind, direction, said_year=said)
    made = {"date": found, "named_day": found}
    return made | {"calendar": found} if named is not None else made


def day_of_month(match: Match) -> Roles | None:
    """Make a day number a day, of the month that is said or of the nearest."""
    day, offset = _day(match), match.get("month_ref", int)
    if day is None:
        return None
    for role, said in (("last_pre", -1), ("this_pre", 0), ("next_pre", 1)):
        offset = said if match.has(role) else offset
    leaning = match.has("coming_day") - match.has("gone_day")
    found = Expression(DayOfMonth(day, offset), Kind.DAY_OF_MONTH, _direction(offset or leaning))
    return {"date": found, "month_day": found, "named_day": found}


def counted_weekday(match: Match) -> Roles:
    """Make a day of "the first Monday of December"."""
    offset = match.get("month_ref", int)
    year = _year(match)
    reading = NthWeekday(
        match.get("ordinal", int) or LAST_DAY,
        _weekday(match),
        _month(match),
        offset,
        year,
    )
    found = Expression(reading, Kind.WEEKDAY, _direction(offset or 0), said_year=year is not None)
    return {"date": found, "named_day": found}


def dated_weekday(match: Match) -> Roles | None:
    """Make one day of a weekday and the date beside it."""
    weekday = _weekday(match)
    found = next((v for v in match.values.values() if isinstance(v, Expression)), None)
    if found is None:
        day = _day(match)
        if day is None:
            return None
        found = Expression(DayOfMonth(day, weekday=weekday), Kind.DAY_OF_MONTH)
        return {"date": found, "month_day": found, "named_day": found}
    reading, other = found.reading, found.other
    if isinstance(reading, CalendarDay) and isinstance(other, CalendarDay) and found.said_year:
        # The weekday tells 5 June from 6 May, if it fits only one of them.
        if _falls(other, weekday) and not _falls(reading, weekday):
            reading, other = other, None
        elif _falls(reading, weekday) and not _falls(other, weekday):
            other = None
    return _calendar(
        found._replace(reading=_on(reading, weekday), other=other and _on(other, weekday))
    )


def weekday_of_week(match: Match) -> Roles:
    """Make a day of a weekday and the week that it lies in."""
    week = match.get("week_ref", int) or 0
    return _named(Weekday(_weekday(match), week=week), _direction(week))


def weekday(match: Match) -> Roles:
    """Make a day of a weekday alone."""
    return _named(Weekday(_weekday(match)), Direction.NONE)


def dated_year(match: Match) -> Roles | None:
    """Put a date without a year into a year counted from today's."""
    found = match.get("calendar", Expression)
    offset = match.get("year_ref", int) or 0
    if found is None:
        return None
    if found.said_year or not isinstance(found.reading, CalendarDay):
        return _calendar(found)
    reading = found.reading._replace(year_offset=offset)
    return _calendar(found._replace(reading=reading, direction=_direction(offset), said_year=True))


def modified(tense: Tense, *, further: int, this: bool) -> Build:
    """Return what makes of a weekday or date the one that "next", "last" or "this" points to.

    Args:
        tense: the side of today.
        further: 1 for "after next" and "before last".
        this: whether the sentence's own tense outranks `tense` ("this Friday").
    """
    direction = Direction.NONE if this else Direction(tense.value)
    leaning = tense if this else Tense.UNKNOWN

    def build(match: Match) -> Roles:
        found = match.get("calendar", Expression) or match.get("month_day", Expression)
        if found is None:
            return _named(Weekday(_weekday(match), further, leaning=leaning), direction)
        if found.said_year:
            return _calendar(found)
        reading = found.reading
        if isinstance(reading, CalendarDay | DayOfMonth):
            reading = reading._replace(leaning=leaning)
        return _calendar(found._replace(reading=reading, direction=direction))

    return build


def dayword(match: Match) -> Roles:
    """Make a day of "yesterday"."""
    days = match.get("dayword", int) or 0
    found = Expression(Shifted(days=days), Kind.RELATIVE, _direction(days))
    return {"date": found, "named_day": found, "dayword": days, "dayword_day": found}


def counted(sign: int) -> Build:
    """Return what makes a day of a length of time before (-1) or after (1) today."""

    def build(match: Match) -> Roles | None:
        months, days = _span(match)
        named = match.get("named_weekday", Expression)
        if named and isinstance(named.reading, Weekday) and not months and not days % _DAYS_A_WEEK:
            weeks = sign * days // _DAYS_A_WEEK
            return _named(Weekday(named.reading.weekday, week=weeks), _direction(sign))
        reading = Shifted(sign * months, sign * days)
        return {"date": Expression(reading, Kind.RELATIVE, _direction(sign * (months + days)))}

    return build


def week_on(match: Match) -> Roles | None:
    """Make a day of "a week on Monday"; a weekday after any other length of time stays alone."""
    months, days = _span(match)
    named = match.get("named_weekday", Expression)
    if named is None or months or days % _DAYS_A_WEEK:
        return None if named is None else {"date": named}
    ahead = named._replace(kind=Kind.RELATIVE, direction=Direction.FUTURE)
    return {"date": ahead._replace(reading=Shifted(days=days, base=named.reading))}


def moved(sign: int) -> Build:
    """Return what makes a day of a length of time before (-1) or after (1) another day."""

    def build(match: Match) -> Roles | None:
        base = next((v for v in match.values.values() if isinstance(v, Expression)), None)
        if base is None:
            return None
        months, days = _span(match) if match.has("span") else (0, 1)
        reading = Shifted(sign * months, sign * days, base.reading)
        return {"date": base._replace(reading=reading, kind=Kind.RELATIVE, other=None)}

    return build


def _calendar(found: Expression) -> dict[str, object]:
    return {"date": found, "calendar": found}


def _named(reading: Weekday, direction: Direction) -> Roles:
    found = Expression(reading, Kind.WEEKDAY, direction)
    return {"date": found, "named_day": found, "named_weekday": found}


def _span(match: Match) -> tuple[int, int]:
    months, days = match.get("span", tuple) or (0, 0)
    return months, days


def _any_day(token: Token) -> int:
    return next(day for r in _DAY_ROLES if isinstance(day := token.roles.get(r), int))


def _day(match: Match) -> int | None:
    """Return the day number that was matched, in figures or words; None if it is no day."""
    for role in (*_DAY_ROLES, "no_day", "ordinal", "number"):
        value = match.get(role, int)
        if value is not None:
            worded = role in {"ordinal", "number"}
            return None if worded and not 1 <= value <= _LAST_DAY_NUMBER else value
    return None


def _month(match: Match) -> int | None:
    roles = ("month", "month_short", "modal_month")
    return next((month for role in roles if (month := match.get(role, int))), None)


def _year(match: Match) -> int | None:
    return next((year for role in _YEAR_ROLES if (year := match.get(role, int))), None)


def _weekday(match: Match) -> int:
    roles = ("weekday", "weekday_short", "weekday_mark", "weekday_sign", "week_day")
    return next((day for role in roles if (day := match.get(role, int)) is not None), 0)


def _direction(offset: int) -> Direction:
    if offset == 0:
        return Direction.NONE
    return Direction.FUTURE if offset > 0 else Direction.PAST


def _on(reading: Reading, weekday: int) -> Reading:
    if isinstance(reading, CalendarDay | DayOfMonth):
        return reading._replace(weekday=weekday)
    return reading


def _falls(reading: CalendarDay, weekday: int) -> bool:
    day = reading.resolve(Tense.UNKNOWN, _NEITHER_TENSE)
    return day is not None and day.weekday() == weekday
