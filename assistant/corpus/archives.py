"""Members of zip and tar archives, each bounded; nothing is ever written to disk."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from assistant.cleaning.errors import ArticleTooLargeError, OutsideError
from assistant.cleaning.source import MAX_BYTES
from assistant.errors import AssistantError, mark

_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
# More members than any help site has pages.
_MOST_MEMBERS = 1_000_000
# Help pages are compressed to a tenth or a twentieth; a member that is a thousand times its size
# in the archive was made to fill memory.
_HIGHEST_RATIO = 1000
_SMALL = 1 << 16
_ENCRYPTED = 1
_LINK = 0o12  # the kind of file in the upper bits of a zip member's attributes
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class ArchiveError(AssistantError):
    """An archive that cannot be read, or that is not safe to read."""

    code = "corpus.archive"
    message = mark("error.corpus.archive", "The archive cannot be read: {detail}.")
    hint = mark("error.corpus.archive.hint", "Make it again from the articles alone.")


class Member(NamedTuple):
    """A file in an archive.

    Attributes:
        name: its path in the archive.
        data: its bytes; empty where there is an error.
        error: why it cannot be used, or None.
    """

    name: str
    data: bytes
    error: AssistantError | None = None


def is_archive(name: str) -> bool:
    """Say whether a file's name is that of an archive."""
    return name.lower().endswith((".zip", *_TAR))


def members(stream: IO[bytes], name: str, where: str) -> Iterator[Member]:
    """Yield the files of an archive by their names; those that are not safe have an error.

    Args:
        stream: the archive; zip archives must be seekable.
        name: its file name.
        where: its place, for messages.

    Raises:
        ArchiveError: it is damaged or has too many members.
    """
    try:
        if name.lower().endswith(".zip"):
            yield from _of_zip(stream, where)
        else:
            yield from _of_tar(stream, where)
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        EOFError,
        zlib.error,
        NotImplementedError,
    ) as error:
        raise ArchiveError(where, detail=str(error)[:100] or "it is damaged") from error


def _of_zip(stream: IO[bytes], where: str) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check_number(len(infos), where)
        for info in sorted(infos, key=lambda info: info.filename):
            place = f"{where}/{info.filename}"
            links = (info.external_attr >> 28) == _LINK
            ratio = info.file_size / max(1, info.compress_size)
            if links or not _is_inside(info.filename):
                yield Member(info.filename, b"", OutsideError(place))
            elif info.flag_bits & _ENCRYPTED:
                yield Member(info.filename, b"", ArchiveError(place, detail="it is encrypted"))
            elif info.file_size > MAX_BYTES or (info.file_size > _SMALL and ratio > _HIGHEST_RATIO):
                yield Member(info.filename, b"", _too_large(place))
            else:
                with archive.open(info) as member:
                    yield _read(info.filename, member, place)


def _of_tar(stream: IO[bytes], where: str) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r:*") as archive:
        infos = []
        for info in archive:
            if not info.isdir():
                infos.append(info)
                _check_number(len(infos), where)
        for info in sorted(infos, key=lambda info: info.name):
            place = f"{where}/{info.name}"
            if not info.isfile() or not _is_inside(info.name):
                yield Member(info.name, b"", OutsideError(place))
            elif info.size > MAX_BYTES:
                yield Member(info.name, b"", _too_large(place))
            elif (member := archive.extractfile(info)) is not None:
                yield _read(info.name, member, place)


def _read(name: str, stream: IO[bytes], where: str) -> Member:
    # What the archive says of a size need not be true.
    data = stream.read(MAX_BYTES + 1)
    return Member(name, b"", _too_large(where)) if len(data) > MAX_BYTES else Member(name, data)


def _too_large(where: str) -> AssistantError:
    return ArticleTooLargeError(where, limit=MAX_BYTES, unit="bytes")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[:1]


def _check_number(number: int, where: str) -> None:
    if number > _MOST_MEMBERS:
        raise ArchiveError(where, detail=f"it has more than {_MOST_MEMBERS} files")
