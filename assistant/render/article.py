"""An article as a reader of an answer sees it: its blocks, and what of the answer rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from assistant.answering import Answer
from assistant.cleaning.article import Article, Block, Variant
from assistant.cleaning.structure import Kind
from assistant.render.references import References

# Headings of the two upper ranks stand at the margin; below them lists are indented.
_INDENT = 2


class ArticlePiece(NamedTuple):
    """A block or a variant of an article.

    Attributes:
        id: of the block: the raw line that it begins on.
        text: in the article's language, with its marker and label.
        indent: cells.
        heading: whether it is one.
        edition: the edition that it is for; empty if for all.
        number: the number that the answer's text has for it, or None if nothing rests on it.
        said: the answer's sentences that rest on it, in the answer's language.
    """

    id: str
    text: str
    indent: int
    heading: bool
    edition: str
    number: int | None
    said: tuple[str, ...]


def pieces_of(article: Article, answer: Answer) -> Iterator[ArticlePiece]:
    """Yield the blocks of an article in reading order, each with its variants.

    Args:
        article: cleaned.
        answer: whose sentences rest on some of the blocks.
    """
    references = References.of_answer(answer)
    numbers = {block: number for number, block in references.blocks_of(article.id)}
    said = _said(article.id, answer)
    for block in article.blocks:
        if block.kind is Kind.CONTENTS:
            continue
        for version in block.versions():
            cited = [one for one in _ids(version) if one in numbers]
            yield ArticlePiece(
                id=version.id,
                text=_written(version),
                indent=_INDENT * (version.level or 0) if block.kind is Kind.LIST_ITEM else 0,
                heading=block.kind in {Kind.TITLE, Kind.HEADING, Kind.STATE},
                edition=(version.edition or "") if isinstance(version, Variant) else "",
                number=numbers[cited[0]] if cited else None,
                said=tuple(dict.fromkeys(text for one in cited for text in said.get(one, ()))),
            )


def _said(article: str, answer: Answer) -> dict[str, list[str]]:
    """Return the sentences of an answer by the block of an article that they rest on."""
    said: dict[str, list[str]] = {}
    told = chain(
        ((one.text, one.sources) for one in answer.paragraphs),
        ((one.text, one.sources) for one in answer.schedule),
    )
    for text, indexes in told:
        for index in indexes:
            source = answer.sources[index]
            if source.article == article:
                said.setdefault(source.block, []).append(text)
    return said


def _ids(version: Block | Variant) -> Iterator[str]:
    yield version.id
    yield from (copy.id for copy in version.merged)


def _written(version: Block | Variant) -> str:
    marker = f"{version.marker} " if version.marker else ""
    label = f"{version.label}: " if version.label else ""
    return f"{marker}{label}{version.text}"
