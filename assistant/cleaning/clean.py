"""One article through all stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from assistant.cleaning.article import (
    SCHEMA,
    Article,
    Block,
    LedgerLine,
    LedgerSpan,
    Position,
    SourceRecord,
    Variant,
    identifier,
)
from assistant.cleaning.copies import Relation, relate
from assistant.cleaning.corrections import correct
from assistant.cleaning.outline import arrange
from assistant.cleaning.pieces import Piece, Span, parse
from assistant.cleaning.rules import PackRules, cues_for
from assistant.cleaning.source import Line, Source, decode, read_lines
from assistant.cleaning.structure import By, Fate, Kind
from assistant.text.document_language import other_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Reading(NamedTuple):
    """A raw article, read by whoever knows its form.

    Args:
        source: the raw article.
        lines: its normalised lines.
        pieces: what stands in them; the spans of a line, in order, are the line.
        marked: whether title and headings are those that the mark-up names, and the pieces are
            complete; else they are found by what stands around them.
    """

    source: Source
    lines: Sequence[Line]
    pieces: Sequence[Piece]
    marked: bool = False


def clean_article(
    data: bytes,
    *,
    language: str,
    name: str,
    rules: PackRules | None = None,
    where: str | None = None,
) -> Article:
    """Clean one raw article in plain text and UTF-8.

    Args:
        data: bytes of the plain-text file.
        language: language tag; its cues are used, the shared ones alone where it has none.
        name: file name; without its suffix it becomes part of the identifier.
        rules: rules of the pack; without them no edition is known and nothing is corrected.
        where: path for messages; the name if it is not given.

    Raises:
        LanguageTagError: `language` is not a language tag.
        ArticleTooLargeError, BinaryArticleError, EncodingError, EmptyArticleError: see `decode`.
    """
    source = decode(data, name=name, where=where)
    lines = read_lines(source)
    return compose(
        Reading(source, lines, parse(lines, cues_for(language))), language=language, rules=rules
    )


def compose(
    reading: Reading,
    *,
    language: str,
    rules: PackRules | None = None,
    chrome: Mapping[str, str] | None = None,
) -> Article:
    """Arrange, relate and account for an article that was read.

    Args:
        reading: the article.
        language: as of `clean_article`.
        rules: the same.
        chrome: by the identifiers of blocks that belong to the page, the rule that says so.

    Raises:
        LanguageTagError: `language` is not a language tag.
    """
    cues = cues_for(language)
    rules = rules or PackRules()
    source, lines = reading.source, reading.lines
    article_id = identifier(language, source.name)
    pieces = tuple(_without(reading.pieces, chrome or {}))
    pieces = correct(pieces, rules.correction, language=language)
    lost = [place for place in rules.missing_heading if place.article == article_id]
    pieces, outline = arrange(pieces, cues, lost, marked=reading.marked)
    relations, sections = relate(pieces, rules)
    blocks = _blocks(pieces, relations, language)
    return Article(
        schema=SCHEMA,
        id=article_id,
        language=language,
        title=next((block.text for block in blocks if block.kind is Kind.TITLE), None),
        source=_record(source, lines),
        blocks=blocks,
        sections=sections,
        outline=outline,
        ledger=_ledger(lines, pieces, relations),
    )


def _without(pieces: Sequence[Piece], chrome: Mapping[str, str]) -> Iterator[Piece]:
    """Yield pieces, those of the page marked so; what stood under them stands one higher."""
    parents = {piece.id: piece.parent for piece in pieces}
    for piece in pieces:
        if piece.id in chrome and not piece.chrome:
            # What is chrome is no block: what stands in its lines is all one to the ledger.
            spans = tuple(Span(span.line, span.text) for span in piece.spans)
            yield Piece(piece.id, Kind.PARAGRAPH, spans, chrome=chrome[piece.id])
            continue
        parent = piece.parent
        while parent is not None and parent in chrome:
            parent = parents[parent]
        yield piece if parent == piece.parent else replace(piece, parent=parent)


def _record(source: Source, lines: Sequence[Line]) -> SourceRecord:
    return SourceRecord(
        name=source.name,
        sha256=source.sha256,
        bytes=source.size,
        lines=len(source.lines),
        filled=sum(bool(line.text) for line in lines),
        bom=source.bom,
        crlf=source.crlf,
        cr=source.cr,
        encoding=source.encoding,
        form=source.form,
    )


def _blocks(
    pieces: Sequence[Piece], relations: Mapping[str, Relation], language: str
) -> tuple[Block, ...]:
    """Gather pieces into blocks with their copies and variants, in the order of the page."""
    copies: dict[str, list[Position]] = {}
    variants: dict[str, list[Piece]] = {}
    for piece in pieces:
        relation = relations.get(piece.id)
        if relation is None:
            continue
        if relation.fate is Fate.MERGED:
            at = Position(piece.id, piece.marker, piece.level, piece.parent, piece.section)
            copies.setdefault(relation.to, []).append(at)
        else:
            variants.setdefault(relation.to, []).append(piece)
    return tuple(
        Block(
            id=piece.id,
            kind=piece.kind,
            text=piece.text,
            label=piece.label,
            note=piece.note,
            marker=piece.marker,
            level=piece.level,
            parent=piece.parent,
            section=piece.section,
            merged=tuple(copies.get(piece.id, ())),
            variants=tuple(
                _variant(variant, relations[variant.id], tuple(copies.get(variant.id, ())))
                for variant in variants.get(piece.id, ())
            ),
            language=other_language(piece.text, language),
        )
        for piece in pieces
        if not piece.chrome and piece.id not in relations
    )


def _variant(piece: Piece, relation: Relation, merged: tuple[Position, ...]) -> Variant:
    return Variant(
        id=piece.id,
        text=piece.text,
        by=relation.by or By.POSITION,
        score=relation.score or 0,
        edition=relation.edition,
        label=piece.label,
        marker=piece.marker,
        level=piece.level,
        parent=piece.parent,
        section=piece.section,
        merged=merged,
    )


def _ledger(
    lines: Sequence[Line], pieces: Sequence[Piece], relations: Mapping[str, Relation]
) -> tuple[LedgerLine, ...]:
    """Write down what became of every character of every line."""
    spans: dict[int, list[LedgerSpan]] = {}
    for piece in pieces:
        for span in piece.spans:
            entry = _entry(piece, span, relations.get(piece.id))
            spans.setdefault(span.line, []).append(entry)
    return tuple(
        LedgerLine(line.number, tuple(spans.get(line.number, ())), line.changes) for line in lines
    )


def _entry(piece: Piece, span: Span, relation: Relation | None) -> LedgerSpan:
    if piece.chrome:
        return LedgerSpan(span.text, Fate.CHROME, rule=piece.chrome)
    if span.to is not None:
        return LedgerSpan(
            span.text, Fate.CORRECTION, piece.id, span.part, to=span.to, rule=span.rule
        )
    if relation:
        return LedgerSpan(span.text, relation.fate, piece.id, span.part, to=relation.to)
    fate = Fate.CONTENTS if piece.kind is Kind.CONTENTS else Fate.KEPT
    return LedgerSpan(span.text, fate, piece.id, span.part)
