"""A folder of cleaned articles, read one after another."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from assistant.cleaning.article import Article, load_article
from assistant.cleaning.errors import LedgerError, SourceNotFoundError
from assistant.cleaning.verify import verify_within
from assistant.corpus.inputs.document import Refused
from assistant.errors import AssistantError, mark

_SUFFIX = ".json"


class NoCleanedArticlesError(AssistantError):
    """A folder that should hold cleaned articles holds none."""

    code = "corpus.nothing"
    message = mark("error.corpus.nothing", "There is no cleaned article here.")
    hint = mark("error.corpus.nothing.hint", "Run “assistant corpus clean” first.")


def load_consistent(path: Path) -> Article:
    """Read a cleaned article whose blocks, ledger and outline agree with each other.

    Raises:
        ArticleFormatError: it is no cleaned article.
        LedgerError: it was tampered with.
    """
    article = load_article(path)
    try:
        verify_within(article)
    except LedgerError as error:
        raise LedgerError(str(path), **error.values) from None
    return article


class Shelved(NamedTuple):
    """A cleaned article and where it is.

    Args:
        path: its file, relative to the folder.
        article: the article.
    """

    path: PurePath
    article: Article


class Shelf:
    """The cleaned articles in a folder and the folders in it, in the order of their paths.

    One article is in memory at a time; one that cannot be read does not stop the others. Hidden
    files are no articles, links to folders are not followed.

    Args:
        folder: the folder, or one cleaned article.
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
        for path in _files(self._folder):
            try:
                article = load_consistent(path)
            except AssistantError as error:
                failed.append(Refused(str(path), error))
                continue
            if self._language in {None, article.language}:
                languages[article.language] += 1
                yield Shelved(_relative(path, self._folder), article)
        self.failed = tuple(failed)
        self.articles, self.languages = languages.total(), tuple(sorted(languages))
        if not languages and not failed:
            raise NoCleanedArticlesError(str(self._folder))


def _relative(path: Path, folder: Path) -> PurePath:
    return PurePath(path.name) if path == folder else path.relative_to(folder)


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise SourceNotFoundError(str(folder), reason=(error.strerror or "unreadable").lower())

    if folder.is_file():
        yield folder
        return
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(_SUFFIX) and not name.startswith("."):
                yield Path(place, name)
