"""The words of dates, language by language, as `tables` compiled them."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.text.greeklish import skeleton

Roles = Mapping[str, object]
"""The roles that a word can play in a date, each with its value (True where it has none)."""

LANGUAGES = ("en", "el", "th")


class Table(NamedTuple):
    """The words of one language.

    Args:
        language: its tag.
        words: phrases of words between spaces, by their first word; longest first.
        unspaced: phrases of scripts without spaces, by their first character; longest first.
        latin: the same language in Latin letters, in the spelling of `latin_spelling`.
        replacements: the spelling rules of `latin`, applied in order; None for Greek, whose
            phonetic skeleton serves.
        suffixes: what makes a number an ordinal ("th").
        endings: what plural nouns end in, if the language shows it.
        buddhist: whether its writers count Buddhist years.
    """

    language: str
    words: Mapping[str, list[tuple[str, Roles]]]
    unspaced: Mapping[str, list[tuple[str, Roles]]]
    latin: Mapping[str, list[tuple[str, Roles]]]
    replacements: tuple[tuple[str, str], ...] | None
    suffixes: frozenset[str]
    endings: tuple[str, ...]
    buddhist: bool


@cache
def table(language: str) -> Table:
    """Return the table of a language of `LANGUAGES`."""
    data = json.loads(pkgutil.get_data(__package__, f"data/{language}.json") or b"")
    return Table(
        language=language,
        words=data["words"],
        unspaced=data["unspaced"],
        latin=data["latin"],
        replacements=None
        if data["replacements"] is None
        else tuple((old, new) for old, new in data["replacements"]),
        suffixes=frozenset(data["suffixes"]),
        endings=tuple(data["endings"]),
        buddhist=data["buddhist"],
    )


@cache
def tables(language: str) -> tuple[Table, ...]:
    """Return all tables, that of `language` (a primary subtag) first if there is one."""
    return tuple(table(other) for other in sorted(LANGUAGES, key=lambda tag: tag != language))


@lru_cache(maxsize=4096)
def latin_spelling(word: str, replacements: tuple[tuple[str, str], ...] | None) -> str:
    """Return `word` in the one spelling that stands for all ways to write it in Latin letters."""
    if replacements is None:
        return skeleton(word)
    for old, new in replacements:
        word = word.replace(old, new)
    return word
