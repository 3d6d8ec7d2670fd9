"""Where cleaned articles are written: a file for each, or one file of lines in order."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assistant.cleaning.errors import OutsideError, WriteError
from assistant.corpus.journal import Entry, Place
from assistant.corpus.making import Made

LINES_NAME = "articles.jsonl"
_CHUNK = 1024 * 1024


class Output(StrEnum):
    """What is written."""

    JSON = "json"
    LINES = "jsonl"


class Writer(Protocol):
    """Writes articles in any order, so that what stands at the end is always the same."""

    def write(self, made: Made) -> tuple[Place, bool]:
        """Write an article; return where it is, and whether that changed anything.

        Raises:
            AssistantError: it cannot be written.
        """

    def holds(self, entry: Entry) -> bool:
        """Return whether an article that was written is still what it was."""

    def read(self, entry: Entry) -> bytes:
        """Return an article that was written.

        Raises:
            OSError: it cannot be read.
        """

    def remove(self, entry: Entry) -> None:
        """Take an article away again."""

    def finish(self, entries: Iterable[Entry]) -> None:
        """Put everything in its place: `entries` are all articles."""

    def close(self) -> None:
        """Close what is open; a run that did not end can be gone on with."""


def writer(output: Output, out: Path, work: Path) -> Writer:
    """Return what writes `output` into the folder `out`, with the folder `work` inside it."""
    return _Files(out, work) if output is Output.JSON else _Lines(out, work)


class _Files:
    """`<language>/<name>.json` for each article, written beside and renamed."""

    def __init__(self, out: Path, work: Path) -> None:
        self._out, self._resolved, self._part = out, out.resolve(), work / "part"

    def path(self, article_id: str) -> Path:
        return self._out / f"{article_id}.json"

    def write(self, made: Made) -> tuple[Place, bool]:
        path = self.path(made.summary.id)
        place = Place(hashlib.sha256(made.data).hexdigest())
        try:
            if not path.resolve().is_relative_to(self._resolved):
                raise OutsideError(str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.read_bytes() == made.data:
                return place, False
            self._part.write_bytes(made.data)
            self._part.replace(path)
        except OSError as error:
            raise WriteError(str(path), reason=error.strerror or "unknown") from None
        return place, True

    def holds(self, entry: Entry) -> bool:
        try:
            data = self.read(entry)
        except OSError:
            return False
        return hashlib.sha256(data).hexdigest() == entry.place.sha256

    def read(self, entry: Entry) -> bytes:
        return self.path(entry.summary.id).read_bytes()

    def remove(self, entry: Entry) -> None:
        self.path(entry.summary.id).unlink(missing_ok=True)

    def finish(self, entries: Iterable[Entry]) -> None:
        del entries  # every file is in its place

    def close(self) -> None:
        pass  # nothing stays open


class _Lines:
    """One file with a line for each article, in the order of identifiers.

    Lines are gathered in the order in which they are made, and put in theirs at the end.
    """

    def __init__(self, out: Path, work: Path) -> None:
        self._path, self._part = out / LINES_NAME, work / "part"
        self._gathered = (work / "lines").open("a+b")

    def write(self, made: Made) -> tuple[Place, bool]:
        start = self._gathered.seek(0, os.SEEK_END)
        try:
            self._gathered.write(made.data)
            self._gathered.flush()
        except OSError as error:
            raise WriteError(str(self._path), reason=error.strerror or "unknown") from None
        return Place(hashlib.sha256(made.data).hexdigest(), start, len(made.data)), True

    def holds(self, entry: Entry) -> bool:
        return hashlib.sha256(self.read(entry)).hexdigest() == entry.place.sha256

    def read(self, entry: Entry) -> bytes:
        self._gathered.seek(entry.place.start)
        return self._gathered.read(entry.place.length)

    def remove(self, entry: Entry) -> None:
        """Leave it out at the end: only what `finish` is given is put in its place."""

    def finish(self, entries: Iterable[Entry]) -> None:
        try:
            with self._part.open("wb") as stream:
                for entry in sorted(entries, key=lambda entry: entry.summary.id):
                    stream.write(self.read(entry))
            self._part.replace(self._path)
        except OSError as error:
            raise WriteError(str(self._path), reason=error.strerror or "unknown") from None

    def close(self) -> None:
        self._gathered.close()


def discard(work: Path) -> None:
    """Remove the folder of a run that is done, once the system has what it wrote."""
    if hasattr(os, "sync"):
        os.sync()
    shutil.rmtree(work, ignore_errors=True)
