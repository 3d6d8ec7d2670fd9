"""The raw files beside cleaned articles: found, proved, and shown with what is invisible."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path, PurePath
from typing import NamedTuple

from assistant.cleaning.article import Article
from assistant.cleaning.codec import to_plain
from assistant.cleaning.errors import LedgerError
from assistant.cleaning.source import MAX_PAGE_BYTES, decode
from assistant.cleaning.verify import verify
from assistant.files import read_bounded


class Proof(StrEnum):
    """What the raw file says of an article's ledger."""

    PROVED = "proved"
    MISSING = "missing"
    REFUTED = "refuted"


class Raw(NamedTuple):
    """The raw file of an article.

    Args:
        proof: whether the ledger was proved by it.
        lines: its lines; empty unless the ledger was proved.
    """

    proof: Proof
    lines: tuple[str, ...] = ()


def raw_of(article: Article, path: PurePath, folder: Path) -> Raw:
    """Return the raw file of an article, and whether it proves that nothing was lost.

    Args:
        article: a cleaned article.
        path: where it is among the cleaned ones; the raw file is looked for in the same place.
        folder: folder of the raw files, named as they were or by their SHA-256.
    """
    whole = PurePath(article.source.name)
    name = whole.name
    places = [path.parent / name, PurePath(article.language, name), PurePath(name)]
    if ".." not in whole.parts:
        places += [PurePath(article.language, whole), whole]
    if article.source.sha256.isalnum():
        places.append(PurePath(article.source.sha256))
    for place in (folder / place for place in places):
        try:
            data = read_bounded(place, MAX_PAGE_BYTES)
        except (OSError, ValueError):
            continue
        try:
            verify(to_plain(article), data)
        except LedgerError:
            return Raw(Proof.REFUTED)
        record = article.source
        source = decode(data, name=record.name, encoding=record.encoding, form=record.form)
        return Raw(Proof.PROVED, source.lines)
    return Raw(Proof.MISSING)
