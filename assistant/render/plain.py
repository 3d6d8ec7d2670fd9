"""An answer, or dates without a question, as plain text laid out in lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering import Answer, Dates
from assistant.render.document import Item, Kind, Section, document_of, document_of_dates
from assistant.text.clean import strip_controls
from assistant.text.wrap import cell_width, wrap

# Wide enough never to wrap: what is stored in JSON is laid out where it is shown.
UNWRAPPED = 1_000_000

# What tells steps apart without colour: over, today, to come.
_OVER, _TODAY, _AHEAD = "·", "▶", "○"


def to_text(answer: Answer, *, width: int = UNWRAPPED) -> str:
    """Return an answer as plain text in its own language.

    Args:
        answer: what is shown.
        width: cells a line; not wrapped if not given.
    """
    return join(_lines(section, width) for section in document_of(answer))


def dates_to_text(dates: Dates, *, width: int = UNWRAPPED) -> str:
    """Return dates as plain text in their own language; see `to_text`."""
    return join(_lines(section, width) for section in document_of_dates(dates))


def lay_out(section: Section, width: int) -> list[list[str]]:
    """Return the lines of each item of a section, without its heading.

    Args:
        section: what is laid out.
        width: cells a line.
    """
    items = section.items
    match section.kind:
        case Kind.TEXT:
            return [wrap(item.text, width) for item in items]
        case Kind.CHOICES:
            numbered = enumerate(items, start=1)
            return [wrap(i.text, width, indent=f"{n}. ", hanging="   ") for n, i in numbered]
        case Kind.ROWS:
            return _rows(items, width)
        case Kind.STEPS:
            return [_step(item, width) for item in items]
        case Kind.BULLETS:
            return [wrap(item.text, width, indent="• ", hanging="  ") for item in items]
        case Kind.QUOTATIONS:
            return [wrap(item.text, width, indent="  ") for item in items]
        case Kind.SOURCES:
            return [
                wrap(item.text, width) + wrap("  ".join(item.details), width, indent="  ")
                for item in items
            ]


def _rows(items: Sequence[Item], width: int) -> list[list[str]]:
    """Return the dates in a column of their own, or above their text on a narrow screen."""
    column = max(cell_width(item.term) for item in items)
    if width < 2 * column:
        return [wrap(item.term, width) + wrap(item.text, width, indent="  ") for item in items]
    hanging = " " * (column + 2)
    return [
        wrap(
            item.text,
            width,
            indent=item.term + " " * (column - cell_width(item.term) + 2),
            hanging=hanging,
        )
        for item in items
    ]


def _step(item: Item, width: int) -> list[str]:
    sign = _TODAY if item.days == 0 else _OVER if item.days < 0 else _AHEAD
    lines = wrap(item.term, width, indent=f"{sign} ", hanging="  ")
    for detail in item.details:
        lines += wrap(detail, width, indent="    ")
    return lines


def join(blocks: Iterable[Sequence[str]]) -> str:
    """Return blocks of lines with an empty line between them; empty ones are left out.

    Whatever a pack, a catalog or an article holds, nothing that steers a terminal is passed on.
    """
    return strip_controls("\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n")


def _lines(section: Section, width: int) -> list[str]:
    heading = [section.heading] if section.heading else []
    return heading + [line for item in lay_out(section, width) for line in item]
