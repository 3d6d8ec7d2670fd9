"""One document to one cleaned and proved article: what every worker does, over values alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from assistant.cleaning.article import Article
from assistant.cleaning.clean import compose
from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Form
from assistant.cleaning.verify import verify_written
from assistant.corpus.errors import CleaningFaultError
from assistant.corpus.inputs.document import Document, Refused
from assistant.corpus.inputs.reading import read
from assistant.corpus.json_lines import to_json_line
from assistant.errors import AssistantError


@dataclass(frozen=True, slots=True)
class Summary:
    """What is said of a cleaned article while many are made.

    Args:
        id: its identifier.
        blocks, variants: their numbers.
        lines: raw lines with text.
        language: its language, `und` if nothing told it.
        form: how it was marked up.
        encoding: how its bytes were read.
    """

    id: str
    blocks: int
    variants: int
    lines: int
    language: str
    form: Form
    encoding: str


class Made(NamedTuple):
    """A cleaned and proved article.

    Args:
        source: as of its document.
        key: see `key_of`.
        summary: what is said of it.
        data: the article as a file of its own, or as one line.
    """

    source: str
    key: str
    summary: Summary
    data: bytes


def key_of(document: Document) -> str:
    """Return a digest of all that decides what becomes of a document, besides the rules."""
    digest = hashlib.blake2b(document.data, digest_size=16)
    for part in (document.name, document.language, document.form):
        digest.update(f"\0{part}".encode())
    return digest.hexdigest()


def make(document: Document, rules: PackRules, *, as_line: bool) -> Made | Refused:
    """Clean a document, and prove from its bytes that nothing was lost.

    Whatever goes wrong is the result, never an exception: one document does not stop the others.

    Args:
        document: the raw article.
        rules: rules of the pack.
        as_line: whether to write it as one line.
    """
    try:
        return _made(document, rules, as_line=as_line)
    except AssistantError as error:
        return Refused(document.source, error)
    except Exception as error:  # noqa: BLE001 - of this document; the others are none the worse
        fault = CleaningFaultError(document.source, detail=type(error).__name__)
        return Refused(document.source, fault)


def clean_document(document: Document, rules: PackRules) -> Article:
    """Clean a document of any form, and prove from its bytes that nothing was lost.

    Raises:
        AssistantError: it cannot be read, or its ledger does not balance.
    """
    return _proved(document, rules)[0]


def _proved(document: Document, rules: PackRules) -> tuple[Article, bytes]:
    """Return a cleaned article and its file, which was proved."""
    reading, language = read(document)
    article = compose(reading, language=language, rules=rules)
    written = article.to_json().encode()
    verify_written(written, document.data, where=document.source)
    return article, written


def _made(document: Document, rules: PackRules, *, as_line: bool) -> Made:
    article, written = _proved(document, rules)
    summary = Summary(
        article.id,
        len(article.blocks),
        sum(len(block.variants) for block in article.blocks),
        article.source.filled,
        article.language,
        article.source.form,
        article.source.encoding,
    )
    data = to_json_line(article).encode() + b"\n" if as_line else written
    return Made(document.source, key_of(document), summary, data)
