"""Pictures of a dated answer, looked at by people before they were stored.

After a wanted change: `pytest tests/chat/test_pictures.py --snapshot-update`, then look again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from assistant.chat import ChatApp
from assistant.lifecycle import Facts
from tests.chat.conftest import DUE

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]
Pictures = Callable[..., bool]

QUESTIONS = {
    "en": "What happens on that date if we do not pay?",
    "el": "Τι γίνεται αν δεν πληρώσουμε; (date)",
    "th": "ถ้าไม่จ่ายเงินจะเกิดอะไรขึ้น (date)",
}


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_dated_answer(chat: Chat, ask: Ask, snap_compare: Pictures, language: str) -> None:
    """At 80×24 question, lead, bar, legend and dates stand in view without a scroll."""

    async def before(pilot: Pilot[None]) -> None:
        await ask(pilot, QUESTIONS[language])

    assert snap_compare(chat(language), terminal_size=(80, 24), run_before=before)


@pytest.mark.parametrize("width", [20, 40, 120])
def test_dated_answer_at_every_width(
    chat: Chat, ask: Ask, snap_compare: Pictures, width: int
) -> None:
    """Thai wraps between words, nothing is cut off or shifted; what is known stands beside."""

    async def before(pilot: Pilot[None]) -> None:
        await ask(pilot, QUESTIONS["th"])

    app = chat("th", saved=Facts(payment_due=DUE))
    assert snap_compare(app, terminal_size=(width, 40), run_before=before)


def test_dated_answer_on_a_small_screen(chat: Chat, ask: Ask, snap_compare: Pictures) -> None:
    """At 60×20 the Thai answer is readable, with the legend on two lines."""

    async def before(pilot: Pilot[None]) -> None:
        await ask(pilot, QUESTIONS["th"])

    assert snap_compare(chat("th"), terminal_size=(60, 20), run_before=before)


@pytest.mark.parametrize("theme", ["light", "contrast-dark", "contrast-light"])
def test_question_back(chat: Chat, ask: Ask, snap_compare: Pictures, theme: str) -> None:
    """In all colours the open list is legible, and the one that is closed is still read."""

    async def before(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        await ask(pilot, "which")
        await pilot.pause(0.2)  # colours come later than letters, which is what was waited for

    assert snap_compare(chat(), terminal_size=(60, 20), run_before=before)
