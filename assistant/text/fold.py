"""Fold text so that accents, case, final sigma, width and Thai spelling order vanish.

Folding is for comparing only; folded text is never shown. RapidFuzz's own
`utils.default_process` is not used because it splits Thai at vowel signs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Marks stripped from Greek, Latin and Cyrillic. Thai vowels and tones are letters of their own
# right and stay, and so do the Japanese voicing marks.
_FIRST_MARK, _LAST_MARK = "\u0300", "\u036f"

_ZERO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SAME = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "ς": "σ"}

_SPACES = re.compile("  +")
_THAI = re.compile("[\u0e00-\u0e7f]")

# Spelling orders that look alike on screen: sara e twice for sara ae, nikhahit + sara aa for
# sara am, a tone typed before its vowel, a tone or vowel typed twice. NFC fixes none of them.
_THAI_ORDERS = (
    (re.compile("\u0e40\u0e40"), "\u0e41"),
    (re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), "\\1\u0e33"),
    (re.compile("([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e39])"), "\\2\\1"),
    (re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+"), "\\1"),
)


class Folded(NamedTuple):
    """Folded text and, for each of its characters, the index it came from in NFC(source)."""

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> str:
    """Return `text` folded for comparison: see `fold_with_offsets`, which takes twice as long."""
    folded = "".join(map(_fold_char, unicodedata.normalize("NFC", text)))
    folded = _SPACES.sub(" ", folded).strip(" ")
    if _THAI.search(folded):
        for pattern, replacement in _THAI_ORDERS:
            folded = pattern.sub(replacement, folded)
    return folded


def fold_with_offsets(text: str) -> Folded:
    """Fold `text`, remembering where each folded character came from.

    Case, accents, final sigma, compatibility width, zero-width characters, Thai spelling order,
    doubled marks and runs of white space vanish; digits of every script become ASCII.

    Args:
        text: any string; offsets refer to its NFC form.
    """
    chars: list[str] = []
    offsets: list[int] = []
    for index, source in enumerate(unicodedata.normalize("NFC", text)):
        for char in _fold_char(source):
            if char == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(char)
            offsets.append(index)
    if chars and chars[-1] == " ":
        del chars[-1], offsets[-1]
    folded = "".join(chars)
    if _THAI.search(folded):
        for pattern, replacement in _THAI_ORDERS:
            folded, offsets = _substitute(pattern, replacement, folded, offsets)
    return Folded(folded, tuple(offsets))


# Texts are written with a few hundred different characters.
@lru_cache(maxsize=2048)
def _fold_char(char: str) -> str:
    if char in _ZERO_WIDTH:
        return ""
    if char in _SAME:
        return _SAME[char]
    if char.isspace():
        return " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    # Thai (SARA AM) and Japanese (voiced kana) must not be decomposed.
    if char < "\u0530" or "\u1d00" <= char <= "\u2bff" or "\ufb00" <= char <= "\uffef":
        decomposed = unicodedata.normalize("NFKD", char).casefold()
        kept = "".join(c for c in decomposed if not _FIRST_MARK <= c <= _LAST_MARK)
        return kept.replace("ς", "σ")
    return char


def _substitute(
    pattern: re.Pattern[str], replacement: str, text: str, offsets: list[int]
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        new = match.expand(replacement)
        pieces += [text[last : match.start()], new]
        kept += offsets[last : match.start()]
        kept += offsets[match.start() : match.start() + len(new)]
        last = match.end()
    return "".join([*pieces, text[last:]]), kept + offsets[last:]
