"""Mentions of steps that have headings of their own: "go to step 3"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from assistant.cleaning.matching import cued
from assistant.cleaning.structure import By, Kind, Reference
from assistant.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.cleaning.pieces import Piece
    from assistant.cleaning.rules import Cues

# Least likeness, in percent, of a mentioned title and the heading.
_ALIKE = 80
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“", "'": "'", "‘": "’"}
_MAX_TITLE = 120


def references(body: Sequence[Piece], headings: Sequence[Piece], cues: Cues) -> Iterator[Reference]:
    """Resolve mentions of steps: by the heading's number, its text, or its place.

    A mention with a title is never resolved by place: the place may be another step's.

    Args:
        body: pieces of an article without chrome.
        headings: those that open sections.
        cues: cues of its language.
    """
    plain = [heading for heading in headings if not cued(heading.text, cues.links)]
    numbered: dict[int, str] = {}
    for heading in plain:
        for mention, number, _ in _steps(heading.text, cues.steps):
            if heading.text.startswith(mention):
                numbered.setdefault(number, heading.id)
    for piece in body:
        if piece.kind in {Kind.TITLE, Kind.CONTENTS} or piece.opens_section:
            continue
        for mention, number, title in _steps(piece.text, cues.steps):
            if number in numbered:
                yield Reference(piece.id, mention, By.TEXT, numbered[number])
            elif title:
                alike = _titled(title, plain)
                by = By.FUZZY if alike else By.UNRESOLVED
                yield Reference(piece.id, mention, by, alike)
            elif numbered or not 0 < number <= len(plain):
                yield Reference(piece.id, mention, By.UNRESOLVED)
            else:
                yield Reference(piece.id, mention, By.POSITION, plain[number - 1].id)


def _titled(title: str, headings: Sequence[Piece]) -> str | None:
    key = fold(title)
    scored = [(fuzz.ratio(fold(heading.text), key), heading.id) for heading in headings]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= _ALIKE else None


def _steps(text: str, cues: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Yield each mention of a step, its number and its title ("" if it has none)."""
    for cue in cues:
        at = text.find(f"{cue} ")
        while at >= 0:
            end = at + len(cue) + 1
            digits = end
            while digits < len(text) and text[digits].isdecimal() and digits - end < 3:  # noqa: PLR2004
                digits += 1
            if digits > end and (at == 0 or not text[at - 1].isalpha()):
                title = ""
                close = _QUOTES.get(text[at - 1]) if at else None
                stop = text.find(close, digits) if close else -1
                if 0 <= stop - digits <= _MAX_TITLE:
                    title = text[digits:stop].strip(" .:·–—-")
                    mention = text[at:stop]
                else:
                    mention = text[at:digits]
                yield mention, int(text[end:digits]), title
            at = text.find(f"{cue} ", at + 1)
