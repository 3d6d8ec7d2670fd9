"""What is in view: after an answer, after a resize, after the user has scrolled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from assistant.chat import ChatApp
from assistant.chat.conversation import Conversation
from assistant.chat.question import QuestionInput
from tests.chat.conftest import screen_lines, until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]

QUESTION = "to what date is it kept"


def top(app: ChatApp) -> str:
    """Return the first line of the screen."""
    return screen_lines(app)[0]


async def test_an_answer_is_read_from_its_question(chat: Chat, ask: Ask) -> None:
    """Not from where the first screen ends."""
    app = chat()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, QUESTION)
        assert QUESTION in top(app)


async def test_it_does_not_matter_when_an_answer_is_laid_out(chat: Chat) -> None:
    """A busy machine lays it out after it was asked to scroll."""
    app = chat()
    async with app.run_test(size=(60, 20)) as pilot:
        line: Any = app.query_one(QuestionInput)
        with app.batch_update():
            line.value = QUESTION
            line.action_submit()
            await until(pilot, lambda: bool(app.query("AnswerView")) and not app.busy)
        await until(pilot, lambda: QUESTION in top(app))


async def test_a_resize_keeps_the_place(chat: Chat, ask: Ask) -> None:
    """What was above takes more lines then."""
    app = chat()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.resize_terminal(30, 20)
        await until(pilot, lambda: QUESTION in top(app))


async def test_the_place_is_the_users_once_they_scroll(chat: Chat, ask: Ask) -> None:
    """Nothing brings the answer back."""
    app = chat()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, QUESTION)
        await pilot.press("pageup")
        await until(pilot, lambda: QUESTION not in top(app))
        await pilot.resize_terminal(62, 20)
        await pilot.pause(0.1)
        assert QUESTION not in top(app)


async def test_page_keys_scroll_while_typing(chat: Chat, ask: Ask) -> None:
    """Page Up moves the conversation, and the cursor stays in the question."""
    app = chat()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, "a date")
        at = app.query_one(Conversation).scroll_y
        await pilot.press("pageup")
        assert app.query_one(Conversation).scroll_y < at
        assert isinstance(app.focused, QuestionInput)
