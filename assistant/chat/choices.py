"""A numbered list to choose from: by number, by Enter or with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.chat.laid_out import Lines
from assistant.text.wrap import wrap


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen.

    Args:
        shown: what is listed.
        question: what is asked if it is chosen.
        action: what is done instead, or nothing.
    """

    shown: str
    question: str
    action: str = ""


class Choices(OptionList):
    """A numbered list.

    Args:
        offers: what can be chosen, in their order.
    """

    class Chosen(Message):
        """Something was chosen from the list."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.offers = tuple(offers)
        column = len(str(len(offers)))
        numbered = enumerate(offers, start=1)
        super().__init__(
            *(
                Option(_numbered(f"{number:>{column}}. ", offer.shown))
                for number, offer in numbered
            ),
            compact=True,
            markup=False,
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was chosen."""
        event.stop()
        self.post_message(self.Chosen(self.offers[event.option_index]))


def _numbered(number: str, text: str) -> Lines:
    return Lines(lambda width: wrap(text, width, indent=number, hanging=" " * len(number)))
