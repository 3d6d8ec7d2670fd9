"""The size of the screen while it changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

from assistant.chat import ChatApp
from tests.chat.conftest import screen_lines, until

Chat = Callable[..., ChatApp]
Ask = Callable[[Pilot[None], str], Awaitable[None]]


@pytest.mark.parametrize("key", [None, "f1", "ctrl+p"])
async def test_a_size_that_is_over_is_not_laid_out(chat: Chat, key: str | None) -> None:
    """Not in windows either: it would be told again and again, and the newer one in turn."""
    app = chat()
    widths: list[int] = []

    def laid_out(screen: Screen[None]) -> None:
        assert screen.focused is not None
        widths.append(screen.focused.region.right)

    async with app.run_test(size=(100, 30)) as pilot:
        if key is not None:
            await pilot.press(key)
        await pilot.pause()
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid_out, immediate=True)
        over = Size(40, 20)
        app.screen.post_message(events.Resize(over, over))
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: bool(widths) and widths[-1] <= 80)
    assert min(widths) > over.width
    assert max(widths) <= 100


async def test_a_resize_lays_out_anew(chat: Chat, ask: Ask) -> None:
    """Narrowing the terminal wraps text and redraws the bar."""
    app = chat()
    async with app.run_test(size=(100, 40)) as pilot:
        await ask(pilot, "a date")
        await pilot.resize_terminal(50, 60)
        await pilot.pause()
        lines = screen_lines(app)
        bar = next(index for index, line in enumerate(lines) if line.strip().startswith("━━━"))
        assert len(lines[bar]) <= 50
        assert "▲ Today" in lines[bar + 1]
