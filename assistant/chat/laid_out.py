"""Text that is laid out anew for every width, as the plain renderer lays it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from assistant.text.clean import strip_controls

# Gives the lines for a width in cells; none of them is wider.
LayOut = Callable[[int], Sequence[str | Content]]


def literal(text: str, style: str = "") -> Content:
    """Return a text to be shown as it is: no mark-up is read, no control character kept."""
    return Content.styled(strip_controls(text), style)


class LaidOut(Static):
    """Lines that depend on the width: hanging indents and columns survive a resize.

    Args:
        lay_out: gives the lines for a width; nothing in them is read as mark-up.
        classes: CSS classes.
    """

    def __init__(self, lay_out: LayOut, *, classes: str | None = None) -> None:
        self._lines = Lines(lay_out)
        super().__init__(self._lines, classes=classes)

    def lay_out_again(self) -> None:
        """Lay the text out anew, as what it says has changed."""
        self._lines.forget()
        self.refresh(layout=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse has selected."""
        return selection.extract(self._lines.at(self.content_size.width).plain), "\n"


class Lines(Visual):
    """The lines as Textual draws them.

    Args:
        lay_out: gives the lines for a width.
    """

    def __init__(self, lay_out: LayOut) -> None:
        self._lay_out = lay_out
        self._width = 0
        self._content = Content()

    def forget(self) -> None:
        """Forget the lines that are remembered."""
        self._width = 0

    def at(self, width: int) -> Content:
        """Return the lines for a width, remembering the last."""
        if width != self._width:
            self._content = Content("\n").join(
                literal(line) if isinstance(line, str) else line for line in self._lay_out(width)
            )
            self._width = width
        return self._content

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return the lines as strips."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - the protocol
        """Return the width that is wanted: all there is."""
        return container_width

    def get_minimal_width(self, rules: RulesMap) -> int:  # noqa: ARG002 - the protocol
        """Return the least width that makes sense."""
        return 1

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines a width takes."""
        return self.at(width).get_height(rules, width)
