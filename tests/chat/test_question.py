"""What is typed and pasted: commands at the start of the line, bounds, hostile text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from assistant.chat import ChatApp
from assistant.chat.choices import Choices, Offer
from assistant.chat.question import QuestionInput
from assistant.chat.suggesting import Suggester
from assistant.chat.suggestions import Suggestions
from tests.chat.conftest import until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]
Settle = Callable[[Pilot[None]], Awaitable[None]]


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste into the question as a terminal does."""
    pilot.app.query_one(QuestionInput).post_message(events.Paste(text))
    await pilot.pause()


async def test_a_megabyte_is_refused_and_said_so(chat: Chat, screen: Screen) -> None:
    """A paste of 1 MB leaves the line as it was and one line that says how much is too much."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("h", "i")
        await paste(pilot, "x" * 1_000_000)
        assert app.query_one(QuestionInput).value == "hi"
        assert "The question is too long: 1,000,002 characters, 10,000 at most." in screen(app)


async def test_a_pasted_text_becomes_one_clean_line(chat: Chat) -> None:
    """Line breaks become spaces; escape sequences and control characters are dropped."""
    app = chat()
    async with app.run_test() as pilot:
        await paste(pilot, "first\r\nsecond\x1b[2J\x07 \x1b]0;title\x07third")
        assert app.query_one(QuestionInput).value == "first second third"


async def test_a_selection_is_replaced_by_a_paste(chat: Chat) -> None:
    """Pasting over selected text replaces it."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("o", "l", "d", "shift+home")
        await paste(pilot, "new")
        assert app.query_one(QuestionInput).value == "new"


@pytest.mark.parametrize("key", ["2", "๒"])
async def test_a_digit_chooses_at_once(
    chat: Chat, settle: Settle, ask: Ask, assistant: Any, key: str
) -> None:
    """With a list open, its number's key answers without Enter, in the digits of any script."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.press(key)
        await settle(pilot)
        assert assistant.asked[-1][0] == "2"
        assert app.query_one(QuestionInput).value == ""


async def test_a_digit_within_a_question_is_only_a_digit(
    chat: Chat, ask: Ask, assistant: Any
) -> None:
    """A number chooses only where it stands alone."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.press("a", "2")
        assert app.query_one(QuestionInput).value == "a2"
        assert len(assistant.asked) == 1


async def test_a_digit_that_is_not_on_the_list_is_typed(chat: Chat, ask: Ask) -> None:
    """A number beyond the list begins a question."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.press("7")
        assert app.query_one(QuestionInput).value == "7"


async def test_one_waits_for_enter_where_it_may_become_twelve(chat: Chat) -> None:
    """With twelve choices “1” is typed, and “2” answers at once."""
    app = chat()
    async with app.run_test() as pilot:
        await app.mount(Choices([Offer("a", "a")] * 12), after=app.query(Choices).last())
        await pilot.press("1")
        assert app.query_one(QuestionInput).value == "1"


async def test_a_question_mark_opens_the_help_only_at_the_start(chat: Chat, screen: Screen) -> None:
    """“?” is help on an empty line and a letter after one."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("a", "?")
        assert app.query_one(QuestionInput).value == "a?"
        await pilot.press("backspace", "backspace", "?")
        await pilot.pause()
        assert "Keys" in screen(app)


async def test_arrows_bring_questions_back(chat: Chat, ask: Ask) -> None:
    """Up goes to earlier questions that hold what is typed, down back to what was being typed."""
    app = chat()
    async with app.run_test() as pilot:
        for question in ("first", "other", "second", "second"):
            await ask(pilot, question)
        line = app.query_one(QuestionInput)
        await pilot.press("s")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            seen.append(line.value)
        assert seen == ["second", "first", "first", "second", "s", "s"]
        assert line.cursor_location == (0, 1)


async def test_the_line_grows_with_what_is_typed(chat: Chat) -> None:
    """A long question takes as many lines as it needs, wrapped between words."""
    app = chat("th")
    async with app.run_test(size=(40, 20)) as pilot:
        line = app.query_one(QuestionInput)
        assert line.content_size.height == 1
        line.value = "หากเราไม่ได้รับการชำระเงินภายใน 30 วัน การสมัครใช้งานจะถูกปิดใช้งาน"
        await pilot.pause()
        assert line.content_size.height == 2
        assert line.wrapped_document.get_sections(0)[1].startswith("การ")


async def test_up_and_down_move_within_a_long_question(chat: Chat, ask: Ask) -> None:
    """In a question of several lines the arrows go through its lines before they leave it."""
    app = chat()
    async with app.run_test(size=(40, 20)) as pilot:
        await ask(pilot, "x x")
        line = app.query_one(QuestionInput)
        line.value = "x " * 25
        await pilot.press("up")
        assert line.value == "x " * 25
        assert line.cursor_location < (0, 25)


async def test_the_cursor_moves_by_what_a_reader_sees(chat: Chat) -> None:
    """Arrows jump over a letter with its marks; backspace takes its last mark, Delete all."""
    app = chat("th")
    async with app.run_test() as pilot:
        line = app.query_one(QuestionInput)
        line.value = "ที่กำ👩‍💻"
        places = []
        for _ in range(4):
            await pilot.press("left")
            places.append(line.cursor_location[1])
        assert places == [5, 3, 0, 0]
        await pilot.press("right", "backspace")
        assert line.value == "ทีกำ👩‍💻"
        await pilot.press("delete", "delete")
        assert line.value == "ที"


async def test_a_click_goes_between_characters(chat: Chat) -> None:
    """Wherever the mouse is pressed, the cursor is not put within a character."""
    app = chat("th")
    async with app.run_test() as pilot:
        line = app.query_one(QuestionInput)
        line.value = "กำกำกำ"
        for cell in range(3, 9):
            await pilot.click(line, offset=(cell, 1))
            assert line.cursor_location[1] in {0, 2, 4, 6}


QUESTIONS = [
    ("When does it end?", "end"),
    ("When does it end then?", "end"),
    ("When does my trial come to its end?", "trial"),
    ("Τι γίνεται μετά τη λήξη;", "after"),
    ("หมดอายุแล้วเป็นยังไง", "after"),
]


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("When does", ["When does it end?", "When does my trial come to its end?"]),
        ("when does i", ["when does it end?"]),
        ("τι γινεται", ["τι γινεται μετά τη λήξη;"]),
        ("ΤΙ ΓΊ", ["ΤΙ ΓΊνεται μετά τη λήξη;"]),
        ("หมดอายุ", ["หมดอายุแล้วเป็นยังไง"]),
        ("wh", []),
        ("When does my trial come to its end?", []),
        ("nothing like it", []),
    ],
)
async def test_what_is_typed_is_completed(typed: str, whole: list[str]) -> None:
    """Questions that begin alike go on behind what was typed, one of each topic."""
    assert await Suggester(lambda: QUESTIONS).suggest(typed) == whole


async def test_questions_are_read_once_however_fast_one_types() -> None:
    """Each key asks for a suggestion: twenty while the first is looked for do not read again."""
    read = 0

    def questions() -> list[tuple[str, str]]:
        nonlocal read
        read += 1
        time.sleep(0.05)
        return [("When does it end?", "end")]

    suggester = Suggester(questions)
    asking = [asyncio.create_task(suggester.suggest("When")) for _ in range(20)]
    await asyncio.sleep(0.01)
    asking[0].cancel()  # as the next key does
    found = await asyncio.gather(*asking[1:])
    assert read == 1
    assert found == [["When does it end?"]] * 19


async def test_the_suggestion_is_taken_with_an_arrow(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right, at the end of the line, takes what is suggested."""
    monkeypatch.setattr(ChatApp, "_questions_asked", lambda _: QUESTIONS)
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("w", "h", "e", "n")
        line = app.query_one(QuestionInput)
        await until(pilot, lambda: bool(line.suggestion))
        await pilot.press("right")
        assert line.value == "when does it end?"


async def test_a_suggestion_without_room_stands_only_in_the_list(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    """What would leave the line is not written behind the cursor."""
    monkeypatch.setattr(ChatApp, "_questions_asked", lambda _: QUESTIONS[2:3])
    app = chat()
    async with app.run_test(size=(30, 20)) as pilot:
        await pilot.press("w", "h", "e", "n")
        await until(pilot, lambda: app.query_one(Suggestions).display)
        assert app.query_one(QuestionInput).suggestion == ""
        assert "when does my trial" in screen(app)


async def test_the_list_of_suggestions_is_used_with_keys(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, screen: Screen
) -> None:
    """Down goes to the list, Enter takes a question from it, up and Escape go back."""
    monkeypatch.setattr(ChatApp, "_questions_asked", lambda _: QUESTIONS)
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("w", "h", "e", "n")
        line, listed = app.query_one(QuestionInput), app.query_one(Suggestions)
        await until(pilot, lambda: listed.display)
        assert "when does my trial come to its end?" in screen(app)
        for way_back in ("up", "escape"):
            await pilot.press("down", way_back)
            assert line.has_focus
        assert line.value == "when"
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: not listed.display)
        assert line.value == "when does my trial come to its end?"
        assert line.has_focus


async def test_without_phrases_nothing_is_suggested(chat: Chat) -> None:
    """A pack whose phrases are missing is no fault in the chat."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("w", "h", "e", "n", "right")
        assert app.query_one(QuestionInput).value == "when"
