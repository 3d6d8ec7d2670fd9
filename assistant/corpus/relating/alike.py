"""How alike two texts truly are, and from where on they count as variants of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Postfix, Prefix

from assistant.corpus.relating.lexicon import Editions

# Percent of common characters from which two texts are alike: where all that differs stands
# together (a word, a number, an added part), the same for short texts, of which a word is a large
# part and other texts hold as much, and where what differs is spread.
_TOGETHER = 65
_TOGETHER_SHORT = 75
_SHORT = 40
_SPREAD = 80
# Percent of common characters that every member of a group has to keep with the first one, where
# it is alike only to another member.
_IN_GROUP = 55
# A text that stands whole in another one is a variant if it is at least so long, and so large a
# share of it; a shorter one is a phrase that many texts begin with.
_WHOLE = 24
_WHOLE_SHARE = 0.35
# Shorter texts are alike only where their letters are the same.
_TELLING = 12
_TELLING_LETTERS = 4
# Beyond this only common beginnings and ends are compared: the time grows with the square.
_MAX_COMPARED = 10_000
_NO_LETTER = re.compile(r"[\W\d_]+")
# A picture written into the text: thousands of characters that say nothing.
DATA = "base64,"
_EMBEDDED = re.compile(rf"{DATA}[A-Za-z0-9+/=]+")


def masked_in(text: str, editions: Editions) -> str:
    """Return `text` as it is compared but for its case: editions and embedded data masked."""
    if DATA in text:
        text = _EMBEDDED.sub("", text)
    return editions.masked(text)


def in_group(first: str, other: str) -> bool:
    """Return whether a text may join a group of which it is like a member.

    Args:
        first: the first of the group, as it is compared.
        other: the text, likewise.
    """
    clipped = first[:_MAX_COMPARED], other[:_MAX_COMPARED]
    return fuzz.ratio(*clipped, score_cutoff=_IN_GROUP) > 0


def likenesses(
    ones: Sequence[str],
    others: Sequence[str],
    framed: NDArray[np.bool_],
) -> NDArray[np.uint8]:
    """Return for each pair of texts their common characters in percent, 0 where not alike.

    Args:
        ones: a text of each pair, as it is compared.
        others: the other text.
        framed: whether they may have the same letters, apart from digits and signs.
    """
    long, wide = (
        np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) for texts in (ones, others)
    )
    shorter, both = np.minimum(long, wide), long + wide
    start, end = (
        process.cpdist(ones, others, scorer=scorer.similarity, dtype=np.int32)
        for scorer in (Prefix, Postfix)
    )
    kept = np.minimum(start + end, shorter)
    together = 200 * kept // np.maximum(both, 1)
    needed = np.where(shorter >= _SHORT, _TOGETHER, _TOGETHER_SHORT)
    whole = (kept == shorter) & (shorter >= _WHOLE) & (shorter >= _WHOLE_SHARE * (both - shorter))
    alike = whole | (together >= needed)
    found = np.where(alike & (shorter >= _TELLING), together, 0).astype(np.uint8)
    open_ = np.flatnonzero((found == 0) & (shorter >= _TELLING) & (both <= 2 * _MAX_COMPARED))
    found[open_] = process.cpdist(
        [ones[at] for at in open_.tolist()],
        [others[at] for at in open_.tolist()],
        scorer=fuzz.ratio,
        score_cutoff=_SPREAD,
        dtype=np.float32,
    ).astype(np.uint8)
    for at in np.flatnonzero((found == 0) & framed).tolist():
        letters = _NO_LETTER.sub("", ones[at])
        if len(letters) >= _TELLING_LETTERS and letters == _NO_LETTER.sub("", others[at]):
            found[at] = max(together[at], 1)
    return found
