"""Compile the tables of `data/` from CLDR's names and the words in `sources/`.

`python -m assistant.dates.tables` writes them; a test proves that what is committed is what this
makes. Never imported at run time: it needs Babel, and reading CLDR at every start costs 50 ms.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale

from assistant.dates.lexicon import LANGUAGES, latin_spelling
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED

_ROOM = Path(__file__).parent
_WORD = re.compile("[^\\W\\d_]+(?:'[^\\W\\d_]+)*|\\d+[^\\W\\d_]+")
_GREEK = re.compile("[\u0370-\u03ff]")
# Roles that CLDR's names fill; those of few letters are words before they are names.
_SHORTEST_WEEKDAY = 5
_SHORTEST_WEEKDAY_WORD = 3
# Months no longer than this may be abbreviations, and the full stop after them theirs.
_LONGEST_ABBREVIATION = 4
# Tables of the source that are not roles.
_SETTINGS = {"locales", "buddhist", "words", "suffix", "ending", "latin", "latin_words"} | {
    "respell",
    "table",
}
_CHOICE = re.compile("\\{([^{}]*)\\}")


def compile_table(language: str) -> str:
    """Return the table of `language` as JSON text, from `sources/<language>.toml` and CLDR."""
    source = tomllib.loads((_ROOM / "sources" / f"{language}.toml").read_text(encoding="utf-8"))
    entries: dict[str, dict[str, object]] = defaultdict(dict)
    for role, value, phrase in (*_cldr(source["locales"]), *_roles(source)):
        for variant in _variants(phrase, source.get("respell", [])):
            entries[_key(variant)].setdefault(role, value)
    for phrase, roles in entries.items():
        if "month" in roles and len(phrase) <= _LONGEST_ABBREVIATION:
            roles["month_short"] = roles["month"]
        for weaker, stronger in (("modal_month", "month"), ("weekday_short", "weekday")):
            if weaker in roles:
                roles.pop(stronger, None)
    words = {key: roles for key, roles in entries.items() if not UNSPACED.match(key)}
    unspaced = {key: roles for key, roles in entries.items() if UNSPACED.match(key)}
    replacements = source.get("latin", {}).get("replacements")
    table = {
        "buddhist": source.get("buddhist", False),
        "endings": source.get("ending", []),
        "latin": _grouped(_latin(source, words, replacements)),
        "replacements": replacements,
        "suffixes": [fold(suffix) for suffix in source.get("suffix", [])],
        "unspaced": _by_first_character(unspaced),
        "words": _grouped(words),
        **source.get("table", {}),
    }
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _latin(
    source: dict[str, Any],
    words: dict[str, dict[str, object]],
    replacements: list[list[str]] | None,
) -> dict[str, dict[str, object]]:
    """Return the words that a source lists in Latin letters, and its Greek ones as skeletons."""
    spelling = None if replacements is None else tuple((old, new) for old, new in replacements)
    latin: dict[str, dict[str, object]] = defaultdict(dict)
    for role, value, phrase in _roles(source.get("latin_words", {})):
        latin[_latin_key(phrase, spelling)].setdefault(role, value)
    for key, roles in words.items():
        if _GREEK.search(key):
            for role, value in roles.items():
                latin[_latin_key(key, spelling)].setdefault(role, value)
    return latin


def main() -> None:
    """Write every table."""
    for language in LANGUAGES:
        path = _ROOM / "data" / f"{language}.json"
        path.write_text(compile_table(language), encoding="utf-8")


def _cldr(locales: list[str]) -> Iterator[tuple[str, object, str]]:
    for tag in locales:
        locale = Locale.parse(tag)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    yield "month", number, name
                for number, name in locale.days[context][width].items():
                    yield _weekday_role(name), number, name


def _weekday_role(name: str) -> str:
    """Tell names from abbreviations, and those from what needs a date beside it ("จ.", "土")."""
    if UNSPACED.match(name) and not name.endswith("."):
        return "weekday_sign" if len(name) == 1 else "weekday"
    if name.endswith(".") or len(name) < _SHORTEST_WEEKDAY_WORD:
        return "weekday_mark"
    return "weekday_short" if len(name) < _SHORTEST_WEEKDAY else "weekday"


def _roles(source: dict[str, Any]) -> Iterator[tuple[str, object, str]]:
    for role, phrases in source.get("words", {}).items():
        for phrase in phrases:
            yield role, True, phrase
    for role, values in source.items():
        if role not in _SETTINGS:
            for value, phrases in values.items():
                for phrase in phrases:
                    yield role, _number(value), phrase


def _number(value: str) -> object:
    """Return a key of a TOML table as the number that it is, or as it is."""
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def _variants(phrase: str, respelled: list[list[str]]) -> Iterator[str]:
    """Yield `phrase` in all its spellings.

    "{a|b}" stands for "a" or "b"; `respelled` are letters and how they are written without their
    marks; Thai abbreviations of several letters are yielded as hurried people type them.
    """
    choice = _CHOICE.search(phrase)
    if choice:
        for chosen in choice[1].split("|"):
            whole = phrase[: choice.start()] + chosen + phrase[choice.end() :]
            yield from _variants(whole, respelled)
        return
    yield phrase
    plain = phrase
    for letter, letters in respelled:
        plain = plain.replace(letter, letters)
    if plain != phrase:
        yield plain
    if phrase.count(".") > 1 and UNSPACED.match(phrase):
        yield phrase.replace(".", "")
        yield phrase.rstrip(".")
        yield phrase.replace(".", "", 1)
        yield phrase.replace(".", ". ").strip()


def _key(phrase: str) -> str:
    folded = fold(phrase)
    if UNSPACED.match(folded):
        return folded
    # Marks stand for themselves.
    return " ".join(_WORD.findall(folded)) or folded


def _latin_key(phrase: str, replacements: tuple[tuple[str, str], ...] | None) -> str:
    return " ".join(latin_spelling(word, replacements) for word in fold(phrase).split())


def _grouped(entries: dict[str, dict[str, object]]) -> dict[str, list[tuple[str, object]]]:
    groups: dict[str, list[tuple[str, object]]] = defaultdict(list)
    for key in sorted(entries, key=lambda phrase: (-phrase.count(" "), phrase)):
        first, _, rest = key.partition(" ")
        groups[first].append((rest, entries[key]))
    return groups


def _by_first_character(
    entries: dict[str, dict[str, object]],
) -> dict[str, list[tuple[str, object]]]:
    groups: dict[str, list[tuple[str, object]]] = defaultdict(list)
    for key in sorted(entries, key=lambda phrase: (-len(phrase), phrase)):
        groups[key[0]].append((key, entries[key]))
    return groups


if __name__ == "__main__":
    main()
