"""Sections that articles repeat, as one section with its editions.

A section begins at its heading. Two belong together if their headings are equal or alike and half
of the shorter one's blocks are equal or alike, as within one article (`cleaning.copies`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from assistant.cleaning.structure import Kind
from assistant.corpus.relating.engine import Finding
from assistant.corpus.relating.indexing import Index
from assistant.corpus.relating.meeting import Ids
from assistant.corpus.relating.texts import Reader
from assistant.corpus.relating.values import Place

# A section joins another if they share so much of the shorter one.
_SHARED = 0.5
# Sections that one block is looked for in, the earliest first: what thousands of sections end
# with tells nothing.
_MOST = 32


class SectionEdition(NamedTuple):
    """One of the forms that a repeated section has.

    Args:
        edition: names of editions that only this form has, and not the first one.
        headings: where equal copies of it begin, the earliest first.
        blocks: for each block under the heading, the first place of a text equal to it.
    """

    edition: tuple[str, ...]
    headings: tuple[Place, ...]
    blocks: tuple[Place, ...]


class RepeatedSection(NamedTuple):
    """A section that stands in several places.

    Args:
        language: language tag.
        heading: text of the first heading.
        editions: its forms, in the order of their earliest places; one only if all are equal.
    """

    language: str
    heading: str
    editions: tuple[SectionEdition, ...]


def repeated_sections(index: Index, found: Finding) -> Iterator[RepeatedSection]:
    """Yield sections that stand in several places, in the order of their earliest ones.

    Args:
        index: passages: all blocks of the articles, each with the heading of its section.
        found: their groups.
    """
    leaders = _leaders(index, found)
    with Reader(index.path) as reader:
        for group in _groups(_sections(index), leaders):
            if len(group) > 1:
                yield _repeated(index, group, reader)


def _leaders(index: Index, found: Finding) -> Ids:
    """Return for each passage the first of its group."""
    leaders = np.arange(len(index.firsts))
    for part in found:
        one = part.result()
        leaders[one.texts] = one.leaders
        leaders[one.passages] = leaders[one.firsts]
    return leaders


def _sections(index: Index) -> Iterator[range]:
    """Yield the passages of each section that has a heading and something under it."""
    articles = index.places.articles
    opens = np.flatnonzero(np.diff(index.headings, prepend=0, append=0))
    heads = {at for at, (_, kind) in enumerate(index.parts) if kind == Kind.HEADING}
    for start, stop in zip(opens.tolist(), opens[1:].tolist(), strict=False):
        begin = start
        for at in range(start, stop + 1):
            # Articles may end and begin under headings that are the same.
            if at == stop or articles[at] != articles[begin]:
                if at - begin > 1 and int(index.kinds[begin]) in heads and index.headings[begin]:
                    yield range(begin, at)
                begin = at


def _groups(sections: Iterator[range], leaders: Ids) -> Iterator[list[range]]:
    """Yield sections that belong together, in order; each is compared with first ones only."""
    groups: list[list[range]] = []
    sizes: list[int] = []
    # Groups by the heading and a block of their first section.
    having: dict[tuple[int, int], list[int]] = {}
    for section in sections:
        head, *blocks = leaders[section.start : section.stop].tolist()
        own = dict.fromkeys(blocks)
        shared = Counter(at for block in own for at in having.get((head, block), ()))
        best = _best(shared, len(own), sizes)
        if best is not None:
            groups[best].append(section)
            continue
        for block in own:
            known = having.setdefault((head, block), [])
            if len(known) < _MOST:
                known.append(len(groups))
        groups.append([section])
        sizes.append(len(own))
    yield from groups


def _best(shared: Mapping[int, int], size: int, sizes: Sequence[int]) -> int | None:
    """Return the group whose first section has most in common with one of so many blocks."""
    enough = [(n, -at) for at, n in shared.items() if n >= _SHARED * min(size, sizes[at])]
    return -max(enough)[1] if enough else None


def _repeated(index: Index, group: Sequence[range], reader: Reader) -> RepeatedSection:
    forms: dict[tuple[int, ...], list[int]] = {}
    for section in group:
        own = index.firsts[section.start : section.stop]
        forms.setdefault(tuple(own.tolist()), []).append(section.start)
    texts = [reader.shown(index.spans.of(np.array(form))) for form in forms]
    named = [{name for text in form for name in index.editions.found(text)} for form in texts]
    return RepeatedSection(
        index.parts[index.kinds[group[0].start]][0],
        texts[0][0],
        tuple(
            SectionEdition(
                tuple(sorted(names - named[0])) if at else (),
                tuple(index.places.at(start) for start in starts),
                tuple(index.places.at(block) for block in form[1:]),
            )
            for at, ((form, starts), names) in enumerate(zip(forms.items(), named, strict=True))
        ),
    )
