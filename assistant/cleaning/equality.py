"""When two texts are equal, and how alike they are.

Equal means: the same after NFC, with list marker, white space between letters of scripts written
without spaces and at the ends and one final full stop removed, and other runs of white space made
one space; between two numerals of Han it stays, since 二 三 is two numbers and 二三 another one.
Nothing that differs in a digit, date, unit, negation or name is equal, so only equal
texts are ever merged.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from assistant.text.fold import fold

# Letters, vowels and marks of Thai, Lao, Myanmar, Khmer, kana and Han, without digits, currency
# signs and punctuation: spaces between those carry meaning.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f"
    "\u1780-\u17d3\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff"
)
# Han with a numeric value (`unicodedata.numeric`).
_NUMERALS = (
    "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬"
    "貮貳贰阡陆陌陸零"
)
_BETWEEN = re.compile(rf"(?<=[{UNSPACED}])\s+(?=[{UNSPACED}])(?!(?<=[{_NUMERALS}]\s)[{_NUMERALS}])")
# A set of characters is searched for four times as fast as a place between two: most texts of
# other scripts need no more.
_AFTER = re.compile(rf"[{UNSPACED}]\s")
# Likeness of longer texts costs more than it tells: they are compared for equality only.
_MAX_COMPARED = 5_000


def equality_key(text: str) -> str:
    """Return what equal texts have in common; `text` comes without its list marker."""
    return key_of_tidy(tidy(text))


def tidy(text: str) -> str:
    """Return `text` in NFC, without white space at its ends and with single spaces inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def key_of_tidy(text: str) -> str:
    """Return the `equality_key` of a text that is tidy already."""
    if not text.isascii() and _AFTER.search(text):
        text = _BETWEEN.sub("", text)
    return text.removesuffix(".").rstrip()


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are once folded, from 0 to 100 (share of common characters)."""
    if max(len(one), len(other)) > _MAX_COMPARED:
        return 0.0
    return fuzz.ratio(fold(one), fold(other))
