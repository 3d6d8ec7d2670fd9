"""Words that tell kinds of edits apart, all of it data: editions, negations, names of dates."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from assistant.cleaning.rules import PackRules

# Stands for the name of an edition, as long as one: private characters, which texts do not hold.
MASK = "\ue000" * 8


class Editions:
    """Names of editions, found as whole words.

    Args:
        names: the names; case matters.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted({name for name in names if name.strip()}, key=_longest_first))
        self.longest = max(map(len, self.names), default=0)
        self._pattern = re.compile(_branches(self.names)) if self.names else None

    @classmethod
    def of(cls, rules: PackRules) -> Editions:
        """Return the editions that a pack's rules name; the shipped ones where they name none."""
        names = [name for edition in rules.edition for name in edition.names]
        return cls(names or _data()["editions"])

    def masked(self, text: str) -> str:
        """Return `text` with `MASK` for every name."""
        return self._pattern.sub(MASK, text) if self._pattern else text

    def found(self, text: str) -> list[str]:
        """Return the names that stand in `text`, in order."""
        return self._pattern.findall(text) if self._pattern else []


def _branches(names: Iterable[str]) -> str:
    """Return a pattern of names that begins with their first letters.

    What begins with one of few letters is searched for five times as fast as what begins after
    something. Thai and Japanese write on at once; Latin letters and digits are another name's.
    """
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(re.escape(name[0]), []).append(re.escape(name[1:]))
    branches = (
        rf"{first}(?<![A-Za-z0-9]{first})(?:{'|'.join(rest)})" for first, rest in rests.items()
    )
    return rf"(?:{'|'.join(branches)})(?![A-Za-z0-9])"


class Terms:
    """Words of a language that mean one thing.

    Args:
        words: words, in lower case, as whole words; several with spaces between them likewise.
        parts: what counts wherever it stands.
    """

    def __init__(self, words: Iterable[str] = (), parts: Iterable[str] = ()) -> None:
        self._words = frozenset(word for word in words if " " not in word)
        self._phrases = tuple(f" {word} " for word in words if " " in word)
        self._parts = tuple(parts)

    def count(self, text: str) -> int:
        """Return how often they stand in `text`."""
        return self.count_words(words_of(text)) + self.count_parts(text)

    def count_words(self, words: Sequence[str]) -> int:
        """Return how often they are among `words`."""
        found = 0
        for word in words:
            found += word in self._words
        if self._phrases:
            spaced = f" {' '.join(words)} "
            found += sum(map(spaced.count, self._phrases))
        return found

    def count_parts(self, text: str) -> int:
        """Return how often parts stand in `text`; what differs in two texts may cut them."""
        return sum(map(text.count, self._parts)) if self._parts else 0


def words_of(text: str) -> list[str]:
    """Return the words of `text` in lower case, with the apostrophes in them."""
    return [word.rstrip(_CLOSING) for word in _WORD.findall(text.lower())] if text else []


_WORD = re.compile(r"[^\W\d_][^\s.,;:!?()\"„“”«»…、。，；：！？（）「」『』《》،؛؟۔।]*")
_CLOSING = "'’*_-"


@functools.cache
def negations(language: str) -> Terms:
    """Return what negates in a language; in one without data, nothing does."""
    return _terms("negation", language) or Terms()


@functools.cache
def cautions(language: str) -> Terms | None:
    """Return what conditions, duties and warnings are told by; None for a language without data."""
    return _terms("caution", language)


def _terms(table: str, language: str) -> Terms | None:
    data = _data()[table].get(language.partition("-")[0].lower())
    return None if data is None else Terms(**data)


@functools.cache
def date_words(language: str) -> frozenset[str]:
    """Return the names of months and days in a language, in lower case, as CLDR has them."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return frozenset()
    return frozenset(
        name.lower()
        for names in (locale.months, locale.days)
        for form in ("format", "stand-alone")
        for name in names[form]["wide"].values()
    )


@functools.cache
def _data() -> dict[str, Any]:
    source = resources.files("assistant.corpus.relating") / "data" / "lexicon.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
