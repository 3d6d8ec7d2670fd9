"""Markdown to pieces: blocks by CommonMark (markdown-it-py), what marks a line by `inline`.

Every character of a line is in one span: list markers as markers, other mark-up as such, rules and
fences as chrome with a rule of their own, everything else as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.cleaning.pieces import Piece, Span
from assistant.cleaning.rules import Cues
from assistant.cleaning.source import Line, Source, visible
from assistant.cleaning.structure import Kind, Note, Part
from assistant.corpus.errors import ExtraMissingError
from assistant.corpus.inputs.drafts import Draft, pieces_of
from assistant.corpus.inputs.inline import marks, parts

if TYPE_CHECKING:
    from markdown_it.token import Token

_OTHER_SPACE = re.compile(r"[^\S\t ]")
_LEAD = re.compile(r"(?:[-*+]|\d{1,9}[.)]) ?$")
_ALERT = re.compile(r"^\[!([A-Za-z]+)\]$")
_NOTES = {**{note.value: note for note in Note}, "caution": Note.WARNING, "danger": Note.WARNING}
_DEFINITION = re.compile(r"\[[^\[\]]+\]:")
_PIPE = re.compile(r"\\.|`[^`]*`|(\|)")
_QUOTES = re.compile(r"(?:> ?)+")
_MAX_FRONT = 100
_FRONT = "---"
_DELIMITERS = re.compile(r"[\s|:-]+")


class _Place(NamedTuple):
    """Where a leaf block stands.

    Args:
        item: index of the draft that begins the list item around it.
        depth: depth of that list item.
        note: what kind of note the quote around it is.
    """

    item: int | None = None
    depth: int = 0
    note: Note | None = None


def read_markdown(source: Source, lines: Sequence[Line], cues: Cues) -> tuple[Piece, ...]:
    """Return the pieces of an article in Markdown.

    Args:
        source: the article.
        lines: its normalised lines.
        cues: cues of its language.

    Raises:
        ExtraMissingError: markdown-it-py is not installed.
    """
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise ExtraMissingError(source.name, package="markdown-it-py") from None
    parser = MarkdownIt("commonmark").enable("table")
    # Indented text of scraped pages is hardly ever code. Marks in lines need their places.
    parser.disable("code")
    parser.core.ruler.disable("inline")
    # What is white space to us is to the parser, too, which else strips it, and lines with it.
    raw = [
        _OTHER_SPACE.sub(" ", unicodedata.normalize("NFC", visible(line))) for line in source.lines
    ]
    front = _front_matter(raw)
    environment: dict[str, Any] = {}
    text = "\n".join([""] * front + raw[front:])
    tokens = parser.parse(text, environment)
    blocks = _Blocks(lines, environment.get("references", {}))
    blocks.chrome(range(front), "markdown.front-matter")
    blocks.walk(tokens)
    return pieces_of(blocks.drafts(), cues, empty="markdown.empty")


def _front_matter(raw: Sequence[str]) -> int:
    """Return how many lines at the start describe the page, in YAML between two rules."""
    if raw[0].rstrip() != _FRONT:
        return 0
    ends = (n for n, line in enumerate(raw[1:_MAX_FRONT], 2) if line.rstrip() == _FRONT)
    return next(ends, 0)


class _Blocks:
    def __init__(self, lines: Sequence[Line], references: Any) -> None:
        self._text = {line.number: line.text for line in lines if line.text}
        self._references = frozenset(references)
        self._drafts: list[Draft] = []
        self._taken: set[int] = set()
        self._places = [_Place()]
        self._fresh = False  # whether the next block begins a list item
        self._level: int | None = None

    def drafts(self) -> list[Draft]:
        """Return all drafts in the order of their lines; no line is left out."""
        for number, text in self._text.items():
            if number not in self._taken:
                self._add(Kind.PARAGRAPH, [Span(number, text)], chrome=_left_over(text))
        order = sorted(range(len(self._drafts)), key=lambda i: self._drafts[i].spans[0].line)
        place = {index: at for at, index in enumerate(order)}
        return [
            draft._replace(parent=None if draft.parent is None else place[draft.parent])
            for draft in (self._drafts[index] for index in order)
        ]

    def chrome(self, numbers: range, rule: str) -> None:
        """Make whole lines chrome; `numbers` count from 0."""
        for number in self._free(numbers):
            self._add(Kind.PARAGRAPH, [Span(number, self._text[number])], chrome=rule)

    def walk(self, tokens: Sequence[Token]) -> None:
        """Make drafts of all leaf blocks."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.type == "table_open":
                self._table(range(*(token.map or (0, 0))))
                while tokens[at - 1].type != "table_close":
                    at += 1
            else:
                self._token(token, tokens[at - 2] if at > 1 else token)

    def _token(self, token: Token, before: Token) -> None:
        place = self._places[-1]
        if token.type == "list_item_open":
            self._places.append(_Place(place.item, place.depth + 1))
            self._fresh = True
        elif token.type == "blockquote_open":
            self._places.append(place._replace(note=None))
        elif token.type in {"list_item_close", "blockquote_close"}:
            self._places.pop()
            self._fresh = False
        elif token.type == "inline":
            if before.type == "heading_open":
                self._block(token, before.map, rank=int(before.tag[1:]))
            else:
                self._block(token, token.map)
        elif token.type == "fence":
            self._fence(range(*(token.map or (0, 0))), token.content)
        elif token.type == "hr":
            self.chrome(range(*(token.map or (0, 0))), "markdown.rule")
        elif token.type == "html_block":
            self._html(token)

    def _block(self, token: Token, where: Sequence[int] | None, *, rank: int | None = None) -> None:
        """Make a draft of a paragraph or heading, whose content has no mark-up of its block."""
        lines = range(*(where or (0, 0)))
        numbers = self._free(lines)
        if not numbers:
            return
        contents = [" ".join(line.split()) for line in token.content.split("\n")]
        alert = _ALERT.match(contents[0])
        if alert and rank is None:
            self._places[-1] = self._places[-1]._replace(note=_NOTES.get(alert[1].lower()))
        place = self._places[-1]
        spans: list[Span] = []
        # Lines are matched by their numbers: some are in blocks of their own already.
        placed = [
            (n, contents[n - lines.start - 1]) for n in numbers if n - lines.start <= len(contents)
        ]
        inner = _spans(placed, marks("\n".join(text for _, text in placed), self._references))
        for index, (number, content) in enumerate(placed):
            whole = self._text[number]
            start = whole.rfind(content)
            if start < 0 or not content:
                spans.append(Span(number, whole))
                continue
            spans += self._lead(number, whole[:start], item=self._fresh and index == 0)
            if alert and index == 0:
                spans.append(Span(number, content, Part.MARKUP))
            else:
                spans += inner[index]
            if rest := whole[start + len(content) :]:
                spans.append(Span(number, rest, Part.MARKUP))
        # The line under a heading, which makes it one.
        spans += [Span(n, self._text[n], Part.MARKUP) for n in numbers[len(placed) :]]
        if rank is not None:
            self._item(Kind.HEADING, spans, level=rank)
        elif place.note is not None:
            self._item(Kind.NOTE, spans, note=place.note)
        elif self._fresh:
            self._item(Kind.LIST_ITEM, spans, level=place.depth)
        else:
            self._item(Kind.PARAGRAPH, spans)

    def _lead(self, number: int, text: str, *, item: bool) -> Iterator[Span]:
        """Yield what stands before the content: quotes, hashes, and the marker of its item."""
        marker = _LEAD.search(text) if item else None
        start = marker.start() if marker else len(text)
        if text[:start]:
            yield Span(number, text[:start], Part.MARKUP)
        if text[start:]:
            yield Span(number, text[start:], Part.MARKER)

    def _fence(self, numbers: range, content: str) -> None:
        """Make a draft of each line of code, which would be no code on one line."""
        code = content.split("\n")
        for index, number in enumerate(numbers):
            text = self._text.get(number + 1)
            inside = code[index - 1] if 0 < index < len(code) else ""
            bare = " ".join(inside.split())
            if text is None or not self._free(range(number, number + 1)):
                continue
            if bare and text.endswith(bare):
                lead = text[: len(text) - len(bare)]
                marked = [Span(number + 1, lead, Part.MARKUP)] if lead else []
                self._item(Kind.PARAGRAPH, [*marked, Span(number + 1, bare)])
            else:
                self._add(Kind.PARAGRAPH, [Span(number + 1, text)], chrome="markdown.fence")

    def _html(self, token: Token) -> None:
        numbers = self._free(range(*(token.map or (0, 0))))
        placed = [(number, self._text[number]) for number in numbers]
        comment = token.content.lstrip().startswith("<!--")
        if comment and token.content.rstrip().endswith("-->"):
            for number, text in placed:
                self._add(Kind.PARAGRAPH, [Span(number, text)], chrome="markdown.comment")
            return
        lined = _spans(placed, marks("\n".join(text for _, text in placed), self._references))
        for spans in lined:
            self._item(Kind.PARAGRAPH, spans)

    def _table(self, numbers: range) -> None:
        for row, number in enumerate(self._free(numbers)):
            text = self._text[number]
            quotes = _QUOTES.match(text)
            start = quotes.end() if quotes else 0
            if row == 1 and _DELIMITERS.fullmatch(text[start:]):
                self._add(Kind.PARAGRAPH, [Span(number, text)], chrome="markdown.table")
            else:
                self._row(number, text, start)

    def _row(self, number: int, text: str, start: int) -> None:
        """Make a draft of each cell with text; bars belong to the cell they close."""
        bars = [bar.start() for bar in _PIPE.finditer(text, start) if bar[1]]
        ends = [bar + 1 for bar in bars if bar + 1 < len(text)]
        first: int | None = None
        lead = text[:start]
        column = 0
        for begin, end in zip([start, *ends], [*ends, len(text)], strict=True):
            cell = text[begin:end].rstrip()
            cell = cell.removesuffix("|") if end - 1 in bars else cell
            column += bool(cell.strip() or begin > start)
            if not cell.strip():
                lead += text[begin:end]
                continue
            spans = [Span(number, lead, Part.MARKUP)] if lead else []
            spans += _spans([(number, cell)], marks(cell, self._references))[0]
            if rest := text[begin + len(cell) : end]:
                spans.append(Span(number, rest, Part.MARKUP))
            parent = self._places[-1].item if first is None else first
            index = self._add(Kind.CELL, spans, level=max(column, 1), parent=parent)
            first = index if first is None else first
            lead = ""
        if lead and first is not None:
            last = self._drafts[-1]
            more = (*last.spans, Span(number, lead, Part.MARKUP))
            self._drafts[-1] = last._replace(spans=more)
        elif lead:
            self._add(Kind.PARAGRAPH, [Span(number, lead)], chrome="markdown.table")

    def _item(
        self,
        kind: Kind,
        spans: Sequence[Span],
        *,
        level: int | None = None,
        note: Note | None = None,
    ) -> None:
        """Add a draft where it stands; it may be what begins a list item."""
        place = self._places[-1]
        index = self._add(kind, spans, level=level, parent=place.item, note=note)
        if self._fresh:
            self._fresh = False
            self._places[-1] = place._replace(item=index)

    def _add(self, kind: Kind, spans: Sequence[Span], **more: Any) -> int:
        self._taken.update(span.line for span in spans)
        self._drafts.append(Draft(kind, tuple(spans), **more))
        return len(self._drafts) - 1

    def _free(self, numbers: range) -> list[int]:
        """Return the numbers, from 1, of lines with text that are in no block yet."""
        counted = (number + 1 for number in numbers)
        return [n for n in counted if n in self._text and n not in self._taken]


def _left_over(text: str) -> str | None:
    """Return by which rule a line that is in no block is chrome, if it is."""
    if _DEFINITION.match(_QUOTES.sub("", text)):
        return "markdown.definition"
    return None if any(char.isalnum() for char in text) else "markdown.empty"


def _spans(placed: Sequence[tuple[int, str]], found: Sequence[Any]) -> list[list[Span]]:
    """Return the spans of each line, cut at the mark-up of their joined text."""
    starts = [0]
    for _, text in placed:
        starts.append(starts[-1] + len(text) + 1)
    spans: list[list[Span]] = [[] for _ in placed]
    line = 0
    for start, part, mark in parts("\n".join(text for _, text in placed), found):
        while line + 1 < len(placed) and start >= starts[line + 1]:
            line += 1
        if mark is not None and "\n" in part and any(char.isalnum() for char in part):
            # Half of a tag or of a target cannot be told from text by the proof: it stays text.
            mark = None  # noqa: PLW2901
        for index, piece in enumerate(part.split("\n")):
            line += bool(index)
            if piece:
                spans[line].append(_span(placed[line][0], piece, mark))
    return spans


def _span(number: int, text: str, mark: Any) -> Span:
    if mark is None:
        return Span(number, text)
    if mark.to is None:
        return Span(number, text, Part.MARKUP)
    return Span(number, text, rule="markdown.reference", to=mark.to)
