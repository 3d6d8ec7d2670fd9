"""Blocks that mark-up shows, as pieces: numbered, labelled, ranked; the same for all mark-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.cleaning.pieces import SECTION, TITLE, Piece, Span, chrome_rule, joined, label_of
from assistant.cleaning.rules import Cues, Labels
from assistant.cleaning.structure import Kind, Note, Part


class Draft(NamedTuple):
    """A block as its mark-up shows it.

    Args:
        kind: what it is; a title is a heading of rank 1.
        spans: where its characters stand, never empty.
        level: rank of a heading, depth of a list item, column of a cell.
        parent: index of the draft it stands under.
        note: what kind of note it is.
        chrome: name of the rule by which it belongs to the page.
    """

    kind: Kind
    spans: tuple[Span, ...]
    level: int | None = None
    parent: int | None = None
    note: Note | None = None
    chrome: str | None = None


_LABELLED = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTE})


def pieces_of(drafts: Sequence[Draft], cues: Cues, *, empty: str) -> tuple[Piece, ...]:
    """Return drafts as pieces, in their order.

    Args:
        drafts: what stands in an article; the spans of each line, in order, are the line.
        cues: cues of its language: labels and chrome that no mark-up shows.
        empty: rule for what has mark-up and no text.
    """
    rules = [_rule(draft, cues, empty) for draft in drafts]
    shared = Counter(draft.spans[0].line for draft in drafts)
    seen: Counter[int] = Counter()
    ids: list[str] = []
    for draft in drafts:
        line = draft.spans[0].line
        seen[line] += 1
        ids.append(f"L{line}.{seen[line]}" if shared[line] > 1 else f"L{line}")
    titled = _titled(drafts, rules)
    return tuple(
        _piece(draft, ids[index], rules[index], _above(draft, drafts, rules, ids), cues.labels)
        if index != titled
        else Piece(ids[index], Kind.TITLE, draft.spans, level=TITLE)
        for index, draft in enumerate(drafts)
    )


def _rule(draft: Draft, cues: Cues, empty: str) -> str | None:
    if draft.chrome is not None:
        return draft.chrome
    text = joined(draft.spans).strip()
    return chrome_rule(text, cues) if text else empty


def _titled(drafts: Sequence[Draft], rules: Sequence[str | None]) -> int | None:
    """Return the index of the first heading of rank 1."""
    ranked = (
        index
        for index, draft in enumerate(drafts)
        if draft.kind is Kind.HEADING and draft.level == TITLE and rules[index] is None
    )
    return next(ranked, None)


def _above(
    draft: Draft, drafts: Sequence[Draft], rules: Sequence[str | None], ids: Sequence[str]
) -> str | None:
    """Return the nearest block above that stays in the article."""
    parent = draft.parent
    while parent is not None and rules[parent] is not None:
        parent = drafts[parent].parent
    return None if parent is None else ids[parent]


def _piece(
    draft: Draft, piece_id: str, rule: str | None, parent: str | None, labels: Labels
) -> Piece:
    if rule is not None:
        # What is chrome is no block: what stands in its lines is all one to the ledger.
        spans = tuple(Span(span.line, span.text) for span in draft.spans)
        return Piece(piece_id, Kind.PARAGRAPH, spans, chrome=rule)
    level = draft.level
    if draft.kind is Kind.HEADING and level is not None:
        level = max(level, SECTION)
    piece = Piece(piece_id, draft.kind, draft.spans, note=draft.note, level=level, parent=parent)
    return _labelled(piece, labels) if draft.kind in _LABELLED else piece


def _labelled(piece: Piece, labels: Labels) -> Piece:
    """Tell the label of a block from its text, as in plain text."""
    first = "".join(s.text for s in piece.spans if s.part is Part.TEXT and _same_line(s, piece))
    end, kind, note = label_of(first, 0, (), labels)
    if not 0 < end < len(first):
        return piece
    spans = tuple(_cut(piece.spans, end))
    return replace(piece, spans=spans, kind=kind or piece.kind, note=note or piece.note)


def _same_line(span: Span, piece: Piece) -> bool:
    text = next((one for one in piece.spans if one.part is Part.TEXT), span)
    return span.line == text.line


def _cut(spans: Sequence[Span], end: int) -> Iterator[Span]:
    """Yield spans, the first `end` characters of their text as label."""
    for span in spans:
        if span.part is not Part.TEXT or end <= 0 or span.to is not None:
            yield span
            continue
        if head := span.text[:end]:
            yield replace(span, text=head, part=Part.LABEL)
        if rest := span.text[end:]:
            yield replace(span, text=rest)
        end -= len(span.text)
