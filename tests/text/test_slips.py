"""A mistyped word finds the word that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.slips import slips_of

KNOWN = ("december", "november", "cancelled", "expired")


@pytest.mark.parametrize(
    ("typed", "errors", "meant"),
    [
        ("decmber", 1, "december"),
        ("novmeber", 1, "november"),
        ("canceled", 1, "cancelled"),
        ("exspierd", 2, "expired"),
        ("december", 1, "december"),
    ],
)
def test_the_word_that_was_meant_is_found(typed: str, errors: int, meant: str) -> None:
    """A letter left out, put in or swapped still finds its word."""
    assert slips_of(typed, KNOWN, errors)[0][0] == meant


@pytest.mark.parametrize("typed", ["remember", "xecember", "dec", "whatever"])
def test_other_words_are_left_alone(typed: str) -> None:
    """Another first letter, too many errors, another word: nothing."""
    assert slips_of(typed, KNOWN, 1) == []


@given(st.sampled_from(KNOWN), st.integers(1, 6), st.characters(codec="ascii", categories=["Ll"]))
def test_one_changed_letter_is_always_found(word: str, place: int, letter: str) -> None:
    """The quick look that spares loading RapidFuzz never hides a word one error away."""
    typed = word[:place] + letter + word[place + 1 :]
    assert word in [found for found, _ in slips_of(typed, KNOWN, 1)]
