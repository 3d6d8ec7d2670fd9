"""What each raw line of a page shows, and to which block its characters belong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from assistant.cleaning.pieces import Span
from assistant.cleaning.source import visible


class Screen:
    """Lines of text that fill up while a page is read.

    Line ends inside of mark-up do not break a line of text that has begun, unless the mark-up
    sets its text apart; they count, so that every block keeps the number of its raw line.
    """

    def __init__(self) -> None:
        self._lines: list[list[tuple[str, int | None]]] = [[]]
        self._begun = False
        self._owed = 0

    def put(self, text: str, block: int | None) -> None:
        """Add text without line ends to the line; it belongs to a block, or is only space."""
        if text:
            self._lines[-1].append((text, block))
            self._begun = self._begun or not text.isspace()

    def end_line(self) -> None:
        """End the line of text."""
        self._feed(1 + self._owed)
        self._owed = 0

    def skip(self, ends: int, *, apart: bool) -> None:
        """Pass over mark-up.

        Args:
            ends: number of line ends in it.
            apart: whether it sets what follows apart from what stands before.
        """
        if apart:
            self.put(" ", None)
        if apart or not self._begun:
            self._feed(ends + self._owed)
            self._owed = 0
        else:
            self._owed += ends

    def _feed(self, count: int) -> None:
        if count:
            self._lines += [[] for _ in range(count)]
            self._begun = False

    def lines(self) -> tuple[str, ...]:
        """Return what each raw line shows, not normalised."""
        self._feed(self._owed)
        self._owed = 0
        return tuple("".join(text for text, _ in line) for line in self._lines)

    def spans(self, blocks: int) -> list[list[Span]]:
        """Return the spans of each of so many blocks; those of a line, joined, are the line."""
        spans: list[list[Span]] = [[] for _ in range(blocks)]
        for number, line in enumerate(self._lines, 1):
            parts = list(_parts(line))
            for index, (block, text) in enumerate(parts, 1):
                spans[block].append(Span(number, text + " " * (index < len(parts))))
        return spans


def _parts(line: list[tuple[str, int | None]]) -> Iterator[tuple[int, str]]:
    """Yield the normalised text that each block has in a line."""
    owner: int | None = None
    gathered: list[str] = []
    for text, block in [*line, ("", -1)]:
        if block is None:
            gathered.append(text)  # space: within the block, or behind it
            continue
        if owner is not None and block != owner:
            normal = " ".join(unicodedata.normalize("NFC", visible("".join(gathered))).split())
            if normal:
                yield owner, normal
            gathered = []
        owner = block
        gathered.append(text)
