"""Blocks of the page and not of the article, found by evidence: they recur in the same position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.relating.indexing import Index
from assistant.corpus.relating.lexicon import cautions, date_words, negations, words_of
from assistant.corpus.relating.meeting import Ids
from assistant.corpus.relating.texts import read_shown
from assistant.corpus.relating.values import Place

# The name under which a ledger records it.
RULE = "site.recurring"

_DIGIT = re.compile(r"\d")


class Edge(StrEnum):
    """The end of an article from which a position is counted."""

    START = "start"
    END = "end"


class Doubt(StrEnum):
    """Why a block that recurs is not taken for chrome without a look."""

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


class Recurring(NamedTuple):
    """A block that recurs across the articles of a site.

    Args:
        site: the site.
        language: language tag.
        kind: kind of the block.
        text: its text, in NFC with white space made single.
        articles: how many articles it stands in.
        of: how many articles the site has in this language.
        edge: from where its position is counted.
        position: its position there, from 0.
        steady: in how many articles it has this position.
        doubts: why it may belong to the articles all the same; what has none is chrome by `RULE`.
        places: all of its places, in order.
    """

    site: str
    language: str
    kind: str
    text: str
    articles: int
    of: int
    edge: Edge
    position: int
    steady: int
    doubts: tuple[Doubt, ...]
    places: tuple[Place, ...]


def recurring(
    index: Index, site_of: Callable[[str], str], evidence: Evidence
) -> Iterator[Recurring]:
    """Yield blocks that recur in one position, by language and kind, the most frequent first.

    Args:
        index: passages; all blocks of an article, or the positions tell nothing.
        site_of: gives the site of an article.
        evidence: what it takes.
    """
    articles, starts, ends = _positions(index.places)
    names = [site_of(index.places[at].article) for at in np.flatnonzero(starts == 0).tolist()]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    sites = np.array([numbers[name] for name in names], dtype=np.int64)[articles]
    totals = _articles_by_language(index, articles, names)
    order = np.lexsort((articles, index.firsts, sites))
    keys = np.column_stack((sites, index.firsts))[order]
    opens = np.flatnonzero(np.append(True, (keys[1:] != keys[:-1]).any(axis=1))[: len(order)])
    found = []
    for ids in np.split(order, opens[1:]):
        if len(ids) < evidence.articles:
            continue
        held = len(set(articles[ids].tolist()))
        site = names[articles[ids[0]]]
        language, kind = index.parts[index.kinds[ids[0]]]
        of = totals[site, language]
        if held < evidence.articles or held < evidence.share * of:
            continue
        edge, position, steady = _steadiest(articles, starts, ends, ids, evidence.reach)
        if steady >= evidence.steady * held:
            text = read_shown(index.path, index.spans.of(ids[:1]))[0]
            found.append(
                Recurring(
                    site,
                    language,
                    kind,
                    text,
                    held,
                    of,
                    edge,
                    position,
                    steady,
                    tuple(_doubts(text, language)),
                    tuple(index.places[at] for at in np.sort(ids).tolist()),
                )
            )
    yield from sorted(found, key=lambda one: (one.site, one.language, one.kind, -one.articles))


def _positions(places: Sequence[Place]) -> tuple[Ids, Ids, Ids]:
    """Return each passage's article, as a number, and its positions from start and end."""
    articles = np.array(
        [at == 0 or places[at].article != places[at - 1].article for at in range(len(places))],
        dtype=np.int64,
    ).cumsum()
    firsts = np.flatnonzero(np.diff(articles, prepend=0))
    sizes = np.diff(np.append(firsts, len(places)))
    articles -= 1
    starts = np.arange(len(places)) - firsts[articles]
    return articles, starts, sizes[articles] - 1 - starts


def _articles_by_language(
    index: Index, articles: Ids, names: Sequence[str]
) -> Counter[tuple[str, str]]:
    languages = [language for language, _ in index.parts]
    held = {
        (article, languages[kind])
        for article, kind in zip(articles.tolist(), index.kinds.tolist(), strict=True)
    }
    return Counter((names[article], language) for article, language in held)


def _steadiest(
    articles: Ids, starts: Ids, ends: Ids, ids: NDArray[np.int64], reach: int
) -> tuple[Edge, int, int]:
    """Return the position that most articles have a block in, and how many have it there."""
    best = Edge.START, 0, 0
    for edge, positions in ((Edge.START, starts), (Edge.END, ends)):
        near = ids[positions[ids] < reach]
        met = set(zip(articles[near].tolist(), positions[near].tolist(), strict=True))
        counted = Counter(position for _, position in met)
        for position, count in sorted(counted.items()):
            if count > best[2]:
                best = edge, position, count
    return best


def _doubts(text: str, language: str) -> Iterable[Doubt]:
    if _DIGIT.search(text) or not date_words(language).isdisjoint(words_of(text)):
        yield Doubt.NUMBER
    caution = cautions(language)
    if caution is None:
        yield Doubt.LANGUAGE
    elif caution.count(text) or negations(language).count(text):
        yield Doubt.CAUTION
