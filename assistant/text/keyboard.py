"""Text typed on the US keyboard layout by someone who meant to type Greek or Thai.

"l;ylfu" is สวัสดี, "ak;yrvsh" is ακύρωση. A slip is undone only where the result is plausible:
well-formed in its script, with words of grammar that the text as typed does not have. Layout
tables: Greek (ELOT 1000), Thai Kedmanee (TIS 820-2538).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.text.fold import fold
from assistant.text.function_words import function_words, function_words_in_latin_letters
from assistant.text.greeklish import skeleton
from assistant.text.segment import words

_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_THAI = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"
_THAI_SHIFT = '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_THAI = str.maketrans(_US + _US_SHIFT, _THAI + _THAI_SHIFT)
_TO_GREEK = str.maketrans(
    "qwertyuiopasdfghjklzxcvbnmERTYUIOPASDFGHJKLZXCVBNM",
    ";ςερτυθιοπασδφγηξκλζχψωβνμΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ",
)

# A slip is one question, not a document; the bound keeps a pasted page from being looked at.
_LONGEST = 500

# The accent of the Greek layout is a dead key on ";"; folding drops accents anyway.
_TONOS = re.compile("[;:](?=[aehioyvAEHIOYV])")
# Share of the words that have an accent key, from which it is no punctuation.
_ACCENTED = 0.3
_GREEK_KEYS = re.compile("[A-Za-z]+")
# On the Greek layout final sigma has a key of its own: "s" never ends a word, "w" always does.
_MISPLACED_SIGMA = re.compile("^w|w(?!$)|[^s]s$")
_TOLERATED = 0.2

# Keys inside or before a word that are letters only on the Thai layout.
_NO_LETTER_HERE = re.compile("[0-9;:'\\[\\],./=-](?=\\S)")
# Numbers are typed as numbers, on the keypad or on the other layout.
_NUMBER = re.compile("(?<!\\S)[0-9]+(?:[.,:/-][0-9]+)*(?!\\S)")
# One Thai syllable part: leading vowel, consonant, vowel sign, tone, following vowels.
_THAI_RUN = re.compile("[\u0e01-\u0e5b]+")
_THAI_WELL_FORMED = re.compile(
    "(?:[เแโไใ]?[ก-ฮ][\u0e31\u0e34-\u0e3a\u0e47]?[\u0e48-\u0e4b\u0e4c]?[ะาำๅ]*|ๆ|ฯ|[๐-๙])+"
)
# What words of grammar must cover: a share of the letters (in real questions it is 0.3 and more),
# and so many letters ("me" is ทำ).
_THAI_COVERED, _THAI_LEAST_COVERED = 0.15, 3
# The shortest slip that is told from an abbreviation, in letters.
_THAI_LEAST = 4
# So many of those keys are no English, whatever the words; Thai has one in five.
_NO_LETTERS, _NO_LETTERS_SHARE = 2, 0.14


def rescue(text: str) -> str | None:
    """Return what was meant if `text` is Greek or Thai typed on the US layout, else None."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    return _rescue_thai(text) or _rescue_greek(text)


def _rescue_thai(text: str) -> str | None:
    meant = fold(_outside(_NUMBER, text, lambda part: part.translate(_TO_THAI)))
    runs = _THAI_RUN.findall(meant)
    letters = sum(map(len, runs))
    if letters < _THAI_LEAST or not all(map(_THAI_WELL_FORMED.fullmatch, runs)):
        return None
    known, english = function_words()["th"], function_words()["en"]
    letterless = _letterless(_TONOS.sub("", text))
    if letterless >= max(_NO_LETTERS, _NO_LETTERS_SHARE * letters) and english.isdisjoint(
        words(fold(text))
    ):
        return meant
    covered = sum(map(len, set(words(meant)) & known))
    return meant if covered >= max(_THAI_LEAST_COVERED, _THAI_COVERED * letters) else None


def _outside(kept: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """Return `text` with all that `kept` does not match changed."""
    changed, position = [], 0
    for match in kept.finditer(text):
        changed += [change(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join(changed) + change(text[position:])


def _rescue_greek(text: str) -> str | None:
    bare, accents = _TONOS.subn("", text)
    typed = _GREEK_KEYS.findall(bare)
    misplaced = [word for word in typed if len(word) > 1 and _MISPLACED_SIGMA.search(word)]
    if not typed or len(misplaced) > _TOLERATED * len(typed):
        return None
    known = function_words()["el"]
    kept = set(misplaced)
    meant = _GREEK_KEYS.sub(lambda m: m[0] if m[0] in kept else m[0].translate(_TO_GREEK), bare)
    as_meant = sum(word in known for word in words(fold(meant)))
    typed_words = words(fold(bare))
    as_typed = max(
        sum((skeleton(word) if language == "el" else word) in others for word in typed_words)
        for language, others in function_words_in_latin_letters().items()
    )
    # Without accents many short words look the same in Greeklish; then nothing is lost by
    # leaving them, because their phonetic skeletons are equal too.
    if as_meant > as_typed:
        return meant
    accented = accents >= _ACCENTED * len(typed) and not _letterless(bare)
    return meant if as_meant == as_typed and accented else None


def _letterless(text: str) -> int:
    """Return how many keys stand where letters are expected, but are none on the US layout."""
    return len(_NO_LETTER_HERE.findall(_NUMBER.sub("", text)))
