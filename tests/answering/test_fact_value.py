"""A fact's value as someone types it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.fact_value import FactDayError, FactNumberError, read_fact
from assistant.lifecycle import FactsError

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("name", "typed", "language", "value"),
    [
        ("expired_on", "3 November", "en", date(2026, 11, 3)),
        ("expired_on", "2026-10-01", "en", date(2026, 10, 1)),
        ("expired_on", "yesterday", "en", date(2026, 11, 25)),
        ("paid_on", "1η Οκτωβρίου 2026", "el", date(2026, 10, 1)),
        ("payment_due", "1 ตุลาคม 2569", "th", date(2026, 10, 1)),
        ("payment_due", "  ", "en", None),
        ("users", "12", "en", 12),
        ("licences", " ๒๕ ", "th", 25),
        ("users", "", "en", None),
    ],
)
def test_days_and_numbers_are_read_as_people_write_them(
    name: str, typed: str, language: str, value: object
) -> None:
    """In the writer's language and digits; nothing typed is nothing known."""
    assert read_fact(name, typed, language=language, today=TODAY) == value


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("expired_on", "soon", FactDayError),
        ("expired_on", "31 February 2026", FactDayError),
        ("expired_on", "1 May or 2 May", FactDayError),
        ("expired_on", "x" * 100_000, FactDayError),
        ("users", "many", FactNumberError),
        ("users", "-1", FactNumberError),
        ("users", "1.5", FactNumberError),
        ("users", "9" * 5000, FactNumberError),
        ("users", "10000001", FactsError),
    ],
)
def test_what_is_neither_is_refused(name: str, typed: str, error: type[Exception]) -> None:
    """Whatever it is, and however long."""
    with pytest.raises(error):
        read_fact(name, typed, language="en", today=TODAY)
