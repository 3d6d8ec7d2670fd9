"""A timeline: the milestones of a case, the phases between them, what is left open."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.lifecycle.facts import Edition, Facts, Licence
    from assistant.lifecycle.notes import Note


class Event(StrEnum):
    """What happens on a milestone."""

    EXPIRED = "expired"
    DISABLED = "disabled"
    DEPROVISIONED = "deprovisioned"
    DATA_DELETED = "data_deleted"
    REACTIVATION = "reactivation"
    SUPPORT = "support"


class Bound(StrEnum):
    """How a milestone's date binds its event: that day, not earlier, not later."""

    ON = "on"
    NOT_BEFORE = "not_before"
    BY = "by"


class State(StrEnum):
    """The states of a subscription, in the order in which they follow each other."""

    ACTIVE = "active"
    EXPIRED = "expired"
    DISABLED = "disabled"
    DEPROVISIONED = "deprovisioned"


class Basis(StrEnum):
    """What something rests on: an article's words, a sum of such, or our assumption."""

    QUOTE = "quote"
    DERIVED = "derived"
    INFERRED = "inferred"


class CaseKind(StrEnum):
    """Which case of the date rules a timeline shows."""

    EXPIRED = "expired"
    CANCELLED = "cancelled"
    EXPEDITED = "expedited"
    UNPAID = "unpaid"
    TRIAL = "trial"
    # Paid in time: whatever went before has ended.
    PAID = "paid"
    # Paid when it may have been disabled already: what went before goes on.
    PAID_LATE = "paid_late"
    # Reactivated in time: whatever went before has ended.
    REACTIVATED = "reactivated"


class Milestone(NamedTuple):
    """One dated event.

    Args:
        event: what happens.
        bound: how `date` binds it.
        date: a whole day.
        rule: key of the policy's rule that gave the date.
        basis: what the date rests on.
    """

    event: Event
    bound: Bound
    date: dt.date
    rule: str
    basis: Basis


class Phase(NamedTuple):
    """A stretch of days with the same possible states.

    Args:
        states: one state, or all that are possible where the rules leave it open.
        start: first day; None when it has no beginning.
        end: day after the last, on which the next phase starts; None when it has no end.
    """

    states: tuple[State, ...]
    start: dt.date | None
    end: dt.date | None


class Timeline(NamedTuple):
    """What the policy makes of the facts.

    Args:
        case: the case that the timeline shows.
        facts: the facts it was computed from.
        licence: the licence whose row was used; standard where nothing was said and for 21Vianet.
        edition: the edition used; worldwide where nothing was said.
        milestones: sorted by date, event, bound; an event and bound stand at most once.
        phases: adjoining, from no beginning to no end.
        notes: what a text must say is assumed, left open or not covered.
    """

    case: CaseKind
    facts: Facts
    licence: Licence
    edition: Edition
    milestones: tuple[Milestone, ...]
    phases: tuple[Phase, ...]
    notes: tuple[Note, ...]

    def states_on(self, day: dt.date) -> tuple[State, ...]:
        """Return the states that are possible on `day`, in the order of `State`."""
        return states_on(self.phases, day)

    def milestone(self, event: Event, bound: Bound) -> Milestone | None:
        """Return the milestone of `event` and `bound`, or None."""
        return next(
            (m for m in self.milestones if m.event is event and m.bound is bound),
            None,
        )


def states_on(phases: tuple[Phase, ...], day: dt.date) -> tuple[State, ...]:
    """Return the states that adjoining `phases` hold possible on `day`."""
    return next(phase.states for phase in phases if phase.end is None or day < phase.end)
