"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.files import write_atomically, write_new


def no_room(_descriptor: int) -> None:
    """Fail as a full disk does, which names no file."""
    raise OSError(28, "No space left on device")


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """What only its owner may read stays so when it is replaced."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o600)
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_failure_names_the_file_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is reported with the name that was asked for."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(file, b"new")
    assert caught.value.filename == str(file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_takes_the_first_free_name(tmp_path: Path) -> None:
    """What is there is never touched, and gaps are filled."""
    file = tmp_path / "a.b.ics"
    (tmp_path / "a.b-3.ics").write_bytes(b"mine")
    written = [write_new(file, b"%d" % number).name for number in (1, 2, 3)]
    assert written == ["a.b.ics", "a.b-2.ics", "a.b-4.ics"]
    assert file.read_bytes() == b"1"
    assert (tmp_path / "a.b-3.ics").read_bytes() == b"mine"


def test_a_new_file_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the empty file that took the name."""
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "a.ics", b"new")
    assert not list(tmp_path.iterdir())
