"""Passages in, groups out: the kernels' maps, and between them the shuffles by key."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from functools import lru_cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Kind
from assistant.corpus.relating.alike import likenesses
from assistant.corpus.relating.grouping import leaders
from assistant.corpus.relating.kernels import Explained, Task, confirm, explain, survey, verify
from assistant.corpus.relating.lexicon import Editions
from assistant.corpus.relating.meeting import pairs as meeting_pairs
from assistant.corpus.relating.sketching import Longs, Sketches, Words
from assistant.corpus.relating.texts import Spans, Writer, read_compared
from assistant.corpus.relating.values import Group, Passage, Place, Variant

Ids = NDArray[np.int64]
# How a kernel is run over values, in their order: here, in other processes, or by an engine.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
_Explain = Callable[[tuple[Spans, list[int]]], list[Explained]]

# Passages surveyed at once: their letters fit into a core's cache.
_BATCH = 512
# Pairs and texts looked at in one task: some 50 ms.
_PAIRS = 8_192
_TEXTS = 1_024
# Tasks that wait for each worker.
_AHEAD = 3
# Kinds that are compared with each other: what is an item on one page is a paragraph on another.
_SAME_KIND = {Kind.LIST_ITEM.value: Kind.PARAGRAPH.value}
_NUMBER = re.compile(r"(\d+)")


class _Corpus(NamedTuple):
    """All that is in memory of the passages, in their order.

    Args:
        places: where they stand.
        kinds: language and kind of each, as an index into `parts`.
        parts: language and kind.
        spans: where their texts are.
        digests: of their equality keys.
        headings: hashes of their headings.
        sketches: by which they meet.
    """

    places: Sequence[Place]
    kinds: NDArray[np.int32]
    parts: Sequence[tuple[str, str]]
    spans: Spans
    digests: Longs
    headings: Words
    sketches: Sketches


def groups_of(
    passages: Iterable[Passage], rules: PackRules, workers: int, folder: Path | None
) -> Iterator[Group]:
    """Yield groups: see `relating.relate`, which this is the body of."""
    editions = Editions.of(rules)
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
        run = map if workers <= 1 else _parallel(stack.enter_context(_pool(workers)), workers)
        path = room / "texts"
        corpus = _survey(passages, editions, path, run)
        firsts = _equal(corpus, path, run)
        for part, (language, _) in enumerate(corpus.parts):
            own = np.flatnonzero(corpus.kinds == part)
            texts = own[firsts[own] == own]
            found = _alike(corpus, texts, path, run)
            kernel = partial(explain, path, editions, language)
            yield from _groups(corpus, _Related(own, texts, firsts[own], found), kernel, run)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a forked worker would share, and slowly copy, all that is in memory.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _parallel(pool: Executor, workers: int) -> Map:
    def run(kernel: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Future[Any]] = deque()
        source = iter(items)
        for item in islice(source, workers * _AHEAD):
            waiting.append(pool.submit(kernel, item))
        while waiting:
            yield waiting.popleft().result()
            for item in islice(source, 1):
                waiting.append(pool.submit(kernel, item))

    return run


def _survey(passages: Iterable[Passage], editions: Editions, path: Path, run: Map) -> _Corpus:
    """Read all passages, keep their texts in a file, and put the rest in order."""
    places: list[Place] = []
    kinds: list[int] = []
    numbers: dict[tuple[str, str], int] = {}

    def batches() -> Iterator[list[tuple[str, str]]]:
        source = iter(passages)
        while batch := list(islice(source, _BATCH)):
            places.extend(passage.place for passage in batch)
            kinds.extend(
                numbers.setdefault((one.language, _SAME_KIND.get(one.kind, one.kind)), len(numbers))
                for one in batch
            )
            yield [(passage.text, passage.heading) for passage in batch]

    empty = survey(editions, ())
    parts_of: list[list[NDArray[Any]]] = [[empty.digests, empty.headings, *empty.sketches]]
    with Writer(path) as writer:
        for found in run(partial(survey, editions), batches()):
            writer.add(found.blob, found.shown, found.compared)
            parts_of.append([found.digests, found.headings, *found.sketches])
    order = _order(places)
    columns = [np.concatenate(column)[order] for column in zip(*parts_of, strict=True)]
    parts = sorted(numbers)
    rank = np.empty(len(parts), dtype=np.int32)
    rank[[numbers[part] for part in parts]] = np.arange(len(parts))
    return _Corpus(
        [places[at] for at in order.tolist()],
        rank[np.array(kinds, dtype=np.int32)][order],
        parts,
        writer.spans().of(order),
        columns[0],
        columns[1],
        Sketches(*columns[2:]),
    )


def _order(places: Sequence[Place]) -> Ids:
    """Return the order of places: by article, then by block with numbers as numbers."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        by_article[place.article].append(at)
    ordered = (
        at
        for article in sorted(by_article)
        for at in sorted(by_article[article], key=lambda at: _natural(places[at].block))
    )
    return np.fromiter(ordered, dtype=np.int64, count=len(places))


# Articles number their blocks alike.
@lru_cache(maxsize=1 << 16)
def _natural(block: str) -> list[str | tuple[int, str]]:
    parts: list[str | tuple[int, str]] = list(_NUMBER.split(block))
    for at in range(1, len(parts), 2):
        digits = str(parts[at]).lstrip("0")
        parts[at] = len(digits), digits
    return parts


def _equal(corpus: _Corpus, path: Path, run: Map) -> Ids:
    """Return for each passage the first one that is equal to it."""
    count = len(corpus.places)
    firsts = np.arange(count)
    left = np.arange(count)
    while len(left):
        order = left[
            np.lexsort((left, corpus.digests[left, 1], corpus.digests[left, 0], corpus.kinds[left]))
        ]
        keys = np.column_stack((corpus.kinds.astype(np.uint64)[order], corpus.digests[order]))
        opens = np.concatenate(([True], (keys[1:] != keys[:-1]).any(axis=1)))
        first = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        pairs = np.column_stack((first, order))[~opens]
        # Digests only say which texts to compare. Texts that differ under one digest are looked
        # at again among themselves.
        equal = np.concatenate(
            [np.empty(0, np.bool_), *run(partial(confirm, path), _tasks(corpus, pairs))]
        )
        firsts[pairs[equal, 1]] = pairs[equal, 0]
        left = np.sort(pairs[~equal, 1])
    return firsts


def _tasks(corpus: _Corpus, pairs: Ids) -> Iterator[Task]:
    for at in range(0, len(pairs), _PAIRS):
        some = pairs[at : at + _PAIRS]
        ids = np.unique(some)
        frames = corpus.sketches.frame[some]
        yield Task(corpus.spans.of(ids), np.searchsorted(ids, some), frames[:, 0] == frames[:, 1])


def _alike(corpus: _Corpus, texts: Ids, path: Path, run: Map) -> Ids:
    """Return for each of some texts the first of its group."""
    sketches = corpus.sketches.of(texts)
    pairs = meeting_pairs(sketches, corpus.headings[texts])
    scores = np.concatenate(
        [np.empty(0, np.uint8), *run(partial(verify, path), _tasks(corpus, texts[pairs]))]
    )
    alike = scores > 0

    def in_group(first: int, other: int) -> int:
        ids = texts[[first, other]]
        one, two = read_compared(path, corpus.spans.of(ids))
        return int(likenesses([one], [two], np.array([True]), in_group=True)[0])

    return texts[leaders(len(texts), pairs[alike], scores[alike], in_group)]


class _Related(NamedTuple):
    """Passages of one language and kind.

    Args:
        passages: their numbers, in order.
        texts: those that no earlier one is equal to.
        firsts: for each passage, the first that is equal to it.
        leaders: for each of `texts`, the first of its group.
    """

    passages: Ids
    texts: Ids
    firsts: Ids
    leaders: Ids


def _groups(corpus: _Corpus, related: _Related, kernel: _Explain, run: Map) -> Iterator[Group]:
    """Yield the groups of one language and kind, in the order of their first places."""
    texts = related.texts
    by_first = np.lexsort((related.passages, related.firsts))
    copies = related.passages[by_first]
    begins = np.searchsorted(related.firsts[by_first], texts)
    counts = np.diff(np.append(begins, len(copies)))
    order = np.lexsort((texts, related.leaders))
    opens = np.flatnonzero(np.diff(related.leaders[order], prepend=-1))
    waiting: deque[Ids] = deque()

    def tasks() -> Iterator[tuple[Spans, list[int]]]:
        members: list[Ids] = []
        for start, end in zip(opens.tolist(), [*opens[1:].tolist(), len(order)], strict=True):
            if end - start > 1 or counts[order[start]] > 1:
                members.append(order[start:end])
            if members and (sum(map(len, members)) >= _TEXTS or end == len(order)):
                waiting.extend(members)
                ids = texts[np.concatenate(members)]
                yield corpus.spans.of(ids), [len(group) for group in members]
                members = []

    def places(member: int) -> tuple[Place, ...]:
        start, count = begins[member], counts[member]
        if count == 1:
            return (corpus.places[texts[member]],)
        return tuple(corpus.places[at] for at in copies[start : start + count].tolist())

    language, kind = corpus.parts[corpus.kinds[texts[0]]]
    for explained in (one for task in run(kernel, tasks()) for one in task):
        first, *others = waiting.popleft().tolist()
        yield Group(
            language,
            kind,
            explained.text,
            places(first),
            tuple(
                Variant(one.text, places(other), one.edit, one.score, one.diff)
                for other, one in zip(others, explained.variants, strict=True)
            ),
        )
