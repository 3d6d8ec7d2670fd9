"""HTML cut into text and tags, by those rules of the HTML standard that matter here.

No parser that we know gives the place of a text, and all repair what they read. What is not closed
until the end of the file is text as it stands: a browser would hide it, we lose nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assistant.cleaning.errors import ArticleTooLargeError

# Help pages have a few thousand.
MAX_TAGS = 100_000

# Their content is no mark-up; of the first it is not even decoded.
RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_DECODED = frozenset({"title", "textarea"})
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
_ATTRIBUTE = re.compile(r"([^\s/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s]++)))?+")
_NAMED = re.compile(r"</?[A-Za-z]")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_BOGUS = re.compile(r"<(?:[!?]|/(?![A-Za-z]))[^>]*>")


class Token(NamedTuple):
    """Text, a tag, or a comment.

    Args:
        text: its characters, as they stand in the file.
        tag: name of the element in lower case; empty for a text; `!` for a comment.
        closes: whether it is an end tag.
        attributes: of a start tag, names in lower case; the first of a name counts.
        literal: whether the references in a text are none.
    """

    text: str
    tag: str = ""
    closes: bool = False
    attributes: Mapping[str, str] = {}
    literal: bool = False


def tokens(text: str, where: str) -> Iterator[Token]:
    """Yield what a page is made of; the texts of the tokens, joined, are the page.

    Raises:
        ArticleTooLargeError: it has more tags than a help page can have.
    """
    at = begin = tags = 0
    while (at := text.find("<", at)) >= 0:
        token = _mark_up(text, at)
        if token is None:
            at += 1
            continue
        if not token.text:
            break  # not closed: the rest is text
        if begin < at:
            yield Token(text[begin:at])
        yield token
        at += len(token.text)
        begin = at
        tags += 1
        if tags > MAX_TAGS:
            raise ArticleTooLargeError(where, limit=MAX_TAGS, unit="tags")
        if not token.closes and (token.tag in RAW or token.tag in _DECODED):
            end = re.compile(rf"</{token.tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
            at = end.start() if end else len(text)
            if begin < at:
                yield Token(text[begin:at], literal=token.tag in RAW)
            begin = at
    if begin < len(text):
        yield Token(text[begin:])


def _mark_up(text: str, at: int) -> Token | None:
    """Return the mark-up that begins here: without text if it does not end, None if none does."""
    if _NAMED.match(text, at):
        tag = _TAG.match(text, at)
        if tag is None:
            return Token("", "!")
        attributes = {} if tag[1] else _attributes(tag[3])
        return Token(tag[0], tag[2].lower(), bool(tag[1]), attributes)
    if text.startswith(("<!", "<?", "</"), at):
        pattern = _COMMENT if text.startswith("<!--", at) else _BOGUS
        comment = pattern.match(text, at)
        return Token(comment[0] if comment else "", "!")
    return None


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        attributes.setdefault(name.lower(), html.unescape(double or single or bare))
    return attributes
