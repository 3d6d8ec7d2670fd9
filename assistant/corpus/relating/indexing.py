"""Passages read once: texts in a file, numbers in memory, equal ones found."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Kind
from assistant.corpus.relating.kernels import Task, confirm, survey, surveys
from assistant.corpus.relating.lexicon import Editions
from assistant.corpus.relating.meeting import Ids, distinct
from assistant.corpus.relating.running import Map, running
from assistant.corpus.relating.sketching import Longs, Sketches, Words
from assistant.corpus.relating.texts import Spans, Writer
from assistant.corpus.relating.values import Passage, Place

# Passages surveyed at once, whose letters fit into a core's cache, and in one task: some 40 ms.
_BATCH = 512
_BATCHES = 4
# Pairs looked at in one task: some 50 ms.
_PAIRS = 8_192
# Kinds that are compared with each other: what is an item on one page is a paragraph on another.
_SAME_KIND = {Kind.LIST_ITEM.value: Kind.PARAGRAPH.value}
_NUMBER = re.compile(r"(\d+)")


class Places(NamedTuple):
    """Where passages stand, in columns: a million tuples would be walked by each collection.

    Args:
        articles: identifiers of articles.
        blocks: identifiers of blocks.
    """

    articles: Sequence[str]
    blocks: Sequence[str]

    def at(self, number: int) -> Place:
        """Return the place of one passage."""
        return Place(self.articles[number], self.blocks[number])


class Index(NamedTuple):
    """All that is known of passages, in the order of their places.

    Args:
        run: how kernels are run.
        path: the file of their texts.
        editions: names of editions.
        places: where they stand.
        kinds: language and kind of each, as an index into `parts`.
        parts: language and kind.
        spans: where their texts are.
        digests: of their equality keys.
        headings: hashes of their headings.
        sketches: by which they meet.
        firsts: for each passage, the first that is equal to it.
    """

    run: Map
    path: Path
    editions: Editions
    places: Places
    kinds: NDArray[np.int32]
    parts: Sequence[tuple[str, str]]
    spans: Spans
    digests: Longs
    headings: Words
    sketches: Sketches
    firsts: Ids


@contextmanager
def indexed(
    passages: Iterable[Passage], rules: PackRules, workers: int, folder: Path | None
) -> Iterator[Index]:
    """Read passages, and keep their texts in a file while the context lasts."""
    with tempfile.TemporaryDirectory(dir=folder) as room, running(workers) as run:
        index = _survey(passages, Editions.of(rules), Path(room) / "texts", run)
        yield index._replace(firsts=_equal(index))


def tasks(index: Index, pairs: Ids) -> Iterator[Task]:
    """Yield tasks for pairs of passages, in their order."""
    for at in range(0, len(pairs), _PAIRS):
        some = pairs[at : at + _PAIRS]
        ids = distinct(some.ravel())
        frames = index.sketches.frame[some]
        yield Task(index.spans.of(ids), np.searchsorted(ids, some), frames[:, 0] == frames[:, 1])


def _survey(passages: Iterable[Passage], editions: Editions, path: Path, run: Map) -> Index:
    """Read all passages, keep their texts in a file, and put the rest in order."""
    articles: list[str] = []
    blocks: list[str] = []
    kinds: list[int] = []
    numbers: dict[tuple[str, str], int] = {}

    def batches() -> Iterator[list[list[tuple[str, str]]]]:
        source = iter(passages)
        while batch := list(islice(source, _BATCHES * _BATCH)):
            articles.extend(one.place.article for one in batch)
            blocks.extend(one.place.block for one in batch)
            kinds.extend(
                numbers.setdefault((one.language, _SAME_KIND.get(one.kind, one.kind)), len(numbers))
                for one in batch
            )
            texts = [(passage.text, passage.heading) for passage in batch]
            yield [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]

    empty = survey(editions, ())
    parts_of: list[list[NDArray[Any]]] = [[empty.digests, empty.headings, *empty.sketches]]
    with Writer(path) as writer:
        for found in chain.from_iterable(run(partial(surveys, editions), batches())):
            writer.add(found.blob, found.shown, found.compared)
            parts_of.append([found.digests, found.headings, *found.sketches])
    order = _order(Places(articles, blocks))
    columns = [np.concatenate(column)[order] for column in zip(*parts_of, strict=True)]
    parts = sorted(numbers)
    rank = np.empty(len(parts), dtype=np.int32)
    rank[[numbers[part] for part in parts]] = np.arange(len(parts))
    return Index(
        run,
        path,
        editions,
        Places(*([column[at] for at in order.tolist()] for column in (articles, blocks))),
        rank[np.array(kinds, dtype=np.int32)][order],
        parts,
        writer.spans().of(order),
        columns[0],
        columns[1],
        Sketches(*columns[2:]),
        np.arange(len(order)),
    )


def _order(places: Places) -> Ids:
    """Return the order of places: by article, then by block with numbers as numbers."""
    articles, blocks = places
    ranks = {article: rank for rank, article in enumerate(sorted(set(articles)))}
    ranked = np.fromiter(map(ranks.__getitem__, articles), dtype=np.int64, count=len(articles))
    order = np.argsort(ranked, kind="stable")
    opens = np.flatnonzero(np.diff(ranked[order], prepend=-1, append=len(ranks)))
    for at in np.flatnonzero(np.diff(opens) > 1).tolist():
        own = order[opens[at] : opens[at + 1]]
        own[:] = sorted(own.tolist(), key=lambda number: _natural(blocks[number]))
    return order


# Articles number their blocks alike.
@lru_cache(maxsize=1 << 16)
def _natural(block: str) -> list[str | tuple[int, str]]:
    parts: list[str | tuple[int, str]] = list(_NUMBER.split(block))
    for at in range(1, len(parts), 2):
        digits = str(parts[at]).lstrip("0")
        parts[at] = len(digits), digits
    return parts


def _equal(index: Index) -> Ids:
    """Return for each passage the first one that is equal to it."""
    count = len(index.kinds)
    firsts = np.arange(count)
    left = np.arange(count)
    while len(left):
        order = left[
            np.lexsort((left, index.digests[left, 1], index.digests[left, 0], index.kinds[left]))
        ]
        keys = np.column_stack((index.kinds.astype(np.uint64)[order], index.digests[order]))
        opens = np.concatenate(([True], (keys[1:] != keys[:-1]).any(axis=1)))
        first = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        pairs = np.column_stack((first, order))[~opens]
        # Digests only say which texts to compare. Texts that differ under one digest are looked
        # at again among themselves.
        equal = np.concatenate(
            [np.empty(0, np.bool_), *index.run(partial(confirm, index.path), tasks(index, pairs))]
        )
        firsts[pairs[equal, 1]] = pairs[equal, 0]
        left = np.sort(pairs[~equal, 1])
    return firsts
