"""Blocks of the page and not of the article, found by evidence: they recur in the same position."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from assistant.corpus.relating.lexicon import cautions, date_words, negations, words_of

# The name under which a ledger records it.
RULE = "site.recurring"

# Characters: parts of a page are short; a notice or an introduction that pages share is not.
_SHORT = 100
_FULL_STOP = re.compile(r"\w\s+.*[.\u3002\u0964\u06d4][)\"'»”’]?$|\u3002$", re.DOTALL)
_DIGIT = re.compile(r"\d")

Key = TypeVar("Key", bound=Hashable)


class Edge(StrEnum):
    """The end of an article from which a position is counted."""

    START = "start"
    END = "end"


class Doubt(StrEnum):
    """Why a block that recurs is not taken for chrome without a look."""

    LONG = "long"
    SENTENCE = "sentence"
    NUMBER = "number"
    CAUTION = "caution"
    LANGUAGE = "language"


class Evidence(NamedTuple):
    """What it takes to be found.

    Args:
        articles: least articles of a site that a block stands in.
        share: least share of the articles of the site in its language.
        steady: least share of those articles in which it has the same position.
        reach: blocks from the start or the end of an article that positions are counted in.
    """

    articles: int = 8
    share: float = 0.2
    steady: float = 0.8
    reach: int = 12


class Standing(NamedTuple, Generic[Key]):
    """Where a block stands in its article.

    Args:
        key: the same for all blocks that are equal.
        start: its position from the start, from 0.
        end: its position from the end, from 0.
    """

    key: Key
    start: int
    end: int


class Steady(NamedTuple):
    """How often a block recurs, and where.

    Args:
        articles: how many articles it stands in.
        edge: from where its position is counted.
        position: its position there, from 0.
        steady: in how many articles it has this position.
    """

    articles: int
    edge: Edge
    position: int
    steady: int


def steady(
    articles: Callable[[], Iterable[Iterable[Standing[Key]]]], number: int, evidence: Evidence
) -> dict[Key, Steady]:
    """Return the blocks that recur in one position across articles of one site and language.

    Args:
        articles: gives the articles, twice the same: at least the blocks within reach of their
            ends.
        number: how many articles the site has in this language.
        evidence: what it takes.
    """
    held = Counter(key for article in articles() for key in {one.key for one in article})
    least = max(evidence.articles, evidence.share * number)
    often = {key for key, count in held.items() if count >= least}
    positions: defaultdict[Key, Counter[tuple[Edge, int]]] = defaultdict(Counter)
    for article in articles():
        # An article counts once for each position, however often the block stands in it.
        met = {
            (one.key, edge, position)
            for one in article
            if one.key in often
            for edge, position in ((Edge.START, one.start), (Edge.END, one.end))
            if position < evidence.reach
        }
        for key, edge, position in met:
            positions[key][edge, position] += 1
    found = {}
    for key, counted in positions.items():
        (edge, position), count = min(counted.items(), key=_most_often_first)
        if count >= evidence.steady * held[key]:
            found[key] = Steady(held[key], edge, position, count)
    return found


def doubts(text: str, language: str) -> Iterator[Doubt]:
    """Yield why a text that recurs may belong to the articles all the same.

    Args:
        text: the text.
        language: its language.
    """
    if len(text) > _SHORT:
        yield Doubt.LONG
    if _FULL_STOP.search(text):
        yield Doubt.SENTENCE  # parts of a page are mostly labels and questions
    if _DIGIT.search(text) or not date_words(language).isdisjoint(words_of(text)):
        yield Doubt.NUMBER
    caution = cautions(language)
    if caution is None:
        yield Doubt.LANGUAGE
    elif caution.count(text) or negations(language).count(text):
        yield Doubt.CAUTION


def _most_often_first(counted: tuple[tuple[Edge, int], int]) -> tuple[int, bool, int]:
    (edge, position), count = counted
    return -count, edge is Edge.END, position
