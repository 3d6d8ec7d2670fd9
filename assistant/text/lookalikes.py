"""Give words that mix scripts one script: "Οffice" with a Greek omicron is "Office".

Keyboards switched in mid-word, pasted text and spam mix letters that look alike. Only words that
mix Latin, Greek or Cyrillic are touched, and only if every foreign letter has a look-alike, so
that "Excelάκι" stays as it is. The pairs are those of Unicode's confusables (UTS #39) that fonts
for screens draw alike.
"""

from __future__ import annotations

import re

_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιοκνρυχϲ"
_LATIN_FOR_GREEK = "ABEZHIKMNOPTYXaiokvpuxc"
_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһԁ"
_LATIN_FOR_CYRILLIC = "ABESIJKMHOPCTYXaesijkopcyxhd"

_TO_LATIN = dict(zip(_GREEK + _CYRILLIC, _LATIN_FOR_GREEK + _LATIN_FOR_CYRILLIC, strict=True))
_LATIN_TO_GREEK = dict(zip(_LATIN_FOR_GREEK, _GREEK, strict=True))
_TO_GREEK = _LATIN_TO_GREEK | {
    char: _LATIN_TO_GREEK[latin]
    for char, latin in zip(_CYRILLIC, _LATIN_FOR_CYRILLIC, strict=True)
    if latin in _LATIN_TO_GREEK
}

_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f]+")
_LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]+")
_GREEK_LETTERS = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_CYRILLIC_LETTERS = re.compile("[\u0400-\u052f]+")


def unify(text: str) -> str:
    """Return `text`, as long as before, with each word that mixes scripts in one of them."""
    if text.isascii() or not (_GREEK_LETTERS.search(text) or _CYRILLIC_LETTERS.search(text)):
        return text
    return _WORD.sub(lambda word: _unify_word(word[0]), text)


def _unify_word(word: str) -> str:
    if any(
        script.fullmatch(word) for script in (_LATIN_LETTERS, _GREEK_LETTERS, _CYRILLIC_LETTERS)
    ):
        return word
    candidates = (
        _rewrite(word, _LATIN_LETTERS, _TO_LATIN),
        _rewrite(word, _GREEK_LETTERS, _TO_GREEK),
    )
    # Where both scripts would do, the one that most letters are written in already.
    possible = [c for c in candidates if c is not None]
    return min(possible, key=lambda c: _changed(c, word)) if possible else word


def _rewrite(word: str, own: re.Pattern[str], table: dict[str, str]) -> str | None:
    letters = [char if own.match(char) else table.get(char) for char in word]
    return "".join(filter(None, letters)) if None not in letters else None


def _changed(new: str, old: str) -> int:
    return sum(one != other for one, other in zip(new, old, strict=True))
