"""Conversations that are kept while they are held, and taken up again."""

from __future__ import annotations

import errno
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from assistant.answering import Answer
from assistant.chat import ChatApp
from assistant.chat.answer_view import AnswerView
from assistant.chat.conversation import Complaint, Question
from assistant.errors import FileAccessError
from assistant.render.keeping import NothingKeptError
from tests.chat.conftest import until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]


class Keeper:
    """Keeps answers in memory."""

    def __init__(self) -> None:
        self.kept: list[Answer] = []

    def keep(self, answer: Answer) -> None:
        """Keep an answer."""
        self.kept.append(answer)

    def forget(self) -> None:
        """Forget all."""
        self.kept.clear()


async def test_each_answer_is_kept_until_the_user_starts_over(chat: Chat, ask: Ask) -> None:
    """What is on the screen is what is kept."""
    keeper = Keeper()
    app = chat(keeper=keeper)
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await ask(pilot, "another")
        assert [one.question for one in keeper.kept] == ["a date", "another"]
        await pilot.press("ctrl+l")
        assert keeper.kept == []


async def test_a_full_disk_costs_nobody_the_answer(chat: Chat, ask: Ask) -> None:
    """One line says why nothing is kept; the conversation goes on without."""

    class Full(Keeper):
        def keep(self, answer: Answer) -> None:  # noqa: ARG002 - a keeper
            raise FileAccessError.of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/x"))

    app = chat(keeper=Full())
    async with app.run_test() as pilot:
        await ask(pilot, "first")
        await ask(pilot, "second")
        assert len(app.query(AnswerView)) == 2
        assert len(app.query(Complaint)) == 1


async def test_an_earlier_conversation_is_offered_and_taken_up(
    chat: Chat, ask: Ask, screen: Screen, assistant: Any
) -> None:
    """The first screen lists it; its turns come back, and questions go on from there."""
    first = chat()
    async with first.run_test() as pilot:
        await ask(pilot, "a date")
        kept = list(first.talk.answers)
    app = chat(earlier=lambda: kept)
    async with app.run_test() as pilot:
        assert "4. Continue the conversation that was cut off" in screen(app)
        await pilot.press("4")
        await until(pilot, lambda: bool(app.query(AnswerView)))
        assert [str(one.content) for one in app.query(Question)] == ["a date"]
        await ask(pilot, "and then?")
        assert assistant.asked[-1][2] == kept[0].case
        await pilot.press("up", "up")


async def test_it_is_taken_up_at_once_if_that_is_asked_for(chat: Chat, screen: Screen) -> None:
    """`--resume`; that there is none is said."""

    def nothing() -> list[Answer]:
        raise NothingKeptError

    app = chat(earlier=nothing, resume=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.query(Complaint)))
        assert "There is no conversation to continue." in screen(app)


async def test_a_conversation_that_has_begun_is_not_replaced(
    chat: Chat, ask: Ask, screen: Screen
) -> None:
    """The command says that there is nothing to go on with."""
    app = chat(earlier=list)
    async with app.run_test(notifications=True) as pilot:
        await ask(pilot, "something")
        await app.run_action("resume")
        await until(pilot, lambda: "There is no earlier" in screen(app))


async def test_feedback_is_kept_and_said_where(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Of the last answer; before there is one, that is said."""
    told: list[tuple[str, bool]] = []

    def keep(answer: Answer, helped: bool) -> Path:  # noqa: FBT001 - as it is called
        told.append((answer.question, helped))
        return Path("/state/feedback.jsonl")

    app = chat(feedback=keep)
    async with app.run_test(notifications=True) as pilot:
        await app.run_action("feedback(True)")
        assert told == []
        await ask(pilot, "one")
        await app.run_action("feedback(True)")
        await app.run_action("feedback(False)")
        assert told == [("one", True), ("one", False)]
        await until(pilot, lambda: "/state/feedback.jsonl" in screen(app))
