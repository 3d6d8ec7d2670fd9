"""Words that a typed one may be a slip of."""

from __future__ import annotations

from collections.abc import Iterable


def slips_of(typed: str, known: Iterable[str], errors: int) -> list[tuple[str, int]]:
    """Return the known words that `typed` may be meant for, nearest first, with their distance.

    People rarely miss the first letter, so it must be the same. An error is one letter left out,
    put in, changed, or swapped with its neighbour (optimal string alignment).

    Args:
        typed: the word, folded.
        known: words to choose from, folded.
        errors: how many at most.
    """
    letters = set(typed)
    likely = [
        word
        for word in known
        if word[0] == typed[0]
        and abs(len(word) - len(typed)) <= errors
        and len(letters.symmetric_difference(word)) <= 2 * errors
    ]
    if not likely:
        # Mostly so, and then RapidFuzz, which takes 7 ms to load, is not needed.
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(typed, likely, scorer=OSA.distance, score_cutoff=errors, limit=None)
    return [(word, int(distance)) for word, distance, _ in found]
