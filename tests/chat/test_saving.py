"""F4: the dates of an answer as a calendar file in the current folder."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from textual.pilot import Pilot

from assistant.chat import ChatApp
from tests.chat.conftest import DUE, timeline, until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]

NAME = f"test-{DUE}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    """Return the names of a folder's files."""
    return {path.name for path in folder.iterdir()}


async def press_f4(pilot: Pilot[None]) -> None:
    """Do what F4 does, and wait for what it says."""
    await pilot.app.run_action(pilot.app.active_bindings["f4"].binding.action)
    await pilot.pause()


async def test_f4_saves_the_last_dates_and_says_where(
    chat: Chat, ask: Ask, screen: Screen, folder: Path
) -> None:
    """An answer without dates in between changes nothing; the file is named on the screen."""
    app = chat()
    async with app.run_test(size=(200, 30), notifications=True) as pilot:
        await ask(pilot, "a date")
        await ask(pilot, "anything")
        await press_f4(pilot)
        assert files(folder) == {f"{NAME}.ics"}
        text = (folder / f"{NAME}.ics").read_text("utf-8")
        found = IcsCalendarStream.calendar_from_ics(text).events
        assert [event.dtstart for event in found] == [
            milestone.date for milestone in timeline().milestones
        ]
        assert "The dates are in" in screen(app)
        assert f"{NAME}.ics" in screen(app)


async def test_f4_replaces_no_file(chat: Chat, ask: Ask, folder: Path) -> None:
    """A file of the same name stays, and the next free name is taken."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await press_f4(pilot)
        (folder / f"{NAME}-2.ics").write_text("mine", encoding="utf-8")
        await press_f4(pilot)
    names = [f"{NAME}.ics", f"{NAME}-2.ics", f"{NAME}-3.ics"]
    assert files(folder) == set(names)
    first, mine, third = ((folder / name).read_text("utf-8") for name in names)
    assert mine == "mine"
    assert first == third


@pytest.mark.parametrize("language", ["en", "el", "th"])
async def test_f4_without_dates_says_so(
    chat: Chat, ask: Ask, screen: Screen, folder: Path, language: str
) -> None:
    """Before there is a dated answer, and after starting over, there is nothing to save."""
    expected = {"en": "no dates yet", "el": "Δεν υπάρχουν ακόμη", "th": "ยังไม่มีวันที่"}
    app = chat(language)
    async with app.run_test(notifications=True) as pilot:
        await ask(pilot, "a date")
        await pilot.press("ctrl+l")
        await press_f4(pilot)
        await until(pilot, lambda: expected[language] in screen(app))
        assert expected[language] in screen(app)
    assert not files(folder)


async def test_f4_complains_where_nothing_can_be_written(
    chat: Chat, ask: Ask, screen: Screen, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that refuses files is a line in the conversation, which goes on."""
    app = chat("el")
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        monkeypatch.setattr(Path, "cwd", lambda: folder / "gone")
        await press_f4(pilot)
        assert "Δεν είναι δυνατή" in screen(app)
        await ask(pilot, "another date")


async def test_f4_without_the_extra_says_what_to_install(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command stands in the conversation."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    app = chat()
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, "a date")
        await press_f4(pilot)
        assert "python -m pip install 'help-assistant[calendar]'" in screen(app)


async def test_f6_saves_the_conversation(
    chat: Chat, ask: Ask, screen: Screen, folder: Path
) -> None:
    """All turns stand in a new file whose name is on the screen; before any, it says so."""
    app = chat()
    async with app.run_test(size=(200, 30), notifications=True) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: "There is no answer yet" in screen(app))
        assert "There is no answer yet" in screen(app)
        await ask(pilot, "a date")
        await ask(pilot, "anything [b]else[/b]")
        await app.run_action("save('md')")
        await app.run_action("save('html')")
        await app.run_action("save('jsonl')")
    names = {f"conversation-2026-11-21.{ending}" for ending in ("md", "html", "jsonl")}
    assert files(folder) == names
    told = (folder / "conversation-2026-11-21.md").read_text(encoding="utf-8")
    assert told.index("## a date") < told.index("## anything \\[b\\]else")


async def test_a_conversation_that_cannot_be_saved(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is shown, and the chat goes on."""

    def refuse(*_: object, **__: object) -> Path:
        raise PermissionError(13, "Permission denied", "x.md")

    monkeypatch.setattr("assistant.chat.saving.save_transcript", refuse)
    app = chat()
    async with app.run_test(size=(100, 60)) as pilot:
        await ask(pilot, "a date")
        await app.run_action("save('md')")
        await until(pilot, lambda: "x.md" in screen(app))
        assert "x.md: This cannot be read or written: permission denied." in screen(app)
