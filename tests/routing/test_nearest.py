"""The index of phrases finds what a comparison with all of them finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from assistant.routing.nearest import PhraseIndex
from assistant.routing.phrases import Phrase, load_phrases
from assistant.text.fold import fold

PHRASES = load_phrases(Path(__file__).parents[2] / "corpus" / "office-365-business")


@pytest.fixture(scope="module")
def index() -> PhraseIndex:
    """The index of the shipped phrases."""
    return PhraseIndex(PHRASES)


@pytest.mark.parametrize("language", ["el", "en", "th"])
def test_index_finds_what_a_scan_finds(index: PhraseIndex, language: str) -> None:
    """For phrases cut short, the index has one as similar as the most similar of all."""
    folded = [fold(phrase.text) for phrase in PHRASES]
    sample = [phrase.text for phrase in PHRASES if phrase.language == language][::300]
    found = 0
    for text in sample:
        question = text[: 2 * len(text) // 3]
        best = process.extractOne(fold(question), folded, scorer=fuzz.token_sort_ratio)
        found += index.nearest(question, most=1)[0].likeness == pytest.approx(best[1] / 100)
    assert found >= 0.97 * len(sample)


def test_the_phrase_itself_comes_first(index: PhraseIndex) -> None:
    """Whatever its accents and case, a phrase is most like itself, and order is by likeness."""
    near = index.nearest("ΠΟΤΕ ΔΙΑΓΡΑΦΟΝΤΑΙ ΤΑ ΔΕΔΟΜΕΝΑ", most=4)
    assert len(near) == 4
    assert [one.likeness for one in near] == sorted((one.likeness for one in near), reverse=True)
    one = PHRASES[100]
    assert index.nearest(one.text.upper(), most=1)[0].phrase == one


@pytest.mark.parametrize("question", ["", " ", "🤷", "\ud800", "qqqqq zzzzz"])
def test_nothing_is_like_nothing(index: PhraseIndex, question: str) -> None:
    """A question that shares nothing with any phrase has no neighbours."""
    assert index.nearest(question) == ()


def test_no_phrases_have_no_neighbours() -> None:
    """An empty index answers, and so does one with an empty phrase."""
    assert PhraseIndex(()).nearest("pay") == ()
    assert PhraseIndex((Phrase("en", "pay", "a", ""),)).nearest("pay") == ()
