"""Alike texts in groups, each connected to the earliest of its group and not to one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

# Pairs turned into Python's numbers at once.
_AT_ONCE = 1 << 16


def leaders(
    count: int,
    pairs: NDArray[np.int64],
    scores: NDArray[np.uint8],
    in_group: Callable[[int, int], int],
) -> NDArray[np.int64]:
    """Return for each text the first text of its group, itself where it is the first or alone.

    In order, each text joins the first of a group that it is most like (the earlier of equals).
    If it is only like other members of groups, it joins the group of the one that it is most like
    and whose first it has still enough in common with; else it is the first of a new group. So
    no member is far from the first, and a later text never changes the group of an earlier one.

    Args:
        count: how many texts there are, numbered in their order.
        pairs: rows `earlier, later` of alike texts, sorted by the later.
        scores: how alike they are.
        in_group: how alike the first of a group and a text are that is like a member; 0 for not.
    """
    found = list(range(count))
    bounds = np.flatnonzero(np.diff(pairs[:, 1])) + 1 if len(pairs) else np.empty(0, np.int64)
    starts = [0, *bounds.tolist()] if len(pairs) else []
    ends = [*bounds.tolist(), len(pairs)]
    block = 0
    earlier: list[int] = []
    ranks: list[int] = []
    for start, end in zip(starts, ends, strict=len(pairs) > 0):
        if end > block + len(earlier) or start < block:
            block = start
            some = slice(start, max(end, start + _AT_ONCE))
            earlier, ranks = pairs[some, 0].tolist(), scores[some].tolist()
        text = int(pairs[start, 1])
        near = range(start - block, end - block)
        found[text] = _leader(text, [(ranks[at], earlier[at]) for at in near], found, in_group)
    return np.array(found, dtype=np.int64)


def _leader(
    text: int,
    near: Sequence[tuple[int, int]],
    found: Sequence[int],
    in_group: Callable[[int, int], int],
) -> int:
    best = max(((score, -one) for score, one in near if found[one] == one), default=None)
    if best is not None:
        return -best[1]
    tried = set()
    for _, minus in sorted(((score, -one) for score, one in near), reverse=True):
        first = found[-minus]
        if first not in tried and in_group(first, text):
            return first
        tried.add(first)
    return text
