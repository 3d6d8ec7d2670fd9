"""An answer as HTML: a fragment for a page, with nothing in it but text and its structure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.answering import Answer
from assistant.render.document import Item, Kind, Section, document_of
from assistant.text.clean import strip_controls


def to_html(answer: Answer) -> str:
    """Return an answer as an HTML fragment in its own language; all text in it is escaped."""
    body = "\n".join(_section(section) for section in document_of(answer))
    return strip_controls(f'<article lang="{_shown(answer.language)}">\n{body}\n</article>\n')


def _section(section: Section) -> str:
    heading = f"<h3>{_shown(section.heading)}</h3>\n" if section.heading else ""
    return f'<section class="{section.name}">\n{heading}{_body(section)}\n</section>'


def _body(section: Section) -> str:
    items = section.items
    match section.kind:
        case Kind.TEXT:
            return "\n".join(f"<p>{_shown(item.text)}</p>" for item in items)
        case Kind.QUOTATIONS:
            return "\n".join(f"<blockquote>{_shown(item.text)}</blockquote>" for item in items)
        case Kind.ROWS:
            rows = (f"<dt>{_shown(i.term)}</dt><dd>{_shown(i.text)}</dd>" for i in items)
            return _listed("dl", rows)
        case Kind.STEPS:
            return _listed("ol", map(_step, items))
        case Kind.CHOICES:
            return _listed("ol", (f"<li>{_shown(item.text)}</li>" for item in items))
        case _:
            return _listed("ul", (f"<li>{_shown(i.text)}{_details(i)}</li>" for i in items))


def _step(item: Item) -> str:
    tense = "today" if item.days == 0 else "over" if item.days < 0 else "ahead"
    current = ' aria-current="date"' if item.days == 0 else ""
    return f'<li class="{tense}"{current}><strong>{_shown(item.term)}</strong>{_details(item)}</li>'


def _details(item: Item) -> str:
    if not item.details:
        return ""
    return _listed("ul", (f"<li>{_shown(detail)}</li>" for detail in item.details))


def _listed(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>\n" + "\n".join(items) + f"\n</{tag}>"


def _shown(text: str) -> str:
    return escape(text, quote=True)
