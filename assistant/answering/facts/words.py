"""A folded text as words with places, and how far apart two places are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from assistant.text.greeklish import skeleton

_TOKEN = re.compile("[\u0e00-\u0e7f]+|[^\\W_\u0e00-\u0e7f]+")
_SEPARATORS = frozenset(" -'\"’‐‑")


def is_unspaced(char: str) -> bool:
    """Say whether a character is of a script written without spaces (Thai)."""
    return "\u0e00" <= char <= "\u0e7f"


class Word(NamedTuple):
    """A word: its text, its sounds, where it ends."""

    text: str
    sound: str
    end: int


class Words:
    """The words of a text by where they begin.

    Args:
        text: folded, with what must not be read replaced by NUL characters.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
        spaced = [token for token in tokens if not is_unspaced(token[0][0])]
        sounds = skeleton("\n".join(token for token, _, _ in spaced)).split("\n")
        self._words = {
            start: Word(token, sound, end)
            for (token, start, end), sound in zip(spaced, sounds, strict=False)
        }
        self.tokens: Sequence[tuple[int, int]] = [(start, end) for _, start, end in tokens]
        self._starts = [start for start, _ in self.tokens]

    def at(self, position: int) -> Word | None:
        """Return the spaced word that begins at `position`."""
        return self._words.get(position)

    def skip_separators(self, position: int) -> int:
        """Return the first place from `position` on that is no space, hyphen or quotation mark."""
        while position < len(self.text) and self.text[position] in _SEPARATORS:
            position += 1
        return position

    def next_word(self, position: int) -> int:
        """Return where the next word begins that only separators part from this one, or -1."""
        word = self.at(position)
        if word is None:
            index = bisect_left(self._starts, position + 1)
            end = self.tokens[index - 1][1] if index else position
        else:
            end = word.end
        following = self.skip_separators(end)
        return following if bisect_left(self._starts, following) < len(self._starts) else -1
