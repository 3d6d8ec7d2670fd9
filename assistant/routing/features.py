"""From a question to features: one code for training and for answering.

A question is read in views, each blind to something that people vary without meaning to:
character n-grams of the phonetic skeleton (typos, accents, Greeklish), character n-grams of text
written without spaces (segmentation fails on typos), words with their neighbours, and ideas with
each other (the language). Features are present or absent; counting them gained nothing.
Everything is linear in the text's length.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from assistant.text.fold import fold
from assistant.text.keyboard import rescue
from assistant.text.lookalikes import unify
from assistant.text.private import EMAIL
from assistant.text.segment import UNSPACED, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.routing.lexicon import Lexicon

# A question says what it is about early; more would only cost time. In characters.
LONGEST = 2_000


class View(StrEnum):
    """A way of looking at a question; its value keeps its features apart from other views'."""

    CHARACTERS = "c"
    UNSPACED = "u"
    WORD = "w"
    PAIR = "p"
    IDEA = "i"
    IDEAS = "j"


# Weight of a view's features beside the others', and its shortest and longest n-gram; tuned by
# leave-one-writer-out (words 2 and pairs 1.5: +1.3 points over equal weights).
VIEW_WEIGHTS: Mapping[View, float] = {
    View.CHARACTERS: 1.0,
    View.UNSPACED: 1.0,
    View.WORD: 2.0,
    View.PAIR: 1.5,
    View.IDEA: 2.0,
    View.IDEAS: 1.0,
}
_CHARACTER_GRAMS = range(2, 6)
_UNSPACED_GRAMS = range(1, 5)

_NUMERIC_DATE = re.compile("\\b\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{2,4})?\\b")

# Masks are words no one writes, so that they are features like any other.
_MASKED_EMAIL, _MASKED_DATE = " xemailx ", " xdatex "


class Reading(NamedTuple):
    """A question as the router sees it.

    Attributes:
        folded: folded text, keyboard slips and look-alike letters undone, e-mail addresses and
            numeric dates masked.
        tokens: its words in phonetic skeleton, names and numbers masked.
        runs: its runs of text in scripts without spaces.
        ideas: the ideas in it.
    """

    folded: str
    tokens: tuple[str, ...]
    runs: tuple[str, ...]
    ideas: frozenset[str]


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read the first `LONGEST` characters of `text`."""
    folded = masked(text)
    tokens = tuple(lexicon.tokens(words(folded)))
    runs = tuple(UNSPACED.findall(folded))
    return Reading(folded, tokens, runs, lexicon.ideas(tokens, runs))


def masked(text: str) -> str:
    """Return the first `LONGEST` characters of `text` as `Reading.folded` describes."""
    text = text[:LONGEST]
    folded = fold(unify(unicodedata.normalize("NFC", rescue(text) or text)))
    return _NUMERIC_DATE.sub(_MASKED_DATE, EMAIL.sub(_MASKED_EMAIL, folded))


def features(reading: Reading) -> Iterator[tuple[View, str]]:
    """Yield the features of `reading`; one may come more than once."""
    for token in set(reading.tokens):
        yield View.WORD, token
        if not UNSPACED.match(token):
            for gram in _grams(f" {token} ", _CHARACTER_GRAMS):
                yield View.CHARACTERS, gram
    for first, second in pairwise(("", *reading.tokens, "")):
        yield View.PAIR, f"{first} {second}"
    for run in reading.runs:
        for gram in _grams(f" {run} ", _UNSPACED_GRAMS):
            yield View.UNSPACED, gram
    for idea in reading.ideas:
        yield View.IDEA, idea
    for one, other in combinations(sorted(reading.ideas), 2):
        yield View.IDEAS, f"{one} {other}"


def feature_id(view: View, gram: str) -> int:
    """Return the 32-bit number under which the model knows a feature."""
    return crc32((view + gram).encode("utf-8", "surrogatepass"))


def _grams(text: str, sizes: range) -> Iterator[str]:
    return chain.from_iterable(
        (text[start : start + size] for start in range(len(text) - size + 1)) for size in sizes
    )
