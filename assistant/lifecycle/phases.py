"""Phases from milestones: which states are possible between which days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from assistant.lifecycle.timeline import Bound, Event, Phase, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from assistant.lifecycle.timeline import Milestone

# The events that may begin a state. Where no milestone says when Deprovisioned begins, the
# deletion of the data does: that is what the state means (its block: all data is deleted).
_BEGINNINGS = {
    State.EXPIRED: (Event.EXPIRED,),
    State.DISABLED: (Event.DISABLED,),
    State.DEPROVISIONED: (Event.DEPROVISIONED, Event.DATA_DELETED),
}


class Change(NamedTuple):
    """From `day` on these states are possible."""

    day: date
    states: tuple[State, ...]


class _Beginning(NamedTuple):
    """A state may have begun from `earliest`, has begun by `latest` (None: never surely)."""

    state: State
    earliest: date
    latest: date | None


def row_changes(milestones: Iterable[Milestone]) -> tuple[Change, ...]:
    """Return the changes of state that `milestones` of one row allow.

    A state is possible from the earliest day on which it may begin until a later one has surely
    begun. A state with no earliest day may begin as soon as the one before it.

    Args:
        milestones: the row's; its first state begins on a day of its own.
    """
    beginnings = _beginnings(list(milestones))
    days = {day for b in beginnings for day in (b.earliest, b.latest) if day is not None}
    return tuple(Change(day, _possible(beginnings, day)) for day in sorted(days))


def _beginnings(milestones: list[Milestone]) -> list[_Beginning]:
    found: list[_Beginning] = []
    for state, events in _BEGINNINGS.items():
        from_days = _dates(milestones, events, (Bound.ON, Bound.NOT_BEFORE))
        by_days = _dates(milestones, events, (Bound.ON, Bound.BY))
        if from_days or by_days:
            # What one event has surely begun by a day, another one does not begin after it.
            earliest = min([*from_days, *by_days]) if from_days else found[-1].earliest
            found.append(_Beginning(state, earliest, min(by_days, default=None)))
    return found


def _dates(
    milestones: list[Milestone], events: tuple[Event, ...], bounds: tuple[Bound, ...]
) -> list[date]:
    return [m.date for m in milestones if m.event in events and m.bound in bounds]


def _possible(beginnings: list[_Beginning], day: date) -> tuple[State, ...]:
    possible: list[State] = []
    for index, beginning in enumerate(beginnings):
        over = any(b.latest is not None and b.latest <= day for b in beginnings[index + 1 :])
        if beginning.earliest <= day and not over:
            possible.append(beginning.state)
    return tuple(possible)


def join(before: tuple[State, ...], changes: Sequence[Change]) -> tuple[Phase, ...]:
    """Return the phases that `changes` divide time into; `before` holds until the first.

    Changes that change nothing are merged.

    Args:
        before: the states possible before all changes.
        changes: in the order of their days, at most one a day.
    """
    kept: list[tuple[date | None, tuple[State, ...]]] = [(None, before)]
    for day, states in changes:
        if kept[-1][1] != states:
            kept.append((day, states))
    endless = (None, ())
    return tuple(
        Phase(states, start, end) for (start, states), (end, _) in pairwise([*kept, endless])
    )
