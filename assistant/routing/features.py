"""From a question to features: one code for training and for answering.

A question is read in three views, each blind to what people vary without meaning to:
character n-grams of the phonetic skeleton (typos, accents, Greeklish), character n-grams of text
written without spaces (segmentation fails on typos), and words with their neighbours. Features
are present or absent; counting them gained nothing. Everything is linear in the text's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from assistant.text.fold import fold
from assistant.text.greeklish import skeleton
from assistant.text.keyboard import rescue
from assistant.text.segment import UNSPACED, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# A question says what it is about early; more would only cost time. In characters.
LONGEST = 2_000


class View(StrEnum):
    """A way of looking at a question; its value keeps its features apart from other views'."""

    CHARACTERS = "c"
    UNSPACED = "u"
    WORD = "w"
    PAIR = "p"


# Weight of a view's features beside the others', and its shortest and longest n-gram; tuned by
# leave-one-writer-out (words 2 and pairs 1.5: +1.3 points over equal weights).
VIEW_WEIGHTS: Mapping[View, float] = {
    View.CHARACTERS: 1.0,
    View.UNSPACED: 1.0,
    View.WORD: 2.0,
    View.PAIR: 1.5,
}
_CHARACTER_GRAMS = range(2, 6)
_UNSPACED_GRAMS = range(1, 5)

_EMAIL = re.compile("[^\\s@]{1,64}@[^\\s@]{1,64}")
_NUMERIC_DATE = re.compile("\\b\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{2,4})?\\b")

# Masks are words no one writes, so that they are features like any other.
_MASKED_EMAIL, _MASKED_DATE = " xemailx ", " xdatex "


@dataclass(frozen=True, slots=True)
class Names:
    """Names and numbers with a meaning of their own, from the pack.

    Attributes:
        tokens: folded words of a name → the one word that stands for it.
        numbers: numbers that are kept; all others keep only their length.
    """

    tokens: Mapping[tuple[str, ...], str]
    numbers: frozenset[str]

    @property
    def longest(self) -> int:
        """Words in the longest name."""
        return max(map(len, self.tokens), default=0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the router sees it.

    Attributes:
        folded: folded text, keyboard slips undone, e-mail addresses and numeric dates masked.
        tokens: its words in phonetic skeleton, names and numbers masked.
    """

    folded: str
    tokens: tuple[str, ...]


def read(text: str, names: Names) -> Reading:
    """Read the first `LONGEST` characters of `text`."""
    text = text[:LONGEST]
    folded = fold(rescue(text) or text)
    folded = _NUMERIC_DATE.sub(_MASKED_DATE, _EMAIL.sub(_MASKED_EMAIL, folded))
    return Reading(folded, tuple(_masked(words(folded), names)))


def features(reading: Reading) -> Iterator[tuple[View, str]]:
    """Yield the features of `reading`; one may come more than once."""
    for token in set(reading.tokens):
        yield View.WORD, token
        if not UNSPACED.match(token):
            for gram in _grams(f" {token} ", _CHARACTER_GRAMS):
                yield View.CHARACTERS, gram
    for first, second in pairwise(("", *reading.tokens, "")):
        yield View.PAIR, f"{first} {second}"
    for run in UNSPACED.findall(reading.folded):
        for gram in _grams(f" {run} ", _UNSPACED_GRAMS):
            yield View.UNSPACED, gram


def feature_id(view: View, gram: str) -> int:
    """Return the 32-bit number under which the model knows a feature."""
    return crc32((view.value + gram).encode("utf-8", "surrogatepass"))


def _grams(text: str, sizes: range) -> Iterator[str]:
    return chain.from_iterable(
        (text[start : start + size] for start in range(len(text) - size + 1)) for size in sizes
    )


def _masked(found: Sequence[str], names: Names) -> Iterator[str]:
    """Yield the skeletons of `found`, names as one token, numbers by their length."""
    position = 0
    while position < len(found):
        for size in range(min(names.longest, len(found) - position), 0, -1):
            name = names.tokens.get(tuple(found[position : position + size]))
            if name is not None:
                yield name
                position += size
                break
        else:
            word = found[position]
            position += 1
            if word.isdigit() and word not in names.numbers:
                yield f"x{len(word)}x"
            else:
                yield skeleton(word)
