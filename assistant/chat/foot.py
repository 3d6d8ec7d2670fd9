"""The keys that are always at hand, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from assistant.chat import keys
from assistant.chat.laid_out import literal
from assistant.chat.texts import Message
from assistant.text.wrap import cell_width

_GAP = " "


class Foot(Widget):
    """One line: each key with what it does, those that have no room left out; a click does it.

    Textual's own has a widget for each key, which takes as long to style as all else on the screen.

    Args:
        say: returns a text in the language of the screen.
    """

    ALLOW_SELECT = False

    def __init__(self, say: Callable[[Message], str]) -> None:
        super().__init__()
        self._say = say

    def render(self) -> Content:
        """Return the line."""
        line, left = Content(), self.size.width
        for key, shown, _, message in keys.FOOT_KEYS:
            told = self._say(message)
            left -= cell_width(f"{shown} {told}")
            if left < 0:
                break
            named = Content.assemble(literal(shown, "$footer-key-foreground bold"), f" {told}")
            line += named.stylize(Style.from_meta({"key": key}))
            line += _GAP
            left -= len(_GAP)
        return line

    def on_click(self, event: events.Click) -> None:
        """Press the key that is pointed at."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
