"""Which texts are worth comparing: those that meet under a key, a bounded number for each.

Every key is a shuffle: texts sorted by rows of numbers, of which the first must agree. Each text
meets the earliest text that agrees with it and its neighbour in the order, with which it agrees
longest; so a key that thousands share costs no more than a rare one, and one that tells nothing
(everybody's "see also") still brings those together that agree further.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.relating.sketching import FILL, ROWS, Longs, Sketches, Words

Ids = NDArray[np.int64]

# Rows of MinHash that stand in one key: the first two must agree, the third sorts. Six keys find
# all but 1 in 200 of the alike pairs that twelve do.
_KEYS = 6
_SECOND, _THIRD = 5, 11
# Rows that agree, of 24: in alike pairs 8 or more in 99 of 100, in others that meet 5 on average.
_AGREEING = 8
# Pairs looked at together, 8 bytes each and a few times that while they are.
_AT_ONCE = 1 << 20


def pairs(sketches: Sketches, headings: Words) -> NDArray[np.int64]:
    """Return pairs of texts to compare, each once, as rows `earlier, later`, sorted by the later.

    Args:
        sketches: of the texts, in their order.
        headings: hash of each text's heading, 0 for none.
    """
    count = len(sketches.letters)
    # The lowest bytes tell as much, in a quarter of the memory that is read at random.
    marks = sketches.rows.astype(np.uint8)
    met = _unique(
        _packed(pair if key.sure else _agreeing(pair, marks), count)
        for key in _keys(sketches, headings)
        for pair in _meetings(key)
    )
    return np.stack((met % count, met // count), axis=1) if count else met.reshape(0, 2)


class _Key(NamedTuple):
    """A key under which texts meet.

    Args:
        values: what texts are sorted by.
        free: how many of the lowest bits may differ in texts that meet.
        has: which texts have it.
        sure: whether those that meet are worth comparing whatever their shingles say.
    """

    values: Longs
    free: int
    has: NDArray[np.bool_]
    sure: bool = False


def _keys(sketches: Sketches, headings: Words) -> Iterator[_Key]:
    """Yield the keys: frame, beginning, end, heading with a shingle under it, shingles."""
    yield _Key(sketches.frame, 0, sketches.letters > 0, sure=True)
    for edge in (sketches.head, sketches.tail):
        yield _Key(_joined(edge[:, 0], edge[:, 1]), 32, edge[:, 0] != 0)
    yield _Key(_joined(headings, sketches.rows[:, 0]), 32, headings != 0)
    some = sketches.rows[:, 0] != FILL
    low = np.uint64(0xFF_FFFF)
    for first in range(0, ROWS, ROWS // _KEYS):
        one, two, three = (
            sketches.rows[:, (first + step) % ROWS].astype(np.uint64)
            for step in (0, _SECOND, _THIRD)
        )
        pair = (one & low) << np.uint64(40) | (two & low) << np.uint64(16)
        yield _Key(pair | three & np.uint64(0xFFFF), 16, some)


def _unique(packed: Iterator[Ids]) -> Ids:
    """Return what occurs in any of the arrays, sorted; holds only little more at once."""
    found = np.empty(0, dtype=np.int64)
    waiting: list[Ids] = []
    for some in packed:
        waiting.append(some)
        if sum(map(len, waiting)) > max(_AT_ONCE, len(found)):
            found, waiting = distinct(found, *waiting), []
    return distinct(found, *waiting)


def distinct(*arrays: Ids) -> Ids:
    """Return the numbers in any of some arrays, each once, sorted."""
    # Ten times as fast as np.unique, which hashes.
    joined = np.concatenate(arrays)
    joined.sort()
    return joined[np.concatenate(([True], joined[1:] != joined[:-1]))] if len(joined) else joined


def _packed(pair: Ids, count: int) -> Ids:
    """Return pairs as one number each, later * count + earlier, without pairs of one text."""
    early, late = np.minimum(*pair), np.maximum(*pair)
    return np.compress(early != late, late * count + early)


def _agreeing(pair: Ids, marks: NDArray[np.uint8]) -> Ids:
    """Return those pairs of texts of which enough rows agree."""
    agree = np.count_nonzero(marks[pair[0]] == marks[pair[1]], axis=1) >= _AGREEING
    return np.compress(agree, pair, axis=1)


def _joined(one: Words, two: Words) -> Longs:
    return one.astype(np.uint64) << np.uint64(32) | two


def _meetings(key: _Key) -> Iterator[Ids]:
    """Yield pairs of texts that meet under a key."""
    ids = np.flatnonzero(key.has)
    values = key.values[ids]
    order = np.argsort(values, kind="stable")
    ids, values = ids[order], values[order] >> np.uint64(key.free)
    same = np.flatnonzero(values[1:] == values[:-1]) + 1
    if not len(same):
        return
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    earliest = np.minimum.reduceat(ids, begins)
    run = np.cumsum(np.concatenate(([True], values[1:] != values[:-1]))) - 1
    for at in range(0, len(same), _AT_ONCE):
        some = same[at : at + _AT_ONCE]
        yield np.stack((ids[some - 1], ids[some]))
        yield np.stack((earliest[run[some]], ids[some]))
        # The first of a run is not among `some`, and need not be the earliest.
        yield np.stack((earliest[run[some]], ids[some - 1]))
