"""A small pack on disk that tests can break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.locations import default_pack


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped pack, alone in a folder, with catalogs of its own."""
    folder = tmp_path / "pack"
    shutil.copytree(default_pack(), folder, ignore=shutil.ignore_patterns("phrases"))
    manifest = folder / "pack.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"program"', '"pack"'), encoding="utf-8"
    )
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
