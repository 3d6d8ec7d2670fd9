"""A text to edit that grows with what is typed, whatever the script."""

from __future__ import annotations

import unicodedata
from itertools import takewhile
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.events import Key
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location, Selection

from assistant.text.graphemes import (
    grapheme_after,
    grapheme_at,
    grapheme_before,
    without_last,
)


class Editor(TextArea, inherit_bindings=False):
    """One paragraph, wrapped; the cursor moves by what a reader sees as a character.

    Args:
        placeholder: stands where nothing is typed.
        text: what is there to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "cursor_up"),
        ("down", "cursor_down"),
        ("left", "cursor_left"),
        ("right", "cursor_right"),
        ("ctrl+left", "cursor_word_left"),
        ("ctrl+right", "cursor_word_right"),
        ("home,ctrl+a", "cursor_line_start"),
        ("end,ctrl+e", "cursor_line_end"),
        ("shift+left", "cursor_left(True)"),
        ("shift+right", "cursor_right(True)"),
        ("shift+up", "cursor_up(True)"),
        ("shift+down", "cursor_down(True)"),
        ("ctrl+shift+left", "cursor_word_left(True)"),
        ("ctrl+shift+right", "cursor_word_right(True)"),
        ("shift+home", "cursor_line_start(True)"),
        ("shift+end", "cursor_line_end(True)"),
        ("backspace", "delete_left"),
        ("delete,ctrl+d", "delete_right"),
        ("ctrl+w,ctrl+backspace,alt+backspace", "delete_word_left"),
        ("alt+delete", "delete_word_right"),
        ("ctrl+u", "delete_to_start_of_line"),
        ("ctrl+k", "delete_to_end_of_line"),
        ("ctrl+x", "cut"),
        ("ctrl+v", "paste"),
        ("ctrl+z", "undo"),
        ("ctrl+y", "redo"),
    ]

    def __init__(self, placeholder: str = "", text: str = "") -> None:
        super().__init__(text, placeholder=placeholder, highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Let the cursor blink only for those who have not asked for less motion."""
        self.cursor_blink = self.app.animation_level == "full"

    async def on_key(self, event: Key) -> None:
        """Let Enter do what it is bound to: a question is one paragraph."""
        if event.key == "enter":
            event.prevent_default()

    def validate_selection(self, selection: Selection) -> Selection:
        """Keep the cursor and what is selected out of the middle of a character."""
        return Selection(*map(self._between_characters, selection))

    def render_line(self, y: int) -> Strip:
        """Return a line; the cursor lies on a whole letter, not on it without its marks."""
        joined: list[Segment] = []
        for segment in super().render_line(y):
            marks = _leading_marks(segment.text)
            if joined and marks:
                last = joined[-1]
                joined[-1] = Segment(last.text + segment.text[:marks], last.style, last.control)
                segment = Segment(segment.text[marks:], segment.style, segment.control)  # noqa: PLW2901
            joined.append(segment)
        return Strip(joined)

    def get_cursor_left_location(self) -> Location:
        """Return where the cursor goes to the left."""
        row, column = self.cursor_location
        return (row, grapheme_before(self.document[row], column))

    def get_cursor_right_location(self) -> Location:
        """Return where the cursor goes to the right."""
        row, column = self.cursor_location
        return (row, grapheme_after(self.document[row], column))

    def action_delete_left(self) -> None:
        """Delete what is selected, or what the backspace key takes of the character before."""
        if self.selection.is_empty:
            (row, column), line = self.cursor_location, self.document[self.cursor_location[0]]
            start = grapheme_before(line, column)
            self.replace(without_last(line[start:column]), (row, start), (row, column))
        else:
            super().action_delete_left()

    def _between_characters(self, location: Location) -> Location:
        row, column = location
        return (row, grapheme_at(self.document[row], column))


def _leading_marks(text: str) -> int:
    """Return how many characters at the start are drawn over a letter before them."""
    marks = takewhile(lambda char: unicodedata.category(char) in {"Mn", "Me"}, text)
    return sum(1 for _ in marks)
