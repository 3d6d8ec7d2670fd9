"""An answer, or dates without a question, as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering import Answer, Dates
from assistant.render.document import Item, Kind, Section, document_of, document_of_dates
from assistant.text.clean import one_line, strip_controls

# What Markdown takes for its own wherever it stands (CommonMark 0.31, 2.4), and what it takes
# for a list or a rule where a line begins with it.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!]")
_BEGINNING = re.compile(r"^(\d{1,9})?([-+=.)])")


def to_markdown(answer: Answer, *, level: int = 2) -> str:
    """Return an answer as Markdown in its own language.

    Args:
        answer: what is written.
        level: of its headings.
    """
    return _joined(document_of(answer), level)


def dates_to_markdown(dates: Dates) -> str:
    """Return dates as Markdown in their own language."""
    return _joined(document_of_dates(dates), 2)


def _joined(sections: Iterable[Section], level: int) -> str:
    blocks = (block for section in sections for block in _blocks(section, level))
    return strip_controls("\n\n".join(blocks) + "\n")


def _blocks(section: Section, level: int) -> list[str]:
    """Return the blocks of a section; between them stands an empty line."""
    heading = [f"{'#' * level} {escaped(section.heading)}"] if section.heading else []
    items = section.items
    match section.kind:
        case Kind.TEXT:
            return [*heading, *(escaped(item.text) for item in items)]
        case Kind.QUOTATIONS:
            return [*heading, *(f"> {escaped(item.text)}" for item in items)]
        case Kind.CHOICES:
            numbered = enumerate(items, start=1)
            return [*heading, "\n".join(f"{n}. {escaped(item.text)}" for n, item in numbered)]
        case _:
            return [*heading, "\n".join(map(_list_item, items))]


def _list_item(item: Item) -> str:
    term = f"**{escaped(item.term)}**" if item.term else ""
    text = escaped(item.text)
    first = ": ".join(part for part in (term, text) if part)
    return "\n".join([f"- {first}", *(f"  - {escaped(detail)}" for detail in item.details)])


def escaped(text: str) -> str:
    """Return a text as Markdown shows it: nothing in it is mark-up, and it stays on its line."""
    plain = _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))
    return _BEGINNING.sub(lambda found: f"{found[1] or ''}\\{found[2]}", plain)
