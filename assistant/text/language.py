"""The language of one question: by script, else by its words of grammar, else unknown.

Language identification libraries missed all Greeklish and guess on a date or a product name; a
question gets a language only where something in it shows one. Where nothing does, the session's
language stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.text.fold import fold
from assistant.text.function_words import function_words_in_latin_letters
from assistant.text.greeklish import skeleton
from assistant.text.keyboard import rescue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# What a question shows of its language it shows early; the rest is not read.
_READ = 2_000

_SCRIPTS = (
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")),
    ("th", re.compile("[\u0e01-\u0e5b]+")),
    ("ja", re.compile("[\u3040-\u30ff]+")),
    ("zh", re.compile("[\u3400-\u9fff]+")),
    ("ko", re.compile("[\uac00-\ud7af]+")),
    ("ru", re.compile("[\u0400-\u04ff]+")),
    ("he", re.compile("[\u0590-\u05ff]+")),
    ("ar", re.compile("[\u0600-\u06ff]+")),
)
_LATIN = re.compile("(?<![^\\W_])[a-z]+(?:[-'][a-z]+)*(?![^\\W_])")
# Scripts without spaces: about so many letters make a word.
_WORD_LETTERS = {"th": 4, "ja": 2, "zh": 2}
# Japanese is written in Han too; a few kana decide.
_KANA_SHARE = 0.1
# How much better another Latin-script language must fit before the session's is left.
_SESSION_BONUS = 1.5
# "a" or "me" alone shows nothing.
_LEAST_EVIDENCE = 1.0
_LETTER_WEIGHT = 0.5


def recognise(text: str, *, session: str | None, supported: Collection[str]) -> str | None:
    """Return the tag, among `supported`, of the language that `text` shows, or None.

    Greek in Latin letters, romanised Thai and Greek or Thai typed on the US keyboard layout
    count as Greek and Thai. Dates, product names and gibberish show nothing.

    Args:
        text: any string; its first 2,000 characters are read.
        session: the language used so far; it wins ties between Latin-script languages.
        supported: BCP 47 tags that may be returned.
    """
    return recognise_folded(
        fold(rescue(text) or text[:_READ]), session=session, supported=supported
    )


def recognise_folded(folded: str, *, session: str | None, supported: Collection[str]) -> str | None:
    """Return what `recognise` does, for text that is folded and has its keyboard slips undone."""
    latin = _latin_evidence(_LATIN.findall(folded), {_base(tag) for tag in supported}, session)
    best = max(latin, key=lambda tag: (latin[tag], tag), default=None)
    script, script_words = _script_evidence(folded)
    if script and (best is None or script_words >= latin[best]):
        return _supported(script, session, supported)
    if best is None or latin[best] < _LEAST_EVIDENCE:
        return None
    return _supported(best, session, supported)


def _script_evidence(folded: str) -> tuple[str | None, float]:
    """Return the leading script's language, other than Latin, and about how many words it has."""
    runs = {tag: pattern.findall(folded) for tag, pattern in _SCRIPTS}
    letters = {tag: sum(map(len, found)) for tag, found in runs.items()}
    if letters["ja"] and letters["ja"] >= _KANA_SHARE * letters["zh"]:
        letters["ja"] += letters.pop("zh")
    leading = max(letters, key=lambda tag: letters[tag])
    if not letters[leading]:
        return None, 0
    per_word = _WORD_LETTERS.get(leading)
    return leading, letters[leading] / per_word if per_word else len(runs[leading])


def _latin_evidence(
    found: Iterable[str], bases: Collection[str], session: str | None
) -> Mapping[str, float]:
    """Return how much the distinct `found` words speak for each language in Latin letters."""
    evidence: dict[str, float] = {}
    for word in set(found):
        sound = skeleton(word)
        speaks_for = {
            tag
            for tag, known in function_words_in_latin_letters().items()
            if tag in bases and (sound if tag == "el" else word) in known
        }
        for tag in speaks_for:
            weight = 1.0 if len(word) > 1 else _LETTER_WEIGHT
            evidence[tag] = evidence.get(tag, 0) + weight / len(speaks_for)
    if session is not None and _base(session) in evidence:
        evidence[_base(session)] *= _SESSION_BONUS
    return evidence


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _supported(base: str, session: str | None, supported: Collection[str]) -> str | None:
    """Return the tag of language `base` that is spoken here, the session's before others."""
    tags = sorted(tag for tag in supported if _base(tag) == base)
    if session in tags:
        return session
    return tags[0] if tags else None
