"""Raw articles from folders, patterns, archives, lines, standard input; hostile ones, too."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cleaning.errors import (
    ArticleTooLargeError,
    LanguageTagError,
    NoArticlesError,
    OutsideError,
    SourceNotFoundError,
)
from assistant.cleaning.source import MAX_BYTES
from assistant.corpus.archives import ArchiveError
from assistant.corpus.inputs import Document, Failed, FormatError, JsonLineError, documents

TEXT = b"Title\n\nSow in May.\n"


def read(
    *sources: str | Path, language: str | None = None, stdin: bytes = b""
) -> tuple[list[Document], list[Failed]]:
    """Return the articles of sources, and what could not be read."""
    found = list(documents([*map(str, sources)], language=language, stdin=io.BytesIO(stdin)))
    return (
        [one for one in found if isinstance(one, Document)],
        [one for one in found if isinstance(one, Failed)],
    )


def line(**values: object) -> bytes:
    """Return a line of JSON."""
    return json.dumps(values).encode() + b"\n"


def zipped(path: Path, **members: bytes) -> Path:
    """Write a zip archive; names are given with “__” for “/”."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt"), data)
    return path


def names(found: list[Document]) -> list[tuple[str, str]]:
    """Return language and name of articles."""
    return [(one.language, one.name) for one in found]


def test_folders_within_folders(tmp_path: Path) -> None:
    """The nearest folder that is named after a language says it; others are part of the name."""
    for name in ("el/a.txt", "help/th/garden/b.txt", "en/old/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    found, failed = read(tmp_path)
    assert names(found) == [
        ("el", "el/a.txt"),
        ("en", "en/old/c.txt"),
        ("th", "help/th/garden/b.txt"),
    ]
    assert failed == []


def test_patterns(tmp_path: Path) -> None:
    """What a shell would find is found; other kinds are refused by name."""
    (tmp_path / "el").mkdir()
    for name in ("b.txt", "a.txt", "c.png"):
        (tmp_path / "el" / name).write_bytes(TEXT)
    found, failed = read(tmp_path / "**" / "*.*")
    assert [Path(one.name).name for one in found] == ["a.txt", "b.txt"]
    assert [type(one.error) for one in failed] == [FormatError]


def test_json_lines(tmp_path: Path) -> None:
    """Each line says its path and may say its language; else the file's name does."""
    path = tmp_path / "el.jsonl"
    lines = [line(path="a/b.md", text="x\n"), line(text="y", language="th"), b"\n"]
    path.write_bytes(b"".join(lines))
    found, failed = read(path)
    assert names(found) == [("el", "a/b.md"), ("th", "2.txt")]
    assert found[0].data == b"x\n"
    assert found[1].where == f"{path}:2"
    assert failed == []


@pytest.mark.parametrize(
    "bad",
    [
        b"no json\n",
        b"[1]\n",
        line(path="x"),
        line(text=1),
        line(text="x", path=2),
        line(text="x", language=["el"]),
        b'{"text": ' + b"[" * 100_000 + b"\n",
        line(text="x" * (17 * 1024 * 1024)),
    ],
)
def test_a_bad_line_does_not_stop_the_others(tmp_path: Path, bad: bytes) -> None:
    """It is said which; the next one is read."""
    path = tmp_path / "el.jsonl"
    path.write_bytes(line(text="a") + bad + line(text="b"))
    found, failed = read(path)
    assert [one.data for one in found] == [b"a", b"b"]
    (fault,) = failed
    assert isinstance(fault.error, JsonLineError)
    assert fault.error.where == f"{path}:2"


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"])
def test_archives(tmp_path: Path, ending: str) -> None:
    """Members are found as files of a folder are, whatever their order in the archive."""
    members = {"th/b.txt": TEXT, "el/a.txt": TEXT, "el/x.jsonl": line(text="l", language="el")}
    path = tmp_path / f"site.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        mode: Any = "w:" + {"tgz": "gz"}.get(ending, ending[4:])
        with tarfile.open(path, mode) as archive:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    found, failed = read(path)
    assert names(found) == [("el", "el/a.txt"), ("el", "1.txt"), ("th", "th/b.txt")]
    assert failed == []


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        (TEXT, [("el", "stdin.txt")]),
        (line(text="x") + line(text="y", path="b"), [("el", "1.txt"), ("el", "b")]),
        (b"{}", []),
        (b"ab", [("el", "stdin.txt")]),
    ],
)
def test_standard_input(stdin: bytes, expected: list[tuple[str, str]]) -> None:
    """Text, or lines of JSON, told apart by how they begin."""
    found, _ = read("-", language="el", stdin=stdin)
    assert names(found) == expected


def test_a_zip_on_standard_input(tmp_path: Path) -> None:
    """An archive is known by how it begins, too."""
    data = zipped(tmp_path / "x.zip", el__a_txt=TEXT).read_bytes()
    found, _ = read("-", stdin=data)
    assert names(found) == [("el", "el/a.txt")]


def test_without_a_language_it_is_asked_for(tmp_path: Path) -> None:
    """A text in no folder of a language is refused; one that is given serves all."""
    path = tmp_path / "x.txt"
    path.write_bytes(TEXT)
    _, failed = read(path)
    assert [type(one.error) for one in failed] == [LanguageTagError]
    found, _ = read(path, language="de")
    assert names(found) == [("de", "x.txt")]
    with pytest.raises(LanguageTagError):
        read(path, language="no language")


def test_what_is_not_there(tmp_path: Path) -> None:
    """A source that does not exist ends the run before it begins."""
    with pytest.raises(SourceNotFoundError):
        read(tmp_path / "absent")


def test_members_that_lead_out_are_refused(tmp_path: Path) -> None:
    """Paths and links; nothing is ever written where they lead."""
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("../el/a.txt", "/el/b.txt", "el/../../c.txt"):
            archive.addfile(tarfile.TarInfo(name))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"el/{kind!r}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found, failed = read(path)
    assert found == []
    assert [type(one.error) for one in failed] == [OutsideError] * 7
    other = tmp_path / "x.zip"
    with zipfile.ZipFile(other, "w") as zip_archive:
        zip_archive.writestr("../el/a.txt", TEXT)
        link = zipfile.ZipInfo("el/link.txt")
        link.external_attr = 0o120777 << 16
        zip_archive.writestr(link, "/etc/passwd")
    found, failed = read(other)
    assert found == []
    assert [type(one.error) for one in failed] == [OutsideError] * 2


def test_a_bomb_fills_no_memory(tmp_path: Path) -> None:
    """What is larger than an article, says it is smaller, or shrinks too well, is refused."""
    bomb = zipped(tmp_path / "a.zip", el__a_txt=b"0" * (3 * MAX_BYTES), el__b_txt=TEXT)
    found, failed = read(bomb)
    assert names(found) == [("el", "el/b.txt")]
    assert [type(one.error) for one in failed] == [ArticleTooLargeError]
    packed = tmp_path / "b.tar.xz"
    with tarfile.open(packed, "w:xz") as archive:
        info = tarfile.TarInfo("el/a.txt")
        info.size = 3 * MAX_BYTES
        archive.addfile(info, io.BytesIO(b"0" * info.size))
    found, failed = read(packed)
    assert found == []
    assert [type(one.error) for one in failed] == [ArticleTooLargeError]


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz", "x.tar.bz2"])
@given(data=st.data())
def test_damaged_archives_are_faults(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in the file: an error of ours, never another one."""
    path = tmp_path_factory.mktemp("archives") / name
    if name == "x.zip":
        zipped(path, el__a_txt=TEXT)
    else:
        mode: Any = "w:" + name[6:]
        with tarfile.open(path, mode) as archive:
            archive.addfile(tarfile.TarInfo("el/a.txt"))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    with suppress(NoArticlesError):
        list(documents([str(path)], language="el"))


def test_an_archive_that_is_none_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is listed; the file beside it is read."""
    (tmp_path / "el").mkdir()
    (tmp_path / "el" / "a.zip").write_bytes(b"nothing")
    (tmp_path / "el" / "b.txt").write_bytes(TEXT)
    found, failed = read(tmp_path)
    assert names(found) == [("el", "el/b.txt")]
    assert [type(one.error) for one in failed] == [ArchiveError]
