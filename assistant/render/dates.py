"""Dates without a question, as plain text and JSON; and what a changed fact would move."""

from __future__ import annotations

from itertools import chain
from typing import Any

from assistant import __version__
from assistant.answering import Dates
from assistant.errors import mark
from assistant.lifecycle import Comparison, Move, Phase
from assistant.messages import Prose, load_program_prose
from assistant.render.json import SCHEMA, milestone_to_mapping
from assistant.render.plain import DATES, NOTES, SOURCES, UNWRAPPED, Page, join
from assistant.render.references import References

_STATE = mark("dates.state", "State on {day}: {state}")
_CHANGED = mark("dates.changed", "With the change")
_MOVES = mark("dates.moves", "What moves")
_SAME = mark("dates.same", "Nothing moves.")
_MOVED = mark("dates.moved", "{before} → {after} ({days})")
_APPEARS = mark("dates.appears", "{after} (new)")
_VANISHES = mark("dates.vanishes", "{before} (no longer)")


def dates_to_text(dates: Dates, *, width: int = UNWRAPPED) -> str:
    """Return dates as plain text in their own language.

    Args:
        dates: what is shown.
        width: cells a line; not wrapped if not given.
    """
    program = load_program_prose(dates.language)
    lines = [line.sources for line in (*dates.schedule, *dates.changed_schedule)]
    order = chain.from_iterable([*lines, *(note.sources for note in dates.notes)])
    page = Page(program, References(dates.sources, order), width)
    state = {"day": dates.state.on, "state": dates.state.written}
    sections = [
        [str(program.text(*_STATE, values=state))],
        page.headed(DATES, page.schedule(dates.schedule)),
    ]
    if dates.comparison is not None:
        moves = _moves(dates.comparison, dates, program)
        sections += [
            page.headed(_CHANGED, page.schedule(dates.changed_schedule)),
            page.headed(_MOVES, moves),
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
        "what_if": _comparison(dates.comparison) if dates.comparison else None,
        "text": dates_to_text(dates),
        "program": __version__,
    }


def _moves(comparison: Comparison, dates: Dates, program: Prose) -> list[str]:
    lines = [*dates.schedule, *dates.changed_schedule]
    texts = {(line.milestone.event, line.milestone.bound): line.text for line in lines}
    moved = [
        f"• {texts[move.event, move.bound]}: {_moved(move, program)}"
        for move in comparison.changed
        if (move.event, move.bound) in texts
    ]
    return moved or [str(program.text(*_SAME))]


def _moved(move: Move, program: Prose) -> str:
    if move.before is None:
        return str(program.text(*_APPEARS, values={"after": move.after}))
    if move.after is None:
        return str(program.text(*_VANISHES, values={"before": move.before}))
    values = {"before": move.before, "after": move.after, "days": f"{move.moved_days:+d}"}
    return str(program.text(*_MOVED, values=values))


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "states": [*phase.states],
        "start": phase.start.isoformat() if phase.start else None,
        "end": phase.end.isoformat() if phase.end else None,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    after = comparison.after
    return {
        "milestones": [milestone_to_mapping(m) for m in after.milestones] if after else [],
        "moves": [
            {
                "event": move.event.value,
                "bound": move.bound.value,
                "before": move.before.isoformat() if move.before else None,
                "after": move.after.isoformat() if move.after else None,
                "days": move.moved_days,
            }
            for move in comparison.moves
        ],
    }
