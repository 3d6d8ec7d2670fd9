"""When two texts are equal, and how alike they are.

Equal means: the same after NFC, with list marker, white space between Thai letters and at the ends
and one final full stop removed, and other runs of white space made one space. Nothing that differs
in a digit, date, unit, negation or name is equal, so only equal texts are ever merged.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from assistant.text.fold import fold

# Thai letters, vowels and marks, without the digits, the currency sign and the punctuation: spaces
# between those carry meaning.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_BETWEEN_THAI = re.compile(rf"(?<=[{_THAI}])\s+(?=[{_THAI}])")
# Likeness of longer texts costs more than it tells: they are compared for equality only.
_MAX_COMPARED = 5_000


def equality_key(text: str) -> str:
    """Return what equal texts have in common; `text` comes without its list marker."""
    text = _BETWEEN_THAI.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split()).removesuffix(".").rstrip()


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are once folded, from 0 to 100 (share of common characters)."""
    if max(len(one), len(other)) > _MAX_COMPARED:
        return 0.0
    return fuzz.ratio(fold(one), fold(other))
