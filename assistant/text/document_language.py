"""The language of a document or passage: by its script, else by its words of grammar.

Where several languages share a script, only words that carry grammar tell, and only for languages
whose words are known; anything else is `und`. A wrong guess would bring another language's cues.
"""

from __future__ import annotations

import re

from assistant.text.fold import fold
from assistant.text.function_words import function_words

UNKNOWN = "und"

# What a document shows of its language it shows early.
_READ = 20_000
# Scripts of one language each; Han is Chinese unless kana stand among it.
_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "th": re.compile("[\u0e01-\u0e5b]"),
    "ja": re.compile("[\u3041-\u30fa]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "hy": re.compile("[\u0531-\u0586]"),
    "ka": re.compile("[\u10d0-\u10fa]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
# Letters beyond a to z of the languages whose words of grammar are known.
_LATIN = {
    "de": "äöüß",
    "en": "é",
    "es": "áéíóúüñ",
    "fr": "àâæçéèêëîïôœùûüÿ",
}
# Share of letters that a language does not have, from which a text is not in it: Portuguese shares
# words with Spanish, but writes ã.
_FOREIGN_SHARE = 0.005
# A few kana decide for Japanese.
_KANA_SHARE = 0.05
# Share of letters in the leading script; product names in Latin letters stand in every language.
_SCRIPT_SHARE = 0.3
# Share of words that are words of grammar: 0.24 to 0.45 in nine of ten German help articles, with
# all their product names; at most 0.23 in French of what is Romanian.
_GRAMMAR_SHARE = 0.24
# How much more words of grammar the first language has than the second.
_LEAD = 1.4
_LEAST_WORDS = 8


def language_of(text: str) -> str:
    """Return the tag of the language that `text` shows, `und` if it shows none that is known."""
    text = text[:_READ]
    letters = len(_LETTER.findall(text))
    counts = {tag: len(pattern.findall(text)) for tag, pattern in _SCRIPTS.items()}
    if counts["ja"] and counts["ja"] >= _KANA_SHARE * counts["zh"]:
        counts["ja"] += counts.pop("zh")
    leading = max(counts, key=lambda tag: counts[tag])
    if counts[leading] and counts[leading] >= _SCRIPT_SHARE * letters:
        return leading
    return _by_grammar(text, letters)


def other_language(text: str, tag: str) -> str | None:
    """Return the language of a passage in a document, if it shows another than the document's.

    Args:
        text: the passage.
        tag: language of the document; `und` if that is not known.
    """
    shown = language_of(text)
    base = tag.partition("-")[0].lower()
    if shown in {UNKNOWN, base}:
        return None
    if shown == "zh" and base == "ja":
        return None  # headings in Japanese are often in Han alone
    if shown in _LATIN and base not in {*_LATIN, *_SCRIPTS, UNKNOWN} and shown != "en":
        # Relatives of languages whose words are known share too many of them in a few lines.
        return None
    return shown


def _by_grammar(text: str, letters: int) -> str:
    words = _WORD.findall(fold(text))
    if len(words) < _LEAST_WORDS:
        return UNKNOWN
    known = function_words()
    shares = {tag: sum(word in known[tag] for word in words) / len(words) for tag in _LATIN}
    second, first = sorted(shares, key=lambda tag: (shares[tag], tag))[-2:]
    foreign = sum(
        not char.isascii() and char not in _LATIN[first] for char in _LETTER.findall(text.lower())
    )
    sure = (
        shares[first] >= _GRAMMAR_SHARE
        and shares[first] >= _LEAD * shares[second]
        and foreign <= _FOREIGN_SHARE * letters
    )
    return first if sure else UNKNOWN
