"""The words of dates, language by language, as `tables` compiled them."""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.text.greeklish import skeleton

Roles = Mapping[str, object]
"""The roles that a word can play in a date, each with its value (True where it has none)."""

LANGUAGES = ("en", "el", "th", "de", "es", "fr", "ja", "zh")
# These are looked through together, whichever of them the writer's is; the others with English.
_TOGETHER = ("en", "el", "th")
# Scripts that tell the language where it is unknown; the first that is seen does.
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")


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
        year_first: whether its numeric dates run from the year to the day.
        numerals: whether its numbers are written in kanji too.
        elisions: words that lose their last letter before a vowel ("l" of "l'année").
        marks: signs that make a number an ordinal ("5."), the longest first.
    """

    language: str
    words: Mapping[str, list[tuple[str, Roles]]]
    unspaced: Mapping[str, list[tuple[str, Roles]]]
    latin: Mapping[str, list[tuple[str, Roles]]]
    replacements: tuple[tuple[str, str], ...] | None
    suffixes: frozenset[str]
    endings: tuple[str, ...]
    buddhist: bool
    year_first: bool
    numerals: bool
    elisions: frozenset[str]
    marks: tuple[str, ...]


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
        year_first=data.get("year_first", False),
        numerals=data.get("numerals", False),
        elisions=frozenset(data.get("elisions", ())),
        marks=tuple(data.get("marks", ())),
    )


@cache
def tables(language: str) -> tuple[Table, ...]:
    """Return the tables for a text in `language` (a primary subtag), its own first.

    English, Greek and Thai are read together, and so is a language that has no table; any other
    is read with English, which people mix into it.
    """
    if language in LANGUAGES and language not in _TOGETHER:
        return table(language), table("en")
    return tuple(table(other) for other in sorted(_TOGETHER, key=lambda tag: tag != language))


def likely_tables(text: str) -> tuple[Table, ...]:
    """Return the tables for a text in an unknown language: kana and Han tell theirs."""
    if _KANA.search(text):
        return table("ja"), *tables("und")
    if _HAN.search(text):
        return table("zh"), table("ja"), *tables("und")
    return tables("und")


@lru_cache(maxsize=4096)
def latin_spelling(word: str, replacements: tuple[tuple[str, str], ...] | None) -> str:
    """Return `word` in the one spelling that stands for all ways to write it in Latin letters."""
    if replacements is None:
        return skeleton(word)
    for old, new in replacements:
        word = word.replace(old, new)
    return word
