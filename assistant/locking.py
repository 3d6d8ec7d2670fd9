"""One process at a time. Imports nothing of ours."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Seconds between two tries, and until one gives up; what is done under a lock takes milliseconds.
_PAUSE, _PATIENCE = 0.02, 5.0

if sys.platform == "win32":
    import msvcrt

    def take_lock(descriptor: int) -> bool:
        """Lock an open file until it is closed, if no other process has; say whether it is."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def take_lock(descriptor: int) -> bool:
        """Lock an open file until it is closed, if no other process has; say whether it is."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep a file to oneself while it is read, changed and written.

    The lock is on a file beside it. The system takes it back when the process ends, however it
    ends; the file stays, because who removed it would take it from under another that waits.

    Args:
        path: the file that is to be changed.

    Raises:
        OSError: if the folder cannot be written, or another process holds the lock for too long.
    """
    end = time.monotonic() + _PATIENCE
    with path.with_name(f".{path.name}.lock").open("ab") as stream:
        while not take_lock(stream.fileno()):
            if time.monotonic() > end:
                raise OSError(errno.EAGAIN, "in use by another process", str(path))
            time.sleep(_PAUSE)
        yield
