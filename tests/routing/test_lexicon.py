"""Names, ideas and mended typos."""

from __future__ import annotations

import json

import pytest

from assistant.routing.lexicon import Lexicon
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED, words

LEXICON = Lexicon.build(
    names={"xofficex": ["Office 365", "o365"]},
    numbers=["25"],
    ideas={
        "pay": ["pay*", "πληρω*", "จ่าย"],
        "end": ["run* out", "λήξη"],
        "not": ["don't", "ไม่"],
    },
)


def tokens(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    """Tokens of unfolded text."""
    return list(lexicon.tokens(words(fold(text))))


def ideas(text: str) -> frozenset[str]:
    """Ideas of unfolded text."""
    return LEXICON.ideas(tokens(text), UNSPACED.findall(fold(text)))


def test_names_become_one_token() -> None:
    """All ways to write a name are one token, and its number is no number."""
    assert tokens("my Office 365 and O365") == [
        "mi",
        "xofficex",
        "and".replace("nd", "d"),
        "xofficex",
    ]


def test_numbers_keep_their_length_only() -> None:
    """Numbers are masked by length, those with a meaning of their own are kept."""
    assert tokens("25 users 30 days 2026") == ["25", "isers", "x2x", "davs", "x4x"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am paying", {"pay"}),
        ("it runs out", {"end"}),
        ("run it out", set()),
        ("don't pay", {"not", "pay"}),
        ("να πληρώσω", {"pay"}),
        ("na plhrwsw sti liksi", {"pay", "end"}),
        ("ไม่จ่ายเงิน", {"not", "pay"}),
        ("repay", set()),
    ],
)
def test_ideas_are_found_in_all_languages(text: str, found: set[str]) -> None:
    """Open-ended, several-word, Greek, Greeklish and Thai forms express the same ideas."""
    assert ideas(text) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("invioce", "invoice"),
        ("invoce", "invoice"),
        ("subscirptoin", "subscription"),
        ("invoices", "invoice"),
        ("voice", "voice"),
        ("avocado", "avocado"),
    ],
)
def test_typos_are_mended(typed: str, meant: str) -> None:
    """An unknown word one slip away (two, if long) is read as the known one, others stay."""
    known = frozenset(tokens("invoice subscription"))
    lexicon = Lexicon(vocabulary=known)
    assert tokens(typed, lexicon) == tokens(meant)


def test_lexicon_survives_json() -> None:
    """What the model file holds is the same lexicon."""
    assert Lexicon.from_json(json.loads(json.dumps(LEXICON.as_json()))) == LEXICON
