"""Write files so that nothing is ever half-written. Imports nothing of ours."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and put it in its place in one step.

    Raises:
        OSError: if the folder cannot be written; the old file is intact then.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105 - both are strings of one folder here
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
