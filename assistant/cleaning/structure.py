"""Values that stages and written articles share: kinds, fates, outline and sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Form(StrEnum):
    """How a raw article is marked up."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


# Suffixes of raw articles. They are no part of an article's identifier; any other suffix is.
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        ".txt": Form.TEXT,
        ".text": Form.TEXT,
        ".md": Form.MARKDOWN,
        ".markdown": Form.MARKDOWN,
        ".html": Form.HTML,
        ".htm": Form.HTML,
        ".xhtml": Form.HTML,
    }
)


class Kind(StrEnum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    NOTE = "note"
    STATE = "state"
    IMAGE = "image"
    LINKS = "links"
    CONTENTS = "contents"
    CELL = "cell"


class Part(StrEnum):
    """What a span is within its block."""

    MARKER = "marker"
    LABEL = "label"
    TEXT = "text"
    MARKUP = "markup"


class Note(StrEnum):
    """What a labelled note is."""

    NOTE = "note"
    TIP = "tip"
    WARNING = "warning"
    IMPORTANT = "important"


class Fate(StrEnum):
    """What became of a span."""

    KEPT = "kept"
    MERGED = "merged"
    VARIANT = "variant"
    CONTENTS = "contents"
    CHROME = "chrome"
    CORRECTION = "correction"


class By(StrEnum):
    """How two things were found to belong together."""

    TEXT = "text"
    FUZZY = "fuzzy"
    POSITION = "position"
    NAME = "name"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Change:
    """How often normalisation met one character of a line.

    Args:
        what: `NFC`, `spaces` (white space left out of runs and ends) or a code point (`U+00A0`:
            white space turned into a space, or an invisible character dropped).
        count: how often; 1 for `NFC`.
    """

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents.

    Args:
        block: the entry.
        by: how its heading was found.
        heading: the heading in the body.
        score: likeness of the folded texts in percent.
    """

    block: str
    by: By
    heading: str | None = None
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a step that has a heading of its own, or had.

    Args:
        block: where it stands.
        text: the mention.
        by: how the step was found.
        heading: the step's heading.
    """

    block: str
    text: str
    by: By
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What the article says about its own structure.

    Args:
        contents: entries of the contents, in order.
        unlisted: headings that the contents lack; empty without contents.
        missing: blocks over which the scrape lost a heading.
        references: mentions of steps.
    """

    contents: tuple[Entry, ...] = ()
    unlisted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionEdition:
    """One edition of a section that the article repeats.

    Args:
        headings: headings of its equal copies.
        blocks: its blocks and variants, in order, without the heading.
        edition: label; None where nothing tells.
        by: whether the label rests on a name or on the position.
    """

    headings: tuple[str, ...]
    blocks: tuple[str, ...]
    edition: str | None = None
    by: By | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article.

    Args:
        id: its heading, or its first block where the scrape lost the heading.
        editions: its editions, if the article repeats it.
    """

    id: str
    editions: tuple[SectionEdition, ...] = ()
