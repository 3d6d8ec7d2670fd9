"""Chrome by evidence among passages that were read once; see `corpus.recurrence`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from assistant.corpus.recurrence import Doubt, Edge, Evidence, Standing, doubts, steady
from assistant.corpus.relating.indexing import Index
from assistant.corpus.relating.texts import Reader
from assistant.corpus.relating.values import Place


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
        doubts: why it may belong to the articles all the same; what has none is chrome.
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
    found = []
    for (site, language), articles in sorted(_articles(index, site_of).items()):

        def standings(articles: Sequence[range] = articles) -> Iterator[list[Standing[int]]]:
            return (_near_edges(index, article, evidence.reach) for article in articles)

        for first, one in steady(standings, len(articles), evidence).items():
            within = np.concatenate([np.arange(a.start, a.stop) for a in articles])
            ids = within[index.firsts[within] == first]
            with Reader(index.path) as reader:
                (text,) = reader.shown(index.spans.of(ids[:1]))
            found.append(
                Recurring(
                    site,
                    language,
                    index.parts[index.kinds[first]][1],
                    text,
                    one.articles,
                    len(articles),
                    one.edge,
                    one.position,
                    one.steady,
                    tuple(doubts(text, language)),
                    tuple(index.places.at(at) for at in ids.tolist()),
                )
            )
    yield from sorted(
        found, key=lambda one: (one.site, one.language, one.kind, -one.articles, one.places)
    )


def _articles(index: Index, site_of: Callable[[str], str]) -> dict[tuple[str, str], list[range]]:
    """Return the passages of each article, by site and language."""
    articles: defaultdict[tuple[str, str], list[range]] = defaultdict(list)
    names, start = index.places.articles, 0
    for at in range(1, len(names) + 1):
        name = names[start]
        if at == len(names) or names[at] != name:
            language = index.parts[index.kinds[start]][0]
            articles[site_of(name), language].append(range(start, at))
            start = at
    return articles


def _near_edges(index: Index, article: range, reach: int) -> list[Standing[int]]:
    """Return where the blocks stand that are near an end of an article."""
    size = len(article)
    near = {*range(min(reach, size)), *range(max(0, size - reach), size)}
    return [Standing(int(index.firsts[article[at]]), at, size - 1 - at) for at in sorted(near)]
