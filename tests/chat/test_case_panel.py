"""What is known of the case: shown, put right in its place, told anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from assistant.chat import ChatApp
from assistant.chat.answer_view import AnswerView
from assistant.chat.case_panel import CasePanel, FactRow, ValueEditor
from assistant.chat.question import QuestionInput
from assistant.lifecycle import Facts, Licence
from tests.chat.conftest import DUE, until, until_answered

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]

KNOWN = Facts(payment_due=DUE)
WIDE = (120, 40)


async def changed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys that change a fact, and wait until the answer is told anew."""
    views = len(pilot.app.query(AnswerView))
    await pilot.press(*keys)
    await until(pilot, lambda: len(pilot.app.query(AnswerView)) > views)
    await until_answered(pilot)


def row(app: ChatApp, name: str) -> FactRow:
    """Return the row of a fact."""
    return next(one for one in app.query(FactRow) if one.fact == name)


async def test_it_stands_beside_the_conversation_once_something_is_known(
    chat: Chat, ask: Ask, screen: Screen
) -> None:
    """On a wide screen; before that, and on a narrow one, there is only the conversation."""
    for size, expected in ((WIDE, True), ((80, 40), False)):
        app = chat(saved=KNOWN)
        async with app.run_test(size=size) as pilot:
            assert "What I know about your case" not in screen(app)
            await ask(pilot, "a date")
            assert ("What I know about your case" in screen(app)) is expected
            assert ("Invoice due: 1 October 2026" in screen(app)) is expected


async def test_on_a_narrow_screen_it_takes_the_place_of_the_conversation(
    chat: Chat, ask: Ask, screen: Screen
) -> None:
    """F9 shows it, F9 or Escape hides it again, and so does a question."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=(60, 30)) as pilot:
        await ask(pilot, "a date")
        for way_back in ("f9", "escape"):
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.focused, FactRow))
            assert "Invoice due: 1 October 2026" in screen(app)
            assert "Disabled since" not in screen(app)
            await pilot.press(way_back)
            await pilot.pause()
            assert "Disabled since" in screen(app)
            assert isinstance(app.focused, QuestionInput)
        await pilot.press("f9")
        await ask(pilot, "another date")
        assert "Disabled since" in screen(app)


async def test_a_day_is_typed_as_people_write_it(chat: Chat, ask: Ask, assistant: Any) -> None:
    """Enter opens the value, Enter takes it; the last answer is told anew with it."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f9", "enter")
        await until(pilot, lambda: isinstance(app.focused, ValueEditor))
        assert app.query_one(ValueEditor).text == "1 October 2026"
        await changed(pilot, "ctrl+u", *"5 Oct", "enter")
        assert assistant.asked[-1][0] == "payment.missed"
        assert assistant.asked[-1][2].facts.payment_due == date(2026, 10, 5)
        assert app.talk.case.facts.payment_due == date(2026, 10, 5)
        assert app.focused is row(app, "payment_due")


async def test_what_is_no_day_is_said_and_changes_nothing(
    chat: Chat, ask: Ask, screen: Screen, assistant: Any
) -> None:
    """The line says how to write it; Escape leaves the value as it was."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f9", "enter")
        await until(pilot, lambda: isinstance(app.focused, ValueEditor))
        await pilot.press("ctrl+u", *"soon", "enter")
        await pilot.pause()
        assert "is not a date" in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "is not a date" not in screen(app)
        assert app.focused is row(app, "payment_due")
        assert len(assistant.asked) == 1


async def test_a_choice_is_made_from_a_list(chat: Chat, ask: Ask, screen: Screen) -> None:
    """The license is one of four, or not said."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.focused, FactRow))
        row(app, "licence").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, OptionList))
        await changed(pilot, "down", "enter")
        assert app.talk.case.facts.licence is Licence.VOLUME
        shown = " ".join(line.split("▊")[-1].strip() for line in screen(app).splitlines())
        assert "License type: Volume Licensing" in " ".join(shown.split())


async def test_a_fact_is_taken_back(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Delete on its row; the screen says that nobody has said it."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.focused, FactRow))
        await changed(pilot, "delete")
        assert app.talk.case.facts == Facts()
        await pilot.press("f9", "f9")
        assert "Invoice due: not known" in screen(app)


async def test_a_click_edits(chat: Chat, ask: Ask) -> None:
    """A row is opened with the mouse, too."""
    app = chat(saved=KNOWN)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "a date")
        await pilot.click(row(app, "users"))
        await until(pilot, lambda: isinstance(app.focused, ValueEditor))
        await changed(pilot, "5", "enter")
        assert app.talk.case.facts.users == 5


async def test_before_an_answer_a_fact_is_only_kept(chat: Chat, assistant: Any) -> None:
    """Without a question there is nothing to tell anew."""
    app = chat()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9", "enter")
        await until(pilot, lambda: isinstance(app.focused, ValueEditor))
        await pilot.press(*"5 Oct", "enter")
        await until(pilot, lambda: bool(app.talk.case.facts.to_mapping()))
        assert app.talk.case.facts.payment_due == date(2026, 10, 5)
        assert assistant.asked == []


async def test_arrows_go_through_the_list(chat: Chat) -> None:
    """Down and up move between the facts."""
    app = chat()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9", "down", "down", "up")
        rows = list(app.query(FactRow))
        assert app.focused is rows[1]


@pytest.mark.parametrize("language", ["el", "th"])
async def test_it_is_in_the_language_of_the_screen(
    chat: Chat, screen: Screen, language: str
) -> None:
    """Names, values and dates; F2 switches them, too."""
    app = chat(language, saved=KNOWN)
    expected = {"el": "1η Οκτωβρίου 2026", "th": "1 ตุลาคม 2569"}
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert expected[language] in screen(app)
        assert app.query_one(CasePanel).display
        while app.talk.language != "en":
            await pilot.press("f2")
        assert "Invoice due: 1 October 2026" in screen(app)
