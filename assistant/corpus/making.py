"""One document to one cleaned and proved article: what every worker does, over values alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.cleaning.article import Article, Block
from assistant.cleaning.clean import compose
from assistant.cleaning.equality import equality_key
from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Form, Kind
from assistant.cleaning.verify import verify_written
from assistant.corpus.errors import CleaningFaultError
from assistant.corpus.inputs.document import Document, Refused
from assistant.corpus.inputs.reading import read
from assistant.corpus.json_lines import to_json_line
from assistant.corpus.recurrence import Evidence, Standing
from assistant.errors import AssistantError

# Bytes of the digests by which blocks of different articles are compared.
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Ends:
    """The blocks near the ends of an article, as words of digests and identifiers in turn.

    The title is not among them: what stands under it on every page is near the start.

    Args:
        first: the first blocks, in order.
        last: the last blocks, in order.
        blocks: how many there are in all.
    """

    first: str
    last: str
    blocks: int

    def standings(self) -> Iterator[tuple[str, Standing[str]]]:
        """Yield the identifiers of the blocks, and where they stand; those near both ends once."""
        first, last = self.first.split(), self.last.split()
        behind = self.blocks - len(last) // 2
        for words, start in ((first, 0), (last, behind)):
            for at, (digest, block) in enumerate(zip(words[::2], words[1::2], strict=True), start):
                if words is first or at >= len(first) // 2:
                    yield block, Standing(digest, at, self.blocks - 1 - at)


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
        ends: the blocks near its ends.
    """

    id: str
    blocks: int
    variants: int
    lines: int
    language: str
    form: Form
    encoding: str
    ends: Ends


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


def make(
    document: Document, rules: PackRules, *, as_line: bool, chrome: Mapping[str, str] | None = None
) -> Made | Refused:
    """Clean a document, and prove from its bytes that nothing was lost.

    Whatever goes wrong is the result, never an exception: one document does not stop the others.

    Args:
        document: the raw article.
        rules: rules of the pack.
        as_line: whether to write it as one line.
        chrome: as of `cleaning.clean.compose`.
    """
    try:
        return _made(document, rules, as_line=as_line, chrome=chrome)
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


def _proved(
    document: Document, rules: PackRules, chrome: Mapping[str, str] | None = None
) -> tuple[Article, bytes]:
    """Return a cleaned article and its file, which was proved."""
    reading, language = read(document)
    article = compose(reading, language=language, rules=rules, chrome=chrome)
    written = article.to_json().encode()
    verify_written(written, document.data, where=document.source)
    return article, written


def _ends(blocks: Sequence[Block], reach: int) -> Ends:
    def words(some: Sequence[Block]) -> str:
        return " ".join(f"{_digest(block)} {block.id}" for block in some)

    return Ends(words(blocks[:reach]), words(blocks[-reach:]), len(blocks))


def _digest(block: Block) -> str:
    key = f"{block.kind}\0{equality_key(block.text)}"
    return hashlib.blake2b(key.encode(), digest_size=_DIGEST).hexdigest()


def _made(
    document: Document, rules: PackRules, *, as_line: bool, chrome: Mapping[str, str] | None
) -> Made:
    article, written = _proved(document, rules, chrome)
    summary = Summary(
        article.id,
        len(article.blocks),
        sum(len(block.variants) for block in article.blocks),
        article.source.filled,
        article.language,
        article.source.form,
        article.source.encoding,
        _ends([b for b in article.blocks if b.kind is not Kind.TITLE], Evidence().reach),
    )
    data = to_json_line(article).encode() + b"\n" if as_line else written
    return Made(document.source, key_of(document), summary, data)
