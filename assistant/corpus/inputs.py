"""Raw articles from folders, single files, patterns, archives, JSON lines and standard input.

One article is in memory at a time, none is larger than an article can be, and whatever cannot be
read is passed on as a fault of its own: it never stops the others.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Sequence
from glob import has_magic, iglob
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from babel.core import Locale

from assistant.cleaning.errors import (
    LanguageTagError,
    NoArticlesError,
    OutsideError,
    SourceNotFoundError,
)
from assistant.cleaning.rules import check_language
from assistant.cleaning.source import MAX_BYTES
from assistant.corpus.archives import is_archive, members
from assistant.errors import AssistantError, mark
from assistant.files import read_bounded

STDIN = "-"
_PLAIN = frozenset({".txt", ".text", ""})
_LINES = frozenset({".jsonl", ".ndjson"})
# An article as JSON may escape each character.
_MAX_LINE = 8 * MAX_BYTES
# What standard input begins with, if it is no plain text.
_ZIP, _OBJECT = b"PK\x03\x04", b"{"


class JsonLineError(AssistantError):
    """A line that is no article."""

    code = "corpus.json-line"
    message = mark("error.corpus.json-line", "This line is not an article: {detail}.")
    hint = mark(
        "error.corpus.json-line.hint",
        'Write one JSON object a line: {{"path": "…", "text": "…", "language": "…"}}.',
    )


class FormatError(AssistantError):
    """A file of a kind that holds no articles."""

    code = "corpus.format"
    message = mark("error.corpus.format", "Files that end in “{suffix}” cannot be read.")
    hint = mark(
        "error.corpus.format.hint", "Give plain text (.txt), JSON lines (.jsonl), zip or tar."
    )


class Failed(NamedTuple):
    """Something that could not be read or cleaned; nothing was written for it.

    Attributes:
        source: what it is.
        error: why.
    """

    source: Path
    error: AssistantError


class Document(NamedTuple):
    """A raw article.

    Attributes:
        name: where it is within its source, parts separated by “/”.
        data: its bytes.
        language: tag of its language.
        where: its place, for messages.
    """

    name: str
    data: bytes
    language: str
    where: str


def documents(
    sources: Sequence[str], *, language: str | None = None, stdin: IO[bytes] | None = None
) -> Iterator[Document | Failed]:
    """Yield the raw articles of sources, in their order and that of their names.

    The language of an article is what its line says, else the nearest folder above it within the
    source that is named after a language, else the one given; else what the folder of a single
    file, or the name of a file of lines, says.

    Args:
        sources: paths, patterns such as `site/**/*.txt`, or `-` for standard input.
        language: language of the articles that do not say theirs.
        stdin: standard input, if it is among the sources.

    Raises:
        SourceNotFoundError: a source does not exist.
        NoArticlesError: there is nothing in them.
        LanguageTagError: `language` is none.
    """
    if language is not None:
        check_language(language)
    reader = _Reader(language)
    found = False
    for source in sources:
        for one in reader.read(source, stdin):
            found = True
            yield one
    if not found:
        raise NoArticlesError(" ".join(sources))


def one_file(path: Path, *, language: str | None = None) -> Document:
    """Return the raw article in a file, whatever the file is called.

    Args:
        path: the file.
        language: its language, if the folder it is in is not named after it.

    Raises:
        SourceNotFoundError: it cannot be read.
        LanguageTagError: its language is not known.
    """
    try:
        data = read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise SourceNotFoundError(str(path), reason=error.strerror or "unknown") from None
    around = _named(path.absolute().parent.name)
    found = _Reader(language).document(path.name, data, str(path), around=around)
    if isinstance(found, Failed):
        raise found.error
    return found


class _Reader:
    def __init__(self, language: str | None) -> None:
        self._language = language

    def read(self, source: str, stdin: IO[bytes] | None) -> Iterator[Document | Failed]:
        if source == STDIN and stdin is not None:
            yield from self._stream(stdin)
            return
        path = Path(source)
        if path.is_dir():
            yield from self._folder(path)
        elif has_magic(source) and not path.exists():
            for match in sorted(iglob(source, recursive=True)):  # noqa: PTH207 - with its own rules
                if Path(match).is_file():
                    yield from self._file(Path(match), match, match)
        elif path.exists():
            yield from self._file(path, path.name, source)
        else:
            raise SourceNotFoundError(source, reason="no such file or folder")

    def _folder(self, folder: Path) -> Iterator[Document | Failed]:
        """Yield what is in a folder and the folders in it; links that lead out are faults."""
        root = folder.resolve()
        for place, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            for name in sorted([*files, *links]):
                path = Path(place) / name
                if name.startswith("."):
                    continue
                if not _is_inside(path, root):
                    yield Failed(path, OutsideError(str(path)))
                elif name in links:
                    continue  # its articles are found where they are
                elif path.suffix.lower() in _PLAIN | _LINES or is_archive(name):
                    yield from self._file(path, path.relative_to(folder).as_posix(), str(path))

    def _file(self, path: Path, name: str, where: str) -> Iterator[Document | Failed]:
        suffix = path.suffix.lower()
        try:
            if is_archive(path.name):
                yield from self._archive(path, where)
            elif suffix in _LINES:
                with path.open("rb") as stream:
                    yield from self._lines(stream, where, _named(path.stem))
            elif suffix in _PLAIN:
                data = read_bounded(path, MAX_BYTES)
                yield self.document(name, data, where, around=_named(path.absolute().parent.name))
            else:
                yield Failed(path, FormatError(where, suffix=suffix[:20]))
        except AssistantError as error:
            yield Failed(path, error)
        except OSError as error:
            reason = error.strerror or "unknown"
            yield Failed(path, SourceNotFoundError(where, reason=reason))

    def _archive(self, path: Path, where: str) -> Iterator[Document | Failed]:
        with path.open("rb") as stream:
            yield from self._members(stream, path.name, where)

    def _members(self, stream: IO[bytes], name: str, where: str) -> Iterator[Document | Failed]:
        for member in members(stream, name, where):
            place = f"{where}/{member.name}"
            if member.error is not None:
                yield Failed(Path(place), member.error)
            elif PurePosixPath(member.name).suffix.lower() in _PLAIN:
                yield self.document(member.name, member.data, place)
            elif PurePosixPath(member.name).suffix.lower() in _LINES:
                stem = PurePosixPath(member.name).stem
                yield from self._lines(io.BytesIO(member.data), place, _named(stem))

    def _stream(self, stream: IO[bytes]) -> Iterator[Document | Failed]:
        beginning = stream.read(4)
        rest = _Joined(beginning, stream)
        if beginning == _ZIP:
            yield from self._members(io.BytesIO(rest.read(_MAX_LINE * 4)), "stdin.zip", STDIN)
        elif beginning.lstrip().startswith(_OBJECT):
            yield from self._lines(rest, STDIN, None)
        else:
            yield self.document("stdin.txt", rest.read(MAX_BYTES + 1), STDIN)

    def _lines(
        self, stream: IO[bytes] | _Joined, where: str, around: str | None
    ) -> Iterator[Document | Failed]:
        number = 0
        while line := stream.readline(_MAX_LINE + 1):
            number += 1
            place = f"{where}:{number}"
            if len(line) > _MAX_LINE:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_MAX_LINE)
                yield Failed(Path(place), JsonLineError(place, detail="it is too long"))
            elif line.strip():
                yield self._line(line, number, place, around)

    def _line(self, line: bytes, number: int, where: str, around: str | None) -> Document | Failed:
        try:
            values = json.loads(line)
            text, name = values["text"], values.get("path") or f"{number}.txt"
            tag = values.get("language")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Failed(Path(where), JsonLineError(where, detail="“text” is missing"))
        if not all(isinstance(one, str) for one in (text, name, tag or "")):
            return Failed(Path(where), JsonLineError(where, detail="a value is not a text"))
        data = text.encode("utf-8", "surrogatepass")
        return self.document(name, data, where, tag=tag, around=around)

    def document(
        self,
        name: str,
        data: bytes,
        where: str,
        *,
        tag: str | None = None,
        around: str | None = None,
    ) -> Document | Failed:
        tag = tag or _of_folders(PurePosixPath(name)) or self._language or around
        if tag is None:
            folder = PurePosixPath(name).parent.name
            return Failed(Path(where), LanguageTagError(where, tag=folder[:40]))
        try:
            return Document(name, data, check_language(tag), where)
        except LanguageTagError as error:
            error.where = error.where or where
            return Failed(Path(where), error)


class _Joined:
    """A stream of which some bytes were read already."""

    def __init__(self, beginning: bytes, rest: IO[bytes]) -> None:
        self._beginning, self._rest = beginning, rest

    def read(self, size: int) -> bytes:
        begun, self._beginning = self._beginning[:size], self._beginning[size:]
        return begun + self._rest.read(size - len(begun))

    def readline(self, size: int) -> bytes:
        begun, self._beginning = self._beginning, b""
        if b"\n" in begun:
            line, end, self._beginning = begun.partition(b"\n")
            return line + end
        return begun + self._rest.readline(size - len(begun))


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links that lead in a circle; RuntimeError before Python 3.13
        return False


def _of_folders(path: PurePosixPath) -> str | None:
    """Return the nearest folder above a file that is named after a language, or None."""
    return next((tag for part in reversed(path.parts[:-1]) if (tag := _named(part))), None)


def _named(name: str) -> str | None:
    """Return a name if it is a tag of a language that CLDR knows, or None."""
    base = name.partition("-")[0]
    return name if base.islower() and base in Locale("en").languages else None
