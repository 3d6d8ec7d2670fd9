"""Bound and clean what comes from outside before anything looks at it.

Escape sequences and control characters are dropped, never passed to a terminal; text direction
overrides, which can make a line read backwards, are dropped with them.
"""

from __future__ import annotations

import re
import unicodedata

# CSI, OSC and other string sequences (ECMA-48), and two-character escapes. Unterminated ones end
# at the end of the line, so that one stray ESC cannot swallow the rest of the text.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?"
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]?"
)
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def strip_controls(text: str) -> str:
    r"""Return `text` without escape sequences, control characters and lone surrogates.

    Line breaks become `\n`, tabs and NO-BREAK SPACE become spaces; everything else that is
    visible stays as it is, mark-up included.
    """
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for char in text:
        if char == "\n":
            kept.append(char)
        elif char in "\t\u00a0":
            kept.append(" ")
        elif char not in _DIRECTION and unicodedata.category(char) not in {"Cc", "Cs"}:
            kept.append(char)
    return "".join(kept)


def one_line(text: str) -> str:
    """Return `text` without controls and on one line, runs of white space as one space."""
    return " ".join(strip_controls(text).split())
