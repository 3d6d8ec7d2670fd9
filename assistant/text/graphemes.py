"""Where a cursor may stand: between the characters that a reader sees (UAX #29)."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

from assistant.text.icu import graphemes_of

# What may join with the character before it: marks, joiners, and spacing letters such as SARA AM.
_JOINING = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})
_ALSO_JOINING = (
    ("\u0e33", "\u0e33"),  # Thai SARA AM
    ("\u0eb3", "\u0eb3"),  # Lao AM
    ("\u1100", "\u11ff"),  # Hangul jamo
    ("\ua960", "\ud7ff"),  # Hangul syllables and further jamo
    ("\U0001f1e6", "\U0001f1ff"),  # letters of flags
    ("\U0001f3fb", "\U0001f3ff"),  # tones of skin
)


def grapheme_starts(text: str) -> list[int]:
    """Return where the graphemes of `text` start, and where the last one ends.

    ICU is asked only where characters may join: it costs 30 ms to load.
    """
    if not any(map(_may_join, text)):
        return list(range(len(text) + 1))
    return [0, *accumulate(map(len, graphemes_of(text)))]


def grapheme_before(text: str, index: int) -> int:
    """Return where a cursor at `index` goes to the left: never between a letter and its mark."""
    return max((start for start in grapheme_starts(text) if start < index), default=0)


def grapheme_after(text: str, index: int) -> int:
    """Return where a cursor at `index` goes to the right."""
    return min((start for start in grapheme_starts(text) if start > index), default=len(text))


def grapheme_at(text: str, index: int) -> int:
    """Return `index`, or where the grapheme begins that it lies in."""
    return max((start for start in grapheme_starts(text) if start <= index), default=0)


def without_last(grapheme: str) -> str:
    """Return what the backspace key leaves of a grapheme.

    Of a letter with marks it takes the last mark, as writers of Thai expect; of what is one sign
    to its writer, such as an emoji or a flag, it takes all.
    """
    marks = [unicodedata.category(char).startswith("M") for char in grapheme[1:]]
    letters = unicodedata.category(grapheme[:1] or " ").startswith("L")
    spacing = grapheme[1:] in {"\u0e33", "\u0eb3"}
    return grapheme[:-1] if letters and marks and (all(marks) or spacing) else ""


def _may_join(char: str) -> bool:
    if char.isascii():
        return False
    return unicodedata.category(char) in _JOINING or any(
        low <= char <= high for low, high in _ALSO_JOINING
    )
