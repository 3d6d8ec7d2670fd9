"""Equal pieces merged, differing copies made variants, repeated sections one section.

Pages with tabs for product editions come flattened: a paragraph, a list item's text or a whole
section stands two or three times in a row, and the copy that differs is another edition's.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from assistant.cleaning.equality import equality_key, likeness
from assistant.cleaning.pieces import SECTION
from assistant.cleaning.structure import By, Fate, Kind, Section, SectionEdition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.cleaning.pieces import Piece
    from assistant.cleaning.rules import PackRules


class Relation(NamedTuple):
    """How a piece relates to the block `to`: equal to it, or a variant of it.

    Args:
        fate: merged or variant.
        to: the block.
        by: what a variant was told by, name or position.
        edition: label of a variant's edition; None where nothing tells.
        score: likeness to the block in percent.
    """

    fate: Fate
    to: str
    by: By | None = None
    edition: str | None = None
    score: int | None = None


# Least likeness, in percent, of a copy to the text before it. Neighbours that have nothing to do
# with each other reach 46 in Thai and 58 in Greek; real copies that differ lie from 67 up, and
# from 33 up where a shared label frames them. Without any other evidence of copies, neighbours of
# real articles that say different things reach 94 when they are short.
_ALIKE = 85
_ALIKE_AFTER_COPIES = 64
_ALIKE_NAMED = 60
_ALIKE_FRAMED = 30
_NEVER = 101
# Characters from which likeness alone tells: shorter lines, such as commands, are often alike.
_TELLING = 40
# A repeated heading opens a copy of a section if half of the shorter one's blocks are equal
# or alike.
_SHARED = 0.5
# How many blocks that differ are compared with each other to find that out.
_TRIED = 8
# How many blocks ahead the counterpart of a differing block is looked for.
_REACH = 24
_TEXTS = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTE, Kind.IMAGE, Kind.LINKS})
_COPIED = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTE})


def relate(
    pieces: Sequence[Piece], rules: PackRules
) -> tuple[dict[str, Relation], tuple[Section, ...]]:
    """Return how pieces relate to blocks (those not named stand for themselves), and the sections.

    Args:
        pieces: arranged and corrected pieces of one article, in order.
        rules: edition names of the pack.
    """
    body = [p for p in pieces if not p.chrome and p.kind not in {Kind.TITLE, Kind.CONTENTS}]
    relations: dict[str, Relation] = {}
    groups = _repeated(_by_section(body))
    for group in groups:
        for index, copy in enumerate(group[1:], 1):
            _align(group[0], copy, relations, rules, last=index == len(group) - 1)
    _merge(body, relations)
    _relate_neighbours(body, relations, rules)
    _resolve(relations)
    return relations, tuple(_section(group, relations, rules) for group in groups)


def _frame(piece: Piece) -> tuple[str, ...]:
    """Return what must agree besides the text: list markers may differ, labels may not.

    An item is a run-in heading only where something stands under it, which a copy may lack.
    """
    run_in = piece.kind is Kind.HEADING and piece.level != SECTION
    kind = Kind.PARAGRAPH if run_in or piece.kind is Kind.LIST_ITEM else piece.kind
    return kind, piece.label or ""


def _key(piece: Piece) -> tuple[str, ...]:
    return *_frame(piece), equality_key(piece.text)


def _by_section(body: Sequence[Piece]) -> list[list[Piece]]:
    sections: list[list[Piece]] = []
    for piece in body:
        if piece.section is None:
            continue
        if not sections or sections[-1][0].section != piece.section:
            sections.append([])
        sections[-1].append(piece)
    return sections


def _repeated(sections: Sequence[list[Piece]]) -> list[list[list[Piece]]]:
    """Group each section with the copies of it that follow at once."""
    groups: list[list[list[Piece]]] = []
    first: dict[tuple[str, ...], Piece] = {}
    for section in sections:
        own = {_key(piece): piece for piece in section[1:]}
        if (
            groups
            and _same_heading(groups[-1][0][0], section[0])
            and _shared(first, own) >= _SHARED * min(len(first), len(own)) > 0
        ):
            groups[-1].append(section)
            continue
        groups.append([section])
        first = own
    return groups


def _shared(first: Mapping[tuple[str, ...], Piece], own: Mapping[tuple[str, ...], Piece]) -> int:
    """Return how many pieces of a section are equal to pieces of another, or like them."""
    equal = first.keys() & own.keys()
    one, other = (
        list(islice((p for key, p in part.items() if key not in equal), _TRIED))
        for part in (first, own)
    )
    alike = (
        any(_frame(a) == _frame(b) and likeness(a.text, b.text) >= _ALIKE for a in one)
        for b in other
    )
    return len(equal) + sum(alike)


def _same_heading(one: Piece, other: Piece) -> bool:
    return one.level == other.level == SECTION and _key(one) == _key(other)


def _align(
    base: Sequence[Piece],
    copy: Sequence[Piece],
    relations: dict[str, Relation],
    rules: PackRules,
    *,
    last: bool,
) -> None:
    """Relate a repeated section to its first copy: equal pieces in order, then what is alike."""
    places: dict[tuple[str, ...], list[int]] = {}
    for index, piece in enumerate(base):
        places.setdefault(_key(piece), []).append(index)
    at = -1
    left: list[Piece] = []
    for piece in copy:
        same = places.get(_key(piece), [])
        following = bisect_right(same, at)
        if following == len(same):
            left.append(piece)
            continue
        _pair(base[at + 1 : same[following]], left, relations, rules, last=last)
        at, left = same[following], []
        relations[piece.id] = Relation(Fate.MERGED, base[at].id)
    _pair(base[at + 1 :], left, relations, rules, last=last)


def _pair(
    base: Sequence[Piece],
    copy: Sequence[Piece],
    relations: dict[str, Relation],
    rules: PackRules,
    *,
    last: bool,
) -> None:
    """Make what is alike between two equal pieces of a repeated section variants, in order."""
    start = 0
    for piece in copy:
        scored = [
            (likeness(one.text, piece.text), -index)
            for index, one in enumerate(base[start : start + _REACH], start)
            if _frame(one) == _frame(piece)
        ]
        score, place = max(scored, default=(0.0, 0))
        if score >= _ALIKE_AFTER_COPIES:
            one = base[-place]
            told = rules.last_edition if last else None
            relations[piece.id] = _variant(one, piece, rules, score, told)
            start = 1 - place


def _variant(
    one: Piece, piece: Piece, rules: PackRules, score: float, edition: str | None
) -> Relation:
    named = _new_names(one, piece, rules)
    by, edition = (By.NAME, named[0]) if named else (By.POSITION, edition)
    return Relation(Fate.VARIANT, one.id, by, edition, round(score))


def _new_names(one: Piece, piece: Piece, rules: PackRules) -> list[str]:
    known = rules.editions_named(one.text)
    return [name for name in rules.editions_named(piece.text) if name not in known]


def _merge(body: Sequence[Piece], relations: dict[str, Relation]) -> None:
    """Merge equal texts wherever they stand; every position is kept."""
    first: dict[tuple[str, ...], str] = {}
    for piece in body:
        related = relations.get(piece.id)
        if piece.kind not in _TEXTS or (related and related.fate is Fate.MERGED):
            continue
        block = first.setdefault(_key(piece), piece.id)
        if block != piece.id:
            relations[piece.id] = Relation(Fate.MERGED, block)


def _relate_neighbours(
    body: Sequence[Piece], relations: dict[str, Relation], rules: PackRules
) -> None:
    """Make a copy that differs from the text before it a variant of it."""
    by_id = {piece.id: piece for piece in body}
    # A run begins with `first`, is about the text of `base` and has so many copies of it.
    first: Piece | None = None
    base: Piece | None = None
    copies = 0
    before: str | None = None
    for piece in body:
        related = relations.get(piece.id)
        if related is not None:
            root = by_id[_root(related.to, relations)]
            if base is None or root.id != base.id:
                first, base, copies, before = piece, root, 0, None
            elif related.to == base.id:
                _unlabel(before, relations)
            copies += 1
            continue
        if first is not None and base is not None and _beside(first, piece):
            score = likeness(base.text, piece.text)
            if score >= _needed(base, piece, copies, rules):
                told = rules.last_edition if copies > 1 else None
                relations[piece.id] = _variant(base, piece, rules, score, told)
                _unlabel(before, relations)
                before, copies = piece.id, copies + 1
                continue
        first, base, copies, before = piece, piece, 1, None


def _unlabel(variant: str | None, relations: dict[str, Relation]) -> None:
    """Take an edition told by position from a variant that is not the last of its run."""
    if variant and relations[variant].by is By.POSITION:
        relations[variant] = relations[variant]._replace(edition=None)


def _beside(first: Piece, piece: Piece) -> bool:
    """Return whether `piece` can go on with a run of copies: same place and frame, no marker."""
    return (
        {first.kind, piece.kind} <= _COPIED
        and piece.marker is None
        and piece.kind is not Kind.LIST_ITEM
        and piece.section == first.section
        and piece.parent in {first.parent, first.id}
        and _frame(piece) == _frame(first)
    )


def _needed(base: Piece, piece: Piece, copies: int, rules: PackRules) -> int:
    """Return the likeness at which `piece` counts as a copy of `base`."""
    if piece.label and piece.kind is not Kind.NOTE:
        # Two notes may follow each other; any other label stands once for one text.
        return _ALIKE_FRAMED if copies > 1 else _ALIKE_NAMED
    if _new_names(base, piece, rules):
        return _ALIKE_NAMED
    if copies > 1:
        return _ALIKE_AFTER_COPIES
    return _ALIKE if min(len(base.text), len(piece.text)) >= _TELLING else _NEVER


def _root(block: str, relations: dict[str, Relation]) -> str:
    while block in relations:
        block = relations[block].to
    return block


def _resolve(relations: dict[str, Relation]) -> None:
    """Point every relation at a block or, for what equals a variant, at the variant."""
    for piece, relation in relations.items():
        to = relation.to
        while to in relations and (
            relation.fate is Fate.VARIANT or relations[to].fate is Fate.MERGED
        ):
            to = relations[to].to
        relations[piece] = relation._replace(to=to)


def _section(
    group: Sequence[Sequence[Piece]], relations: dict[str, Relation], rules: PackRules
) -> Section:
    base = group[0]
    if len(group) == 1:
        return Section(base[0].section or base[0].id)
    editions: dict[tuple[str, ...], SectionEdition] = {}
    for index, copy in enumerate(group):
        blocks = tuple(dict.fromkeys(_standing(copy[1:], relations)))
        if blocks in editions:
            known = editions[blocks]
            editions[blocks] = replace(known, headings=(*known.headings, copy[0].id))
            continue
        label, by = rules.default_edition, By.POSITION
        if index:
            own = {name for p in copy for name in rules.editions_named(p.text)}
            own -= {name for p in base for name in rules.editions_named(p.text)}
            label, by = (min(own), By.NAME) if own else (_positional(index, group, rules), by)
        editions[blocks] = SectionEdition((copy[0].id,), blocks, label, by)
    return Section(base[0].id, tuple(editions.values()))


def _positional(index: int, group: Sequence[object], rules: PackRules) -> str | None:
    return rules.last_edition if index == len(group) - 1 else None


def _standing(pieces: Sequence[Piece], relations: dict[str, Relation]) -> Iterator[str]:
    """Yield the block or variant that stands for each piece."""
    for piece in pieces:
        relation = relations.get(piece.id)
        yield relation.to if relation and relation.fate is Fate.MERGED else piece.id
