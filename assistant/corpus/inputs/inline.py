"""Mark-up within a line of Markdown: which characters are text, and which only mark it.

Follows CommonMark and GitHub's additions in what they mark. Where they hide what a reader of plain
text sees, such as `<name>` that is no element of HTML, the characters stay text.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Collection, Iterator
from typing import NamedTuple


class Mark(NamedTuple):
    """Characters that are no text, or stand for another text.

    Args:
        start, end: where they are.
        to: the text that they stand for; None for mark-up.
    """

    start: int
    end: int
    to: str | None = None


_PUNCTUATION = frozenset(string.punctuation)
_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]*|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ELEMENTS = (
    "a|abbr|b|big|blockquote|center|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|"
    "font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|small|source|span|"
    "strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var|video"
)
_TAG = re.compile(rf"</?(?:{_ELEMENTS})(?:\s[^<>]*)?/?>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TICKS = re.compile(r"`+")
_SPECIAL = re.compile(r"[\\`<&!\[\]*_~]")
# Openers of links and emphasis looked back for at most: no paragraph nests so deep.
_MAX_OPEN = 200


class _Run(NamedTuple):
    """Delimiters of emphasis that are still to be matched."""

    char: str
    start: int
    length: int


def marks(text: str, references: Collection[str] = ()) -> list[Mark]:
    """Return the mark-up in a block of Markdown, in order and without overlap.

    Args:
        text: its lines, joined with line breaks, without the mark-up of the block.
        references: labels of links that are defined elsewhere, in upper case.
    """
    found = _Scan(text, references)
    return sorted(found.marks)


class _Scan:
    def __init__(self, text: str, references: Collection[str]) -> None:
        self.marks: list[Mark] = []
        self._text, self._references = text, references
        self._brackets: list[tuple[int, int]] = []  # where they are, and how long
        self._open: list[_Run] = []
        at = 0
        while (special := _SPECIAL.search(text, at)) is not None:
            at = self._at(special.start())

    def _at(self, at: int) -> int:
        """Look at a special character and return where to go on."""
        char = self._text[at]
        if char == "\\":
            return self._escape(at)
        if char == "`":
            return self._code(at)
        if char in "<&":
            return self._angle_or_entity(at)
        if char in "*_~":
            return self._emphasis(at)
        if char == "]":
            return self._close(at)
        image = char == "!"
        if image and self._text[at + 1 : at + 2] != "[":
            return at + 1
        self._brackets = [*self._brackets[-_MAX_OPEN:], (at, 1 + image)]
        return at + 1 + image

    def _escape(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following in _PUNCTUATION or following in {"", "\n"}:
            self.marks.append(Mark(at, at + 1))
        return at + 2

    def _code(self, at: int) -> int:
        run = _TICKS.match(self._text, at)
        ticks = run[0] if run else "`"
        start = at + len(ticks)
        close = start
        while (close := self._text.find(ticks, close)) >= 0:
            end = close + len(ticks)
            if self._text[end : end + 1] != "`" and self._text[close - 1] != "`":
                self.marks += [Mark(at, start), Mark(close, end)]
                return end
            while self._text[close : close + 1] == "`":
                close += 1
        return start

    def _angle_or_entity(self, at: int) -> int:
        if entity := _ENTITY.match(self._text, at):
            to = html.unescape(entity[0])
            if to != entity[0]:
                seen = " " if to.isspace() else to if to.isprintable() else ""
                self.marks.append(Mark(at, entity.end(), seen or None))
            return entity.end()
        if link := _AUTOLINK.match(self._text, at):
            self.marks += [Mark(at, at + 1), Mark(link.end() - 1, link.end())]
            return link.end()
        if pause := _BREAK.match(self._text, at):
            self.marks.append(Mark(at, pause.end(), " "))
            return pause.end()
        if tag := _TAG.match(self._text, at):
            self.marks.append(Mark(at, tag.end()))
            return tag.end()
        return at + 1

    def _close(self, at: int) -> int:
        """Match a bracket that ends the text of a link or an image."""
        if not self._brackets:
            return at + 1
        start, length = self._brackets.pop()
        end = at + 1
        if target := _TARGET.match(self._text, end):
            end = target.end()
        else:
            label = self._text[start + length : at]
            if (named := _REFERENCE.match(self._text, end)) and named[1]:
                label = named[1]
            if " ".join(label.split()).upper() not in self._references:
                return at + 1
            end = named.end() if named else end
        self.marks += [Mark(start, start + length), Mark(at, end)]
        return end

    def _emphasis(self, at: int) -> int:
        char = self._text[at]
        end = at
        while self._text[end : end + 1] == char:
            end += 1
        if char == "~" and end - at != len("~~"):
            return end
        opens, closes = self._flanking(at, end)
        left, count = at, end - at
        while closes and count and (opener := self._opener(char)) is not None:
            used = min(count, opener.length, 2)
            inner = opener.start + opener.length
            self.marks += [Mark(inner - used, inner), Mark(left, left + used)]
            left, count = left + used, count - used
            if opener.length > used:
                self._open.append(opener._replace(length=opener.length - used))
        if opens and count:
            self._open = [*self._open[-_MAX_OPEN:], _Run(char, left, count)]
        return end

    def _opener(self, char: str) -> _Run | None:
        """Take the nearest delimiters of this kind off the stack, and what is open inside them."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].char == char:
                opener = self._open[index]
                del self._open[index:]
                return opener
        return None

    def _flanking(self, start: int, end: int) -> tuple[bool, bool]:
        """Return whether delimiters can open and close emphasis (CommonMark 6.2)."""
        before, after = self._text[start - 1 : start] or " ", self._text[end : end + 1] or " "
        if before.isdigit() and after.isdigit():
            return False, False  # a product of numbers: without its signs it would be another one
        marks_before, marks_after = _is_mark(before), _is_mark(after)
        left = not after.isspace() and (not marks_after or before.isspace() or marks_before)
        right = not before.isspace() and (not marks_before or after.isspace() or marks_after)
        if self._text[start] != "_":
            return left, right
        return left and (not right or marks_before), right and (not left or marks_after)


def _is_mark(char: str) -> bool:
    return not char.isalnum() and not char.isspace()


def parts(text: str, found: Collection[Mark]) -> Iterator[tuple[int, str, Mark | None]]:
    """Yield `text` cut at its mark-up: where each part begins, the part, and what marks it."""
    at = 0
    for mark in found:
        if at < mark.start:
            yield at, text[at : mark.start], None
        yield mark.start, text[mark.start : mark.end], mark
        at = mark.end
    if at < len(text):
        yield at, text[at:], None
