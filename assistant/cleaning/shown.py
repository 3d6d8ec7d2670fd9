"""What each raw line of a page in HTML shows, for the proof: by other means than the cleaner's.

Mark-up is blanked out in the whole text at once: elements within a line of text leave nothing,
all others a space, images their alternative text. Line ends inside of mark-up do not break a line
of text, unless the mark-up does, but they count.
"""

from __future__ import annotations

import re
from html import unescape

# Written out again on purpose: what leaves nothing behind is stated here, not imported.
_WITHIN = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp
    small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905 - a list of so many words is read better like this
)
_LITERAL = ("script", "style", "xmp", "iframe", "noembed", "noframes")
_DECODED = ("title", "textarea")
_MARK_UP = re.compile(
    r"""
    (?P<comment> <!--(?:>|->|.*?--!?>) | <!(?!--)[^>]*> | <\?[^>]*> | </(?![A-Za-z])[^>]*> )
    | <(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)
      (?P<rest>(?>(?:[^>=]+|=\s*(?:"[^"]*"|'[^']*'|))*))>
    """,
    re.DOTALL | re.VERBOSE,
)
_OPENS = re.compile(r"<[A-Za-z!?/]")
_ATTRIBUTE = re.compile(r"""([^\s/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|\S+))?""")
_END = re.compile(r"\r\n|\n|\r")


def shown_lines(text: str) -> list[str]:
    """Return what each raw line of a page shows, one string a line, not normalised.

    Args:
        text: the decoded page.
    """
    page = _Page()
    at = 0
    while at < len(text):
        opening = _OPENS.search(text, at)
        found = _MARK_UP.match(text, opening.start()) if opening else None
        if found is None:
            page.put(text[at:])
            break
        page.put(text[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        apart = bool(name) and name not in _WITHIN
        page.skip(found[0], apart=apart)
        if found["end"] or not name:
            continue
        if name == "img":
            page.put(" " + _alternative(found["rest"]) + " ", decode=False)
        if name in _LITERAL or name in _DECODED:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            stop = end.start() if end else len(text)
            page.put(text[at:stop], decode=name in _DECODED)
            at = stop
    return page.lines()


def _alternative(attributes: str) -> str:
    for name, value in _ATTRIBUTE.findall(attributes):
        if name.lower() == "alt":
            quoted = value[:1] in {"'", '"'} and value[-1:] == value[:1] and len(value) > 1
            alternative = unescape(value[1:-1] if quoted else value)
            return " ".join(_END.sub(" ", alternative).split())
    return ""


class _Page:
    """Lines as they come; line ends inside of mark-up wait until the line of text ends."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._owed = 0
        self._begun = False

    def put(self, text: str, *, decode: bool = True) -> None:
        for index, part in enumerate(_END.split(text)):
            if index:
                self._feed(1 + self._owed)
                self._owed = 0
            shown = unescape(part) if decode else part
            self._lines[-1].append(shown)
            self._begun = self._begun or bool(shown.strip())

    def skip(self, mark_up: str, *, apart: bool) -> None:
        if apart:
            self._lines[-1].append(" ")
        ends = len(_END.findall(mark_up))
        if apart or not self._begun:
            self._feed(ends + self._owed)
            self._owed = 0
        else:
            self._owed += ends

    def _feed(self, count: int) -> None:
        if count:
            self._lines += [[] for _ in range(count)]
            self._begun = False

    def lines(self) -> list[str]:
        self._feed(self._owed)
        return ["".join(line) for line in self._lines]
