"""Dates without a question, as plain text and JSON; and what a changed fact would move."""

from __future__ import annotations

from itertools import chain
from typing import Any

from assistant import __version__
from assistant.answering import Dates
from assistant.errors import mark
from assistant.lifecycle import Phase
from assistant.messages import load_program_prose
from assistant.render.json import SCHEMA
from assistant.render.moves import (
    MOVES,
    comparison_to_mapping,
    milestone_to_mapping,
    moves_of,
)
from assistant.render.plain import DATES, NOTES, SOURCES, UNWRAPPED, Page, join
from assistant.render.references import References

_STATE = mark("dates.state", "State on {day}: {state}")
_CHANGED = mark("dates.changed", "With the change")


def dates_to_text(dates: Dates, *, width: int = UNWRAPPED) -> str:
    """Return dates as plain text in their own language.

    Args:
        dates: what is shown.
        width: cells a line; not wrapped if not given.
    """
    program = load_program_prose(dates.language)
    cited = [line.sources for line in (*dates.schedule, *dates.changed_schedule)]
    order = chain.from_iterable([*cited, *(note.sources for note in dates.notes)])
    page = Page(program, References(dates.sources, order), width)
    state = {"day": dates.state.on, "state": dates.state.written}
    sections = [
        [str(program.text(*_STATE, values=state))],
        page.headed(DATES, page.schedule(dates.schedule)),
    ]
    if dates.comparison is not None:
        lines = (*dates.schedule, *dates.changed_schedule)
        moves = moves_of(dates.comparison, lines, program)
        sections += [
            page.headed(_CHANGED, page.schedule(dates.changed_schedule)),
            page.headed(MOVES, moves),
        ]
    sections += [
        page.headed(NOTES, page.bullets(dates.notes)),
        page.headed(SOURCES, page.sources(dates.sources)),
    ]
    return join(sections)


def dates_to_mapping(dates: Dates) -> dict[str, Any]:
    """Return dates as JSON values; milestones are those of the JSON contract."""
    timeline = dates.timeline
    return {
        "schema": SCHEMA,
        "as_of": dates.as_of.isoformat(),
        "language": dates.language,
        "case": timeline.case.value,
        "facts": timeline.facts.to_mapping(),
        "licence": timeline.licence.value,
        "edition": timeline.edition.value,
        "state": {"on": dates.state.on.isoformat(), "possible": [*dates.state.possible]},
        "milestones": [milestone_to_mapping(milestone) for milestone in timeline.milestones],
        "phases": [_phase(phase) for phase in timeline.phases],
        "notes": [note.value for note in timeline.notes],
        "what_if": comparison_to_mapping(dates.comparison) if dates.comparison else None,
        "text": dates_to_text(dates),
        "program": __version__,
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "states": [*phase.states],
        "start": phase.start.isoformat() if phase.start else None,
        "end": phase.end.isoformat() if phase.end else None,
    }
