"""A text as numbers by which alike texts meet: the map of the relating.

What is left of a text here is its *frame*: folded letters and their marks, without digits, spaces,
punctuation and edition names, so that texts which differ in those have the same. All of it is
arithmetic on code points, the same for every script and faster than one regular expression;
scripts without spaces need no word breaker.

Numbers only find candidates. Whether two texts are equal or alike is decided by the texts.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Longs = NDArray[np.uint64]

# Of MinHash.
ROWS = 24
# Letters in a shingle.
_SHINGLE = 4
# Letters of the beginning and the end by which a text meets itself with a sentence added.
_EDGES = (16, 32)

_BASE = np.uint64(0x9E37_79B9_7F4A_7C15)
FILL = np.uint32(0xFFFF_FFFF)
_SEED = 20_261_126


class Sketches(NamedTuple):
    """What texts are found by, one row a text.

    Args:
        letters: letters in the frame.
        frame: hash of the whole frame.
        head: hashes of its first letters, by the lengths of `_EDGES`; 0 where it is shorter.
        tail: hashes of its last letters, likewise.
        rows: least hashes of its shingles; `FILL` where it is shorter than one.
    """

    letters: Words
    frame: Longs
    head: Words
    tail: Words
    rows: Words

    def of(self, ids: NDArray[np.int64]) -> Sketches:
        """Return the sketches of some texts."""
        letters, frame, head, tail, rows = (column[ids] for column in self)
        return Sketches(letters, frame, head, tail, rows)  # type: ignore[arg-type]


def sketch(texts: Sequence[str]) -> Sketches:
    """Return the sketches of `texts`; some hundred at a time, which fit into the cache.

    The same text has the same sketch, whatever stands beside it and whichever process it is.
    """
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    folded = _letters().take(points, mode="clip")
    beyond = np.flatnonzero(points > _LAST)
    folded[beyond] = points[beyond]
    kept = folded != 0
    ends_in_text = np.cumsum(lengths)
    counted = np.concatenate(([0], np.cumsum(kept)))
    ends = counted[ends_in_text]
    starts = counted[ends_in_text - lengths]
    frame = folded[kept]
    hashes = _Spans(frame)
    letters = ends - starts
    head = [hashes.of(starts, starts + n) * (letters >= n) for n in _EDGES]
    tail = [hashes.of(ends - n, ends) * (letters >= n) for n in _EDGES]
    return Sketches(
        letters.astype(np.uint32),
        hashes.of(starts, ends),
        np.stack(head, axis=1).astype(np.uint32),
        np.stack(tail, axis=1).astype(np.uint32),
        _least(frame, starts, ends),
    )


class _Spans:
    """Hashes of any spans of an array, by sums of powers."""

    def __init__(self, points: Words) -> None:
        self._powers = _powers(len(points) + 1)
        self._sums = np.zeros(len(points) + 1, dtype=np.uint64)
        terms = _stirred(points + np.uint64(1))
        terms *= self._powers[1:]
        np.cumsum(terms, out=self._sums[1:])

    def of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Longs:
        """Return a hash for each span; what reaches over the array is left out."""
        last = len(self._powers) - 1
        starts, ends = np.maximum(starts, 0), np.minimum(ends, last)
        # Where a span begins must not show: every sum is brought to the same power of the base,
        # and that of an array's length is taken out again.
        found = (self._sums[ends] - self._sums[starts]) * self._powers[last - starts]
        return _stirred(found * np.uint64(pow(int(_BASE), -last, 1 << 64)))


def _powers(size: int) -> Longs:
    """Return the powers of the base from 0; calls for fewer than before cost nothing."""
    known = _grown(1 << max(16, (size - 1).bit_length()))
    return known[:size]


@functools.lru_cache(maxsize=4)
def _grown(size: int) -> Longs:
    powers = np.full(size, _BASE)
    powers[0] = 1
    return np.cumprod(powers)


def _stirred(values: Longs) -> Longs:
    values = values ^ (values >> np.uint64(31))
    values *= np.uint64(0xD6E8_FEB8_6659_FD93)
    values ^= values >> np.uint64(32)
    return values


def _least(frame: Words, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Words:
    """Return for each span the least hash of its shingles under each of `ROWS` permutations."""
    found = np.full((ROWS, len(starts)), FILL, dtype=np.uint32)
    long = np.flatnonzero(ends - starts >= _SHINGLE)
    if not len(long):
        return found.T.copy()
    count = len(frame) - _SHINGLE + 1
    shingles = frame[:count].copy()
    for at in range(1, _SHINGLE):
        shingles *= np.uint32(0x9E37_79B1)
        shingles += frame[at : at + count]
    shingles ^= shingles >> np.uint32(15)
    shingles *= np.uint32(0x85EB_CA77)
    shingles ^= shingles >> np.uint32(13)
    # Shingles that reach over the end of a text, and those of texts that are too short, are none.
    steps = np.zeros(count + 1, dtype=np.int8)
    steps[starts[long]] = 1
    steps[ends[long] - _SHINGLE + 1] -= 1
    shingles = shingles[np.cumsum(steps[:-1], dtype=np.int8).view(np.bool_)]
    sizes = ends[long] - starts[long] - _SHINGLE + 1
    begins = np.cumsum(sizes) - sizes
    permuted = np.empty_like(shingles)
    for row, multiplier in enumerate(_multipliers()):
        np.multiply(shingles, multiplier, out=permuted)
        found[row, long] = np.minimum.reduceat(permuted, begins)
    return found.T.copy()


@functools.cache
def _multipliers() -> Words:
    drawn = np.random.default_rng(_SEED).integers(0, 1 << 32, ROWS, dtype=np.uint32)
    return drawn | np.uint32(1)


_LAST = 0xFFFF
# Marks of Greek, Latin and Cyrillic letters, which do not count.
_FIRST_MARK, _LAST_MARK = "\u0300", "\u036f"
# Han and Hangul: each is its own letter, which need not be asked of 40,000 of them.
_ALL_LETTERS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))


@functools.cache
def _letters() -> Words:
    """Return for each code point of the basic plane its letter, 0 for what is none."""
    table = np.zeros(_LAST + 1, dtype=np.uint32)
    others = np.ones(_LAST + 1, dtype=bool)
    others[0xD800:0xF900] = False
    for first, last in _ALL_LETTERS:
        table[first : last + 1] = np.arange(first, last + 1)
        others[first : last + 1] = False
    for point in np.flatnonzero(others).tolist():
        char = chr(point)
        if unicodedata.category(char)[0] in "LM":
            # The first letter of what `text.fold` makes of it; that takes a tenth of a second.
            base = unicodedata.normalize("NFKD", char)[0].casefold()[0]
            table[point] = 0 if _FIRST_MARK <= base <= _LAST_MARK else ord(base)
    return table
