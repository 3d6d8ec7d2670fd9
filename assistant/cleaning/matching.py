"""Cues against text: by folded comparison only, so that case, accents and width do not matter."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

COLONS = (":", "：")

folded = lru_cache(maxsize=4096)(fold)  # cues are few and asked for on every line


def cued(text: str, cues: Iterable[str]) -> str | None:
    """Return the first of `cues` that `text` is, apart from a final colon."""
    bare = text.rstrip(" :：")
    near = [cue for cue in cues if len(bare) <= _reach(cue)]
    key = fold(bare) if near else ""
    return next((cue for cue in near if folded(cue) == key), None)


def starts_with(text: str, cues: Iterable[str]) -> bool:
    """Return whether `text` begins with one of `cues`."""
    initials = folded(text[:1])
    return any(
        folded(cue).startswith(initials) and fold(text[: _reach(cue)]).startswith(folded(cue))
        for cue in cues
    )


def holds(text: str, cues: Iterable[str]) -> bool:
    """Return whether one of `cues` stands in `text`."""
    key = fold(text)
    return any(folded(cue) in key for cue in cues)


def _reach(cue: str) -> int:
    # What folding leaves out (marks, doubled spaces, soft hyphens) may lengthen a text, but not
    # to more than this.
    return 2 * len(cue) + 8
