"""Windows over the conversation, and the one that helps."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen

from assistant.chat import texts
from assistant.chat.keys import Keys
from assistant.chat.laid_out import LaidOut, literal
from assistant.chat.resizing import Settling
from assistant.chat.scrolling import SteadyScroll
from assistant.chat.texts import Message, Texts
from assistant.text.wrap import cell_width, wrap

_GAP = "  "


class Window(ModalScreen[None], Settling):
    """A window that scrolls and is closed with Escape.

    Args:
        words: where texts are found.
        tag: language of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss")]
    title_text: ClassVar[Message]

    def __init__(self, words: Texts, tag: str) -> None:
        super().__init__()
        self._words, self._tag = words, tag

    def compose(self) -> ComposeResult:
        """Lay out the frame and what is in it."""
        with SteadyScroll(classes="window") as frame:
            # Titles are read as mark-up unless they are content.
            frame.border_title = literal(self.say(self.title_text))
            frame.border_subtitle = literal(f"Esc {self.say(texts.CLOSE)}")
            yield from self.body()

    def body(self) -> ComposeResult:
        """Lay out what is in the frame."""
        yield LaidOut(self.lines)

    async def translate(self, tag: str) -> None:
        """Say it in another language."""
        self._tag = tag
        await self.recompose()

    def say(self, message: Message, **values: object) -> str:
        """Return one of the program's texts."""
        return self._words.say(self._tag, message, **values)

    def lines(self, width: int) -> list[str | Content]:
        """Return what the window shows."""
        raise NotImplementedError


class HelpWindow(Window):
    """What has the focus, what the program can do, and its keys.

    Args:
        keys: names of keys with what each does.
        about: what can be done with what has the focus: what it is, and its keys.
        words: where texts are found.
        tag: language of the screen.
    """

    title_text = texts.HELP

    def __init__(
        self, keys: Keys, about: tuple[Message, Keys] | None, words: Texts, tag: str
    ) -> None:
        super().__init__(words, tag)
        self._keys, self._about = keys, about

    def lines(self, width: int) -> list[str | Content]:
        """Return the keys of what has the focus, the lines of the first screen, and all keys."""
        lines: list[str | Content] = []
        if self._about is not None:
            what, own = self._about
            lines += [literal(self.say(what), "bold"), *self._column(own, width), ""]
        for about in texts.ABOUT:
            lines += wrap(self.say(about), width)
        return [*lines, "", literal(self.say(texts.KEYS), "bold"), *self._column(self._keys, width)]

    def _column(self, keys: Keys, width: int) -> list[str]:
        """Return keys with what each does, in two columns."""
        lines: list[str] = []
        column = max(cell_width(key) for key, _ in keys)
        for key, meaning in keys:
            first = key + " " * (column - cell_width(key)) + _GAP
            hanging = " " * cell_width(first)
            lines += wrap(self.say(meaning), width, indent=first, hanging=hanging)
        return lines
