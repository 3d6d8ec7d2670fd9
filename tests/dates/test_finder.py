"""Tests of finding dates in what people write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.dates import Tense, find_dates

_SENTENCES = Path(__file__).parent / "sentences"
_TODAY = date(2026, 11, 25)


def _lines(name: str) -> list[str]:
    lines = (_SENTENCES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _cases(name: str) -> list[tuple[str, str]]:
    return [
        (language, line) for language in ("en", "el", "th") for line in _lines(f"{language}{name}")
    ]


@pytest.mark.parametrize(("language", "line"), _cases(".txt"))
def test_finds_the_day_meant(language: str, line: str) -> None:
    """Each sentence of the table gives the days that its writer meant, and no others."""
    today, tense, expected, text = (part.strip() for part in line.split("|"))
    day = date.fromisoformat(today)
    found = [
        str(mention.resolve(Tense(tense), day) or "none")
        for mention in find_dates(text, language=language, today=day)
    ]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(("language", "text"), _cases("_none.txt"))
def test_finds_no_day_where_none_is_meant(language: str, text: str) -> None:
    """Durations, counts, names, amounts, times and plain words give no date."""
    assert [m.text for m in find_dates(text, language=language, today=_TODAY)] == []
