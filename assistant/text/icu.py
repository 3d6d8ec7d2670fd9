"""ICU's dictionaries for scripts that are written without spaces between words.

ICU costs 30 ms and 40 MB, so that it is loaded only when a text holds such a script. One locale
serves all languages: ICU chooses its dictionary by script.
"""

from __future__ import annotations

import os
import re

# What POSIX and ICU read the process's locale from. ICU 78 crashes if the language in it has more
# than 11 letters, though we never ask for that locale.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_POSSIBLE = re.compile(r"[A-Za-z]{0,8}(?:[_.@-][ -~]{0,60})?")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, and what stands between them, in order."""
    _drop_impossible_locales()
    from icu4py.breakers import WordBreaker

    return [text[start:end] for start, end in WordBreaker(text, "th").segments()]


def lines_of(text: str) -> list[str]:
    """Return `text` cut where a line may break (UAX #14)."""
    _drop_impossible_locales()
    from icu4py.breakers import LineBreaker

    return list(LineBreaker(text, "th"))


def graphemes_of(text: str) -> list[str]:
    """Return the characters of `text` as a reader sees them (UAX #29)."""
    _drop_impossible_locales()
    from icu4py.breakers import CharacterBreaker

    return list(CharacterBreaker(text, "th"))


def _drop_impossible_locales() -> None:
    for name in _VARIABLES:
        if not _POSSIBLE.fullmatch(os.environ.get(name, "")):
            del os.environ[name]
