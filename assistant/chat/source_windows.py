"""The sources of an answer, and the article around each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.answering import Answer
from assistant.chat import texts
from assistant.chat.laid_out import LaidOut, Lines, literal
from assistant.chat.scrolling import SteadyScroll
from assistant.chat.texts import Texts
from assistant.chat.windows import Window
from assistant.cleaning.article import Article
from assistant.errors import AssistantError
from assistant.render.article import ArticlePiece, pieces_of
from assistant.render.document import SOURCES, QuotedSource, quoted_sources
from assistant.text.wrap import cell_width, wrap

# From this width on what rests on a block stands beside it, else beneath.
_TWO_COLUMNS = 76
_BETWEEN = " │ "
_SAID = "→ "


class SourcesWindow(Window):
    """The sources of an answer, each with the words of the article in their own language.

    Args:
        answer: whose sources are shown.
        cleaned: returns a cleaned article by its id.
        words: where texts are found.
        tag: language of the screen.
    """

    title_text = SOURCES

    def __init__(
        self, answer: Answer, cleaned: Callable[[str], Article], words: Texts, tag: str
    ) -> None:
        super().__init__(words, tag)
        self._answer, self._cleaned = answer, cleaned
        self._open: list[tuple[str, str]] = []

    def body(self) -> ComposeResult:
        """List title, article and block by number with the quotations; each opens its article."""
        items = quoted_sources(self._answer, language=self._tag)
        self._open = [(item.article, item.block) for item in items]
        yield OptionList(
            *(Option(Lines(partial(_source_lines, item))) for item in items),
            compact=True,
            markup=False,
        )
        yield Static(literal(self.say(texts.OPEN_ARTICLE)), classes="hint")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(OptionList).focus()

    async def translate(self, tag: str) -> None:
        """Say it in another language."""
        await super().translate(tag)
        self.query_one(OptionList).focus()

    def on_key(self, event: Key) -> None:
        """Open a source by its number."""
        number = unicodedata.decimal(event.character or "", 0) if event.is_printable else 0
        if 0 < number <= len(self._open):
            event.stop()
            self._show(int(number) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the article of the source that was chosen."""
        event.stop()
        self._show(event.option_index)

    def _show(self, index: int) -> None:
        article, block = self._open[index]
        try:
            cleaned = self._cleaned(article)
        except AssistantError as error:
            message, hint = self._words.program(self._tag).error(error)
            self.notify(f"{message} {hint or ''}".strip(), markup=False)
            return
        window = ArticleWindow(cleaned, block, self._answer, self._words, self._tag)
        self.app.push_screen(window)


def _source_lines(item: QuotedSource, width: int) -> list[str | Content]:
    indent = " " * (item.term.index("]") + 2)
    lines: list[str | Content] = [
        literal(line, "bold") for line in wrap(item.term, width, hanging=indent)
    ]
    for quote in item.quotes:
        lines += wrap(quote, width, indent=indent)
    return lines


class ArticleWindow(Window):
    """A cleaned article in its own language, with what of the answer rests on its blocks.

    Args:
        article: the article.
        block: the block to begin with.
        answer: whose sentences stand beside the blocks.
        words: where texts are found.
        tag: language of the screen.
    """

    title_text = texts.ARTICLE

    def __init__(
        self, article: Article, block: str, answer: Answer, words: Texts, tag: str
    ) -> None:
        super().__init__(words, tag)
        pieces = list(pieces_of(article, answer))
        cited = article.find(block)
        begin = next((n for n, p in enumerate(pieces) if cited and p.id == cited.id), 0)
        self._before, self._after = pieces[:begin], pieces[begin:]

    def body(self) -> ComposeResult:
        """Lay out the blocks before the one to begin with, and the others."""
        yield LaidOut(partial(_article_lines, self._before))
        yield LaidOut(partial(_article_lines, self._after), classes="cited")

    def on_mount(self) -> None:
        """Begin with the block that was asked for."""
        self._go_to_block()

    async def translate(self, tag: str) -> None:
        """Say it in another language, and stay at the block."""
        await super().translate(tag)
        self._go_to_block()

    def _go_to_block(self) -> None:
        frame = self.query_one(SteadyScroll)
        frame.begin_with(self.query_one(".cited"))
        frame.focus()


def _article_lines(pieces: Iterable[ArticlePiece], width: int) -> list[str | Content]:
    return [line for piece in pieces for line in (*_piece_lines(piece, width), "")][:-1]


def _piece_lines(piece: ArticlePiece, width: int) -> list[str | Content]:
    edition = f"({piece.edition}) " if piece.edition else ""
    if piece.number is None:
        indent = " " * piece.indent
        style = "bold" if piece.heading else ""
        lines = wrap(f"{edition}{piece.text}", width, indent=indent)
        return [literal(line, style) for line in lines]
    number = f"[{piece.number}] "
    room = (width - cell_width(_BETWEEN)) // 2 if width >= _TWO_COLUMNS else width
    hanging = " " * len(number)
    original = wrap(f"{edition}{piece.text}", room, indent=number, hanging=hanging)
    if room == width:
        said = [
            line
            for text in piece.said
            for line in wrap(f"{_SAID}{text}", width, indent=hanging, hanging=f"{hanging}  ")
        ]
        return [*(literal(line, "bold") for line in original), *said]
    beside = [line for text in piece.said for line in wrap(f"{_SAID}{text}", room, hanging="  ")]
    height = max(len(original), len(beside))
    left, right = ([*lines, *[""] * (height - len(lines))] for lines in (original, beside))
    return [
        Content.assemble(
            literal(one + " " * (room - cell_width(one)), "bold"), literal(_BETWEEN + other)
        )
        for one, other in zip(left, right, strict=True)
    ]
