"""One look at the code points of many texts: what each of them need not be searched for.

Most texts are tidy, have no space between letters that are written without, and name no edition.
An array of classes tells so in a twentieth of the time that regular expressions take.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.cleaning.equality import UNSPACED

# Characters that nobody sees and that separate nothing: soft hyphen, zero-width space, marks of
# direction, word joiner, byte-order mark. The joiners of Indic and Persian words stay.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")

# What a text may need, in bits: white space made tidy, letters joined over spaces, names masked.
# Plain numbers, since enums take as long as what they save.
TIDY, JOIN, MASK = 1, 2, 4

_LAST = 0xFFFF
# Classes of code points, each a bit; those of the first letters of names stand above them.
_WHITE, _ODD, _SPACE, _LETTER = 1, 2, 4, 8
_NAME = 4
# Letters that names are told by.
_LEAD = 3


def needs(texts: Sequence[str], names: tuple[str, ...]) -> NDArray[np.uint8]:
    """Return for each text what it may need, of `TIDY`, `JOIN` and `MASK`, if it is in NFC.

    Args:
        texts: some hundred texts, which fit into the cache.
        names: names that are masked.
    """
    # Separators around every text, so that no pair of characters is of two texts.
    joined = "\n".join(("", *texts, "", ""))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    separators = np.cumsum(lengths + 1)
    classes = _classes(names).take(points, mode="clip")
    classes[separators] &= 0xFF ^ _ODD
    classes[0] &= 0xFF ^ _ODD
    before, here, after = classes[:-2], classes[1:-1], classes[2:]
    # White space other than a space, and white space after white space, also a separator.
    found = before & here & _WHITE
    found |= (here & _ODD) >> 1
    found |= (before >> 2) & (here >> 1) & JOIN
    found |= ((here >> _NAME) & (after >> (_NAME + 1)) & (_third(classes) >> (_NAME + 2)) & 1) << 2
    return np.bitwise_or.reduceat(found, separators - lengths - 1)


def _third(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the classes two further on; behind the last separators is nothing."""
    return np.append(classes[3:], classes[-1])


@functools.lru_cache(maxsize=4)
def _classes(names: tuple[str, ...]) -> NDArray[np.uint8]:
    """Return the class of each code point of the basic plane; those beyond have that of the last.

    What NFC makes of those beyond is another text, of which nothing is known here.
    """
    table = np.zeros(_LAST + 1, dtype=np.uint8)
    plane = np.arange(_LAST + 1, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for pattern, value in (
        (re.compile(r"\s"), _WHITE | _ODD),
        (UNSEEN, _ODD),
        (re.compile(f"[{UNSPACED}]"), _LETTER),
    ):
        table[[match.start() for match in pattern.finditer(plane)]] |= value
    table[ord(" ")] = _WHITE | _SPACE
    for name in names:
        for at in range(_LEAD):
            # A shorter name may go on with anything.
            place = min(ord(name[at]), _LAST) if at < len(name) else slice(None)
            table[place] |= 1 << _NAME + at
    return table
