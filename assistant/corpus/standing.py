"""What every identifier of a cleaned article stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.cleaning.article import Article, Block, Position, Variant
from assistant.cleaning.structure import Fate, Kind


class Standing(NamedTuple):
    """A block, a variant, or a copy that was merged into one of them.

    Args:
        id: identifier.
        fate: kept, contents, variant or merged.
        kind: what the block is, or the one it varies or was merged into.
        text: the text that stands for it; a merged copy has that of what it was merged into.
        section: text of the heading of its section; None where there is none, and for itself.
        to: the block it varies, or the block or variant it was merged into.
        variant: the variant, if it is one.
        editions: the editions it is limited to; empty if to none.
    """

    id: str
    fate: Fate
    kind: Kind
    text: str
    section: str | None = None
    to: str | None = None
    variant: Variant | None = None
    editions: tuple[str, ...] = ()


def standings(article: Article) -> dict[str, Standing]:
    """Return what each identifier of an article stands for, in the order of its blocks."""
    limited = _limited(article)
    sections: dict[str, str | None] = {}
    found: dict[str, Standing] = {}
    for block in article.blocks:
        for one, fate, holder in _members(block):
            to = block.id if fate is Fate.VARIANT else holder.id
            found[one.id] = Standing(
                id=one.id,
                fate=fate,
                kind=block.kind,
                text=holder.text,
                to=None if one is block else to,
                variant=one if isinstance(one, Variant) else None,
                editions=limited.get(one.id, ()),
            )
            sections[one.id] = one.section
    return {
        name: one._replace(section=_heading(name, found.get(sections[name] or "")))
        for name, one in found.items()
    }


def _members(block: Block) -> Iterator[tuple[Block | Variant | Position, Fate, Block | Variant]]:
    """Yield a block, its variants and all copies, each with its fate and who has its text."""
    for holder in block.versions():
        own = Fate.CONTENTS if block.kind is Kind.CONTENTS else Fate.KEPT
        yield holder, own if holder is block else Fate.VARIANT, holder
        for copy in holder.merged:
            yield copy, Fate.MERGED, holder


def _heading(name: str, opening: Standing | None) -> str | None:
    """Return the text of what opens a section, if that is a heading and another block."""
    if opening is None or opening.id == name or opening.kind is not Kind.HEADING:
        return None
    return opening.text


def _limited(article: Article) -> dict[str, tuple[str, ...]]:
    """Return the editions of blocks and variants that are not for all, as `editions_of` does."""
    limited: dict[str, tuple[str, ...]] = {}
    for section in article.sections:
        having: dict[str, tuple[str, ...]] = {}
        for edition in section.editions:
            for block in edition.blocks:
                if edition.edition:
                    having[block] = (*having.get(block, ()), edition.edition)
        for block, editions in having.items():
            if len(editions) < len(section.editions):
                limited.setdefault(block, editions)
    for block_ in article.blocks:
        limited |= {one.id: (one.edition,) for one in block_.variants if one.edition}
    return limited
