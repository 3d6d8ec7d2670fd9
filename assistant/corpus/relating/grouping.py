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
    in_group: Callable[[int, int], bool],
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
        in_group: whether a text that is like a member may join the group of a first text.
    """
    found = list(range(count))
    text, near = -1, [(0, 0)]
    for at in range(0, len(pairs), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        rows = zip(*pairs[some].T.tolist(), scores[some].tolist(), strict=True)
        for earlier, later, score in rows:
            if later != text:
                if text >= 0:
                    found[text] = _leader(text, near, found, in_group)
                text, near = later, []
            near.append((score, -earlier))
    if text >= 0:
        found[text] = _leader(text, near, found, in_group)
    return np.array(found, dtype=np.int64)


def _leader(
    text: int,
    near: list[tuple[int, int]],
    found: Sequence[int],
    in_group: Callable[[int, int], bool],
) -> int:
    near.sort(reverse=True)
    for _, minus in near:
        if found[-minus] == -minus:
            return -minus
    for first in dict.fromkeys(found[-minus] for _, minus in near):
        if in_group(first, text):
            return first
    return text
