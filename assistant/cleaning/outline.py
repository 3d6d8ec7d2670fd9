"""Pieces to an outline: title, contents, headings, links, sections.

Entries of the contents and headings of the body run in the same order. They are matched by text,
then fuzzily, and what is left between two matches by position; how is recorded.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from assistant.cleaning.matching import cued, holds
from assistant.cleaning.pieces import SECTION, TITLE, Piece
from assistant.cleaning.references import references
from assistant.cleaning.structure import By, Entry, Kind, Outline
from assistant.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.cleaning.rules import Cues, MissingHeading


# Least likeness, in percent, of an entry and its heading. "การทดลองใช้งาน" for "เวอร์ชันทดลองใช้"
# still gives 88; two questions of one article that only share their frame give 72.
_ALIKE = 80
_MAX_TITLE = 200
# A heading without contents to prove it: the longest seen has 67 characters before its bracket.
_MAX_HEADING = 80
# What stands under each of several numbered headings, in pieces or characters: under a step stands
# less.
_MIN_UNDER, _MIN_UNDER_CHARACTERS = 2, 160
_MAX_ENTRY = 200
_MAX_LINK = 200
# Entries times headings compared at most in one gap: beyond that, the input is no help article.
_MAX_PAIRS = 40_000
# Not the question marks: many headings are questions, and a semicolon is one in Greek.
_ENDS = "!.。…:：,、！，；．।॥،؛۔"
_MAX_REFERENCES = 200


def arrange(
    pieces: Sequence[Piece],
    cues: Cues,
    missing: Sequence[MissingHeading] = (),
    *,
    marked: bool = False,
) -> tuple[tuple[Piece, ...], Outline]:
    """Tell title, contents, headings and links apart and give every piece its section.

    Args:
        pieces: pieces of one article, in order.
        cues: cues of its language.
        missing: the article's places of lost headings.
        marked: whether the pieces tell title, headings, contents and links already.
    """
    body = [piece for piece in pieces if piece.chrome is None]
    if not marked:
        body = _mark_contents(_mark_title(body, cues), cues)
        body = _mark_headings(body, cues)
    entries = [piece for piece in body if piece.kind is Kind.CONTENTS and piece.level]
    headings = [piece for piece in body if piece.opens_section]
    contents = tuple(_match(entries, headings))
    listed = {entry.heading for entry in contents}
    lost = _lost(body, missing)
    outline = Outline(
        contents=contents,
        unlisted=tuple(h.id for h in headings if h.id not in listed) if contents else (),
        missing=tuple(lost),
        references=tuple(islice(references(body, headings, cues), _MAX_REFERENCES)),
    )
    placed = list(_place(body, lost))
    if marked:
        # Chrome and text may share a line: every piece keeps its place.
        following = iter(placed)
        return tuple(p if p.chrome else next(following) for p in pieces), outline
    # Stable: the parts of one line stay in their order.
    placed = [*(piece for piece in pieces if piece.chrome), *placed]
    placed.sort(key=lambda piece: piece.spans[0].line)
    return tuple(placed), outline


def _plain(piece: Piece) -> bool:
    """Return whether `piece` is a line of its own without any mark: it may be a heading."""
    return (
        piece.kind is Kind.PARAGRAPH
        and "." not in piece.id
        and piece.marker is None
        and piece.label is None
        and piece.indent == 0
        and len({span.line for span in piece.spans}) == 1
    )


def _heading_like(piece: Piece, cues: Cues, limit: int) -> bool:
    text = piece.text
    if not _plain(piece) or not text:
        return False
    bare = text.rpartition(" (")[0] if text.endswith(")") else text
    return (
        len(bare or text) <= limit
        and not text.endswith(tuple(_ENDS))
        and not text[0].islower()
        and any(char.isalpha() for char in text)
        and not holds(text, cues.lead_ins)
    )


def _mark_title(body: list[Piece], cues: Cues) -> list[Piece]:
    first = body[0] if len(body) > 1 else None
    if (
        first is None
        or not _plain(first)
        or len(first.text) > _MAX_TITLE
        or first.text.endswith(tuple(_ENDS))
        or cued(first.text, (*cues.contents, *cues.links))
    ):
        return body
    return [replace(first, kind=Kind.TITLE, level=TITLE), *body[1:]]


def _mark_contents(body: list[Piece], cues: Cues) -> list[Piece]:
    """Mark the label of the contents (no level) and its entries (level 1)."""
    marked = list(body)
    for start, piece in enumerate(body):
        if not _plain(piece) or not cued(piece.text, cues.contents):
            continue
        end = _contents_end(body, start + 1)
        if end > start + 1:
            marked[start] = replace(piece, kind=Kind.CONTENTS)
            for index in range(start + 1, end):
                marked[index] = replace(body[index], kind=Kind.CONTENTS, level=1, parent=None)
            break
    return marked


def _contents_end(body: Sequence[Piece], start: int) -> int:
    """Return where the contents end: at the first heading of the body.

    That is where an entry comes back after others, or the last short line of the run.
    """
    seen: set[str] = set()
    last = ""
    listed = start < len(body) and body[start].marker is not None
    for index in range(start, len(body)):
        piece = body[index]
        entry = piece.kind is Kind.LIST_ITEM if listed else _plain(piece)
        if not entry or len(piece.text) > _MAX_ENTRY or piece.text.endswith(tuple(_ENDS)):
            if listed or any(fold(later.text) == last for later in body[index:] if _plain(later)):
                return index
            # The run has gone one line too far: the body begins with a heading.
            return index - 1
        key = fold(piece.text)
        if not listed and key in seen and last != key:
            return index
        seen.add(key)
        last = key
    return start


def _mark_headings(body: list[Piece], cues: Cues) -> list[Piece]:
    entries = {fold(piece.text) for piece in body if piece.kind is Kind.CONTENTS and piece.level}
    numbered = _numbered_headings(body, cues, entries)
    marked: list[Piece] = []
    in_links = False
    for index, piece in enumerate(body):
        following = body[index + 1] if index + 1 < len(body) else None
        links = _plain(piece) and cued(piece.text, cues.links) is not None
        listed = bool(entries) and _plain(piece) and fold(piece.text) in entries
        shaped = _heading_like(piece, cues, _MAX_HEADING) and not piece.glued
        numbers = piece.id in numbered
        if following is not None and (listed or links or numbers or (shaped and not in_links)):
            marked.append(replace(piece, kind=Kind.HEADING, level=SECTION))
            in_links = links
        elif in_links and _is_link(piece):
            marked += _links(piece, cues)
        else:
            if piece.kind in {Kind.HEADING, Kind.STATE}:
                in_links = False
            marked.append(piece)
    return marked


def _numbered_headings(body: Sequence[Piece], cues: Cues, entries: Collection[str]) -> set[str]:
    """Return the list items from 1 on that are headings: the contents name them, or all have text.

    Of a list of steps, some have little under them or nothing; of chapters, none. A list within a
    chapter begins with 1 again.
    """
    items = [
        (at, int(piece.marker[:-1]))
        for at, piece in enumerate(body)
        if piece.kind is Kind.LIST_ITEM
        and piece.level == 1
        and piece.marker is not None
        and piece.marker[:-1].isdecimal()
    ]
    listed = {body[at].id for at, _ in items if fold(body[at].text) in entries}
    found: list[str] = []
    within = 0
    for at, number in items:
        if number == len(found) + 1 and _is_chapter(body, at, cues):
            found.append(body[at].id)
            within = 0
        elif found and number == (within + 1 if within else 1):
            within = number
        else:
            return listed
    return listed | set(found if len(found) > 1 else ())


def _is_chapter(body: Sequence[Piece], at: int, cues: Cues) -> bool:
    """Return whether a list item looks like a heading, and text stands under it, not in it."""
    item = replace(body[at], kind=Kind.PARAGRAPH, spans=body[at].spans[1:])
    if item.glued or not _heading_like(item, cues, _MAX_HEADING):
        return False
    under = list(takewhile(lambda piece: not piece.marker, islice(body, at + 1, None)))
    if not under or under[0].parent == item.id:
        return False
    return len(under) >= _MIN_UNDER or len(under[0].text) >= _MIN_UNDER_CHARACTERS


def _is_link(piece: Piece) -> bool:
    plain = piece.kind in {Kind.PARAGRAPH, Kind.LIST_ITEM} and piece.label is None
    return plain and len(piece.text) <= _MAX_LINK and not piece.text.endswith(tuple(_ENDS))


def _links(piece: Piece, cues: Cues) -> Iterator[Piece]:
    """Cut a line of several links where the next one begins."""
    *head, last = piece.spans
    cuts = [0]
    # Nothing may point at a piece whose identifier changes, and its parts stand on one line.
    whole = "." not in piece.id and piece.marker is None and piece.spans[0].line == last.line
    for cue in cues.link_starts if whole else ():
        at = last.text.find(cue, 1)
        while at > 0:
            cuts.append(at)
            at = last.text.find(cue, at + 1)
    cuts = sorted(set(cuts))
    for index, start in enumerate(cuts):
        end = cuts[index + 1] if index + 1 < len(cuts) else len(last.text)
        span = replace(last, text=last.text[start:end])
        yield replace(
            piece,
            id=f"{piece.id}.{index + 1}" if len(cuts) > 1 else piece.id,
            kind=Kind.LINKS,
            spans=(span,) if index else (*head, span),
        )


def _match(entries: Sequence[Piece], headings: Sequence[Piece]) -> Iterator[Entry]:
    """Match entries with headings in order: equal ones, alike ones, the rest by position."""
    found: dict[int, tuple[int, By]] = {}
    _equal(entries, headings, found)
    for gap in list(_gaps(found, len(entries), len(headings))):
        _alike(entries, headings, gap, found)
    for left, right in list(_gaps(found, len(entries), len(headings))):
        if len(left) == len(right):
            found.update((i, (j, By.POSITION)) for i, j in zip(left, right, strict=True))
    for index, entry in enumerate(entries):
        if index not in found:
            yield Entry(entry.id, By.UNRESOLVED)
            continue
        at, by = found[index]
        score = round(fuzz.ratio(fold(entry.text), fold(headings[at].text)))
        yield Entry(entry.id, by, headings[at].id, score)


def _equal(
    entries: Sequence[Piece], headings: Sequence[Piece], found: dict[int, tuple[int, By]]
) -> None:
    keys = [fold(heading.text) for heading in headings]
    at = 0
    for index, entry in enumerate(entries):
        key = fold(entry.text)
        if key in keys[at:]:
            at = keys.index(key, at)
            found[index] = (at, By.TEXT)
            at += 1


def _gaps(
    found: dict[int, tuple[int, By]], entries: int, headings: int
) -> Iterator[tuple[range, range]]:
    """Yield the unmatched entries and headings between each two matches."""
    i = j = 0
    for index, at in [*((k, found[k][0]) for k in sorted(found)), (entries, headings)]:
        if i < index and j < at:
            yield range(i, index), range(j, at)
        i, j = index + 1, at + 1


def _alike(
    entries: Sequence[Piece],
    headings: Sequence[Piece],
    gap: tuple[range, range],
    found: dict[int, tuple[int, By]],
) -> None:
    """Find the alignment of a gap with the highest sum of likeness (Needleman and Wunsch)."""
    left, right = gap
    if len(left) * len(right) > _MAX_PAIRS:
        return
    names = [fold(headings[j].text) for j in right]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    scores = [
        [fuzz.ratio(fold(entries[i].text), name, score_cutoff=_ALIKE) for name in names]
        for i in left
    ]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            both = best[i + 1][j + 1] + scores[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    i = j = 0
    while i < len(left) and j < len(right):
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            found[left[i]] = (right[j], By.FUZZY)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _lost(body: Sequence[Piece], missing: Sequence[MissingHeading]) -> list[str]:
    lost = []
    for place in missing:
        found = (piece.id for piece in body if piece.text.startswith(place.over))
        lost += [block for block in [next(found, None)] if block]
    return lost


def _place(body: Sequence[Piece], lost: Sequence[str]) -> Iterator[Piece]:
    """Give every piece its section, and what stands under a state that state as parent."""
    section: str | None = None
    state: str | None = None
    for piece in body:
        if piece.opens_section or piece.id in lost:
            section, state = piece.id, None
        if piece.kind is Kind.STATE:
            state = None
        placed = (
            piece if piece.kind in {Kind.TITLE, Kind.CONTENTS} else replace(piece, section=section)
        )
        if placed.parent is None and not piece.opens_section and placed.section:
            placed = replace(placed, parent=state)
        yield placed
        if piece.kind is Kind.STATE:
            state = piece.id
