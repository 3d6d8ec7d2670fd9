"""Keep a conversation while it is held, so that a crash does not lose it.

Each answer is a line of JSON, as `assistant replay` reads it, in a file that only its owner can
read. A lock of the system's says which conversations are still held: two never write to one file,
and what a crash has left is free to be taken up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Self

from assistant.answering import Answer
from assistant.errors import AssistantError, FileAccessError, mark
from assistant.locking import take_lock
from assistant.render.json import to_json
from assistant.render.replay import Saved, read_saved

_SUFFIX = ".jsonl"
# Of what was kept, the latest conversations; a bound.
_MOST = 20


class Keep(StrEnum):
    """Whether a conversation stays after it has ended."""

    NEVER = "never"
    CRASH = "crash"
    ALWAYS = "always"


class NothingKeptError(AssistantError):
    """No conversation to take up."""

    code = "chat.nothing-kept"
    exit_status = 2
    message = mark("error.chat.nothing-kept", "There is no conversation to continue.")
    hint = mark(
        "error.chat.nothing-kept.hint",
        "A conversation is kept after a crash, or every time with “--keep always”.",
    )


class HeldError(AssistantError):
    """A conversation that another chat holds."""

    code = "chat.held"
    exit_status = 2
    message = mark("error.chat.held", "This conversation is open in another chat.")
    hint = mark("error.chat.held.hint", "Close the other chat first.")


class ConversationFile:
    """The file of one conversation, made with the first answer.

    Args:
        folder: where conversations are kept.
        zone: name of the time zone of today.
        after: whether it stays when the conversation ends as it should.
    """

    def __init__(self, folder: Path, *, zone: str, after: Keep) -> None:
        self._folder = folder
        self._zone = zone
        self._after = after
        self._path: Path | None = None
        self._stream: IO[Any] | None = None

    @classmethod
    def resumed(cls, path: Path, *, zone: str, after: Keep) -> Self:
        """Return the file of an earlier conversation, to go on in it.

        Raises:
            HeldError: another chat holds it.
            FileAccessError: it cannot be written.
        """
        file = cls(path.parent, zone=zone, after=after)
        try:
            file._open(path, "r+b")
        except OSError as error:
            raise FileAccessError.of(error) from error
        return file

    def read(self) -> Iterator[Saved]:
        """Yield the answers that are kept; of a line that a crash has cut off, nothing is left.

        Raises:
            ReplayError: something in it is no answer.
        """
        if self._stream is None or self._path is None:
            return
        self._stream.seek(0)
        whole = self._stream.read().rfind(b"\n") + 1
        self._stream.truncate(whole)
        self._stream.seek(whole)
        yield from read_saved(self._path)

    def keep(self, answer: Answer) -> None:
        """Add an answer.

        Raises:
            FileAccessError: it cannot be written.
        """
        if self._after is Keep.NEVER:
            return
        try:
            stream = self._stream or self._begin()
            stream.write(f"{to_json(answer, zone=self._zone)}\n".encode())
            stream.flush()
        except OSError as error:
            raise FileAccessError.of(error) from error

    def forget(self) -> None:
        """Forget what is kept; the conversation begins anew."""
        if self._stream is not None:
            self._stream.seek(0)
            self._stream.truncate()

    def end(self) -> None:
        """End the conversation as it should: it stays only if that is wanted."""
        if self._stream is None or self._path is None:
            return
        empty = self._stream.seek(0, os.SEEK_END) == 0
        self._stream.close()
        self._stream = None
        if empty or self._after is not Keep.ALWAYS:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _begin(self) -> IO[Any]:
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(self._folder.glob(f"*{_SUFFIX}"))[: -_MOST + 1]:
            if _is_free(old):
                old.unlink(missing_ok=True)
        name = f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}-{os.getpid()}{_SUFFIX}"
        return self._open(self._folder / name, "x+b")

    def _open(self, path: Path, mode: str) -> IO[Any]:
        stream = open(path, mode, opener=_private)  # noqa: SIM115 - kept open, with an opener
        if not take_lock(stream.fileno()):
            stream.close()
            raise HeldError(str(path))
        self._path, self._stream = path, stream
        return stream


def latest_kept(folder: Path) -> Path:
    """Return the conversation that was held last and is held no more.

    Raises:
        NothingKeptError: there is none.
    """
    for path in sorted(folder.glob(f"*{_SUFFIX}"), reverse=True):
        if _is_free(path):
            return path
    raise NothingKeptError


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+b") as stream:
            return take_lock(stream.fileno())
    except OSError:
        return False


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
