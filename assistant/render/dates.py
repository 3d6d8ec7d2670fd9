"""Dates without a question as JSON values."""

from __future__ import annotations

from typing import Any

from assistant import __version__
from assistant.answering import Dates
from assistant.lifecycle import Phase
from assistant.render.json import SCHEMA
from assistant.render.moves import comparison_to_mapping, milestone_to_mapping
from assistant.render.plain import dates_to_text
from assistant.render.steps import step_to_mapping


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
        "steps": [step_to_mapping(step) for step in dates.steps],
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
