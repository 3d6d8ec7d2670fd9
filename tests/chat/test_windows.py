"""Windows and what has the focus: sources, articles, help, the timeline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from assistant.chat import ChatApp
from assistant.chat.case_panel import CasePanel
from assistant.chat.choices import Choices
from assistant.chat.conversation import Conversation, Welcome
from assistant.chat.question import QuestionInput
from assistant.chat.source_windows import ArticleWindow, SourcesWindow
from assistant.chat.timeline import TimelineBar
from assistant.chat.windows import HelpWindow
from assistant.cleaning.errors import ArticleFormatError
from tests.chat.conftest import QUOTE, until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]


@pytest.mark.parametrize("key", ["1", "๑", "enter"])
async def test_a_source_opens_the_article_at_its_block(
    chat: Chat, ask: Ask, screen: Screen, key: str
) -> None:
    """The block in the article's language, the answer's sentence beside it, its neighbours."""
    app = chat()
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, SourcesWindow))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, ArticleWindow))
        await until(pilot, lambda: "[1] " in screen(app))
        row = next(line for line in screen(app).splitlines() if "[1] " in line)
        assert QUOTE[:20] in row
        assert "→ The subscription has been Disabled since 31" in row
        assert "ย่อหน้าถัดไป" in screen(app)
        assert app.screen.query_one(".window").scroll_y == 0 or "ย่อหน้าก่อนหน้า" not in screen(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "Στο άρθρο" in screen(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.focused, QuestionInput)


async def test_on_a_narrow_screen_the_sentence_stands_beneath(
    chat: Chat, ask: Ask, screen: Screen
) -> None:
    """No column is too narrow to read."""
    app = chat()
    async with app.run_test(size=(60, 24)) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f3", "1")
        await until(pilot, lambda: isinstance(app.screen, ArticleWindow))
        await until(pilot, lambda: "→ The subscription" in screen(app))
        lines = screen(app).splitlines()
        first = next(n for n, line in enumerate(lines) if "[1] " in line)
        assert "→" not in lines[first]


async def test_an_article_that_cannot_be_read_is_said(
    chat: Chat, ask: Ask, screen: Screen, assistant: Any
) -> None:
    """One line; the list of sources stays."""

    def broken(_: str) -> None:
        raise ArticleFormatError("/x", detail="damaged")

    assistant.pack.cleaned = broken
    app = chat()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, "a date")
        await pilot.press("f3", "1")
        await until(pilot, lambda: "damaged" in screen(app))
        assert isinstance(app.screen, SourcesWindow)


async def test_numbers_beyond_the_list_do_nothing(chat: Chat, ask: Ask) -> None:
    """Nor do letters."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await pilot.press("f3", "9", "x", "down", "up")
        assert isinstance(app.screen, SourcesWindow)
        assert isinstance(app.focused, OptionList)


@pytest.mark.parametrize(
    ("widget", "expected"),
    [
        (QuestionInput, ["The question box", "Send the question"]),
        (Choices, ["A list to choose from", "Choose from a numbered list"]),
        (Conversation, ["The conversation", "Scroll the conversation"]),
        (TimelineBar, ["The timeline", "Go from phase to phase"]),
    ],
)
async def test_help_begins_with_what_has_the_focus(
    chat: Chat, ask: Ask, screen: Screen, widget: Any, expected: list[str]
) -> None:
    """F1, and “?” where it is not typed, say what can be done there, then all keys."""
    app = chat()
    async with app.run_test(size=(100, 50)) as pilot:
        if widget is TimelineBar:
            await ask(pilot, "a date")
        app.query_one(widget).focus()
        await pilot.press("f1" if widget is QuestionInput else "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpWindow))
        await pilot.pause()
        shown = screen(app)
        for text in [*expected, "Every answer names its source."]:
            assert text in shown


async def test_help_in_the_case_panel(chat: Chat, screen: Screen) -> None:
    """Rows say how they are changed and taken back."""
    app = chat()
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: bool(app.query(CasePanel)))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Clear it" in screen(app))


async def test_the_timeline_tells_the_days_of_a_phase(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Arrows go from phase to phase, beginning with today's; leaving it marks today again."""
    app = chat()
    async with app.run_test(size=(80, 40)) as pilot:
        await ask(pilot, "a date")
        app.query_one(TimelineBar).focus()
        told = []
        for key in ("right", "right", "right", "left", "left", "left", "left"):
            await pilot.press(key)
            await pilot.pause()
            line = next(line for line in screen(app).splitlines() if "▲" in line)
            told.append(line.replace("▲", "").strip())
        active = "Active: until 30 September 2026"
        expired = "Expired: 1 October 2026 – 30 October 2026"
        disabled = "Disabled: 31 October 2026 – 28 January 2027"
        after = "Deprovisioned: from 29 January 2027"
        assert told == [disabled, after, after, disabled, expired, active, active]
        await pilot.press("escape")
        await pilot.pause()
        assert "▲ Today, 21 November 2026" in screen(app)


async def test_the_timeline_answers_the_mouse(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Over a phase its days stand beneath the bar; gone, today does."""
    app = chat()
    async with app.run_test(size=(80, 40)) as pilot:
        await ask(pilot, "a date")
        bar = app.query_one(TimelineBar)
        await pilot.hover(bar, offset=(1, 0))
        await pilot.pause()
        assert "Active: until 30 September 2026" in screen(app)
        await pilot.hover(QuestionInput)
        await pilot.pause()
        assert "▲ Today, 21 November 2026" in screen(app)


async def test_pages_scroll_the_conversation(chat: Chat, ask: Ask) -> None:
    """While the cursor stays in the question; the welcome is still there above."""
    app = chat()
    async with app.run_test(size=(60, 16)) as pilot:
        await ask(pilot, "a date")
        conversation = app.query_one(Conversation)
        conversation.scroll_home(animate=False)
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        assert conversation.scroll_y > 0
        await pilot.press("pageup")
        await pilot.pause()
        assert conversation.scroll_y == 0
        assert app.query_one(Welcome).region.y >= 0
        assert isinstance(app.focused, QuestionInput)
