"""Words that carry grammar, per language, folded: `function_words.txt` as sets."""

from __future__ import annotations

import functools
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.text.fold import fold

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
