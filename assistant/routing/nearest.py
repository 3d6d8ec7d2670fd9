"""The phrases of a pack that resemble a question most: to look at, never to decide by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.routing.phrases import Phrase, load_phrases
from assistant.text.fold import fold

if TYPE_CHECKING:
    from pathlib import Path


class Near(NamedTuple):
    """A phrase and how much of it stands in the question, from 0 to 1."""

    phrase: Phrase
    likeness: float


def nearest_phrases(question: str, pack: Path, *, most: int = 5) -> tuple[Near, ...]:
    """Return the phrases of `pack` most like a question, by RapidFuzz's ratio of their words.

    Args:
        question: as it was asked.
        pack: folder of the pack; all its phrases are read, which takes a second.
        most: how many are returned at most.

    Raises:
        PhraseError: the phrases cannot be read.
    """
    # Only a few commands need it, and answering starts faster without.
    from rapidfuzz import fuzz, process

    phrases = load_phrases(pack)
    written = [fold(phrase.text) for phrase in phrases]
    found = process.extract(fold(question), written, scorer=fuzz.token_sort_ratio, limit=most)
    return tuple(Near(phrases[number], score / 100) for _, score, number in found)
