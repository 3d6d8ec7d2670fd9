"""Screens that settle when their size changes again before they have been laid out."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen


class Settling(Screen[Any]):
    """A screen that is laid out at the size that the terminal has now, and at no other.

    Textual's screen lays itself out at the size that it is told, and tells itself that it was
    resized. Where it was told two sizes meanwhile (a window is dragged, the machine is slow), each
    brings back the other, without end.
    """

    async def _on_resize(self, event: events.Resize) -> None:
        if event.size != self.app.size:
            event.prevent_default().stop()
