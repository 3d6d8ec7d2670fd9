"""Documents from whatever is named on a command line: folders, patterns, files, a pipe."""

from __future__ import annotations

import glob
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import cast

from assistant.cleaning.article import identifier
from assistant.cleaning.errors import OutsideError, SourceNotFoundError
from assistant.cleaning.source import MAX_PAGE_BYTES
from assistant.corpus.errors import ArticleNotFoundError, ArticleNotNamedError
from assistant.corpus.inputs.archives import is_archive, read_archive
from assistant.corpus.inputs.document import Document, Given, Refused, form_of, named
from assistant.corpus.inputs.lines import read_json_lines
from assistant.errors import AssistantError
from assistant.files import read_bounded
from assistant.text.clean import one_line
from assistant.text.document_language import UNKNOWN

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
_STDIN_NAME = "stdin"
# Of an identifier that is not known only so much is shown.
_LONGEST_ID = 80
_MAGIC = frozenset("*?[")


def documents(
    sources: Sequence[str], *, language: str | None = None, stdin: io.BufferedIOBase
) -> Iterator[Document | Refused]:
    """Return the documents of all sources, read one at a time, in the order of their paths.

    A folder gives the articles and JSON lines in it and below it; hidden files, archives and
    files with other suffixes are passed over. A file that is named itself is read whatever its
    suffix. A pattern (`*`, `**`, `?`, `[…]`) gives what it matches, named after their paths below
    its first folder without a pattern.

    Args:
        sources: paths and patterns; `-` is standard input, JSON lines or one document.
        language: language of what does not say its own, by itself or its folder.
        stdin: what `-` reads.

    Raises:
        SourceNotFoundError: a source does not exist or cannot be listed.
    """
    # All are looked at before the first one is read: a slip of the pen costs no half of a run.
    found = [_documents(source, language, stdin) for source in sources]
    return chain.from_iterable(found)


def one_document(path: Path, *, language: str | None = None) -> Document:
    """Return the document that a file is, whatever its suffix.

    Args:
        path: the file.
        language: its language, if neither its folder nor the document itself says it.

    Raises:
        SourceNotFoundError: it cannot be read.
    """
    try:
        data = read_bounded(path, MAX_PAGE_BYTES)
    except OSError as error:
        raise SourceNotFoundError(str(path), reason=error.strerror or "unknown") from None
    around = Given(language, path.absolute().parent.name)
    return named(path.name, data, source=str(path), given=around)


def holds_many(path: Path) -> bool:
    """Return whether a source is one of many documents: a folder, an archive, JSON lines."""
    return path.is_dir() or is_archive(path.name) or path.name.lower().endswith(JSON_LINES)


def one_of_many(path: Path, wanted: str, *, language: str | None = None) -> Document:
    """Return the document in a source whose article has an identifier.

    Args:
        path: a folder, an archive or JSON lines.
        wanted: the identifier, with or without its language.
        language: language of documents that do not say theirs.

    Raises:
        ArticleNotNamedError: nothing is wanted.
        ArticleNotFoundError: there is none.
    """
    if not wanted:
        raise ArticleNotNamedError(str(path))
    for one in documents([str(path)], language=language, stdin=io.BytesIO()):
        if isinstance(one, Document):
            tag, _, name = identifier(one.language or UNKNOWN, one.name).partition("/")
            if wanted in {name, f"{tag}/{name}"}:
                return one
    raise ArticleNotFoundError(str(path), id=one_line(wanted)[:_LONGEST_ID])


@contextmanager
def raw_folder(source: Path) -> Iterator[Path]:
    """Give raw articles as a folder while the context lasts.

    Args:
        source: a folder, which is given itself; or an archive, JSON lines or one article, of which
            the documents are in the folder by their SHA-256.

    Raises:
        SourceNotFoundError: it does not exist.
    """
    if source.is_dir():
        yield source
        return
    with tempfile.TemporaryDirectory() as room:
        for one in documents([str(source)], stdin=io.BytesIO()):
            if isinstance(one, Document):
                Path(room, hashlib.sha256(one.data).hexdigest()).write_bytes(one.data)
        yield Path(room)


def _documents(
    source: str, language: str | None, stdin: io.BufferedIOBase
) -> Iterator[Document | Refused]:
    path = Path(source)
    if source == STDIN:
        return _piped(stdin, Given(language))
    if _MAGIC & set(source) and not os.path.lexists(source):
        return _matching(source, language)
    if path.is_dir():
        _listed(path)
        return _all(_below(path), path, Given(language, path.absolute().name))
    if path.exists():
        return _one(path, path.name, Given(language, path.absolute().parent.name))
    raise SourceNotFoundError(source, reason="no such file or directory")


def _piped(stdin: io.BufferedIOBase, given: Given) -> Iterator[Document | Refused]:
    peeking = isinstance(stdin, io.BufferedReader | io.BufferedRandom)
    stream = cast("io.BufferedReader", stdin) if peeking else io.BufferedReader(stdin)
    if stream.peek().lstrip().startswith(b"{"):
        yield from read_json_lines(stream, source=STDIN, given=given)
    else:
        data = stream.read(MAX_PAGE_BYTES + 1)
        yield named(_STDIN_NAME, data, source=STDIN, given=given)


def _matching(pattern: str, language: str | None) -> Iterator[Document | Refused]:
    parts = Path(pattern).parts
    plain = next(index for index, part in enumerate(parts) if _MAGIC & set(part))
    root = Path(*parts[:plain])
    found = sorted(Path(name) for name in glob.iglob(pattern, recursive=True))  # noqa: PTH207
    files = [path for path in found if not path.is_dir()]
    if not files:
        raise SourceNotFoundError(pattern, reason="nothing matches")
    return _all(iter(files), root, Given(language, root.absolute().name))


def _below(folder: Path) -> Iterator[Path | Refused]:
    """Yield articles and JSON lines below `folder`, and all links in it, sorted."""
    try:
        entries = _listed(folder)
    except SourceNotFoundError as error:
        yield Refused(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.is_symlink() or (_wanted(entry.name) and entry.is_file()):
            yield entry


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise SourceNotFoundError(str(folder), reason=error.strerror or "unknown") from None


def _wanted(name: str) -> bool:
    return form_of(name) is not None or name.lower().endswith(JSON_LINES)


def _all(paths: Iterator[Path | Refused], root: Path, given: Given) -> Iterator[Document | Refused]:
    """Read files below `root`, but nothing that a link leads out to."""
    resolved = root.resolve()
    for path in paths:
        if isinstance(path, Refused):
            yield path
        elif not _inside(path, resolved):
            yield Refused(str(path), OutsideError(str(path)))
        elif path.is_file() and (_wanted(path.name) or not path.is_symlink()):
            yield from _one(path, path.relative_to(root).as_posix(), given)


def _inside(path: Path, resolved: Path) -> bool:
    try:
        return path.resolve().is_relative_to(resolved)
    except (OSError, RuntimeError):  # links that lead in a circle; RuntimeError before Python 3.13
        return False


def _one(path: Path, name: str, given: Given) -> Iterator[Document | Refused]:
    where = str(path)
    try:
        if is_archive(path.name):
            yield from read_archive(path, given=given)
        elif path.name.lower().endswith(JSON_LINES):
            stem = path.name.partition(".")[0]
            with path.open("rb") as stream:
                around = Given(given.language, stem)
                yield from read_json_lines(stream, source=where, given=around)
        else:
            yield named(name, read_bounded(path, MAX_PAGE_BYTES), source=where, given=given)
    except AssistantError as error:
        yield Refused(where, error)
    except OSError as error:
        reason = error.strerror or "unknown"
        yield Refused(where, SourceNotFoundError(where, reason=reason))
