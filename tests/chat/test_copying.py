"""F8: an answer is copied, and it is said where to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.chat import ChatApp, copying
from assistant.chat.copying import copy_to_system
from tests.chat.conftest import until
from tests.chat.test_saving import Ask, Chat, Screen

TEXT = "Λήγει στις 3/11 – หมดอายุ\n$(rm -rf /)"


def program(folder: Path, name: str, body: str) -> None:
    """Put a program into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have their own program")
def test_the_systems_clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first program that works gets the text, bytes as they are; one that fails is passed."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "wl-copy", "exit 1")
    program(tmp_path, "xclip", f"cat > {tmp_path}/copied")
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert copy_to_system(TEXT, both)
    assert (tmp_path / "copied").read_text(encoding="utf-8") == TEXT
    assert not copy_to_system(TEXT, {})


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have their own program")
def test_a_clipboard_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never ends is no clipboard."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(copying, "_PATIENCE", 0.1)
    program(tmp_path, "xclip", "exec sleep 60")
    assert not copy_to_system(TEXT, {"DISPLAY": ":0"})


@pytest.mark.parametrize("there", [True, False])
async def test_f8_copies_the_last_answer(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """To the system where there is a clipboard, else to the terminal; the message says which."""
    copied: list[str] = []

    def copy(text: str, _: object) -> bool:
        copied.append(text)
        return there

    monkeypatch.setattr(copying, "copy_to_system", copy)
    app = chat()
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "There is no answer yet" in screen(app))
        await ask(pilot, "a date")
        await pilot.press("f8")
        words = "on the clipboard." if there else "sent to the terminal"
        await until(pilot, lambda: words in screen(app))
        assert words in screen(app)
        assert (app.clipboard != "") == (not there)
    assert "Disabled since 31 October" in copied[0]


async def test_f8_in_a_browser_copies_to_the_browser(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clipboard of the system that serves the page is not asked."""
    monkeypatch.setattr(copying, "copy_to_system", lambda *_: True)
    monkeypatch.setattr(ChatApp, "is_web", True)
    app = chat()
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f8")
        await until(pilot, lambda: "sent to the browser's" in screen(app))
        assert "sent to the browser's" in screen(app)
        assert "Disabled since 31 October" in app.clipboard


def files(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's files by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


async def test_where_there_is_no_clipboard_it_is_a_file(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On the system's bare console the answer goes to a file, and it is said which."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(copying, "copy_to_system", lambda *_: False)
    app = chat()
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await ask(pilot, "a date")
        monkeypatch.setenv("TERM", "linux")
        await pilot.press("f8")
        await until(pilot, lambda: "This terminal has no clipboard." in screen(app))
    ((name, text),) = files(tmp_path).items()
    assert name == "answer-2026-11-21.txt"
    assert "Disabled since 31 October" in text
