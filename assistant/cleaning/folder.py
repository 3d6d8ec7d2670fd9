"""A folder of raw articles to a folder of cleaned ones: verified, atomic, one fault at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import Locale

from assistant.cleaning.clean import clean_article
from assistant.cleaning.errors import (
    DuplicateOutputError,
    LanguageTagError,
    NoArticlesError,
    OutsideError,
    SourceNotFoundError,
    WriteError,
)
from assistant.cleaning.rules import PackRules, check_language
from assistant.cleaning.source import MAX_BYTES
from assistant.cleaning.verify import verify_written
from assistant.errors import AssistantError
from assistant.files import read_bounded, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.cleaning.article import Article

RULES_NAME = "cleaning.toml"
_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One article that was cleaned and proved.

    Args:
        source: raw file.
        output: cleaned file.
        article: what was written.
        changed: whether the cleaned file is new or differs from what was there.
    """

    source: Path
    output: Path
    article: Article
    changed: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """One file that could not be cleaned; nothing was written for it."""

    source: Path
    error: AssistantError


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file, in the order of their paths."""

    cleaned: tuple[Cleaned, ...]
    failed: tuple[Failed, ...]

    @property
    def exit_status(self) -> int:
        """0, or the first failure's exit status."""
        return self.failed[0].error.exit_status if self.failed else 0


def clean_folder(
    source: Path,
    out: Path,
    *,
    language: str | None = None,
    rules: PackRules | None = None,
) -> Report:
    """Clean `source` into `out/<language>/<stem>.json`; a bad file does not stop the others.

    Args:
        source: a folder with `<language>/*.txt`, a folder named after its language, or one file.
        out: folder for the cleaned articles; made if it is not there.
        language: language of files that no folder names it for.
        rules: rules of the pack; see `rules_beside`.

    Raises:
        SourceNotFoundError: `source` does not exist or cannot be listed.
        NoArticlesError: there is no article in it.
    """
    if language is not None:
        check_language(language)
    cleaned: list[Cleaned] = []
    failed: list[Failed] = []
    seen: set[Path] = set()
    found = False
    for path in _articles(source):
        found = True
        try:
            cleaned.append(
                _clean_file(path, source, out, language=language, rules=rules, seen=seen)
            )
        except AssistantError as error:
            failed.append(Failed(path, error))
    if not found:
        raise NoArticlesError(str(source))
    return Report(tuple(cleaned), tuple(failed))


def clean_file(
    path: Path, *, language: str | None = None, rules: PackRules | None = None
) -> Article:
    """Clean one file and prove it; nothing is written.

    Args:
        path: a raw article.
        language: its language, if the folder it is in is not named after it.
        rules: rules of the pack; see `rules_beside`.

    Raises:
        SourceNotFoundError: the file cannot be read.
        LanguageTagError: its language is not known.
        AssistantError: whatever `clean_article` finds wrong.
    """
    data = _read(path)
    tag = check_language(language) if language else _language(path, path, None)
    article = clean_article(data, language=tag, name=path.name, rules=rules, where=str(path))
    verify_written(article.to_json().encode(), data, where=str(path))
    return article


def rules_beside(source: Path) -> Path | None:
    """Return the rules file of the pack that `source` stands in, if there is one.

    Looked for in `source` and in the three folders above it, so that a pack, its `articles`, one
    language and one file all find the pack's rules.
    """
    here = source.absolute()
    for folder in (here, *list(here.parents)[:3]):
        path = folder / RULES_NAME
        if path.is_file():
            return path
    return None


def _articles(source: Path) -> Iterator[Path]:
    """Yield the article files under `source`, and links that lead out of it, sorted."""
    try:
        if source.is_file():
            yield source
            return
        entries = sorted(source.iterdir())
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and not _inside(entry, source):
                yield entry
            elif entry.is_dir():
                inner = sorted(entry.iterdir())
                yield from (path for path in inner if _is_article(path))
            elif _is_article(entry):
                yield entry
    except OSError as error:
        raise SourceNotFoundError(str(source), reason=error.strerror or "unknown") from None


def _is_article(path: Path) -> bool:
    named = path.suffix.lower() == _SUFFIX and not path.name.startswith(".")
    return named and (path.is_symlink() or path.is_file())


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle; RuntimeError before Python 3.13
        return False


def _clean_file(
    path: Path,
    source: Path,
    out: Path,
    *,
    language: str | None,
    rules: PackRules | None,
    seen: set[Path],
) -> Cleaned:
    if path != source and not _inside(path, source):
        raise OutsideError(str(path))
    tag = _language(path, source, language)
    data = _read(path)
    article = clean_article(data, language=tag, name=path.name, rules=rules, where=str(path))
    output = out / tag / f"{path.stem}.json"
    if output in seen:
        raise DuplicateOutputError(str(path), id=article.id)
    seen.add(output)
    written = article.to_json().encode()
    verify_written(written, data, where=str(output))
    return Cleaned(path, output, article, changed=_write(output, out, written))


def _language(path: Path, source: Path, language: str | None) -> str:
    """Return the language that the folder of `path` names, else the given one."""
    folder = path.absolute().parent.name
    if source not in {path, path.parent}:
        return check_language(folder)
    if language is not None:
        return language
    # Any folder may lie around a single file; only a language's name in CLDR says what it holds.
    if folder.partition("-")[0].lower() not in Locale("en").languages:
        raise LanguageTagError(str(path), tag=folder[:40])
    return check_language(folder)


def _read(path: Path) -> bytes:
    try:
        return read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise SourceNotFoundError(str(path), reason=error.strerror or "unknown") from None


def _write(output: Path, out: Path, data: bytes) -> bool:
    """Write `data` beside `output` and rename it there; return whether anything changed."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if not _inside(output, out):
            raise OutsideError(str(output))
        if output.is_file() and output.read_bytes() == data:
            return False
        write_atomically(output, data)
    except OSError as error:
        raise WriteError(str(output), reason=error.strerror or "unknown") from None
    return True
