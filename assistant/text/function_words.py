"""Words that carry grammar, per language, folded: `function_words.txt` as sets."""

from __future__ import annotations

import functools
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.text.fold import fold
from assistant.text.greeklish import skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOURCE = Path(__file__).with_name("function_words.txt")


@functools.cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Return the folded function words of each language, by BCP 47 tag."""
    table: dict[str, frozenset[str]] = {}
    for line in _SOURCE.read_text(encoding="utf-8").splitlines():
        language, colon, listed = line.partition(":")
        if colon and not line.startswith("#"):
            table[language] = frozenset(map(fold, listed.split()))
    return MappingProxyType(table)


@functools.cache
def function_words_in_latin_letters() -> Mapping[str, frozenset[str]]:
    """Return what each language's words of grammar look like in Latin letters.

    Greek as phonetic skeletons, Thai as people romanise it, the others as they are.
    """
    table = dict(function_words())
    table["th"] = table.pop("th-Latn")
    table["el"] = frozenset(map(skeleton, table["el"]))
    return MappingProxyType(table)
