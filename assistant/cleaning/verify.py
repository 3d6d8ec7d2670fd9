"""Prove from the written JSON and the raw bytes that an article lost nothing.

Nothing here calls the stages that made the article: lines are cut, normalised, joined and compared
anew, by other code, so that a fault of a stage cannot hide itself.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.cleaning.article import article_from_plain, digest_of, parse_json
from assistant.cleaning.errors import ArticleFormatError, LedgerError
from assistant.cleaning.shown import shown_lines
from assistant.cleaning.structure import Fate, Form, Kind, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.cleaning.article import (
        Article,
        Block,
        LedgerLine,
        LedgerSpan,
        Position,
        Variant,
    )

# Written out again on purpose: what may vanish from an article is stated here, not imported.
_MAY_VANISH = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}"
    "\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
)
_MARKS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\0\0",
    "utf-32-be": b"\0\0\xfe\xff",
}
# Targets and references of links, elements of HTML, kinds of quotes, character references.
_NO_TEXT = re.compile(
    r"^\](?:\(.*\)|\[[^\[\]]*\])$|</?[A-Za-z][^<>]*>|<!--.*?-->|^\[![A-Za-z]+\]$|&#?\w+;"
    r"|(?:^|(?<=\s))\d{1,9}[.)](?=\s|$)",
    re.DOTALL,
)
_SUFFIXES = ("txt", "text", "md", "markdown", "html", "htm", "xhtml")


@dataclass(slots=True)
class _Gathered:
    """What the ledger says of one block, variant or copy."""

    line: int
    lines: dict[int, list[str]] = field(default_factory=dict)
    marker: str = ""
    label: str = ""
    fates: set[tuple[Fate, str | None]] = field(default_factory=set)

    @property
    def text(self) -> str:
        return " ".join("".join(texts).strip() for texts in self.lines.values())


def verify(plain: dict[str, Any], raw: bytes) -> None:
    """Prove that every visible character of `raw` has exactly one place in the cleaned article.

    Args:
        plain: the written article, as `json.loads` gives it.
        raw: bytes of the raw file.

    Raises:
        LedgerError: something is missing, changed, doubled or points nowhere; names the line.
    """
    try:
        article = article_from_plain(plain)
    except ArticleFormatError as error:
        raise LedgerError(None, detail=error.values["detail"]) from None
    _Proof(article).run(raw)
    if article.digest != digest_of(plain):
        raise LedgerError(article.source.name, detail="the digest is not that of the article")


def verify_within(article: Article) -> None:
    """Prove what needs no raw file: that blocks are what their spans say, and pointers lead there.

    Args:
        article: a cleaned article, of which nothing is known but its form.

    Raises:
        LedgerError: as of `verify`.
    """
    _Proof(article).run_within()


def verify_written(written: bytes, raw: bytes, *, where: str | None = None) -> None:
    """Prove a cleaned file: `verify`, and that it is written as the cleaner writes.

    Args:
        written: bytes of the cleaned file.
        raw: bytes of the raw file.
        where: name of the cleaned file for messages.

    Raises:
        ArticleFormatError: `written` is no JSON.
        LedgerError: as of `verify`, or some byte is not as the cleaner writes it.
    """
    plain = parse_json(written, where=where)
    verify(plain, raw)
    if article_from_plain(plain).to_json().encode() != written:
        raise LedgerError(where, detail="the file is not written as the cleaner writes")


class _Proof:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._name = article.source.name

    def run(self, raw: bytes) -> None:
        lines = self._source(raw)
        self._lines(lines)
        self.run_within()

    def run_within(self) -> None:
        for entry in self._article.ledger:
            for span in entry.spans:
                self._span(span, entry.line)
        gathered = self._gather()
        self._blocks(gathered)
        self._pointers(gathered)

    def _demand(self, holds: bool, detail: str, line: int | None = None) -> None:  # noqa: FBT001
        if not holds:
            where = self._name if line is None else f"{self._name}:{line}"
            raise LedgerError(where, detail=detail)

    def _source(self, raw: bytes) -> list[str]:
        source = self._article.source
        self._demand(
            hashlib.sha256(raw).hexdigest() == source.sha256 and len(raw) == source.bytes,
            "it was made from another file",
        )
        mark = _MARKS.get(source.encoding, b"")
        try:
            text = raw.removeprefix(mark).decode(source.encoding)
        except (UnicodeError, LookupError):
            detail = f"the raw file is not in the encoding {source.encoding[:40]!r}"
            raise LedgerError(self._name, detail=detail) from None
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if source.form is Form.HTML:
            lines = shown_lines("\n".join(lines))
        filled = sum(1 for line in lines if _normalised(line))
        crlf = text.count("\r\n")
        for recorded, counted, what in (
            (source.lines, len(lines), "number of lines"),
            (source.filled, filled, "number of lines with text"),
            (source.crlf, crlf, "number of CR LF line ends"),
            (source.cr, text.count("\r") - crlf, "number of CR line ends"),
            (source.bom, bool(mark) and raw.startswith(mark), "byte order mark"),
        ):
            self._demand(recorded == counted, f"the {what} is recorded as {recorded}")
        folder, slash, name = source.name.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        name = folder + slash + (stem if stem and suffix.lower() in _SUFFIXES else name)
        self._demand(
            self._article.id == f"{self._article.language}/{name}",
            "identifier, language and file name do not agree",
        )
        return lines

    def _lines(self, lines: list[str]) -> None:
        """Check that the ledger has every line, and every line every character."""
        recorded = iter(self._article.ledger)
        for number, raw in enumerate(lines, 1):
            text, changes = _normalised(raw), _changes(raw)
            if not text and not changes:
                continue
            entry = next(recorded, None)
            self._demand(entry is not None and entry.line == number, "the line is missing", number)
            if entry is not None:
                self._line(entry, text, changes)
        self._demand(next(recorded, None) is None, "the ledger has lines that the file has not")

    def _line(self, entry: LedgerLine, text: str, changes: list[tuple[str, int]]) -> None:
        number = entry.line
        self._demand(
            "".join(span.text for span in entry.spans) == text,
            "the spans, joined, are not the line",
            number,
        )
        self._demand(
            [(change.what, change.count) for change in entry.changes] == changes,
            "the changes of normalisation are not those of the line",
            number,
        )

    def _span(self, span: LedgerSpan, number: int) -> None:
        self._demand(bool(span.text), "a span is empty", number)
        self._demand(_well_formed(span), "a span lacks its fate's particulars", number)
        self._demand(
            span.part is not Part.MARKUP
            or (self._article.source.form is Form.MARKDOWN and _only_marks(span.text)),
            "text is recorded as mark-up",
            number,
        )

    def _gather(self) -> dict[str, _Gathered]:
        gathered: dict[str, _Gathered] = {}
        for entry in self._article.ledger:
            for span in entry.spans:
                if span.block is None:
                    continue
                one = gathered.setdefault(span.block, _Gathered(entry.line))
                if span.part is Part.MARKER:
                    one.marker += span.text
                elif span.part is Part.LABEL:
                    one.label += span.text
                elif span.part is Part.TEXT:
                    corrected = span.to if span.fate is Fate.CORRECTION else None
                    text = span.text if corrected is None else corrected
                    one.lines.setdefault(entry.line, []).append(text)
                if span.fate is not Fate.CORRECTION:
                    one.fates.add((span.fate, span.to))
        return gathered

    def _blocks(self, gathered: dict[str, _Gathered]) -> None:
        """Check that blocks, variants and copies are what their spans say, all of them."""
        unused = dict(gathered)
        for holder, piece, fate, to in _pieces(self._article):
            spans = unused.pop(piece.id, None)
            if spans is None:
                raise LedgerError(self._name, detail=f"{piece.id} is in no line of the ledger")
            line = spans.line
            self._demand(
                piece.id.removeprefix("L").partition(".")[0] == str(line),
                f"{piece.id} does not begin on this line",
                line,
            )
            self._demand(
                spans.fates <= {(fate, to)}, f"{piece.id} has another fate in the ledger", line
            )
            self._demand(
                (piece.marker or "") == spans.marker.strip(),
                f"the list marker of {piece.id} is another",
                line,
            )
            self._demand(
                (holder.label or "") == spans.label.strip().rstrip(":：").rstrip(),
                f"the label of {piece.id} is another",
                line,
            )
            same = _bare if fate is Fate.MERGED else str
            self._demand(
                same(spans.text) == same(holder.text),
                f"the text of {piece.id} is not that of its spans",
                line,
            )
        for block_id, spans in unused.items():
            self._demand(holds=False, detail=f"{block_id} is not in the article", line=spans.line)

    def _pointers(self, gathered: dict[str, _Gathered]) -> None:
        """Check that everything that is pointed at exists."""
        article = self._article
        known = gathered.keys()
        blocks = {one.id for block in article.blocks for one in block.versions()}
        for _, piece, _, _ in _pieces(article):
            for pointer in (piece.parent, piece.section):
                self._demand(pointer is None or pointer in known, f"{pointer} does not exist")
        outline = article.outline
        pointed = [*outline.unlisted, *outline.missing]
        for entry in outline.contents:
            pointed += [entry.block, entry.heading or entry.block]
        for reference in outline.references:
            pointed += [reference.block, reference.heading or reference.block]
        opening: set[str] = set()
        for section in article.sections:
            opening.add(section.id)
            for edition in section.editions:
                opening.update(edition.headings)
                missing = set(edition.blocks) - blocks
                self._demand(not missing, f"{', '.join(sorted(missing))} is no block")
        for pointer in (*pointed, *sorted(opening)):
            self._demand(pointer in known, f"{pointer} does not exist")
        begun = {piece.section for _, piece, _, _ in _pieces(article) if piece.section}
        self._demand(begun == opening, "the sections are not those of the blocks")
        titles = [block.text for block in article.blocks if block.kind is Kind.TITLE]
        self._demand(titles == ([article.title] if article.title else []), "the title is another")


def _pieces(
    article: Article,
) -> Iterator[tuple[Block | Variant, Block | Variant | Position, Fate, str | None]]:
    """Yield everything with an identifier: whose text it has, itself, its fate and its target."""
    for block in article.blocks:
        own = Fate.CONTENTS if block.kind is Kind.CONTENTS else Fate.KEPT
        yield block, block, own, None
        for variant in block.variants:
            yield variant, variant, Fate.VARIANT, block.id
        for one in block.versions():
            for copy in one.merged:
                yield one, copy, Fate.MERGED, one.id


def _well_formed(span: LedgerSpan) -> bool:
    has = (span.block is not None, span.to is not None, span.rule is not None)
    return (
        has
        == {
            Fate.KEPT: (True, False, False),
            Fate.CONTENTS: (True, False, False),
            Fate.MERGED: (True, True, False),
            Fate.VARIANT: (True, True, False),
            Fate.CHROME: (False, False, True),
            Fate.CORRECTION: (True, True, True),
        }[span.fate]
    )


def _only_marks(text: str) -> bool:
    """Return whether `text` is what Markdown marks text with, targets of links included."""
    rest = _NO_TEXT.sub("", text)
    return not any(char.isalnum() for char in rest)


def _vanishes(char: str) -> bool:
    control = unicodedata.category(char) == "Cc"
    return (control and not char.isspace()) or char in _MAY_VANISH


def _visible(raw: str) -> str:
    if raw.isprintable():  # most lines: nothing in them is a control or a format character
        return raw
    return "".join(char for char in raw if not _vanishes(char))


def _normalised(raw: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _visible(raw)).split())


def _changes(raw: str) -> list[tuple[str, int]]:
    visible = _visible(raw)
    vanished = () if visible == raw else filter(_vanishes, raw)
    seen: Counter[str] = Counter(f"U+{ord(char):04X}" for char in vanished)
    composed = unicodedata.normalize("NFC", visible)
    if composed.strip():
        seen.update(f"U+{ord(c):04X}" for c in composed if c.isspace() and c != " ")
        seen["NFC"] = int(composed != visible)
        blanks = sum(char.isspace() for char in composed)
        seen["spaces"] = blanks - " ".join(composed.split()).count(" ")
    return sorted((what, count) for what, count in seen.items() if count)


def _bare(text: str) -> str:
    """Return the words of `text`, joined where both neighbours are Thai, without the full stop."""
    bare = ""
    for word in unicodedata.normalize("NFC", text).split():
        closed = bare and _is_thai(bare[-1]) and _is_thai(word[0])
        bare += word if closed or not bare else f" {word}"
    return bare.removesuffix(".").rstrip()


def _is_thai(char: str) -> bool:
    return unicodedata.name(char, "").startswith("THAI CHARACTER") and char not in "๏๚๛"
