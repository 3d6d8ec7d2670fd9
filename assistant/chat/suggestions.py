"""The list of ways in which a question may go on, over the line in which it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.chat.laid_out import Lines
from assistant.text.wrap import wrap


class Suggestions(OptionList):
    """Questions that begin as what is typed; hidden while there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,left", "leave")]

    class Taken(Message):
        """A question was taken from the list, or the list was left without one."""

        def __init__(self, question: str | None) -> None:
            super().__init__()
            self.question = question

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)
        self._questions: list[str] = []

    def show(self, questions: Sequence[str]) -> None:
        """Offer questions in the place of those before."""
        self._questions = list(questions)
        self.clear_options()
        self.add_options(Option(_line(question)) for question in questions)
        self.highlighted = 0 if questions else None
        self.display = bool(questions)

    def action_leave(self) -> None:
        """Go back to what is typed."""
        self.post_message(self.Taken(None))

    def action_cursor_up(self) -> None:
        """Go up; from the first question back to what is typed."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.action_leave()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was taken."""
        event.stop()
        self.post_message(self.Taken(self._questions[event.option_index]))


def _line(question: str) -> Lines:
    return Lines(lambda width: wrap(question, width, hanging="  "))
