"""What a run has done so far, so that one that was killed goes on where it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.cleaning.codec import from_plain, to_plain
from assistant.corpus.making import Summary

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was written.

    Args:
        sha256: of its bytes.
        start, length: where they are in a file of many, in bytes.
    """

    sha256: str
    start: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that was cleaned.

    Args:
        key: see `making.key_of`.
        summary: what is said of its article.
        place: where the article is.
        changed: whether writing it changed anything.
    """

    key: str
    summary: Summary
    place: Place
    changed: bool


class Journal:
    """A file with a line for each document that was cleaned and written.

    A line is added once the article is written. What a killed process left unfinished has none
    and is done again; a last line that was not finished itself counts for nothing.

    Args:
        path: the file; made if it is not there.
        settings: what else decides the output; a journal made with others is begun anew.
    """

    def __init__(self, path: Path, settings: str) -> None:
        self.done: dict[str, Entry] = {}
        head = {"journal": _VERSION, "settings": settings}
        kept = self._read(path, head)
        with path.open("r+b" if kept else "wb") as stream:
            stream.truncate(kept)
        self._stream = path.open("ab", buffering=0)
        if not kept:
            self._write(head)

    def add(self, entry: Entry) -> None:
        """Write down that a document is done."""
        self._write(to_plain(entry))
        self.done[entry.key] = entry

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _write(self, plain: object) -> None:
        self._stream.write(json.dumps(plain, ensure_ascii=True).encode() + b"\n")

    def _read(self, path: Path, head: object) -> int:
        """Read what is whole, and return how many bytes that is."""
        if not path.exists():
            return 0
        kept = 0
        with path.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                try:
                    plain = json.loads(line)
                    if kept:
                        entry = from_plain(Entry, plain)
                        self.done[entry.key] = entry
                    elif plain != head:
                        return 0
                except ValueError:  # of JSON, of UTF-8, of the shape
                    break
                kept += len(line)
        return kept
