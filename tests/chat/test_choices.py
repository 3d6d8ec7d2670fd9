"""Lists from which something is chosen: by number, by arrow keys, by mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from assistant.chat import ChatApp
from assistant.chat.choices import Choices
from assistant.chat.conversation import Question
from assistant.chat.question import QuestionInput

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Settle = Callable[[Pilot[None]], Awaitable[None]]


async def test_a_digit_typed_while_waiting_is_no_choice(
    chat: Chat, settle: Settle, ask: Ask, assistant: Any
) -> None:
    """Nothing is chosen from a list that the answer on its way will close."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        app.query_one(QuestionInput).value = "wait"
        await pilot.press("enter", "2")
        assert app.query_one(QuestionInput).value == "2"
        assistant.go.set()
        await settle(pilot)
        assert len(assistant.asked) == 2


async def test_typing_a_number_chooses(chat: Chat, ask: Ask, assistant: Any) -> None:
    """A number and Enter choose from the list, and the choice is shown in words."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await ask(pilot, " 3 ")
        assert assistant.asked[-1][0] == "3"
        assert assistant.asked[-1][2].offered[2] == "trial.end"
        shown = app.query(Question).last().visual
        assert str(shown) == "What happens when a trial ends"


async def test_a_choice_is_made_with_arrow_and_enter(
    chat: Chat, settle: Settle, ask: Ask, assistant: Any
) -> None:
    """The list is reached with Tab, chosen from with Enter, and the cursor returns."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.press("shift+tab")
        assert app.query(Choices).last().has_focus
        await pilot.press("down", "enter")
        await settle(pilot)
        assert assistant.asked[-1][0] == "2"
        assert app.query_one(QuestionInput).has_focus


async def test_a_choice_is_made_with_the_mouse(
    chat: Chat, settle: Settle, ask: Ask, assistant: Any
) -> None:
    """Clicking on a line of the list chooses it."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.click(app.query(Choices).last(), offset=(3, 0))
        await settle(pilot)
        assert assistant.asked[-1][0] == "1"


async def test_an_old_list_cannot_be_chosen_from(chat: Chat, ask: Ask, assistant: Any) -> None:
    """After another answer a number is a question again."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await ask(pilot, "something else")
        assert all(choices.disabled for choices in app.query(Choices))
        await pilot.press("2")
        assert app.query_one(QuestionInput).value == "2"
        assert len(assistant.asked) == 2
