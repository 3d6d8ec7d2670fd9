"""What scrolls, and stays where it was told to begin."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget


class SteadyScroll(VerticalScroll):
    """A column that keeps one of its parts in view until the user scrolls.

    Textual scrolls once, and may do it before what was added has been laid out. Here the part is
    brought into view after each layout, whatever the order was and whatever size the terminal has
    by then.
    """

    _first: Widget | None = None

    def on_mount(self) -> None:
        """Look after the place whenever the screen has been laid out."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._scroll_to_first())

    def begin_with(self, part: Widget | None) -> None:
        """Bring a part to the top, or as far up as it goes, and keep it there.

        Args:
            part: a widget within this one; None lets the place go.
        """
        self._first = part
        self._scroll_to_first()

    def release_anchor(self) -> None:
        """Leave the place to the user: Textual calls this whenever something scrolls."""
        super().release_anchor()
        self._first = None

    def _scroll_to_first(self) -> None:
        first = self._first
        if first is not None and first.is_attached:
            self.scroll_to_widget(first, top=True, animate=False, immediate=True)
            self._first = first
