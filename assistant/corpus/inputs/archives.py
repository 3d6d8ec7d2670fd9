"""Documents inside zip and tar archives, read one after the other and never unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Self, cast

from assistant.cleaning.errors import OutsideError
from assistant.cleaning.source import MAX_PAGE_BYTES
from assistant.corpus.errors import ArchiveError
from assistant.corpus.inputs.document import Document, Given, Refused, form_of, named
from assistant.errors import AssistantError

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_OPENERS: dict[str, Callable[[IO[bytes]], object]] = {
    "gz": gzip.open,
    "bz2": bz2.open,
    "xz": lzma.open,
}
# What decoders raise on damaged, encrypted or exotic archives.
_BROKEN = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)


class Limits(NamedTuple):
    """How large an archive may be.

    Args:
        members: entries, folders included.
        size: bytes of all of it, unpacked.
        ratio: unpacked bytes for each packed one; help pages pack to a tenth or a twentieth.
    """

    members: int = 500_000
    size: int = 8 * 1024**3
    ratio: int = 200


# Below so many bytes no ratio does harm.
_HARMLESS = 1024 * 1024
# Bytes of a path at most.
_LINK = 4096
_BOMB = "it unpacks to far more than a help page would"


def is_archive(path: str) -> bool:
    """Return whether the suffix of `path` is that of an archive."""
    return path.lower().endswith(ARCHIVES)


def read_archive(
    path: Path, *, given: Given, limits: Limits | None = None
) -> Iterator[Document | Refused]:
    """Yield the documents in an archive; its other files are passed over, as in a folder.

    Args:
        path: the archive.
        given: what is said of the language of its documents.
        limits: how large it may be.
    """
    limits = limits or Limits()
    read = _zip if path.suffix.lower() == ".zip" else _tar
    try:
        yield from read(path, given, limits)
    except AssistantError as error:
        yield Refused(str(path), error)
    except _BROKEN as error:
        detail = (isinstance(error, OSError) and error.strerror) or "it is damaged or encrypted"
        yield Refused(str(path), ArchiveError(str(path), detail=detail))


def _zip(path: Path, given: Given, limits: Limits) -> Iterator[Document | Refused]:
    left = limits.size
    with zipfile.ZipFile(path) as archive:
        if len(archive.infolist()) > limits.members:
            raise _too_large(path)
        for info in archive.infolist():
            where = f"{path}!{info.filename}"
            if stat.S_ISLNK(info.external_attr >> 16):
                with archive.open(info) as stream:  # a link holds the path it leads to
                    target = stream.read(_LINK).decode("utf-8", "replace")
                if _leads_out(info.filename, target):
                    yield Refused(where, OutsideError(where))
            elif not info.is_dir() and form_of(info.filename):
                if info.file_size > max(_HARMLESS, limits.ratio * info.compress_size):
                    yield Refused(where, ArchiveError(where, detail=_BOMB))
                    continue
                with archive.open(info) as stream:
                    data = stream.read(MAX_PAGE_BYTES + 1)
                left -= len(data)
                if left < 0:
                    raise _too_large(path)
                yield _member(info.filename, data, where, given)


def _tar(path: Path, given: Given, limits: Limits) -> Iterator[Document | Refused]:
    members = 0
    with path.open("rb") as packed:
        meter = _Meter(path, packed, limits)
        with meter, tarfile.open(fileobj=cast("IO[bytes]", meter), mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # or it would remember every one of them
                members += 1
                if members > limits.members:
                    raise _too_large(path)
                where = f"{path}!{info.name}"
                if info.issym() or info.islnk():
                    base = info.name if info.issym() else ""
                    if _leads_out(base, info.linkname):
                        yield Refused(where, OutsideError(where))
                elif info.isfile() and form_of(info.name):
                    stream = archive.extractfile(info)
                    data = stream.read(MAX_PAGE_BYTES + 1) if stream else b""
                    yield _member(info.name, data, where, given)
        if meter.tail.strip(b"\0"):
            # Cut off between two members, which tarfile takes for the end.
            raise ArchiveError(str(path), detail="it ends too early")


class _Meter:
    """The unpacked bytes of a tar archive, counted while they are read."""

    def __init__(self, path: Path, packed: IO[bytes], limits: Limits) -> None:
        self._path, self._packed, self._limits = path, packed, limits
        kind = path.suffix.lower().removeprefix(".").removeprefix("t")
        opener = _OPENERS.get(kind)
        self._stream = cast("IO[bytes]", opener(packed)) if opener else packed
        self._read = 0
        self.tail = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not self._packed:
            self._stream.close()

    def read(self, size: int) -> bytes:
        """Return the next bytes.

        Raises:
            ArchiveError: they are more than an archive of articles has.
        """
        data = self._stream.read(size)
        self._read += len(data)
        self.tail = data[-tarfile.BLOCKSIZE :] or self.tail
        if self._read > self._limits.size:
            raise _too_large(self._path)
        if self._read > max(_HARMLESS, self._limits.ratio * self._packed.tell()):
            raise ArchiveError(str(self._path), detail=_BOMB)
        return data


def _member(path: str, data: bytes, where: str, given: Given) -> Document | Refused:
    try:
        if path.startswith("/"):
            raise OutsideError(where)
        return named(path, data, source=where, given=given)
    except AssistantError as error:
        return Refused(where, error)


def _leads_out(link: str, target: str) -> bool:
    """Return whether a link at `link` leads out of the archive."""
    depth = 0
    for part in [*PurePosixPath(link).parent.parts, *target.replace("\\", "/").split("/")]:
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return target.startswith("/")


def _too_large(path: Path) -> ArchiveError:
    return ArchiveError(str(path), detail="it holds more than an archive of articles would")
