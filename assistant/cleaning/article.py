"""The cleaned article: its values, its JSON and the reader other rooms use."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.cleaning.codec import ShapeError, from_plain, to_plain
from assistant.cleaning.errors import ArticleFormatError
from assistant.cleaning.structure import (
    FORMS,
    By,
    Change,
    Fate,
    Form,
    Kind,
    Note,
    Outline,
    Part,
    Section,
)
from assistant.files import read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = 1
# Cleaned articles are some four times their raw file.
MAX_JSON_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the article was made from.

    Args:
        name: file name, or path without the folder of the language.
        sha256: hexadecimal digest of the raw bytes.
        bytes: their number.
        lines: number of raw lines.
        filled: number of lines with anything visible.
        bom: whether a byte order mark stood at the start.
        crlf: number of CR LF line ends.
        cr: number of bare CR line ends.
        encoding: how the bytes were read, by Python's name for it.
        form: how it is marked up.
    """

    name: str
    sha256: str
    bytes: int
    lines: int
    filled: int
    bom: bool = False
    crlf: int = 0
    cr: int = 0
    encoding: str = "utf-8"
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Position:
    """Where an equal copy of a block or variant stands.

    Args:
        id: the copy.
        marker, level, parent, section: as of a block.
    """

    id: str
    marker: str | None = None
    level: int | None = None
    parent: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A copy of a block that differs.

    Args:
        id: raw line it begins on, as of a block.
        text: its text; quotes are looked for in it.
        by: whether its edition was told by a name in the text or by the position only.
        edition: label of the edition; None where nothing tells.
        score: likeness to the block in percent.
        label, marker, level, parent, section: as of a block.
        merged: where equal copies of it stand.
    """

    id: str
    text: str
    by: By
    score: int
    edition: str | None = None
    label: str | None = None
    marker: str | None = None
    level: int | None = None
    parent: str | None = None
    section: str | None = None
    merged: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article.

    Args:
        id: raw line it begins on (`L103`), with its place in a line of several (`L181.2`).
        kind: what it is.
        text: normalised and corrected text without list marker and label; quotes are looked for
            in it.
        label: label before the text, without colon.
        note: what kind of note it is.
        marker: list marker.
        level: depth of a list item, column of a cell, or rank of a heading (1 title, 2 section, 3
            and on run-in).
        parent: the list item, run-in heading or state it stands under; of a cell the first one of
            its row.
        section: the block that begins its section.
        merged: where equal copies of it stand.
        variants: copies that differ.
        language: tag of its language, if that shows and is not the article's.
    """

    id: str
    kind: Kind
    text: str
    label: str | None = None
    note: Note | None = None
    marker: str | None = None
    level: int | None = None
    parent: str | None = None
    section: str | None = None
    merged: tuple[Position, ...] = ()
    variants: tuple[Variant, ...] = ()
    language: str | None = None

    def versions(self) -> tuple[Block | Variant, ...]:
        """Return the block itself and its variants."""
        return (self, *self.variants)


@dataclass(frozen=True, slots=True)
class LedgerSpan:
    """Characters of one line with one fate.

    Args:
        text: the characters, in normalised form.
        fate: what became of them.
        block: the block, variant or copy they belong to; None for chrome.
        part: what they are in it.
        to: the block that a copy is merged into or that a variant varies; for a correction the
            text that takes their place.
        rule: rule by which they are chrome, or identifier of the correction.
    """

    text: str
    fate: Fate
    block: str | None = None
    part: Part = Part.TEXT
    to: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """All that became of one raw line; its spans, joined, are the normalised line.

    Args:
        line: number of the raw line.
        spans: its characters in order.
        changes: what normalisation changed in it.
    """

    line: int
    spans: tuple[LedgerSpan, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article.

    Args:
        schema: version of the format.
        id: see `identifier`.
        language: language tag.
        source: what it was made from.
        blocks: its blocks in the order of the page.
        sections: its sections, with editions where the page repeats them.
        outline: contents, unlisted and missing headings, references to steps.
        ledger: what became of every line.
        title: text of the title, if there is one.
        digest: SHA-256 over everything else in the file.
    """

    schema: int
    id: str
    language: str
    source: SourceRecord
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    outline: Outline
    ledger: tuple[LedgerLine, ...]
    title: str | None = None
    digest: str = ""

    def to_json(self) -> str:
        """Return the article as JSON: sorted keys, one line end at the end, always the same."""
        plain = to_plain(replace(self, digest=""))
        plain["digest"] = digest_of(plain)
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def totals(self) -> dict[Fate, int]:
        """Return the number of visible characters by fate."""
        totals = dict.fromkeys(Fate, 0)
        for line in self.ledger:
            for span in line.spans:
                totals[span.fate] += len("".join(span.text.split()))
        return totals

    def texts(self) -> dict[str, str]:
        """Return the text of every block and variant by its identifier."""
        return {one.id: one.text for block in self.blocks for one in block.versions()}

    def find(self, block_id: str) -> Block | Variant | None:
        """Return the block or variant `block_id`; a merged copy gives what it was merged into."""
        for block in self.blocks:
            for one in block.versions():
                if block_id == one.id or any(block_id == copy.id for copy in one.merged):
                    return one
        return None

    def editions_of(self, block_id: str) -> tuple[str, ...]:
        """Return the editions that a block or variant is limited to; empty if to none.

        A variant is of its own edition; a block of a repeated section is limited where only some
        of the section's editions have it or a variant of it.
        """
        for block in self.blocks:
            for variant in block.variants:
                if variant.id == block_id and variant.edition:
                    return (variant.edition,)
        for section in self.sections:
            having = [e.edition for e in section.editions if block_id in e.blocks and e.edition]
            if having and len(having) < len(section.editions):
                return tuple(having)
        return ()


def identifier(language: str, name: str) -> str:
    """Return the identifier of an article: its language and its name without a known suffix."""
    stem, dot, suffix = name.rpartition(".")
    known = stem and not stem.endswith("/") and f"{dot}{suffix}".lower() in FORMS
    return f"{language}/{stem if known else name}"


def digest_of(plain: dict[str, Any]) -> str:
    """Return the SHA-256 of an article's plain form without its digest, in canonical JSON."""
    rest = {key: value for key, value in plain.items() if key != "digest"}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def article_from_plain(plain: object, *, where: str | None = None) -> Article:
    """Return the article that plain JSON data holds.

    Raises:
        ArticleFormatError: the data is not what the cleaner writes.
    """
    try:
        article = from_plain(Article, plain)
    except ShapeError as error:
        raise ArticleFormatError(where, detail=str(error)) from None
    if article.schema != SCHEMA:
        raise ArticleFormatError(where, detail=f"schema {article.schema} is not {SCHEMA}")
    if len(set(_ids(article))) != len(list(_ids(article))):
        raise ArticleFormatError(where, detail="an identifier stands twice")
    return article


def load_article(path: Path) -> Article:
    """Read a cleaned article; its digest is checked, its ledger is not (see `verify`).

    Raises:
        ArticleFormatError: the file cannot be read, is no JSON or not what the cleaner writes.
    """
    try:
        data = read_bounded(path, MAX_JSON_BYTES)
    except OSError as error:
        raise ArticleFormatError(str(path), detail=error.strerror or "unreadable") from None
    return read_article(data, where=str(path))


def read_article(data: bytes, *, where: str) -> Article:
    """Return the cleaned article that `data` is; see `load_article`.

    Raises:
        ArticleFormatError: it is no JSON or not what the cleaner writes.
    """
    plain = parse_json(data, where=where)
    article = article_from_plain(plain, where=where)
    if article.digest != digest_of(plain):
        raise ArticleFormatError(where, detail="it was changed after cleaning")
    return article


def parse_json(data: bytes, *, where: str | None = None) -> Any:
    """Return the JSON in `data`, bounded.

    Raises:
        ArticleFormatError: too large, not UTF-8 or no JSON.
    """
    if len(data) > MAX_JSON_BYTES:
        raise ArticleFormatError(where, detail=f"it is larger than {MAX_JSON_BYTES} bytes")
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError):
        raise ArticleFormatError(where, detail="it is not JSON in UTF-8") from None


def _ids(article: Article) -> Iterator[str]:
    for block in article.blocks:
        for one in block.versions():
            yield one.id
            yield from (copy.id for copy in one.merged)
