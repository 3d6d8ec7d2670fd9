"""Options and fixtures that all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packs import pack_folder

__all__ = ["golden", "pack_folder"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes golden files instead of comparing them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


def pytest_configure() -> None:
    """Look for cycles less often: in the chat's tests it took a seventh of the time and more."""
    gc.set_threshold(100_000)


class Golden:
    """Compares text with a file as bytes, or writes the file.

    Args:
        update: whether to write.
    """

    def __init__(self, *, update: bool) -> None:
        self._update = update

    def check(self, path: Path, text: str) -> None:
        """Fail unless the file holds exactly this text."""
        if self._update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: run pytest with --update-golden and read it"
        assert path.read_bytes().decode() == text


@pytest.fixture(autouse=True, scope="session")
def _nothing_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the developer keeps."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.getbasetemp()
        patch.setenv("ASSISTANT_PROFILE", str(folder / "no-profile.toml"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return what compares with golden files."""
    return Golden(update=bool(request.config.getoption("--update-golden")))
