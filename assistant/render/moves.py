"""What a changed fact moves, in words and as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.answering import MoveLine
from assistant.errors import mark
from assistant.lifecycle import Comparison, Milestone, Move
from assistant.messages import Prose

_SAME = mark("dates.same", "No date changes.")
_MOVED = mark("dates.moved", "{before} → {after} ({days})")
_APPEARS = mark("dates.appears", "{after} (new)")
_VANISHES = mark("dates.vanishes", "{before} (no longer applies)")


def moves_of(moves: Iterable[MoveLine], program: Prose) -> list[str]:
    """Return a line a milestone that moves, appears or vanishes, or that none does.

    Args:
        moves: what moves, in words.
        program: small words in the reader's language.
    """
    moved = [f"{line.name}: {_moved(line.move, program)}" for line in moves]
    return moved or [str(program.text(*_SAME))]


def _moved(move: Move, program: Prose) -> str:
    if move.before is None:
        return str(program.text(*_APPEARS, values={"after": move.after}))
    if move.after is None:
        return str(program.text(*_VANISHES, values={"before": move.before}))
    values = {
        "before": move.before,
        "after": move.after,
        "days": _signed(move.moved_days or 0, program),
    }
    return str(program.text(*_MOVED, values=values))


def _signed(days: int, program: Prose) -> str:
    return f"{'+' if days > 0 else '−'}{program.writer.duration(days)}"


def milestone_to_mapping(milestone: Milestone) -> dict[str, str]:
    """Return a milestone as the JSON contract writes it."""
    return {
        "event": milestone.event.value,
        "bound": milestone.bound.value,
        "date": milestone.date.isoformat(),
        "rule": milestone.rule,
        "basis": milestone.basis.value,
    }


def comparison_to_mapping(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON values: the milestones of the other side, and the moves."""
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
