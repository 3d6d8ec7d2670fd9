"""Why a question was decided as it was, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.answering.explaining import Explained
from assistant.errors import mark
from assistant.messages import Prose, load_program_prose
from assistant.render.plain import join
from assistant.text.wrap import wrap

SCHEMA = 1
_MOST_TOPICS = 5
_DIGITS = 4

_READ_AS = mark("explain.read-as", "Read as: {text}")
_LANGUAGE = mark("explain.language", "Language: {language}")
_UNKNOWN = mark("explain.language.unknown", "not shown")
_IDEAS = mark("explain.ideas", "Ideas: {ideas}")
_DECISION = mark("explain.decision", "Decision: {decision}, the one with the least expected cost")
_MARGIN = mark("explain.margin", "Margin over the next topic: {margin}")
_TOPICS = mark("explain.topics", "Topics by confidence")
_OUT_OF_SCOPE = mark("explain.out-of-scope", "out of scope")
_COSTS = mark("explain.costs", "Expected costs")
_EVIDENCE = mark("explain.evidence", "What spoke for the best topic")
_NEAREST = mark("explain.nearest", "Phrases that resemble it (they do not decide)")


def explanation_to_text(explained: Explained, *, language: str, width: int) -> str:
    """Return an explanation for a reader.

    Args:
        explained: what is shown.
        language: tag of the reader's language.
        width: cells a line.
    """
    program = load_program_prose(language)
    reading, ranking, evidence = explained.explanation
    shown = ranking.question_language or str(program.text(*_UNKNOWN))
    first = [
        _line(program, _READ_AS, text=reading.folded),
        _line(program, _LANGUAGE, language=shown),
        _line(program, _IDEAS, ideas=", ".join(sorted(reading.ideas)) or "–"),
        _line(program, _DECISION, decision=explained.decision.kind.value),
        _line(program, _MARGIN, margin=f"{explained.margin:.3f}"),
    ]
    topics = [(f"{c.confidence:.3f}", c.topic) for c in ranking.candidates[:_MOST_TOPICS]]
    topics.append((f"{ranking.none:.3f}", str(program.text(*_OUT_OF_SCOPE))))
    sections = [
        [part for line in first for part in wrap(line, width)],
        _table(program, _TOPICS, topics, width),
        _table(program, _COSTS, ((f"{c:.3f}", k.value) for k, c in explained.costs.items()), width),
        _table(
            program,
            _EVIDENCE,
            ((f"{weight:.3f}", f"{view.name.lower()}: {gram}") for view, gram, weight in evidence),
            width,
        ),
        _table(
            program,
            _NEAREST,
            (
                (f"{near.likeness:.2f}", f"{near.phrase.topic}: {near.phrase.text}")
                for near in explained.nearest
            ),
            width,
        ),
    ]
    return join(sections)


def explanation_to_mapping(explained: Explained) -> dict[str, Any]:
    """Return an explanation as JSON values."""
    reading, ranking, evidence = explained.explanation
    return {
        "schema": SCHEMA,
        "question": explained.question,
        "folded": reading.folded,
        "question_language": ranking.question_language,
        "ideas": sorted(reading.ideas),
        "candidates": [
            {"topic": c.topic, "confidence": round(c.confidence, _DIGITS)}
            for c in ranking.candidates[:_MOST_TOPICS]
        ],
        "none": round(ranking.none, _DIGITS),
        "margin": round(explained.margin, _DIGITS),
        "decision": explained.decision.kind.value,
        "offered": list(explained.decision.offered),
        "rule": "least expected cost",
        "costs": {kind.value: round(cost, _DIGITS) for kind, cost in explained.costs.items()},
        "evidence": [
            {"view": view.name.lower(), "feature": gram, "weight": round(weight, _DIGITS)}
            for view, gram, weight in evidence
        ],
        "nearest": [
            {
                "topic": near.phrase.topic,
                "language": near.phrase.language,
                "phrase": near.phrase.text,
                "likeness": round(near.likeness, _DIGITS),
            }
            for near in explained.nearest
        ],
    }


def _line(program: Prose, message: tuple[str, str], **values: object) -> str:
    return str(program.text(*message, values=values))


def _table(
    program: Prose, heading: tuple[str, str], rows: Iterable[tuple[str, str]], width: int
) -> list[str]:
    lines = [
        line
        for number, text in rows
        for line in wrap(text, width, indent=f"  {number}  ", hanging=" " * (len(number) + 4))
    ]
    return [str(program.text(*heading)), *lines] if lines else []
