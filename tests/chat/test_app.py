"""The chat as people use it, by keys and mouse."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.answering import Case
from assistant.chat import ChatApp, texts
from assistant.chat.answer_view import AnswerView
from assistant.chat.question import QuestionInput
from assistant.chat.texts import Texts
from assistant.messages import Prose, load_program_prose
from assistant.messages.catalogs import CatalogError
from assistant.messages.writing import writer_for
from assistant.render import document

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Screen = Callable[[ChatApp], str]
Settle = Callable[[Pilot[None]], Awaitable[None]]


async def test_first_screen_says_what_it_can_do(chat: Chat, screen: Screen) -> None:
    """Three lines and three examples are there, and the cursor is where one types."""
    app = chat()
    async with app.run_test():
        shown = screen(app)
        assert "Every answer names its source." in shown
        assert "3. What happens when my trial ends?" in shown
        assert isinstance(app.focused, QuestionInput)


async def test_examples_without_a_topic_are_left_out(
    chat: Chat, screen: Screen, assistant: Any
) -> None:
    """A pack is not asked about what it does not cover."""
    assistant.pack.topic_ids = ("trial.end",)
    app = chat()
    async with app.run_test():
        assert "1. What happens when my trial ends?" in screen(app)
        assert "2." not in screen(app)


async def test_an_example_is_asked_by_its_number(
    chat: Chat, settle: Settle, assistant: Any
) -> None:
    """Pressing 3 on the first screen asks the third example."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("3")
        await settle(pilot)
        assert assistant.asked[0][0] == "What happens when my trial ends?"


async def test_a_dated_answer_shows_everything(chat: Chat, ask: Ask, screen: Screen) -> None:
    """Lead, bar, dates, what to do, passages and sources of an answer are on the screen."""
    app = chat()
    async with app.run_test(size=(80, 40)) as pilot:
        await ask(pilot, "a date")
        shown = screen(app)
        for expected in (
            "a date",
            "Disabled since 31 October",
            "▲ Today, 21 November 2026",
            "31 October 2026  It is Disabled",
            "What to do",
            "• Pay the invoice",
            "What the articles say",
            "Sources",
            "[1] L167",
        ):
            assert expected in shown


async def test_the_case_goes_on_from_turn_to_turn(chat: Chat, ask: Ask, assistant: Any) -> None:
    """Each question is answered with the case that the answer before has left."""
    app = chat("el")
    async with app.run_test() as pilot:
        await ask(pilot, "first")
        await ask(pilot, "second")
    assert [case.topic for _, _, case in assistant.asked] == [None, "payment.missed"]
    assert assistant.asked[0][2].language == "el"


async def test_questions_asked_at_once_are_answered_in_order(
    chat: Chat, settle: Settle, assistant: Any
) -> None:
    """A question typed while one is being answered waits, and the keys still work."""
    app = chat()
    async with app.run_test() as pilot:
        for typed in ("wait", "second"):
            app.query_one(QuestionInput).value = typed
            await pilot.press("enter")
        await pilot.press("x")
        assert app.query_one(QuestionInput).value == "x"
        await pilot.pause(0.35)
        assert app.query_one("#working").display
        assistant.go.set()
        await settle(pilot)
        assert [asked for asked, _, _ in assistant.asked] == ["wait", "second"]
        answers = [view.answer.question for view in app.query(AnswerView)]
        assert answers == ["wait", "second"]
        assert not app.query_one("#working").display


async def test_f2_switches_the_language_and_keeps_the_conversation(
    chat: Chat, ask: Ask, assistant: Any
) -> None:
    """The turns stay, the next answer comes in the new language, and the circle closes."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await pilot.press("f2")
        assert app.talk.case.language == "el"
        assert app.talk.case.topic == "payment.missed"
        assert len(app.query(AnswerView)) == 1
        await ask(pilot, "a date")
        assert app.query(AnswerView).last().answer.language == "el"
        await pilot.press("f2")
        assert app.talk.case.language == "th"
        await pilot.press("f2")
        assert app.talk.case.language == "en"
    assert all(pinned is None for _, pinned, _ in assistant.asked)


async def test_f2_opens_no_list_that_was_closed(chat: Chat, ask: Ask, assistant: Any) -> None:
    """After F2 a number still chooses from the last list, not from the first screen's."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "which")
        await pilot.press("f2")
        await ask(pilot, "2")
        assert assistant.asked[-1][0] == "2"
        await pilot.press("f2")
        await pilot.press("2")
        assert app.query_one(QuestionInput).value == "2"


@pytest.mark.parametrize("language", ["en", "el", "th"])
async def test_all_keys_fit_at_60_columns(chat: Chat, screen: Screen, language: str) -> None:
    """The foot of a small screen names every key, whole, in each language."""
    app = chat(language)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        foot = screen(app).splitlines()[-1]
        for name, _ in app.commands()[:5]:
            assert name in foot


async def test_every_text_of_the_screen_is_looked_up(
    chat: Chat, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After F2 placeholder, keys, first lines, palette and help are all in the new language."""
    app = chat()

    def say(_self: Texts, tag: str, message: tuple[str, str], **_values: object) -> str:
        return f"‹{tag}:{message[0]}›"

    async with app.run_test(size=(300, 50)) as pilot:
        monkeypatch.setattr(Texts, "say", say)
        await pilot.press("f2")
        await pilot.pause()
        shown = screen(app)
        for name in ("placeholder", "key.help", "key.quit", "about.dates", "example.trial"):
            assert f"‹el:chat.{name}›" in shown
        await pilot.press("f1")
        await pilot.pause()
        assert "‹el:chat.help.send›" in screen(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "‹th:chat.help.send›" in screen(app)
        assert "‹el:chat" not in screen(app)


async def test_a_pinned_language_moves_with_f2(chat: Chat, ask: Ask, assistant: Any) -> None:
    """The language of answers follows the last explicit wish."""
    app = chat("th", pinned="th")
    async with app.run_test() as pilot:
        await ask(pilot, "one")
        await pilot.press("f2")
        await ask(pilot, "two")
    assert [pinned for _, pinned, _ in assistant.asked] == ["th", "en"]


async def test_a_region_is_kept_on_the_way_round(chat: Chat) -> None:
    """Switching through all languages ends at en-GB where it began there."""
    app = chat("en-GB")
    async with app.run_test() as pilot:
        await pilot.press("f2", "f2", "f2")
        assert app.talk.case.language == "en-GB"


async def test_sources_open_with_the_quote_and_close(chat: Chat, ask: Ask, screen: Screen) -> None:
    """F3 shows title, block and the Thai words of the article, once; Escape closes the list."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await pilot.press("f3")
        await pilot.pause()
        assert "[1] When a subscription ends (th/when-a-subscription-ends) L167" in screen(app)
        assert screen(app).count("“หากเราไม่ได้รับการชำระเงินภายใน 30 วัน") == 1
        await pilot.press("f3", "f1")
        assert len(app.screen_stack) == 2
        await pilot.press("escape")
        assert len(app.screen_stack) == 1
        assert isinstance(app.focused, QuestionInput)


async def test_sources_before_any_answer_say_so(chat: Chat, screen: Screen) -> None:
    """F3 on the first screen says that there are none yet."""
    app = chat()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert "There are no sources yet" in screen(app)


async def test_help_lists_the_keys(chat: Chat, screen: Screen) -> None:
    """F1 shows every key, those without room in the footer, too, and Escape closes it."""
    app = chat()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        for expected in ("F1 ?", "F2", "F3", "F4", "Ctrl+L", "Ctrl+P", "Ctrl+Q F10", "Esc Close"):
            assert expected in screen(app)
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


async def test_ctrl_l_starts_over(chat: Chat, settle: Settle, ask: Ask, screen: Screen) -> None:
    """The turns and what they established are gone, the first screen is back."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert not app.query(AnswerView)
        assert app.talk.case == Case.empty(language="en")
        assert "For example:" in screen(app)
        await pilot.press("3")
        await settle(pilot)
        assert len(app.query(AnswerView)) == 1


async def test_starting_over_drops_an_answer_on_its_way(
    chat: Chat, ask: Ask, assistant: Any
) -> None:
    """What was asked before comes neither late nor first."""
    app = chat()
    async with app.run_test() as pilot:
        for typed in ("wait", "second"):
            app.query_one(QuestionInput).value = typed
            await pilot.press("enter")
        await pilot.press("ctrl+l")
        assistant.go.set()
        await pilot.pause(0.1)
        await ask(pilot, "new")
        assert [view.answer.question for view in app.query(AnswerView)] == ["new"]
        assert assistant.asked[-1][2] == Case.empty(language="en")


async def test_a_broken_catalog_is_said_and_not_switched_to(
    chat: Chat, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F2 stays in the language that can be read, and one line names the fault."""

    def load(tag: str) -> Prose:
        if tag == "el":
            raise CatalogError("el.po", detail="it is broken")
        return load_program_prose(tag)

    monkeypatch.setattr(texts, "load_program_prose", load)
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert app.talk.case.language == "en"
        assert "el.po: This catalog cannot be read: it is broken." in screen(app)


async def test_a_hostile_translation_is_refused_in_one_line(
    chat: Chat, ask: Ask, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A placeholder that reaches into the program ends one answer, not the conversation."""
    catalog: Any = SimpleNamespace(
        get=lambda context, _: "{0.__class__}" if context == "answer.quoted" else None
    )
    hostile = Prose("en", "en", catalog, writer_for("en"))
    monkeypatch.setattr(document, "load_program_prose", lambda _: hostile)
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "a date")
        assert "The placeholder {0.__class__} is not allowed here." in screen(app)
        await ask(pilot, "next")
        assert app.query(AnswerView).last().answer.question == "next"


@pytest.mark.parametrize("key", ["ctrl+q", "f10"])
async def test_quit(chat: Chat, key: str) -> None:
    """Ctrl+Q and F10 end the program without a complaint."""
    app = chat()
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


async def test_ctrl_c_says_how_to_quit(chat: Chat, screen: Screen) -> None:
    """The key that quits elsewhere does not quit by accident."""
    app = chat()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("tab", "ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert "To quit, press Ctrl+Q." in screen(app)


async def test_light_and_dark(chat: Chat) -> None:
    """The appearance is switched from the palette's command and back."""
    app = chat()
    async with app.run_test():
        before = app.current_theme.dark
        await app.run_action("toggle_dark")
        assert app.current_theme.dark is not before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "The question is empty. Write what you would like to know."),
        ("crash", "Something went wrong: RuntimeError('[bold]broken[/bold]')"),
    ],
)
async def test_what_cannot_be_answered_is_one_line(
    chat: Chat, ask: Ask, screen: Screen, typed: str, said: str
) -> None:
    """Errors, foreseen or not, are said in the conversation, which goes on."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, typed)
        assert said in screen(app)
        await ask(pilot, "next")
        assert app.query(AnswerView).last().answer.question == "next"


async def test_markup_and_escapes_are_shown_not_obeyed(
    chat: Chat, ask: Ask, screen: Screen
) -> None:
    """Mark-up in a question stands on the screen twice, as typed; escapes are gone."""
    app = chat()
    async with app.run_test() as pilot:
        await ask(pilot, "[red]is[/red] [/] [@click=app.quit]this\x1b[2J[/]\x07 bold?")
        shown = screen(app)
        assert shown.count("[red]is[/red] [/] [@click=app.quit]this[/] bold?") >= 1
        assert "\x1b" not in shown
