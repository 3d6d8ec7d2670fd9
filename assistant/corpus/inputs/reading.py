"""A document to lines and pieces: its encoding, its form and its language are found out first."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cleaning.clean import Reading
from assistant.cleaning.errors import ArticleTooLargeError
from assistant.cleaning.pieces import Piece, joined, parse
from assistant.cleaning.rules import cues_for
from assistant.cleaning.source import MAX_PAGE_BYTES, Source, decode, read_lines
from assistant.cleaning.structure import Form
from assistant.corpus.inputs.content import article_of
from assistant.corpus.inputs.document import Document, is_language
from assistant.corpus.inputs.drafts import pieces_of
from assistant.corpus.inputs.encodings import encoding_of
from assistant.corpus.inputs.markdown import read_markdown
from assistant.corpus.inputs.page import read_page
from assistant.text.document_language import language_of

# Spans of the ledger. Help pages have a few hundred; manuals that fill the bounds of size, ten
# thousand.
MAX_SPANS = 50_000
# The start of a page; or an element that opens a document of nothing else.
_PAGE = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<(?:div|p|h[1-6]|main|article)[\s>])", re.IGNORECASE
)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_LINK = re.compile(r"\[[^\[\]\n]+\]\([^\s()]+\)")


def read(document: Document) -> tuple[Reading, str]:
    """Return a document read, and its language (`und` where nothing tells it).

    Raises:
        AssistantError: it cannot be read; see `cleaning.source.decode` and `encoding_of`.
    """
    where = document.source
    if len(document.data) > MAX_PAGE_BYTES:
        raise ArticleTooLargeError(where, limit=MAX_PAGE_BYTES, unit="bytes")
    encoding = encoding_of(
        document.data, where=where, form=document.form, language=document.language
    )
    form = document.form or form_shown(document.data.decode(encoding))
    source = decode(document.data, name=document.name, where=where, encoding=encoding, form=form)
    if form is Form.HTML:
        return _page(source, document)
    lines = read_lines(source)
    language = document.language or language_of("\n".join(line.text for line in lines))
    cues = cues_for(language)
    if form is Form.MARKDOWN:
        pieces = _bounded(read_markdown(source, lines, cues), where)
        return Reading(source, lines, pieces, marked=True), language
    return Reading(source, lines, parse(lines, cues)), language


def _page(source: Source, document: Document) -> tuple[Reading, str]:
    text = "\n".join(source.lines)
    page = read_page(text, document.source)
    blocks = article_of(page, text, document.source)
    lines = read_lines(replace(source, lines=page.lines))
    language = document.language or _said(page.language)
    if language is None:
        body = (joined(block.draft.spans) for block in blocks if block.draft.chrome is None)
        language = language_of("\n".join(body))
    drafts = [block.draft for block in blocks]
    pieces = _bounded(pieces_of(drafts, cues_for(language), empty="html.empty"), document.source)
    return Reading(source, lines, pieces, marked=True), language


def _bounded(pieces: tuple[Piece, ...], where: str) -> tuple[Piece, ...]:
    """Return the pieces of an article, unless its ledger would be far larger than it."""
    if sum(len(piece.spans) for piece in pieces) > MAX_SPANS:
        raise ArticleTooLargeError(where, limit=MAX_SPANS, unit="spans")
    return pieces


def _said(tag: str | None) -> str | None:
    """Return the language that a page names, if it is one; in the usual letter case."""
    if tag is None or not is_language(tag):
        return None
    first, *rest = tag.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


def form_shown(text: str) -> Form:
    """Return the mark-up that a text of unknown form shows."""
    if _PAGE.match(text):
        return Form.HTML
    return Form.MARKDOWN if _HEADING.search(text) or _LINK.search(text) else Form.TEXT
