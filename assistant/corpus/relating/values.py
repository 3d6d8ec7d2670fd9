"""What enters and leaves the relating of blocks across articles."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Edit(StrEnum):
    """How a variant differs from the first of its group; the first that applies."""

    EDITION = "edition"
    NUMBER = "number"
    NEGATION = "negation"
    PUNCTUATION = "punctuation"
    SENTENCE = "sentence"
    TYPO = "typo"
    WORDING = "wording"


class Place(NamedTuple):
    """Where a block stands.

    Args:
        article: identifier of the article.
        block: identifier of the block within it; numbers in it count as numbers in order.
    """

    article: str
    block: str


class Passage(NamedTuple):
    """A block of an article, as it is compared with others.

    Args:
        place: where it stands.
        language: language tag; blocks of different languages are never related.
        text: the text without its list marker.
        kind: what the block is, as in `cleaning.structure.Kind`; a paragraph and a list item may
            be related, other kinds only among themselves.
        heading: text of the heading it stands under; only helps to find what is alike.
    """

    place: Place
    language: str
    text: str
    kind: str = "paragraph"
    heading: str = ""


class Replacement(NamedTuple):
    """A run of tokens in which a text differs from another.

    Args:
        removed: what the first has; empty where something is only added.
        added: what the other has instead; empty where something is only left out.
    """

    removed: str
    added: str


class Variant(NamedTuple):
    """A text that is like the first of its group and differs from it.

    Args:
        text: the text, in NFC with white space made single.
        places: where it stands, the earliest first; more than one were equal.
        edit: how it differs.
        score: common characters in percent.
        diff: all differences, in order; where no spaces stand between words, of single letters.
    """

    text: str
    places: tuple[Place, ...]
    edit: Edit
    score: int
    diff: tuple[Replacement, ...]


class Group(NamedTuple):
    """Equal blocks, and blocks like them.

    Args:
        language: language tag.
        kind: kind of the first block.
        text: text of the first block, in NFC with white space made single.
        places: where this text stands, the earliest first.
        variants: texts that are like it, in the order of their earliest places.
    """

    language: str
    kind: str
    text: str
    places: tuple[Place, ...]
    variants: tuple[Variant, ...]
