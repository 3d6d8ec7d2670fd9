"""A document to lines and pieces: its encoding, its form and its language are found out first."""

from __future__ import annotations

import re

from assistant.cleaning.clean import Reading
from assistant.cleaning.pieces import parse
from assistant.cleaning.rules import cues_for
from assistant.cleaning.source import decode, read_lines
from assistant.cleaning.structure import Form
from assistant.corpus.inputs.document import Document
from assistant.corpus.inputs.encodings import encoding_of
from assistant.corpus.inputs.languages import language_of
from assistant.corpus.inputs.markdown import read_markdown

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
    encoding = encoding_of(
        document.data, where=where, form=document.form, language=document.language
    )
    form = document.form or form_shown(document.data.decode(encoding))
    source = decode(document.data, name=document.name, where=where, encoding=encoding, form=form)
    lines = read_lines(source)
    language = document.language or language_of("\n".join(line.text for line in lines))
    cues = cues_for(language)
    if form is Form.MARKDOWN:
        pieces = read_markdown(source, lines, cues)
        return Reading(source, lines, pieces, marked=True), language
    return Reading(source, lines, parse(lines, cues)), language


def form_shown(text: str) -> Form:
    """Return the mark-up that a text of unknown form shows."""
    if _PAGE.match(text):
        return Form.HTML
    return Form.MARKDOWN if _HEADING.search(text) or _LINK.search(text) else Form.TEXT
