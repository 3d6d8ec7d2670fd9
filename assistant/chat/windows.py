"""Windows over the conversation: the sources of an answer, and the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from assistant.answering import Answer
from assistant.chat import texts
from assistant.chat.laid_out import LaidOut, literal
from assistant.chat.texts import Message, Texts
from assistant.render.document import SOURCES, quoted_sources
from assistant.text.wrap import cell_width, wrap

_GAP = "  "


class Window(ModalScreen[None]):
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
        with VerticalScroll(classes="window") as frame:
            # Titles are read as mark-up unless they are content.
            frame.border_title = literal(self.say(self.title_text))
            frame.border_subtitle = literal(f"Esc {self.say(texts.CLOSE)}")
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


class SourcesWindow(Window):
    """The sources of an answer, each with the words of the article in their own language.

    Args:
        answer: whose sources are shown.
        words: where texts are found.
        tag: language of the screen.
    """

    title_text = SOURCES

    def __init__(self, answer: Answer, words: Texts, tag: str) -> None:
        super().__init__(words, tag)
        self._answer = answer

    def lines(self, width: int) -> list[str | Content]:
        """Return title, article and block by number, and the quotations beneath."""
        lines: list[str | Content] = []
        for item in quoted_sources(self._answer, language=self._tag):
            indent = " " * (item.term.index("]") + 2)
            lines += [literal(ln, "bold") for ln in wrap(item.term, width, hanging=indent)]
            for quote in item.details:
                lines += wrap(quote, width, indent=indent)
            lines.append("")
        return lines[:-1]


class HelpWindow(Window):
    """What the program can do, and its keys.

    Args:
        keys: names of keys with what each does.
        words: where texts are found.
        tag: language of the screen.
    """

    title_text = texts.HELP

    def __init__(self, keys: Sequence[tuple[str, Message]], words: Texts, tag: str) -> None:
        super().__init__(words, tag)
        self._keys = keys

    def lines(self, width: int) -> list[str | Content]:
        """Return the lines of the first screen, and the keys in a column."""
        lines: list[str | Content] = []
        for about in texts.ABOUT:
            lines += wrap(self.say(about), width)
        lines += ["", literal(self.say(texts.KEYS), "bold")]
        column = max(cell_width(key) for key, _ in self._keys)
        for key, meaning in self._keys:
            first = key + " " * (column - cell_width(key)) + _GAP
            hanging = " " * cell_width(first)
            lines += wrap(self.say(meaning), width, indent=first, hanging=hanging)
        return lines
