"""No English word on a Greek or Thai screen, wherever one goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from assistant.answering import Assistant
from assistant.chat import ChatApp, Setting
from assistant.chat.answer_view import AnswerView
from assistant.chat.case_panel import FactRow
from assistant.chat.question import QuestionInput
from assistant.chat.timeline import TimelineBar
from tests.chat.conftest import until, until_answered

Screen = Callable[[ChatApp], str]

TODAY = date(2026, 11, 26)
QUESTIONS = {
    "el": [
        "το τιμολόγιο έληγε την 1η Νοεμβρίου και δεν πληρώσαμε",
        "γάτες",
    ],
    "th": ["ใบแจ้งหนี้ครบกำหนดวันที่ 1 พ.ย. ยังไม่ได้จ่าย", "แมว"],
}
# Names of products, companies and keys; identifiers of articles and their blocks; formats.
NAMES = re.compile(
    r"Office|Microsoft|Online|SharePoint|Exchange|[Vv]ianet|Volume|Licensing|Open|Dynamics|Intune"
    r"|CRM|PowerShell|Skype|Business|OneDrive|Small|Premium|Lync|Project|Visio|Pro|Word|Excel|FAQ"
    r"|URL|Tab|Enter|Esc|PgUp|PgDn|Ctrl|Delete|Home|End|md|html|jsonl|assistant|replay|chat|resume"
    # The end of an article's name; keys and blocks; what the walk itself types.
    r"|business|F\d+|\^?[A-Z]|L\d+(\.\d+)?|(.)\2*"
)
ARTICLE = re.compile(r"\(?(el|th)/[a-z0-9-]*\)?|^[a-z0-9-]*-[a-z0-9-]+\)?")


def english_words(shown: str) -> Iterator[str]:
    """Yield what is written in Latin letters and is no name."""
    for line in shown.splitlines():
        # Beside a window or a notice the conversation beneath it is cut off within words.
        line = re.sub(r"\S*▌", "", line)  # noqa: PLW2901
        inside = re.search(r"[│╭╰](.*)[│╮╯]", line)
        for piece in (inside[1] if inside else line).split():
            if ARTICLE.search(piece) or "/" in piece:
                continue
            for word in re.findall(r"\^?[A-Za-z]+\d*(?:\.\d+)?", piece):
                if not NAMES.fullmatch(word):
                    yield word


async def shown_everywhere(app: ChatApp, pilot: Pilot[None], screen: Screen, tag: str) -> str:
    """Return all that the screen shows on a walk through the chat."""
    seen = [screen(app)]

    async def look(*keys: str) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        seen.append(screen(app))

    line = app.query_one(QuestionInput)
    for key in ("f3", "f4", "f5", "f6", "f8", "ctrl+c"):  # before there is an answer
        await look(key)
    for question in QUESTIONS[tag]:
        line.value = question
        turns = len(app.query("AnswerView, Complaint"))
        line.action_submit()
        await until(pilot, lambda turns=turns: len(app.query("AnswerView, Complaint")) > turns)  # type: ignore[misc]
        await until_answered(pilot)
        seen.append(screen(app))
        await look("pagedown")
    await look("f5")
    await look("pageup")
    app.query(TimelineBar).last().focus()
    await look("left")
    await look("f1")
    await look("escape", "escape", "f1")
    seen += [name for name, _ in app.commands()]
    await look("escape", "f3")
    await look("1")
    await look("escape", "escape", "f9")
    await look("question_mark")
    await look("escape", "enter")
    await look("ctrl+u", "x", "enter")
    await look("escape")
    for row in app.query(FactRow):
        if row.fact in {"licence", "edition", "expedited"}:
            row.focus()
            await look("enter")
            assert isinstance(app.focused, OptionList)
            await look("escape")
    await look("escape")
    line.value = "x" * 20_000
    line.action_submit()
    await pilot.pause(0.2)
    seen.append(screen(app).replace("x" * 50, ""))
    await look("enter")
    await look("ctrl+l")
    return "\n".join(seen)


@pytest.mark.parametrize("tag", ["el", "th"])
async def test_no_english_word_is_left(screen: Screen, tag: str) -> None:
    """First screen, answers, help, palette, sources, articles, facts, errors, notices."""
    app = ChatApp(Assistant(), Setting(today=TODAY, language=tag, earlier=list))
    app.animation_level = "none"
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        shown = await shown_everywhere(app, pilot, screen, tag)
        assert not app.query(AnswerView)  # the walk has come to its end
    assert sorted(set(english_words(shown))) == []
