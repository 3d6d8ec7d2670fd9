"""Keys that edit what is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.chat import ChatApp
from assistant.chat.question import QuestionInput

Chat = Callable[..., ChatApp]

TYPED = "one two three"


@pytest.mark.parametrize(
    ("keys", "text", "cursor"),
    [
        (["home"], TYPED, 0),
        (["ctrl+a"], TYPED, 0),
        (["home", "end"], TYPED, 13),
        (["ctrl+a", "ctrl+e"], TYPED, 13),
        (["left", "left", "right"], TYPED, 12),
        (["ctrl+left"], TYPED, 8),
        (["home", "ctrl+right"], TYPED, 3),
        (["backspace"], "one two thre", 12),
        (["home", "delete"], "ne two three", 0),
        (["home", "ctrl+d"], "ne two three", 0),
        (["ctrl+w"], "one two ", 8),
        (["ctrl+backspace"], "one two ", 8),
        (["alt+backspace"], "one two ", 8),
        (["home", "alt+delete"], " two three", 0),
        (["ctrl+u"], "", 0),
        (["ctrl+left", "ctrl+k"], "one two ", 8),
        (["shift+home", "backspace"], "", 0),
        (["home", "shift+end", "x"], "x", 1),
        (["shift+left", "shift+left", "delete"], "one two thr", 11),
        (["home", "shift+right", "delete"], "ne two three", 0),
        (["ctrl+shift+left", "delete"], "one two ", 8),
        (["home", "ctrl+shift+right", "delete"], " two three", 0),
        (["shift+up", "delete"], "", 0),
        (["home", "shift+down", "delete"], "", 0),
        (["shift+home", "ctrl+x", "ctrl+v", "ctrl+v"], TYPED * 2, 26),
        (["ctrl+u", "ctrl+z"], TYPED, 13),
        (["ctrl+u", "ctrl+z", "ctrl+y"], "", 0),
    ],
)
async def test_keys_edit_as_elsewhere(chat: Chat, keys: list[str], text: str, cursor: int) -> None:
    """Moving, selecting, deleting, cutting, undoing: as in a shell or a browser."""
    app = chat()
    async with app.run_test() as pilot:
        line = app.query_one(QuestionInput)
        line.value = TYPED
        await pilot.press(*keys)
        assert line.value == text
        assert line.cursor_location == (0, cursor)
