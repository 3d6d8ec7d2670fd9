"""Where a question is typed."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from typing import ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.message import Message

from assistant.chat.editor import Editor
from assistant.chat.history import History
from assistant.chat.suggesting import AskedBefore, Suggester
from assistant.text.clean import one_line
from assistant.text.wrap import cell_width

_PAUSE = 0.05  # seconds


class QuestionInput(Editor):
    """One paragraph that grows; a digit or a question mark at its start may be a command.

    A pasted text becomes one line without control characters; one that is too long is not taken.

    Args:
        placeholder: stands where nothing is typed.
        numbers: says how many things can be chosen by number now.
        asked: returns questions that people have asked, to complete what is typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "submit")]

    class Submitted(Message):
        """A question was sent."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class NumberPressed(Message):
        """A number of the list that is open was pressed before anything was typed."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class HelpPressed(Message):
        """A question mark was pressed before anything was typed."""

    class PasteRefused(Message):
        """A text was pasted that is too long to be a question."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    class LeftBelow(Message):
        """The cursor was moved down from the last line, and there is no later question."""

    class Suggested(Message):
        """What is typed may go on in these ways; none when it is not known how."""

        def __init__(self, questions: list[str]) -> None:
            super().__init__()
            self.questions = questions

    def __init__(self, placeholder: str, numbers: Callable[[], int], asked: AskedBefore) -> None:
        super().__init__(placeholder)
        self._numbers = numbers
        self._history = History()
        self._suggester = Suggester(asked)

    @property
    def value(self) -> str:
        """Return what is typed; set, the cursor goes behind it."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.text = text
        self.move_cursor(self.document.end)

    def remember(self, question: str) -> None:
        """Keep a question, so that it can be brought back with the arrow keys."""
        self._history.add(question)

    def action_submit(self) -> None:
        """Send what is typed."""
        self.post_message(self.Submitted(self.value))

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Go a line up; from the first line bring back the question asked before."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        elif (earlier := self._history.earlier(self.value)) is not None:
            self.value = earlier

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Go a line down; from the last line go back towards what was being typed."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        elif (later := self._history.later()) is not None:
            self.value = later
        else:
            self.post_message(self.LeftBelow())

    async def on_key(self, event: events.Key) -> None:
        """Take a digit or a question mark at the start of the line as a command."""
        if self.value or event.character is None or len(event.character) != 1:
            return
        number = unicodedata.decimal(event.character, 0)
        # “1” waits for Enter where it may be the beginning of “12”.
        if number and number <= self._numbers() < 10 * number:
            self.post_message(self.NumberPressed(number))
        elif event.character == "?":
            self.post_message(self.HelpPressed())
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text as one clean line, if it is short enough."""
        from assistant.answering.question import MAX_QUESTION_CHARACTERS

        event.stop()
        event.prevent_default()
        length = len(self.value) + len(event.text)
        if length > MAX_QUESTION_CHARACTERS:
            self.post_message(self.PasteRefused(length))
        else:
            self.replace(one_line(event.text), *self.selection)

    @on(Editor.Changed)
    def _on_changed(self) -> None:
        self._suggest(self.value)

    @work(exclusive=True, group="suggestions")
    async def _suggest(self, typed: str) -> None:
        # Of keys that follow each other at once, as in what was typed ahead, only the last counts.
        await asyncio.sleep(_PAUSE)
        questions = await self._suggester.suggest(typed)
        if self.value != typed:
            return
        # The first stands behind the cursor, if there is room: what is suggested does not wrap.
        at_end = self.cursor_location == self.document.end
        rest = questions[0][len(typed) :] if questions and at_end else ""
        room = self.wrap_width - self.cursor_screen_offset.x + self.content_region.x
        self.suggestion = rest if cell_width(rest) <= room else ""
        self.post_message(self.Suggested(questions))
