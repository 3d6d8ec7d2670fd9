"""A folder of cleaned articles, read one after another."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePath
from typing import NamedTuple

from assistant.cleaning.article import MAX_JSON_BYTES, Article, load_article, read_article
from assistant.cleaning.errors import LedgerError, SourceNotFoundError
from assistant.cleaning.verify import verify_within
from assistant.corpus.inputs.document import Refused, checked_parts
from assistant.errors import AssistantError, mark

_SUFFIX = ".json"
_LINES_SUFFIX = ".jsonl"


class NoCleanedArticlesError(AssistantError):
    """A folder that should hold cleaned articles holds none."""

    code = "corpus.nothing"
    message = mark("error.corpus.nothing", "There is no cleaned article here.")
    hint = mark("error.corpus.nothing.hint", "Run “assistant corpus clean” first.")


class Spot(NamedTuple):
    """Where a cleaned article is.

    Args:
        file: its file, or a file with an article a line.
        line: number of its line there; 0 if the file is its own.
        start: where the line begins, in bytes.
    """

    file: Path
    line: int = 0
    start: int = 0

    @property
    def shown(self) -> str:
        """The place, for messages."""
        return f"{self.file}:{self.line}" if self.line else str(self.file)


class Shelved(NamedTuple):
    """A cleaned article and where it is.

    Args:
        path: its file, relative to the folder; what it would be, if it is one of many in a file.
        article: the article.
        spot: where it can be read again.
    """

    path: PurePath
    article: Article
    spot: Spot


def load_consistent(spot: Spot) -> Article:
    """Read a cleaned article whose blocks, ledger and outline agree with each other.

    Raises:
        ArticleFormatError: it is no cleaned article.
        LedgerError: it was tampered with.
    """
    if not spot.line:
        return _consistent(load_article(spot.file), spot)
    with spot.file.open("rb") as stream:
        stream.seek(spot.start)
        return _of_line(stream.readline(MAX_JSON_BYTES + 1), spot)


def _of_line(data: bytes, spot: Spot) -> Article:
    return _consistent(read_article(data, where=spot.shown), spot)


def _consistent(article: Article, spot: Spot) -> Article:
    try:
        verify_within(article)
    except LedgerError as error:
        raise LedgerError(spot.shown, **error.values) from None
    return article


class Shelf:
    """The cleaned articles in a folder and the folders in it, in the order of their files.

    One article is in memory at a time; one that cannot be read does not stop the others. Hidden
    files are no articles, links to folders are not followed.

    Args:
        folder: the folder, one cleaned article, or a file with an article a line.
        language: only articles in this language; all if None.
    """

    def __init__(self, folder: Path, *, language: str | None = None) -> None:
        self._folder = folder
        self._language = language
        self.failed: tuple[Refused, ...] = ()
        self.articles = 0
        self.languages: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Shelved]:
        """Yield the articles; afterwards it is known how many, in which languages, what failed.

        Raises:
            SourceNotFoundError: the folder does not exist or cannot be listed.
            NoCleanedArticlesError: there is no article in it.
        """
        failed: list[Refused] = []
        languages: Counter[str] = Counter()
        for file in _files(self._folder):
            for one in _articles_in(file):
                if isinstance(one, Refused):
                    failed.append(one)
                elif self._language in {None, one.article.language}:
                    languages[one.article.language] += 1
                    yield one._replace(path=_relative(one.path, self._folder))
        self.failed = tuple(failed)
        self.articles, self.languages = languages.total(), tuple(sorted(languages))
        if not languages and not failed:
            raise NoCleanedArticlesError(str(self._folder))


def _articles_in(file: Path) -> Iterator[Shelved | Refused]:
    """Yield the one article in a file, or those in its lines."""
    if file.suffix.lower() != _LINES_SUFFIX:
        spot = Spot(file)
        try:
            yield Shelved(file, load_consistent(spot), spot)
        except AssistantError as error:
            yield Refused(spot.shown, error)
        return
    try:
        yield from _articles_in_lines(file)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        yield Refused(str(file), SourceNotFoundError(str(file), reason=reason))


def _articles_in_lines(file: Path) -> Iterator[Shelved | Refused]:
    start = 0
    with file.open("rb") as stream:
        for number in count(1):
            spot = Spot(file, number, start)
            data = stream.readline(MAX_JSON_BYTES + 1)
            if not data:
                return
            try:
                article = _of_line(data, spot)
                # Its file would be named after it: a name must not lead anywhere else.
                name = "/".join(checked_parts(article.id, spot.shown))
                yield Shelved(file.parent / f"{name}{_SUFFIX}", article, spot)
            except AssistantError as error:
                yield Refused(spot.shown, error)
            while data and not data.endswith(b"\n"):
                start += len(data)
                data = stream.readline(MAX_JSON_BYTES + 1)
            start += len(data)


def _relative(path: PurePath, folder: Path) -> PurePath:
    if path == folder:
        return PurePath(path.name)
    return path.relative_to(folder if path.is_relative_to(folder) else folder.parent)


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise SourceNotFoundError(str(folder), reason=(error.strerror or "unreadable").lower())

    if folder.is_file():
        yield folder
        return
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((_SUFFIX, _LINES_SUFFIX)) and not name.startswith("."):
                yield Path(place, name)
