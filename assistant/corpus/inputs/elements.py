"""What the elements of HTML mean for an article; sets and names only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assistant.cleaning.structure import Note

# They stand within a line of text: their tags leave nothing behind, not even a space.
WITHIN = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp
    small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905 - a list of so many words is read better like this
)
# They have no end tag.
VOID = frozenset(
    """
    area base basefont br col embed frame hr img input link meta param source track wbr
    """.split()  # noqa: SIM905 - a list of so many words is read better like this
)
# They are no part of any article, wherever they stand.
CHROME: Mapping[str, str] = {
    "head": "html.head",
    "title": "html.head",
    "script": "html.script",
    "style": "html.style",
    "template": "html.template",
    "noscript": "html.noscript",
    "nav": "html.nav",
    "footer": "html.footer",
    "header": "html.header",
    "svg": "html.graphic",
    "canvas": "html.graphic",
    "math": "html.graphic",
    "iframe": "html.embedded",
    "object": "html.embedded",
    "noembed": "html.embedded",
    "noframes": "html.embedded",
    "audio": "html.embedded",
    "video": "html.embedded",
    "button": "html.control",
    "select": "html.control",
    "datalist": "html.control",
    "textarea": "html.control",
    "dialog": "html.dialog",
}
_ROLES: Mapping[str, str] = {
    "navigation": "html.nav",
    "contentinfo": "html.footer",
    "banner": "html.header",
    "search": "html.control",
    "dialog": "html.dialog",
    "alertdialog": "html.dialog",
}
# What holds one of these is a page rather than an article.
APART = frozenset({"html.nav", "html.footer", "html.header"})
# Inside of these a header or footer belongs to the article.
OF_ARTICLE = frozenset({"article", "main", "section", "blockquote", "figure", "td"})
_IN_ARTICLE = frozenset({"html.header", "html.footer"})
HEADINGS: Mapping[str, int] = {f"h{rank}": rank for rank in range(1, 7)}

# A start tag ends elements that are open, up to and with the first of these, unless one of the
# others comes first.
ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tr"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tr"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
# Their start ends an open paragraph or heading.
BLOCKS = frozenset(
    """
    address article aside blockquote details dialog div dl fieldset figure footer form h1 h2
    h3 h4 h5 h6 header hr main menu nav ol p pre section table ul
    """.split()  # noqa: SIM905 - a list of so many words is read better like this
)
TEXTUAL = frozenset({"p", *HEADINGS})

_NOTED = frozenset({"div", "aside", "blockquote", "p", "section", "table", "li", "figure"})
_NOTES: Mapping[str, Note] = {
    **{note.value: note for note in Note},
    "caution": Note.WARNING,
    "danger": Note.WARNING,
    "info": Note.NOTE,
    "hint": Note.TIP,
}
_WORDS = re.compile(r"[a-z]+")


class Open(NamedTuple):
    """An element that is open.

    Args:
        name: its name.
        number: which element of the page it is.
        chrome: rule by which it is chrome, itself or through what it stands in.
        note: what kind of note it is, or what it stands in.
        tab: identifiers of a tab: its own, and those of its panel.
        panel: identifiers of a panel: its own, and those of its tab.
    """

    name: str
    number: int
    chrome: str | None = None
    note: Note | None = None
    tab: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()


def rule_of(name: str, attributes: Mapping[str, str], *, in_article: bool) -> str | None:
    """Return the rule by which an element is chrome, if it is.

    Args:
        name: the element.
        attributes: its attributes.
        in_article: whether it stands in an element that may be the article.
    """
    role = attributes.get("role", "").strip().lower()
    if role in {"tab", "tabpanel"}:
        return None
    rule = _ROLES.get(role) or CHROME.get(name)
    return None if in_article and rule in _IN_ARTICLE else rule


def note_of(name: str, attributes: Mapping[str, str]) -> Note | None:
    """Return what kind of note an element is by its role and class, if it is one."""
    if name not in _NOTED:
        return None
    if attributes.get("role", "") in {"note", "doc-tip", "doc-notice"}:
        return Note.TIP if attributes["role"] == "doc-tip" else Note.NOTE
    words = _WORDS.findall(attributes.get("class", "").lower()[:200])
    return next((_NOTES[word] for word in words if word in _NOTES), None)
