"""The line in which a question is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from assistant.chat.suggesting import QuestionSuggester
from assistant.text.clean import one_line

# More than anyone goes back through; a bound.
_MOST_REMEMBERED = 200


class QuestionInput(Input):
    """One line of text; a digit or a question mark at its start may be a command.

    A pasted text becomes one line without control characters; one that is too long is not taken.

    Args:
        placeholder: stands where nothing is typed.
        numbers: says how many things can be chosen by number now.
        questions: returns questions that people have asked, to complete what is typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("up", "earlier"), ("down", "later")]

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

    def __init__(
        self,
        placeholder: str,
        numbers: Callable[[], int],
        questions: Callable[[], Iterable[str]],
    ) -> None:
        super().__init__(placeholder=placeholder, suggester=QuestionSuggester(questions))
        self._numbers = numbers
        self._asked: list[str] = []
        # Where in the questions asked before the user is; after the last: what is being typed.
        self._place = 0
        self._draft = ""

    def remember(self, question: str) -> None:
        """Keep a question, so that it can be brought back with the arrow keys."""
        if question.strip() and question not in self._asked[-1:]:
            self._asked = [*self._asked, question][-_MOST_REMEMBERED:]
        self._place, self._draft = len(self._asked), ""

    def action_earlier(self) -> None:
        """Bring back the question asked before; what was being typed is kept."""
        self._go(self._place - 1)

    def action_later(self) -> None:
        """Go back towards what was being typed."""
        self._go(self._place + 1)

    def _go(self, place: int) -> None:
        if not 0 <= place <= len(self._asked):
            return
        if self._place == len(self._asked):
            self._draft = self.value
        self._place = place
        self.value = self._asked[place] if place < len(self._asked) else self._draft
        self.cursor_position = len(self.value)

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
