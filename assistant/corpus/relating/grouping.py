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

    In order, each text joins the group of the text that it is most like (the earlier of equals),
    if it is like the first of that group, too, or has still enough in common with it; else it is
    the first of a new group. So no member is far from the first, and a later text never changes
    the group of an earlier one.

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
    alike = {-minus for _, minus in near}
    # The closest texts count, not the firsts among all: articles hold many short lines of one
    # frame ("Choose File - Print"), and a line that was edited belongs to the line that it was.
    for first in dict.fromkeys(found[-minus] for _, minus in near):
        if first in alike or in_group(first, text):
            return first
    return text
