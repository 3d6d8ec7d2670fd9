"""What if: the same case with one fact changed, as a comparison of two timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.lifecycle.engine import compute

if TYPE_CHECKING:
    from datetime import date

    from assistant.lifecycle.facts import Facts
    from assistant.lifecycle.policy import Policy
    from assistant.lifecycle.timeline import Bound, Event, Timeline


class Move(NamedTuple):
    """What becomes of one milestone.

    Args:
        event: the milestone's event.
        bound: its bound.
        before: its date with the facts as they are; None when it appears.
        after: its date with the facts changed; None when it vanishes.
        moved_days: days from `before` to `after`, negative when earlier; None without either.
    """

    event: Event
    bound: Bound
    before: date | None
    after: date | None
    moved_days: int | None


class Comparison(NamedTuple):
    """Two timelines and what moves between them.

    Args:
        before: with the facts as they are; None when they name no case.
        after: with the facts changed; None when they name no case.
        moves: every event and bound of either, by the first of its dates, event, bound.
    """

    before: Timeline | None
    after: Timeline | None
    moves: tuple[Move, ...]

    @property
    def changed(self) -> tuple[Move, ...]:
        """The moves that are none of 0 days."""
        return tuple(move for move in self.moves if move.moved_days != 0)


def compare(policy: Policy, facts: Facts, changed_facts: Facts) -> Comparison:
    """Compare the timelines of `facts` and `changed_facts` under one policy.

    Raises:
        ContradictionError, DateOutOfRangeError: as `compute` does, for either.
    """
    before, after = compute(policy, facts), compute(policy, changed_facts)
    old, new = _dates(before), _dates(after)
    moves = [_move(event, bound, old, new) for event, bound in {**old, **new}]
    moves.sort(key=lambda move: (_first(move), move.event, move.bound))
    return Comparison(before, after, tuple(moves))


_Dates = dict[tuple["Event", "Bound"], "date"]


def _dates(timeline: Timeline | None) -> _Dates:
    milestones = timeline.milestones if timeline else ()
    return {(m.event, m.bound): m.date for m in milestones}


def _move(event: Event, bound: Bound, old: _Dates, new: _Dates) -> Move:
    before, after = old.get((event, bound)), new.get((event, bound))
    days = None if before is None or after is None else (after - before).days
    return Move(event, bound, before, after, days)


def _first(move: Move) -> date:
    return min(day for day in (move.before, move.after) if day is not None)
