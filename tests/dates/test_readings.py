"""Tests of what date expressions mean on a day and in a tense."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

_WEDNESDAY = date(2026, 11, 25)
_ANY_DAY = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("reading", "past", "future", "unknown"),
    [
        (CalendarDay(5, 5), "2026-05-05", "2027-05-05", "2027-05-05"),
        (CalendarDay(11, 25), "2026-11-25", "2026-11-25", "2026-11-25"),
        (CalendarDay(2, 29), "2024-02-29", "2028-02-29", "2028-02-29"),
        (CalendarDay(2, 30), None, None, None),
        (CalendarDay(2, LAST_DAY, year_offset=2), "2028-02-29", "2028-02-29", "2028-02-29"),
        (CalendarDay(2, 29, 2027), None, None, None),
        (CalendarDay(11, 17, weekday=1), "2026-11-17", "2026-11-17", "2026-11-17"),
        (DayOfMonth(31), "2026-10-31", "2026-12-31", "2026-10-31"),
        (DayOfMonth(25), "2026-11-25", "2026-11-25", "2026-11-25"),
        (DayOfMonth(31, 0), None, None, None),
        (DayOfMonth(13, weekday=4), "2026-11-13", "2026-11-13", "2026-11-13"),
        (DayOfMonth(LAST_DAY, leaning=Tense.FUTURE), "2026-10-31", "2026-11-30", "2026-11-30"),
        (Weekday(2), "2026-11-18", "2026-12-02", "2026-12-02"),
        (Weekday(3), "2026-11-19", "2026-11-26", "2026-11-26"),
        (Weekday(0, further=1), "2026-11-16", "2026-12-07", "2026-11-16"),
        (Weekday(2, week=0), "2026-11-25", "2026-11-25", "2026-11-25"),
        (Weekday(6, week=1), "2026-12-06", "2026-12-06", "2026-12-06"),
        (NthWeekday(1, 0, 12), "2025-12-01", "2026-12-07", "2026-12-07"),
        (NthWeekday(LAST_DAY, 4, month_offset=0), "2026-11-27", "2026-11-27", "2026-11-27"),
        (NthWeekday(5, 0, 2, year=2027), None, None, None),
        (Shifted(months=-1), "2026-10-25", "2026-10-25", "2026-10-25"),
        (Shifted(days=-2, base=CalendarDay(12, 25)), "2025-12-23", "2026-12-23", "2026-12-23"),
        (Shifted(months=120_000), None, None, None),
        (Shifted(days=9_000_000), None, None, None),
    ],
)
def test_resolves(
    reading: Reading, past: str | None, future: str | None, unknown: str | None
) -> None:
    """What is open goes to the nearest day that fits the tense; what does not exist is None."""
    days = [reading.resolve(tense, _WEDNESDAY) for tense in Tense]
    assert [day and str(day) for day in days] == [past, future, unknown]


@given(today=_ANY_DAY, weekday=st.integers(0, 6))
def test_a_weekday_is_within_a_week_and_never_today(today: date, weekday: int) -> None:
    """A weekday is one of the seven days before or after, as the tense says."""
    before = Weekday(weekday).resolve(Tense.PAST, today)
    after = Weekday(weekday).resolve(Tense.FUTURE, today)
    assert before is not None
    assert after is not None
    assert timedelta(1) <= today - before <= timedelta(7)
    assert timedelta(1) <= after - today <= timedelta(7)
    assert before.weekday() == after.weekday() == weekday


@given(today=_ANY_DAY, day=_ANY_DAY)
def test_a_day_without_year_fits_the_tense(today: date, day: date) -> None:
    """Past is on or before today, future on or after, neither more than a leap cycle away."""
    reading = CalendarDay(day.month, day.day)
    before, after = (reading.resolve(t, today) for t in (Tense.PAST, Tense.FUTURE))
    assert before is not None
    assert after is not None
    assert before <= today <= after
    assert reading.admits(before, today)
    assert reading.admits(after, today)
    assert reading.resolve(Tense.UNKNOWN, today) in (before, after)


@given(today=_ANY_DAY, months=st.integers(-600, 600))
def test_month_steps_keep_the_day_or_the_month_end(today: date, months: int) -> None:
    """Months are counted from the anchor day, clipped at the end of a shorter month."""
    day = Shifted(months=months).resolve(Tense.UNKNOWN, today)
    assert day is not None
    assert (day.year - today.year) * 12 + day.month - today.month == months
    assert day.day == today.day or (day.day < today.day and (day + timedelta(days=1)).day == 1)


@given(today=st.sampled_from((date.min, date.max)), tense=st.sampled_from(Tense))
def test_the_ends_of_the_calendar_raise_nothing(today: date, tense: Tense) -> None:
    """On the first and the last day there is, every reading gives a day or None."""
    readings: tuple[Reading, ...] = (
        CalendarDay(2, 29),
        DayOfMonth(31),
        Weekday(today.weekday(), further=1),
        Weekday(0, week=1),
        NthWeekday(5, 0),
        Shifted(1, 1),
        Shifted(-1, -1),
    )
    for reading in readings:
        reading.resolve(tense, today)
        reading.admits(today, today)


@pytest.mark.parametrize(
    ("number", "digits", "buddhist", "era", "expected"),
    [
        (69, 2, True, None, 2026),
        (43, 2, True, None, 2000),
        (42, 2, True, None, 2042),
        (26, 2, True, None, 2026),
        (26, 2, False, None, 2026),
        (99, 2, False, None, 1999),
        (69, 2, False, None, 1969),
        (68, 2, False, None, 2068),
        (2569, 4, False, None, 2026),
        (2026, 4, True, None, 2026),
        (2569, 4, True, "be", 2026),
        (20, 2, False, "be", 1977),
        (69, 2, True, "ce", 2069),
        (500, 4, False, "be", None),
        (0, 4, False, None, None),
    ],
)
def test_full_year(
    number: int, digits: int, era: str | None, expected: int | None, *, buddhist: bool
) -> None:
    """Two digits from 43 up are Buddhist among Thai; an era decides; the rest is Gregorian."""
    assert full_year(number, digits, buddhist=buddhist, era=era) == expected
