"""HTML to blocks: headings, nesting, notes, tables and tabs by the mark-up.

Every visible text is in a block, chrome or not. A line of the ledger is what one raw line of the
file shows (`screen`): tags within a text leave nothing, all others a space, images their
alternative text. `cleaning.shown` says the same by other means.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from assistant.cleaning.errors import ArticleTooLargeError
from assistant.cleaning.pieces import RUN_IN, TITLE
from assistant.cleaning.source import dropped
from assistant.cleaning.structure import Kind
from assistant.corpus.inputs import elements
from assistant.corpus.inputs.drafts import Draft
from assistant.corpus.inputs.elements import Open
from assistant.corpus.inputs.lexing import Token, tokens
from assistant.corpus.inputs.screen import Screen

# Pages have some fifty levels; libxml2 reads no more than this.
MAX_DEPTH = 256
_END = re.compile(r"\r\n|\n|\r")
_CELLS = frozenset({"td", "th"})


class Block(NamedTuple):
    """A block of a page.

    Args:
        draft: the block.
        element: number of the element right around it.
    """

    draft: Draft
    element: int


class Page(NamedTuple):
    """A page in HTML, read.

    Args:
        lines: what each raw line shows, not normalised.
        blocks: all that is shown, in order.
        around: of each element the one around it; the page is 0, inner ones have higher numbers.
        wrappers: elements that hold menus and the like, and so are more than the article.
        language: the language it says it is in.
    """

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    around: Mapping[int, int]
    wrappers: frozenset[int]
    language: str | None


def read_page(text: str, where: str) -> Page:
    """Read a page once, from its first to its last character.

    Args:
        text: the decoded page.
        where: its path for messages.

    Raises:
        ArticleTooLargeError: it has more tags, or deeper nesting, than a help page can have.
    """
    reader = _Reader(where)
    for token in tokens(text, where):
        reader.read(token)
    return reader.page()


class _Reader:
    def __init__(self, where: str) -> None:
        self._where = where
        self._language: str | None = None
        self._screen = Screen()
        self._blocks: list[Block] = []
        self._going_on = False  # whether text belongs to the last block
        self._pictured: set[int] = set()  # blocks of nothing but alternative texts of images
        self._stack: list[Open] = [Open("", 0)]
        self._names: Counter[str] = Counter()
        self._numbered = 0
        self._around: dict[int, int] = {}
        self._wrappers: set[int] = set()
        self._first: dict[int, int] = {}  # the block that an element or a row begins with
        self._columns: Counter[int] = Counter()
        self._tabs: dict[str, int] = {}  # blocks of tabs, by the identifier of panel or tab

    def page(self) -> Page:
        """Return what was read."""
        lines = self._screen.lines()
        spans = self._screen.spans(len(self._blocks))
        blocks = []
        for index, block in enumerate(self._blocks):
            draft = block.draft._replace(spans=tuple(spans[index]))
            if index in self._pictured and draft.kind is Kind.PARAGRAPH:
                draft = draft._replace(kind=Kind.IMAGE)
            blocks.append(block._replace(draft=draft))
        return Page(lines, tuple(blocks), self._around, frozenset(self._wrappers), self._language)

    def read(self, token: Token) -> None:
        """Go on with the next token."""
        if not token.tag:
            for index, part in enumerate(_END.split(token.text)):
                if index:
                    self._screen.end_line()
                self._put(part if token.literal else html.unescape(part))
            return
        apart = token.tag not in elements.WITHIN and token.tag != "!"
        if apart and token.tag != "img":
            self._going_on = False
        self._screen.skip(len(_END.findall(token.text)), apart=apart)
        if token.tag == "img" and not token.closes:
            alternative = " ".join(_END.sub(" ", token.attributes.get("alt", "")).split())
            self._put(f" {alternative} ", picture=True)
        elif token.closes:
            self._close(token.tag)
        elif token.tag != "!":
            self._start(token.tag, token.attributes)

    def _put(self, text: str, *, picture: bool = False) -> None:
        """Show text; if anything in it is visible, it is a block or goes on with one."""
        seen = any(not char.isspace() and not dropped(char) for char in text)
        if seen and not self._going_on:
            self._begin()
            if picture:
                self._pictured.add(len(self._blocks) - 1)
        elif seen and not picture:
            self._pictured.discard(len(self._blocks) - 1)
        self._screen.put(text, len(self._blocks) - 1 if self._going_on else None)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "html":
            self._language = self._language or attributes.get("lang") or None
        if name in elements.VOID:
            return
        self._end_implied(name)
        tab = attributes.get("role", "").strip().lower() == "tab"
        if name in elements.WITHIN and not tab:
            return
        above = self._stack[-1]
        rule = elements.rule_of(
            name, attributes, in_article=any(self._names[one] for one in elements.OF_ARTICLE)
        )
        if rule in elements.APART and above.chrome is None:
            self._wrappers.update(one.number for one in self._stack)
        self._numbered += 1
        self._around[self._numbered] = above.number
        panel = attributes.get("role", "").strip().lower() == "tabpanel"
        self._stack.append(
            Open(
                name,
                self._numbered,
                chrome=(None if tab else rule) or above.chrome,
                note=elements.note_of(name, attributes) or above.note,
                tab=_identifiers(attributes, "aria-controls", "href", "id") if tab else (),
                panel=_identifiers(attributes, "id", "aria-labelledby") if panel else (),
            )
        )
        self._names[name] += 1
        if len(self._stack) > MAX_DEPTH:
            raise ArticleTooLargeError(self._where, limit=MAX_DEPTH, unit="levels")

    def _end_implied(self, name: str) -> None:
        """End the elements whose end tag may be left out before this start tag."""
        if name in elements.BLOCKS and self._stack[-1].name in elements.TEXTUAL:
            self._pop()
        ended, but = elements.ENDS.get(name, (frozenset(), frozenset()))
        if any(self._names[one] for one in ended):
            for index in range(len(self._stack) - 1, 0, -1):
                if self._stack[index].name in ended:
                    while len(self._stack) > index:
                        self._pop()
                    return
                if self._stack[index].name in but:
                    return

    def _close(self, name: str) -> None:
        if self._names[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._stack.pop().name
        self._names[name] -= 1
        return name

    def _begin(self) -> None:
        """Begin a block with what stands around it."""
        index = len(self._blocks)
        self._blocks.append(Block(self._draft(index), self._stack[-1].number))
        self._going_on = True

    def _draft(self, index: int) -> Draft:
        inner = self._stack[-1]
        if inner.chrome is not None:
            titled = self._names["h1"] and inner.chrome == elements.CHROME["header"]
            kind, level = (Kind.HEADING, TITLE) if titled else (Kind.PARAGRAPH, None)
            return Draft(kind, (), level, chrome=inner.chrome)
        for depth in range(len(self._stack) - 1, 0, -1):
            around = self._stack[depth]
            if around.tab:
                self._tabs.update(dict.fromkeys(around.tab, index))
                return Draft(Kind.HEADING, (), RUN_IN, self._parent(depth))
            if around.name in elements.HEADINGS:
                rank = elements.HEADINGS[around.name]
                return Draft(Kind.HEADING, (), rank, self._parent(depth))
            if around.name == "dt":
                self._first[self._stack[depth - 1].number] = index
                return Draft(Kind.HEADING, (), RUN_IN, self._parent(depth - 1))
            begun = around.number in self._first
            if around.name in _CELLS and not begun:
                return self._cell(index, depth)
            if around.name == "li" and not begun:
                self._first[around.number] = index
                return Draft(Kind.LIST_ITEM, (), self._names["li"], self._parent(depth), inner.note)
            if begun or around.name in {"li", "dl", *_CELLS}:
                break
        kind = Kind.NOTE if inner.note is not None else Kind.PARAGRAPH
        return Draft(kind, (), None, self._parent(len(self._stack)), inner.note)

    def _cell(self, index: int, depth: int) -> Draft:
        """Begin a cell; the first one of a row stands for the row."""
        self._first[self._stack[depth].number] = index
        row = self._stack[depth - 1].number
        self._columns[row] += 1
        parent = self._first.setdefault(row, index)
        if parent == index:
            return Draft(Kind.CELL, (), self._columns[row], self._parent(depth - 1))
        return Draft(Kind.CELL, (), self._columns[row], parent)

    def _parent(self, depth: int) -> int | None:
        """Return the block that what stands within the first `depth` elements belongs to."""
        for around in reversed(self._stack[:depth]):
            if around.number in self._first:
                return self._first[around.number]
            for name in around.panel:
                if name in self._tabs:
                    return self._tabs[name]
        return None


def _identifiers(attributes: Mapping[str, str], *names: str) -> tuple[str, ...]:
    values = (attributes.get(name, "").removeprefix("#").strip() for name in names)
    return tuple(value for value in values if value)
