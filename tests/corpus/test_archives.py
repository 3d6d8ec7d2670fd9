"""Archives: what is read from them, and what an archive cannot do."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from assistant.cleaning.errors import OutsideError
from assistant.corpus.errors import ArchiveError
from assistant.corpus.inputs.archives import Limits, read_archive
from assistant.corpus.inputs.document import Document, Given, Refused

SUFFIXES = ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"]


def pack(path: Path, files: dict[str, bytes], links: dict[str, str] | None = None) -> Path:
    """Write an archive with `files`, and links to their targets."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
            for name, target in (links or {}).items():
                info = zipfile.ZipInfo(name)
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, target)
        return path
    mode = {".gz": "gz", ".tgz": "gz", ".bz2": "bz2", ".xz": "xz"}.get(path.suffix, "")
    with tarfile.open(path, f"w:{mode}") as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return path


def read(path: Path, limits: Limits | None = None) -> tuple[list[Document], list[Refused]]:
    """Return the documents of an archive and what was refused, apart."""
    found = list(read_archive(path, given=Given("de"), limits=limits))
    good = [one for one in found if isinstance(one, Document)]
    return good, [one for one in found if isinstance(one, Refused)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_members_are_documents(tmp_path: Path, suffix: str) -> None:
    """Articles are read as from a folder; other files are passed over."""
    files = {"el/a/b.txt": b"one", "c.html": b"two", "d.png": b"no", "e/f.md": b"three"}
    good, refused = read(pack(tmp_path / f"site.{suffix}", files))
    assert [(one.language, one.name, one.data) for one in good] == [
        ("el", "a/b.txt", b"one"),
        ("de", "c.html", b"two"),
        ("de", "e/f.md", b"three"),
    ]
    assert good[0].source.endswith(f"site.{suffix}!el/a/b.txt")
    assert not refused


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_paths_and_links_out_are_refused(tmp_path: Path, suffix: str) -> None:
    """Members outside of the archive and links out of it are refused, one by one."""
    files = {"../evil.txt": b"x", "/etc/evil.txt": b"x", "a/../../b.txt": b"x", "good.txt": b"x"}
    links = {"in.txt": "good.txt", "a/up.txt": "../../secret.txt", "root.txt": "/etc/passwd"}
    good, refused = read(pack(tmp_path / f"site.{suffix}", files, links))
    assert [one.name for one in good] == ["good.txt"]
    assert [one.source.partition("!")[2] for one in refused] == [
        "../evil.txt",
        "/etc/evil.txt",
        "a/../../b.txt",
        "a/up.txt",
        "root.txt",
    ]
    assert {type(one.error) for one in refused} == {OutsideError}


@pytest.mark.parametrize("suffix", ["zip", "tar.gz", "tar.bz2", "tar.xz"])
def test_bombs_are_not_unpacked(tmp_path: Path, suffix: str) -> None:
    """What packs 20 MB of nothing into a few kilobytes is refused, and memory stays small."""
    files = {"a.txt": b"fine", "bomb.txt": b"\0" * 20_000_000, "picture.png": b"\0" * 20_000_000}
    good, refused = read(pack(tmp_path / f"site.{suffix}", files))
    assert [one.name for one in good] == ["a.txt"]
    assert [type(one.error) for one in refused] == [ArchiveError]


@pytest.mark.parametrize("suffix", ["zip", "tar"])
@pytest.mark.parametrize("limits", [Limits(members=3), Limits(size=2_000)])
def test_archives_that_are_too_large_end(tmp_path: Path, suffix: str, limits: Limits) -> None:
    """Too many members or bytes are said once, and the rest is left."""
    files = {f"{number}.txt": b"x" * 500 for number in range(20)}
    good, refused = read(pack(tmp_path / f"site.{suffix}", files), limits)
    assert len(good) < 20
    assert [type(one.error) for one in refused] == [ArchiveError]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_archives(tmp_path: Path, suffix: str) -> None:
    """An archive that ends early, or is none, is refused without a traceback."""
    path = pack(tmp_path / f"site.{suffix}", {f"{n}.txt": bytes(range(256)) * 9 for n in range(9)})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert [type(one.error) for one in read(path)[1]] == [ArchiveError]
    path.write_bytes(b"no archive at all")
    assert [type(one.error) for one in read(path)[1]] == [ArchiveError]


def test_encrypted_archives(tmp_path: Path) -> None:
    """A member that needs a password is refused."""
    path = pack(tmp_path / "site.zip", {"a.txt": b"x"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))
    assert [type(one.error) for one in read(path)[1]] == [ArchiveError]
