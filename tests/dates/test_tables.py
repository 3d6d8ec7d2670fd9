"""Tests of the tables that the program ships."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.dates
from assistant.dates.lexicon import LANGUAGES, table
from assistant.dates.tables import compile_table

_DATA = Path(assistant.dates.__file__).parent / "data"


@pytest.mark.parametrize("language", LANGUAGES)
def test_committed_tables_are_up_to_date(language: str) -> None:
    """What is committed is what the sources and CLDR give; `python -m assistant.dates.tables`."""
    assert (_DATA / f"{language}.json").read_text(encoding="utf-8") == compile_table(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_all_months_and_weekdays(language: str) -> None:
    """Each month and weekday can be said, from CLDR's names."""
    own = table(language)
    roles = [
        r for groups in (own.words, own.unspaced) for group in groups.values() for _, r in group
    ]
    months = {role.get("month", role.get("modal_month")) for role in roles}
    assert months - {None} == set(range(1, 13))
    assert {role["weekday"] for role in roles if "weekday" in role} == set(range(7))
