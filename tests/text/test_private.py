"""What identifies people is taken out before a question is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.private import HIDDEN, scrub


@pytest.mark.parametrize(
    "secret",
    [
        "maria.p@example.gr",
        "+30 210 123 4567",
        "081-234-5678",
        "(02) 123-4567 89",
        "๐๘๑๒๓๔๕๖๗๘",
        "GR16 0110 1250 0000 0001 2300 695"[5:],
        "4111 1111 1111 1111",
        "https://contoso.example/x?user=7",
        "www.contoso.example/a",
    ],
)
def test_addresses_and_long_numbers_are_hidden(secret: str) -> None:
    """Wherever they stand in the question."""
    hidden = scrub(f"call {secret} please")
    assert secret not in hidden
    assert HIDDEN in hidden
    assert hidden.startswith("call ")
    assert hidden.endswith(" please")


@pytest.mark.parametrize(
    "text",
    ["expired 1/10/2026, paid 2026-11-05", "for 25 users and 140 licences", "since 3.11.2026", ""],
)
def test_dates_and_counts_stay(text: str) -> None:
    """They are what the question is about."""
    assert scrub(text) == text


@given(st.text(max_size=200))
def test_no_long_run_of_digits_is_left(text: str) -> None:
    """Whatever stands around it."""
    run = 0
    for char in scrub(text + "123456789"):
        run = run + 1 if char.isdecimal() else 0
        assert run < 9
