"""The size of the screen while it changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from assistant.chat import ChatApp
from tests.chat.conftest import until

Chat = Callable[..., ChatApp]


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
