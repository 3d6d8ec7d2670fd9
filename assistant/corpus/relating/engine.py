"""Alike passages of an index in groups."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import numpy as np

from assistant.corpus.relating.alike import in_group
from assistant.corpus.relating.grouping import leaders
from assistant.corpus.relating.indexing import Index, tasks
from assistant.corpus.relating.kernels import explain, verify
from assistant.corpus.relating.meeting import Ids
from assistant.corpus.relating.meeting import pairs as meeting_pairs
from assistant.corpus.relating.texts import Reader, Spans
from assistant.corpus.relating.values import Edit, Group, Place, Replacement, Variant

# Texts explained in one task: some 30 ms.
_TEXTS = 1_024


class Related(NamedTuple):
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


# For each language and kind, what is found or being found.
Finding = Sequence[Future[Related]]


@contextmanager
def finding(index: Index) -> Iterator[Finding]:
    """Find the groups of one language and kind after the other while those found are used."""
    ahead = ThreadPoolExecutor(1)
    try:
        yield [ahead.submit(_related, index, part) for part in range(len(index.parts))]
    finally:
        ahead.shutdown(cancel_futures=True)


def groups(index: Index, found: Finding) -> Iterator[Group]:
    """Yield groups of equal and alike passages, by language, kind and first place."""
    for part in found:
        yield from _groups(index, part.result())


def _alike(index: Index, texts: Ids) -> Ids:
    """Return for each of some texts the first of its group."""
    sketches = index.sketches.of(texts)
    pairs = meeting_pairs(sketches, index.headings[texts])
    scores = np.concatenate(
        [np.empty(0, np.uint8), *index.run(partial(verify, index.path), tasks(index, texts[pairs]))]
    )
    alike = scores > 0

    with Reader(index.path) as reader:

        def joins(first: int, other: int) -> bool:
            return in_group(*reader.compared(index.spans.of(texts[[first, other]])))

        return texts[leaders(len(texts), pairs[alike], scores[alike], joins)]


def _related(index: Index, part: int) -> Related:
    own = np.flatnonzero(index.kinds == part)
    firsts = index.firsts[own]
    texts = own[firsts == own]
    return Related(own, texts, firsts, _alike(index, texts))


def _groups(index: Index, related: Related) -> Iterator[Group]:
    """Yield the groups of one language and kind, in the order of their first places."""
    language, kind = index.parts[index.kinds[related.texts[0]]]
    texts = related.texts
    by_first = np.lexsort((related.passages, related.firsts))
    copies = related.passages[by_first]
    begins = np.searchsorted(related.firsts[by_first], texts)
    counts = np.diff(np.append(begins, len(copies)))
    order = np.lexsort((texts, related.leaders))
    opens = np.flatnonzero(np.diff(related.leaders[order], prepend=-1))
    waiting: deque[Ids] = deque()

    def grouped() -> Iterator[tuple[Spans, list[int]]]:
        members: list[Ids] = []
        size = 0
        for start, end in zip(opens.tolist(), [*opens[1:].tolist(), len(order)], strict=True):
            if end - start > 1 or counts[order[start]] > 1:
                members.append(order[start:end])
                size += end - start
            if members and (size >= _TEXTS or end == len(order)):
                waiting.extend(members)
                ids = texts[np.concatenate(members)]
                yield index.spans.of(ids), [len(group) for group in members]
                members, size = [], 0

    # Plain numbers, which are read one by one in a tenth of the time.
    numbers, starts, sizes = texts.tolist(), begins.tolist(), counts.tolist()

    def places(member: int) -> tuple[Place, ...]:
        if sizes[member] == 1:
            return (index.places.at(numbers[member]),)
        own = copies[starts[member] : starts[member] + sizes[member]]
        return tuple(map(index.places.at, own.tolist()))

    kernel = partial(explain, index.path, index.editions, language)
    for text, variants in (one for task in index.run(kernel, grouped()) for one in task):
        first, *others = waiting.popleft().tolist()
        found = (
            Variant(variant, places(at), Edit(edit), score, tuple(map(Replacement._make, diff)))
            for at, (variant, edit, score, diff) in zip(others, variants, strict=True)
        )
        yield Group(language, kind, text, places(first), tuple(found))
