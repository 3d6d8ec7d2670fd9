"""The phrases that resemble a question most: to look at, never to decide by.

An index of what phrases have in common with a question keeps the comparing to a few of them, so
that a million phrases are searched in a moment.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.routing.phrases import Phrase
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED

# Phrases compared in full, and entries of the index read to choose them. With 100,000 phrases made
# by perturbation the most similar one is among the compared for 99 of 100 questions.
_COMPARED = 1_000
_READ = 20_000

_GRAM = 3


class Near(NamedTuple):
    """A phrase and how much of it stands in the question, from 0 to 1."""

    phrase: Phrase
    likeness: float


class PhraseIndex:
    """Phrases by what stands in them.

    Args:
        phrases: those to search, in the order of preference among equals.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._folded = [fold(phrase.text) for phrase in phrases]
        self._holders: dict[str, array[int]] = {}
        for number, text in enumerate(self._folded):
            for term in _terms(text):
                self._holders.setdefault(term, array("I")).append(number)

    def nearest(self, question: str, *, most: int = 5) -> tuple[Near, ...]:
        """Return at most `most` phrases like `question`, by RapidFuzz's ratio of their words."""
        # Only a few commands need it, and answering starts faster without.
        from rapidfuzz import fuzz, process

        folded = fold(question)
        candidates = {number: self._folded[number] for number in self._candidates(folded)}
        found = process.extract(folded, candidates, scorer=fuzz.token_sort_ratio, limit=most)
        return tuple(Near(self._phrases[number], score / 100) for _, score, number in found)

    def _candidates(self, folded: str) -> Iterable[int]:
        """Return the phrases that share most with a question, what is rare before what is not."""
        held = (self._holders[term] for term in _terms(folded) if term in self._holders)
        shared: Counter[int] = Counter()
        left = _READ
        for holders in sorted(held, key=len):
            # What everybody writes is read in part: all the rest has told the phrases apart.
            shared.update(holders[:left])
            left -= len(holders)
            if left <= 0:
                break
        return sorted(number for number, _ in shared.most_common(_COMPARED))


def _terms(folded: str) -> set[str]:
    """Return the words of a text, their beginnings and ends, and n-grams of unspaced scripts."""
    return set(_cut(folded))


def _cut(folded: str) -> Iterator[str]:
    for run in UNSPACED.findall(folded):
        yield from (run[start : start + _GRAM] for start in range(max(1, len(run) - _GRAM + 1)))
    for word in UNSPACED.sub(" ", folded).split():
        yield word
        # A slip of the fingers leaves one of its ends.
        if len(word) > _GRAM:
            yield word[:_GRAM] + "-"
            yield "-" + word[-_GRAM:]
