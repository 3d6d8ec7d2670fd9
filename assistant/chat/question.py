"""The line in which a question is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import Input

from assistant.text.clean import one_line


class QuestionInput(Input):
    """One line of text; a digit or a question mark at its start may be a command.

    A pasted text becomes one line without control characters; one that is too long is not taken.

    Args:
        placeholder: stands where nothing is typed.
        numbers: says how many things can be chosen by number now.
    """

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

    def __init__(self, placeholder: str, numbers: Callable[[], int]) -> None:
        super().__init__(placeholder=placeholder)
        self._numbers = numbers

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
