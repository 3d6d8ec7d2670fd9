"""An answer as the JSON contract, schema 1: keys are always there, and never change."""

from __future__ import annotations

import json
from typing import Any

from assistant import __version__
from assistant.answering import Answer
from assistant.render.moves import comparison_to_mapping, milestone_to_mapping
from assistant.render.plain import to_text
from assistant.render.steps import step_to_mapping
from assistant.text.clean import escape_unseen

SCHEMA = 1
# How many candidates the contract names.
_CANDIDATES = 5
_DIGITS = 4  # of a probability; more would promise more than the calibration holds


def to_mapping(answer: Answer, *, zone: str) -> dict[str, Any]:
    """Return an answer as the values of the JSON contract.

    Args:
        answer: what is written.
        zone: name of the time zone in which `today` was today.
    """
    return {
        "schema": SCHEMA,
        "question": answer.question,
        "question_language": answer.question_language,
        "language": answer.language,
        "decision": answer.decision.value,
        "topic": answer.topic,
        "confidence": round(answer.confidence, _DIGITS),
        "candidates": [
            {"topic": candidate.topic, "confidence": round(candidate.confidence, _DIGITS)}
            for candidate in answer.candidates[:_CANDIDATES]
        ],
        "offered": list(answer.offered),
        "facts": answer.facts.to_mapping(),
        "assumed": dict(answer.assumed),
        "missing": list(answer.missing),
        "as_of": answer.as_of.isoformat(),
        "state": (
            {"on": answer.state.on.isoformat(), "possible": [*answer.state.possible]}
            if answer.state
            else None
        ),
        "milestones": [milestone_to_mapping(milestone) for milestone in answer.milestones],
        "steps": [step_to_mapping(step) for step in answer.steps],
        "what_if": comparison_to_mapping(answer.comparison) if answer.comparison else None,
        "text": to_text(answer),
        "sources": [
            {"article": source.article, "block": source.block, "quote": source.quote}
            for source in answer.sources
        ],
        "pack": {
            "id": answer.pack.id,
            "version": answer.pack.version,
            "digest": answer.pack.digest,
            "policy": answer.pack.policy_name,
        },
        "program": __version__,
        "zone": zone,
        "case": answer.asked_in.to_mapping(),
    }


def to_json(answer: Answer, *, zone: str) -> str:
    """Return an answer as one JSON object on one line."""
    return to_line(to_mapping(answer, zone=zone))


def to_line(values: object) -> str:
    """Return values as JSON on one line that is safe in a terminal, too.

    Raises:
        ValueError: if a number is not finite, which JSON cannot say.
    """
    return escape_unseen(json.dumps(values, ensure_ascii=False, allow_nan=False))
