"""Lay text out in terminal cells, breaking Thai and CJK where a reader would.

Line-break opportunities come from ICU (UAX #14 with its Thai dictionary), because Thai has no
spaces between words; text of other scripts breaks at white space and needs no ICU.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.text.icu import lines_of

_WIDE = frozenset("WF")
_NO_SPACE_SCRIPTS = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1780", "\u17ff"),  # Khmer
    ("\u1000", "\u109f"),  # Myanmar
    ("\u3000", "\u30ff"),  # CJK punctuation, kana
    ("\u3400", "\u9fff"),  # CJK ideographs
    ("\uf900", "\ufaff"),  # CJK compatibility ideographs
    ("\uff00", "\uff60"),  # full-width forms
)
_NO_SPACES = re.compile("[" + "".join(f"{low}-{high}" for low, high in _NO_SPACE_SCRIPTS) + "]")
_WORD_WITH_SPACES = re.compile("[^ ]+ *| +")
# ICU's dictionary takes Thai compounds apart after these beginnings (a doer, a doing, a quality),
# and numbers of sources, [3][4], between their brackets.
_NO_BREAK_AFTER = ("ผู้", "การ", "ความ", "ข้อ", "]")
_COMPOUNDS = (
    ("ใช้", "งาน"),
    ("เข้า", "ใช้"),
    ("ช่วย", "เหลือ"),
    ("ปิด", "ใช้"),
    ("วัน", "ที่"),
    ("สมัคร", "ใช้"),
)


def needs_segmentation(text: str) -> bool:
    """Say whether `text` holds a script that is written without spaces between words."""
    return not text.isascii() and _NO_SPACES.search(text) is not None


def cell_width(text: str) -> int:
    """Return the width of `text` in terminal cells: marks 0, wide characters 2, others 1."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def line_segments(text: str) -> list[str]:
    """Split `text` where a line may break; the pieces, joined, are `text`."""
    if not needs_segmentation(text):
        return _WORD_WITH_SPACES.findall(text)
    pieces: list[str] = []
    for piece in lines_of(text):
        if pieces and _belong_together(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def wrap(text: str, width: int, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """Wrap `text` to lines of at most `width` cells.

    A piece wider than the line (a long address) is cut between graphemes.

    Args:
        text: one paragraph; line breaks in it are kept.
        width: cells a line, at least 1 beside the indents.
        indent: what the first line begins with.
        hanging: what the other lines begin with; `indent` if not given.
    """
    hanging = indent if hanging is None else hanging
    lines: list[str] = []
    for paragraph in text.split("\n"):
        prefix = indent if not lines else hanging
        room = max(1, width - cell_width(prefix))
        line, used = "", 0
        for piece in line_segments(paragraph):
            if line and used + cell_width(piece.rstrip()) > room:
                lines.append(prefix + line.rstrip())
                prefix, line, used = hanging, "", 0
                room = max(1, width - cell_width(prefix))
            rest = piece
            while cell_width(rest.rstrip()) > room:
                head, rest = _cut(rest, room)
                lines.append(prefix + head)
                prefix = hanging
                room = max(1, width - cell_width(prefix))
            line += rest
            used += cell_width(rest)
        lines.append((prefix + line).rstrip())
    return lines


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def _belong_together(before: str, piece: str) -> bool:
    return before.endswith(_NO_BREAK_AFTER) or any(
        before.endswith(first) and piece.startswith(second) for first, second in _COMPOUNDS
    )


def _cut(text: str, width: int) -> tuple[str, str]:
    """Cut after the last grapheme that ends within `width` cells, at least one character on."""
    used = 0
    for index, char in enumerate(text):
        step = _char_width(char)
        # A mark (width 0) always stays with its base; SARA AM belongs to the consonant before.
        if index and used + step > width and char != "\u0e33":
            return text[:index], text[index:]
        used += step
    return text, ""
