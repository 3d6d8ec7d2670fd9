"""Normalised lines to pieces: what stands in a line, by its own form and its neighbours'.

A piece is a block in the making. Its spans, joined, are exactly the text of its lines, so that the
ledger can account for every character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.cleaning.matching import COLONS, cued, folded, starts_with
from assistant.cleaning.structure import Kind, Note, Part
from assistant.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.cleaning.rules import Cues, Labels
    from assistant.cleaning.source import Line


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a normalised line, with the spaces that belong to it.

    Args:
        line: number of the raw line.
        text: the characters.
        part: what it is within its block.
        rule: identifier of the correction that replaces it.
        to: what the correction makes of it.
    """

    line: int
    text: str
    part: Part = Part.TEXT
    rule: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the making.

    Args:
        id: raw line it begins on (`L103`), with its place in a line of several (`L181.2`).
        kind: what it is.
        spans: where its characters stand.
        indent: white space before its line, in characters.
        glued: whether no blank line stands before it.
        note: what kind of note it is.
        level: depth of a list item, column of a cell, or rank of a heading (1 title, 2 section, 3
            and on in lists).
        parent: the list item, run-in heading or state it stands under; of a cell the first one of
            its row.
        section: the piece that begins its section.
        chrome: name of the rule by which it belongs to the page, not the article.
    """

    id: str
    kind: Kind
    spans: tuple[Span, ...]
    indent: int = 0
    glued: bool = False
    note: Note | None = None
    level: int | None = None
    parent: str | None = None
    section: str | None = None
    chrome: str | None = None

    @property
    def opens_section(self) -> bool:
        """Whether it is the heading of a section."""
        return self.kind is Kind.HEADING and self.level == SECTION

    @property
    def text(self) -> str:
        """Normalised, corrected text without marker and label."""
        return joined(self.spans)

    @property
    def marker(self) -> str | None:
        """List marker, such as `•` or `2.`."""
        return next((s.text.strip() for s in self.spans if s.part is Part.MARKER), None)

    @property
    def label(self) -> str | None:
        """Label before the text, without its colon."""
        labels = (s.text for s in self.spans if s.part is Part.LABEL)
        return next((label.strip().rstrip(":：").rstrip() for label in labels), None)


def joined(spans: Iterable[Span]) -> str:
    """Return the corrected text of `spans`; lines are joined by one space."""
    lines: dict[int, list[str]] = {}
    for span in spans:
        if span.part is Part.TEXT:
            text = span.text if span.to is None else span.to
            lines.setdefault(span.line, []).append(text)
    return " ".join("".join(texts).strip() for texts in lines.values())


TITLE, SECTION, RUN_IN = 1, 2, 3

_BULLETS = "•◦▪▫‣·●○■□*–—-"
_MARKER = re.compile(rf"(?:[{re.escape(_BULLETS)}]|(?P<number>\d{{1,3}})[.)]) (?=\S)")
_QUESTIONS = "?？؟"
_STOPS = "!.。…:：;,、！，；．।॥،؛۔"
_MAX_LABEL = 40
_MAX_RUN_IN = 100
_MAX_ALT = 240
# A line shorter than this was not broken because it was full.
_MIN_FULL_LINE = 50
# Share of lines with a blank line before them from which blank lines separate blocks.
_SPACED = 0.6


def parse(lines: Sequence[Line], cues: Cues) -> tuple[Piece, ...]:
    """Return the pieces of an article: chrome, list items, labelled blocks, image texts, text.

    Headings, contents, links and the title are told apart later, by what stands around them.

    Args:
        lines: normalised lines.
        cues: cues of the article's language.
    """
    pieces: list[Piece] = []
    numbers: dict[int, list[int]] = {}
    for line in lines:
        if not line.text:
            continue
        rule = chrome_rule(line.text, cues)
        if rule is not None:
            spans = (Span(line.number, line.text),)
            pieces.append(
                Piece(f"L{line.number}", Kind.PARAGRAPH, spans, glued=line.glued, chrome=rule)
            )
            continue
        marker = _marker_length(line, numbers)
        if pieces and not marker and _continues(pieces[-1], line):
            more = Span(line.number, line.text)
            pieces[-1] = replace(pieces[-1], spans=(*pieces[-1].spans, more))
            continue
        pieces += _split(line, marker, cues)
    return _mark_images(_nest(pieces))


def chrome_rule(text: str, cues: Cues) -> str | None:
    """Return the rule by which a line belongs to the page and not to the article."""
    for chrome in cues.chrome:
        if cued(text, chrome.lines) or starts_with(text, chrome.starts):
            return chrome.rule
    return None


def _marker_length(line: Line, numbers: dict[int, list[int]]) -> int:
    """Return the length of the list marker; a number counts only where a list begins or goes on.

    A list may go on after another one that stands between its items.
    """
    match = _MARKER.match(line.text)
    if match is None:
        return 0
    if match["number"]:
        number = int(match["number"])
        before = numbers.get(line.indent, [])
        if number == 1:
            numbers[line.indent] = [*before[-1:], 1]
        elif before and number == before[-1] + 1:
            numbers[line.indent] = [*before[:-1], number]
        elif before and number == before[0] + 1:
            numbers[line.indent] = [number]
        else:
            return 0
    return match.end()


def _continues(last: Piece, line: Line) -> bool:
    """Return whether `line` goes on with a sentence that was broken to fit a line."""
    above = last.spans[-1].text
    return (
        line.glued
        and last.chrome is None
        and not line.gaps
        and len(above) >= _MIN_FULL_LINE
        and above[-1] not in _QUESTIONS + _STOPS
        and line.text[0].islower()
    )


def _split(line: Line, marker: int, cues: Cues) -> list[Piece]:
    """Cut a line into its pieces: run-in heading, labelled text, image text."""
    text = line.text
    label_end, kind, note = label_of(text, marker, line.gaps, cues.labels)
    if label_end == len(text):
        label_end = marker
    kind = kind or (Kind.LIST_ITEM if marker else Kind.PARAGRAPH)
    if starts_with(text[label_end:], cues.image_starts):
        kind, note = Kind.IMAGE, None
    starts = [(0, kind)]
    if kind in {Kind.LIST_ITEM, Kind.PARAGRAPH} and label_end == marker:
        gap = _run_in(text, marker, line.gaps)
        if gap:
            starts = [(0, Kind.HEADING), (gap, Kind.PARAGRAPH)]
        elif marker and line.trails and not line.gaps and len(text) <= _MAX_RUN_IN:
            starts = [(0, Kind.HEADING)]
    if kind is not Kind.IMAGE:
        picture = _picture(text, starts[-1][0] or label_end, cues.image_inside)
        if picture:
            starts.append((picture, Kind.IMAGE))
    pieces = []
    for index, (start, what) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(text)
        spans = [Span(line.number, text[start:end])]
        if index == 0:
            cuts = ((0, marker, Part.MARKER), (marker, label_end, Part.LABEL))
            head = [Span(line.number, text[a:b], part) for a, b, part in cuts if b > a]
            spans = [*head, Span(line.number, text[label_end:end])]
        pieces.append(
            Piece(
                id=f"L{line.number}.{index + 1}" if len(starts) > 1 else f"L{line.number}",
                kind=what,
                spans=tuple(spans),
                indent=line.indent,
                glued=line.glued,
                note=note if index == 0 else None,
            )
        )
    return pieces


def label_of(
    text: str, start: int, gaps: tuple[int, ...], labels: Labels
) -> tuple[int, Kind | None, Note | None]:
    """Return where the label ends (`start` if there is none) and what it says of its block.

    Args:
        text: a normalised line.
        start: where its list marker ends.
        gaps: where wide spaces stood.
        labels: labels of the language.
    """
    initials = folded(text[start : start + 1])
    for name in ("note", "tip", "warning", "important", "state", "other"):
        for label in getattr(labels, name):
            end = start + len(label)
            if not folded(label).startswith(initials) or fold(text[start:end]) != folded(label):
                continue
            after = text[end:].lstrip()
            if after.startswith(COLONS):
                colon = len(text) - len(after) + 1
                end = colon + text[colon:].startswith(" ")
            elif end in gaps:
                end += 1
            else:
                continue
            if name == "state":
                return end, Kind.STATE, None
            return end, (None if name == "other" else Kind.NOTE), _NOTES.get(name)
    # A label that no cue knows shows by its colon and the wide space behind it.
    gap = next((gap for gap in gaps if gap > start), 0)
    if 0 < gap - start <= _MAX_LABEL and text[start:gap].endswith(COLONS):
        return gap + 1, None, None
    return start, None, None


_NOTES = {note.value: note for note in Note}


def _run_in(text: str, start: int, gaps: tuple[int, ...]) -> int:
    """Return where the text behind a run-in heading begins, 0 if there is none.

    One wide space behind a short phrase marks it; several are columns of a table.
    """
    if len(gaps) != 1:
        return 0
    head = text[start : gaps[0]]
    return gaps[0] + 1 if head and len(head) <= _MAX_RUN_IN and head[-1] not in _STOPS else 0


def _picture(text: str, start: int, cues: tuple[str, ...]) -> int:
    """Return where an image text begins behind other text, 0 if there is none."""
    for cue in cues:
        at = text.find(f" {cue}", start + 1)
        before = text[:at].rstrip() if at > 0 else ""
        # In scripts with case the cue opens a sentence.
        if before and (not cue[0].isupper() or before[-1] in _QUESTIONS + _STOPS):
            return at + 1
    return 0


def _nest(pieces: Sequence[Piece]) -> list[Piece]:
    """Give list items their depth, and what stands under them its parent."""
    nested: list[Piece] = []
    stack: list[Piece] = []
    for piece in pieces:
        if piece.chrome is not None:
            nested.append(piece)
            continue
        if piece.id.partition(".")[2] not in {"", "1"}:
            above = nested[-1]
            lead = above.id if above.kind is Kind.HEADING else above.parent
            nested.append(replace(piece, parent=lead))
            continue
        while stack and (stack[-1].indent >= piece.indent):
            stack.pop()
        level = None
        if piece.kind is Kind.HEADING:
            level = RUN_IN + len(stack)
        elif piece.marker:
            level = 1 + len(stack)
        nested.append(replace(piece, parent=stack[-1].id if stack else None, level=level))
        if piece.marker:
            stack.append(nested[-1])
    return _demote(nested)


def _demote(pieces: Sequence[Piece]) -> list[Piece]:
    """Make list items again of what only ends in spaces: a run-in heading has text under it."""
    leads = {piece.parent for piece in pieces}
    return [
        replace(piece, kind=Kind.LIST_ITEM, level=(piece.level or RUN_IN) - RUN_IN + 1)
        if piece.kind is Kind.HEADING and piece.id not in leads
        else piece
        for piece in pieces
    ]


def _mark_images(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Find image texts by position: a short line in a list that the next item follows at once.

    Where blank lines separate blocks, an image leaves its text without the blank line behind it.
    """
    body = [piece for piece in pieces if piece.chrome is None]
    if sum(not piece.glued for piece in body) < _SPACED * len(body):
        return tuple(pieces)
    pictures = {
        piece.id
        for piece, following in pairwise(pieces)
        if following.glued
        and following.marker
        and piece.kind is Kind.PARAGRAPH
        and piece.parent is not None
        and not piece.glued
        and len(piece.text) <= _MAX_ALT
    }
    return tuple(replace(p, kind=Kind.IMAGE) if p.id in pictures else p for p in pieces)
