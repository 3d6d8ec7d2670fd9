"""Bound and clean what comes from outside before anything looks at it.

Escape sequences and control characters are dropped, never passed to a terminal; text direction
overrides, which can make a line read backwards, are dropped with them.
"""

from __future__ import annotations

import re

# CSI, OSC and other string sequences (ECMA-48), and two-character escapes. Unterminated ones end
# at the end of the line, so that one stray ESC cannot swallow the rest of the text.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?"
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]?"
)
# Controls, marks of text direction and lone surrogates; not the line break.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def strip_controls(text: str) -> str:
    r"""Return `text` without escape sequences, control characters and lone surrogates.

    Line breaks become `\n`, tabs and NO-BREAK SPACE become spaces; everything else that is
    visible stays as it is, mark-up included.
    """
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSEEN.sub("", text.replace("\t", " ").replace("\u00a0", " "))


def one_line(text: str) -> str:
    """Return `text` without controls and on one line, runs of white space as one space."""
    return " ".join(strip_controls(text).split())


def escape_unseen(json: str) -> str:
    r"""Return JSON with what a terminal must not get as `\u` escapes: the values stay the same.

    Args:
        json: one line, as `json.dumps(…, ensure_ascii=False)` writes it.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
