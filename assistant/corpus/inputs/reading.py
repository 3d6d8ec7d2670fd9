"""A document to lines and pieces: its encoding, its form and its language are found out first."""

from __future__ import annotations

from assistant.cleaning.clean import Reading
from assistant.cleaning.pieces import parse
from assistant.cleaning.rules import cues_for
from assistant.cleaning.source import decode, read_lines
from assistant.cleaning.structure import Form
from assistant.corpus.inputs.document import Document
from assistant.corpus.inputs.encodings import encoding_of
from assistant.corpus.inputs.languages import language_of


def read(document: Document) -> tuple[Reading, str]:
    """Return a document read, and its language (`und` where nothing tells it).

    Raises:
        AssistantError: it cannot be read; see `cleaning.source.decode` and `encoding_of`.
    """
    where = document.source
    encoding = encoding_of(
        document.data, where=where, form=document.form, language=document.language
    )
    source = decode(
        document.data, name=document.name, where=where, encoding=encoding, form=Form.TEXT
    )
    lines = read_lines(source)
    language = document.language or language_of("\n".join(line.text for line in lines))
    return Reading(source, lines, parse(lines, cues_for(language))), language
