"""F5 and the palette: dates told in the other way, commands found by their names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.chat import ChatApp
from assistant.chat.answer_view import AnswerView
from assistant.chat.palette import Palette
from assistant.text.fold import fold
from tests.chat.conftest import until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]
Settle = Callable[[Pilot[None]], Awaitable[None]]


async def test_the_palette_starts_over(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Commands are found by their names; what is not found is said in the user's words."""
    app = chat()
    async with app.run_test(notifications=True) as pilot:
        await ask(pilot, "a date")
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Palette)
        assert app.screen.query_one(Input).placeholder == "Find a command…"
        app.screen.query_one(Input).value = "zzz"
        await until(pilot, lambda: "No such command." in screen(app))
        assert "No such command." in screen(app)
        app.screen.query_one(Input).value = "over"
        await pilot.pause(0.2)
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert not app.query(AnswerView)


async def test_f5_tells_the_dates_step_by_step(chat: Chat, ask: Ask, screen: Screen) -> None:
    """The dates of the last answer become steps in its place, as those that follow, and back."""
    app = chat()
    async with app.run_test(size=(100, 60)) as pilot:
        await ask(pilot, "a date")
        assert "F5: step by step" in screen(app)
        await pilot.press("f5")
        await until(pilot, lambda: "F5: as a list" in screen(app))
        assert "▶ 21 November 2026 · today" in screen(app)
        assert len(app.query(AnswerView)) == 1
        await ask(pilot, "another date")
        assert "F5: as a list" in screen(app)
        await pilot.press("f5")
        await until(pilot, lambda: not app.query(AnswerView).last().answer.steps)
        assert app.query(AnswerView).first().answer.steps


async def test_f5_without_dates_says_so(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Before there are dates the key only says that there are none."""
    app = chat()
    async with app.run_test(notifications=True) as pilot:
        await ask(pilot, "anything")
        await pilot.press("f5")
        await until(pilot, lambda: "There are no dates yet" in screen(app))
        assert "There are no dates yet" in screen(app)


async def test_the_palette_has_our_commands_only(chat: Chat) -> None:
    """Every entry is one of ours, in the order of the keys."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        options = app.screen.query_one(OptionList).options
        named = [str(option.prompt) for option in options]
    assert named == [
        "Help",
        "Language",
        "Sources",
        "Start over",
        "Quit",
        "What I know about your case",
        "Save the dates as a calendar file",
        "Dates step by step, or as a list",
        "Copy the last answer",
        "Save the conversation",
        "Save the conversation as a web page",
        "Save the conversation for “assistant replay”",
        "This answer helped",
        "This answer did not help",
        "Continue the earlier conversation",
        "Dark, light or high contrast",
    ]


async def test_a_command_is_found_without_its_accents(chat: Chat) -> None:
    """Greek typed in capitals or without tonos finds the command."""
    app = chat("el")
    async with app.run_test() as pilot:
        name = app.commands()[0][0]
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        app.screen.query_one(Input).value = fold(name).upper()
        await pilot.pause(0.1)
        (option,) = app.screen.query_one(OptionList).options
        assert str(option.prompt) == name


async def test_f2_closes_the_palette(chat: Chat) -> None:
    """No list in the language before stays open."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", "f2")
        await pilot.pause()
        assert len(app.screen_stack) == 1
