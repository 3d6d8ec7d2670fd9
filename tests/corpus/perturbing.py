"""Edits of paragraphs with known truth: what was done to which, so that what is lost is counted.

An edit that changes what a paragraph says (a number, a negation, an edition, a word, a sentence)
makes a variant: whoever takes it for a copy loses it. White space changes nothing. All of it is
drawn from a seed: the same paragraphs give the same edits.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from assistant.text.icu import words_of
from assistant.text.segment import UNSPACED


class Done(StrEnum):
    """What was done to a paragraph."""

    NUMBER = "number"
    NEGATION = "negation"
    EDITION = "edition"
    WORD = "word"
    SENTENCE = "sentence"
    SPACE = "space"
    EQUAL = "equal"


# What makes a variant, which must not be merged; the others are copies.
VARIANTS = (Done.NUMBER, Done.NEGATION, Done.EDITION, Done.WORD, Done.SENTENCE)
EDITIONS = (
    "Office 365", "Microsoft 365", "Business Basic", "Business Standard", "Business Premium",
    "Windows 10", "Windows 11", "Office 2016", "Office 2019", "Exchange Online", "Exchange Server",
    "SharePoint Online", "SharePoint Server", "Teams", "Skype for Business", "21Vianet",
)  # fmt: skip
_NEGATIONS = {
    "ar": "لا", "bg": "не", "bn": "না", "ca": "no", "cs": "ne", "da": "ikke", "de": "nicht",
    "el": "δεν", "es": "no", "et": "ei", "eu": "ez", "fa": "نه", "fi": "ei", "fr": "pas",
    "gl": "non", "he": "לא", "hi": "नहीं", "hr": "ne", "hu": "nem", "id": "tidak", "it": "non",
    "ja": "ない", "ko": "안", "lt": "ne", "lv": "ne", "mk": "не", "ms": "tidak", "nb": "ikke",
    "nl": "niet", "nn": "ikkje", "no": "ikke", "pl": "nie", "pt": "não", "ro": "nu", "ru": "не",
    "sk": "nie", "sl": "ne", "sr": "не", "sv": "inte", "ta": "இல்லை", "th": "ไม่", "tr": "değil",
    "uk": "не", "ur": "نہیں", "vi": "không", "zh": "不",
}  # fmt: skip
_SPACES = ("  ", "\u00a0", "\t", " \n", "\u2009 ")
_TRIES = 20
# Where a sentence ends: after signs that an abbreviation may have, too, only before a space.
_SENTENCES = re.compile(r"(?<=[.!?؟۔।॥])\s|(?<=[。！？])")


class Edited(NamedTuple):
    """A paragraph after an edit.

    Args:
        source: index of the paragraph it was.
        done: what was done.
        text: what it is now.
    """

    source: int
    done: Done
    text: str


class Material(NamedTuple):
    """What edits are made of.

    Args:
        language: language tag.
        paragraphs: the paragraphs to edit.
    """

    language: str
    paragraphs: Sequence[str]


def edits(material: Material, seed: int) -> Iterator[Edited]:
    """Yield edits of the paragraphs without end, each kind in turn where a paragraph allows it."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    kinds = tuple(Done)
    turn = 0
    while True:
        done = kinds[turn % len(kinds)]
        turn += 1
        for _ in range(_TRIES):
            source = rng.randrange(len(material.paragraphs))
            text = _EDITS[done](material.paragraphs[source], material, rng)
            if text is not None:
                yield Edited(source, done, text)
                break


def words(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end; of scripts without spaces as ICU says."""
    found = []
    for match in re.finditer(r"\S+", text):
        at = match.start()
        for word in words_of(match[0]) if UNSPACED.search(match[0]) else (match[0],):
            if re.search(r"[^\W\d_]", word):
                found.append((at, at + len(word)))
            at += len(word)
    return found


def _number(text: str, _: Material, rng: random.Random) -> str | None:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return None
    number = rng.choice(numbers)
    # In digits of the same script: to write ३० as 90 would be more than another number.
    zero = ord(number[0][0]) - int(number[0][0])
    ascii_ = str(int(number[0]) + rng.choice((1, 7, 30, 100)))
    other = "".join(chr(zero + int(digit)) for digit in ascii_)
    return text[: number.start()] + other + text[number.end() :]


def _negation(text: str, material: Material, rng: random.Random) -> str | None:
    spans = words(text)
    if not spans:
        return None
    start = rng.choice(spans)[0]
    word = _NEGATIONS.get(material.language.partition("-")[0], "not")
    space = "" if UNSPACED.search(word) else " "
    return text[:start] + word + space + text[start:]


def _edition(text: str, _: Material, rng: random.Random) -> str | None:
    named = [name for name in EDITIONS if name in text]
    if not named:
        return None
    name = rng.choice(named)
    return text.replace(name, rng.choice([other for other in EDITIONS if other != name]))


def _word(text: str, material: Material, rng: random.Random) -> str | None:
    spans = words(text)
    other = rng.choice(material.paragraphs)
    spare = words(other)
    if not spans or not spare:
        return None
    (start, end), (first, last) = rng.choice(spans), rng.choice(spare)
    return (
        text[:start] + other[first:last] + text[end:]
        if text[start:end] != other[first:last]
        else None
    )


def _sentence(text: str, material: Material, rng: random.Random) -> str | None:
    sentence = _SENTENCES.split(rng.choice(material.paragraphs), maxsplit=1)[0]
    added = (text, sentence) if rng.random() < 0.5 else (sentence, text)
    return " ".join(added)


def _space(text: str, _: Material, rng: random.Random) -> str | None:
    if " " not in text:
        return None
    return rng.choice(("", " ", "\n")) + text.replace(" ", rng.choice(_SPACES)) + " "


def _equal(text: str, _: Material, __: random.Random) -> str | None:
    return text


_EDITS: Mapping[Done, Callable[[str, Material, random.Random], str | None]] = MappingProxyType(
    {
        Done.NUMBER: _number,
        Done.NEGATION: _negation,
        Done.EDITION: _edition,
        Done.WORD: _word,
        Done.SENTENCE: _sentence,
        Done.SPACE: _space,
        Done.EQUAL: _equal,
    }
)
