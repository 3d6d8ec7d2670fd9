"""The keys at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.chat import ChatApp
from assistant.chat.foot import Foot
from assistant.chat.windows import HelpWindow
from assistant.text.wrap import cell_width
from tests.chat.conftest import screen_lines, until

Chat = Callable[..., ChatApp]


async def test_a_click_does_what_the_key_does(chat: Chat) -> None:
    """On the key and on its name; beside them nothing happens."""
    app = chat()
    async with app.run_test(size=(80, 24)) as pilot:
        at = screen_lines(app)[-1].index("Help")
        await pilot.click(Foot, offset=(78, 0))
        assert len(app.screen_stack) == 1
        await pilot.click(Foot, offset=(at, 0))
        await until(pilot, lambda: isinstance(app.screen, HelpWindow))


@pytest.mark.parametrize("language", ["en", "el", "th"])
async def test_the_keys_have_room_on_a_small_screen_and_no_name_is_cut(
    chat: Chat, language: str
) -> None:
    """All of them at 60 cells; on a narrower screen the first ones, whole."""
    app = chat(language)
    async with app.run_test(size=(60, 20)) as pilot:
        wide = screen_lines(app)[-1]
        assert [key for key in ("F1", "F2", "F3", "^L", "^Q") if key not in wide] == []
        await pilot.resize_terminal(30, 20)
        await until(pilot, lambda: cell_width(screen_lines(app)[-1]) <= 30)
        narrow = screen_lines(app)[-1]
        assert wide.startswith(narrow)
        assert wide[len(narrow) :].startswith(" ")


async def test_the_keys_are_named_in_the_language_of_the_screen(chat: Chat) -> None:
    """F2 changes their names at once."""
    app = chat("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "Βοήθεια" in screen_lines(app)[-1])
