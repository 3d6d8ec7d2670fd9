"""Dates and numbers are written as a reader of the language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.messages.writing import writer_for

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


@pytest.mark.parametrize(
    ("tag", "day", "written"),
    [
        ("en", LAST, "31 October 2026"),
        ("en-US", LAST, "October 31, 2026"),
        ("el", LAST, "31 Οκτωβρίου 2026"),
        ("el", FIRST, "1η Οκτωβρίου 2026"),
        ("th", LAST, "31 ตุลาคม 2569"),
        ("de", FIRST, "1. Oktober 2026"),
    ],
)
def test_dates(tag: str, day: date, written: str) -> None:
    """Order, month names and Buddhist years are the reader's."""
    assert writer_for(tag).day(day) == written


@pytest.mark.parametrize(
    ("tag", "before", "day", "text"),
    [
        ("el", "έληξε στις ", LAST, "έληξε στις 31 Οκτωβρίου 2026"),
        ("el", "έληξε στις ", FIRST, "έληξε την 1η Οκτωβρίου 2026"),
        ("el", "Τις ", FIRST, "Την 1η Οκτωβρίου 2026"),
        ("el", "έως και τις ", FIRST, "έως και την 1η Οκτωβρίου 2026"),
        ("el", "ημερομηνία: ", FIRST, "ημερομηνία: 1η Οκτωβρίου 2026"),
        ("el", "στις", FIRST, "στις1η Οκτωβρίου 2026"),
        ("en", "on ", FIRST, "on 1 October 2026"),
        ("th", "วันที่ ", FIRST, "วันที่ 1 ตุลาคม 2569"),
    ],
)
def test_articles_agree_with_the_date(tag: str, before: str, day: date, text: str) -> None:
    """Greek says στις 31 but την 1η; other languages are left alone."""
    assert "".join(writer_for(tag).day_after(before, day)) == text


@pytest.mark.parametrize(("tag", "written"), [("en", "12,345"), ("el", "12.345"), ("th", "12,345")])
def test_numbers(tag: str, written: str) -> None:
    """Thousands are grouped as in the locale."""
    assert writer_for(tag).number(12345) == written
