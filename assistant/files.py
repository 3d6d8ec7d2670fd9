"""Read files of bounded size, and write them so that nothing is ever half-written.

Imports nothing of ours.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO


def read_bounded(path: Path, limit: int) -> bytes:
    """Return a file's bytes, or the first `limit` + 1 of them: one too many shows its size.

    Only regular files are opened: a pipe would wait for ever, a device would never end.

    Raises:
        OSError: if the file is missing, unreadable or not a regular file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and put it in its place in one step.

    Raises:
        OSError: naming `path`, if it cannot be written there; the old file is intact then.
    """
    with written_atomically(path) as stream:
        stream.write(data)


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a stream whose content takes the place of `path` in one step when it is done.

    Raises:
        OSError: naming `path`, if it cannot be written there. Whatever is raised while it is
            written, the old file is intact.
    """
    try:
        with _replacing(path) as stream:
            yield stream
    except OSError as error:
        # Of the file beside it nobody has heard, and a full disk names none.
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_new(path: Path, data: bytes) -> Path:
    """Write `data` to `path` or, where that is taken, to the first of `name-2`, `name-3`, … free.

    Returns:
        Where it was written.

    Raises:
        OSError: naming the file, if it cannot be written; nothing is left of it then.
    """
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    for free in chain([path], names):
        try:
            free.open("xb").close()  # takes the name: whoever looks at the same time gets the next
        except FileExistsError:
            continue
        try:
            write_atomically(free, data)
        except BaseException:
            free.unlink(missing_ok=True)
            raise
        return free
    raise AssertionError  # numbers do not end


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105 - both are strings of one folder here
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
