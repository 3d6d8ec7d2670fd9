"""Compute the timeline that follows from a policy and the facts of one subscription.

A subscription ends (expired, unpaid, cancelled, a trial over) and may be brought back (paid,
reactivated). The facts are read as a story in the order of their days:

- **What ends it.** `expired_on` outranks `payment_due`. A cancellation on or before the day of
  expiry is within the term and skips Expired; one in a state after the term is left out, since
  the articles are silent on it; one after it was brought back counts again.
- **Trials.** With licence trial, or with `trial_ended_on` and no other licence said, the trial's
  end is the case: `trial_ended_on`, else `expired_on`. Another licence together with another
  ending says that the trial was bought: then its end is left out. Cancelling a trial, or an
  invoice for one that nothing says was bought, is not covered: alone it is no case.
- **What brings it back.** A payment before Disabled (for a trial: within its grace) ends an
  expired, unpaid or trial case, also when it came before the case began; it does not undo a
  cancellation. A payment ends one case only. A reactivation from the day it ended to the last
  day for it ends any case but an expedited one. On equal days the reactivation comes last.
- `paid_on` always adds its own row (when to contact support).
- Edition 21vianet counts as standard in every row; a trial stays a trial.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from assistant.lifecycle.errors import DateOutOfRangeError, ReactivatedBeforeEndError
from assistant.lifecycle.facts import Edition, Licence
from assistant.lifecycle.notes import Note
from assistant.lifecycle.phases import Change, join, row_changes
from assistant.lifecycle.timeline import (
    CaseKind,
    Event,
    Milestone,
    Phase,
    State,
    Timeline,
    states_on,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.lifecycle.facts import Facts
    from assistant.lifecycle.policy import Policy

_CANCELLED = frozenset({CaseKind.CANCELLED, CaseKind.EXPEDITED})


class _Ending(NamedTuple):
    """A way in which the subscription ended, and the licence whose row counts."""

    kind: CaseKind
    start: date
    licence: Licence


class _Case(NamedTuple):
    """An ending with its row, and when and by what it was brought back, if it was."""

    ending: _Ending
    milestones: tuple[Milestone, ...]
    notes: tuple[Note, ...]
    payment: date | None
    back_on: date | None = None
    back_by: CaseKind | None = None

    def changes(self) -> list[Change]:
        """Return the changes of state, up to the day that brings it back."""
        changes = row_changes(self.milestones)
        if self.back_on is None:
            return list(changes)
        kept = [change for change in changes if change.day < self.back_on]
        return [*kept, Change(self.back_on, (State.ACTIVE,))]

    def last_day(self) -> date | None:
        """Return the last day for reactivation, or None when the row has none."""
        return next((m.date for m in self.milestones if m.event is Event.REACTIVATION), None)

    def is_ended_by(self, payment: date) -> bool:
        """Return whether a payment on that day comes before Disabled, and can help at all."""
        if self.ending.kind in _CANCELLED:
            return False
        return all(payment < m.date for m in self.milestones if m.event in _AFTER_GRACE)


# Disabled, or what follows the grace of a trial, which has no Disabled.
_AFTER_GRACE = frozenset({Event.DISABLED, Event.DEPROVISIONED, Event.DATA_DELETED})


def compute(policy: Policy, facts: Facts) -> Timeline | None:
    """Return the timeline of `facts`, or None when they name no case of the date rules.

    Args:
        policy: durations, rules and rows.
        facts: what is known; None is "not said" (licence standard, edition worldwide).

    Raises:
        ReactivatedBeforeEndError: reactivated before any of the days on which it ended.
        DateOutOfRangeError: a date of the row lies beyond the calendar.
    """
    _refuse_contradictions(facts)
    endings, notes = _endings(facts)
    if not endings:
        return _without_ending(policy, facts)
    case = _case(policy, endings[0], facts, facts.paid_on)
    changes = case.changes()
    for ending in endings[1:]:
        if case.back_on is None or ending.start <= case.back_on:
            notes += _left_out(ending, case, facts)
            continue
        # A payment brings back one case only.
        payment = None if case.back_by is CaseKind.PAID else facts.paid_on
        case = _case(policy, ending, facts, payment)
        changes += case.changes()
    if facts.expedited and facts.cancelled_on is None:
        notes.append(Note.EXPEDITED_WITHOUT_CANCELLING)
    phases = join((State.ACTIVE,), changes)
    if case.back_by is None:
        notes = [*case.notes, *notes, *_came_too_late(case, facts, phases)]
    return Timeline(
        case=_shown_kind(case),
        facts=facts,
        licence=case.ending.licence,
        edition=_edition(facts),
        milestones=_sorted([*(() if case.back_by else case.milestones), *_support(policy, facts)]),
        phases=phases,
        notes=tuple(dict.fromkeys(notes)),
    )


def _refuse_contradictions(facts: Facts) -> None:
    ended = (facts.expired_on, facts.cancelled_on, facts.payment_due, facts.trial_ended_on)
    first = min((day for day in ended if day is not None), default=None)
    back = facts.reactivated_on
    if back is not None and first is not None and back < first:
        raise ReactivatedBeforeEndError(
            reactivated_on=back,
            ended_on=first,
        )


def _endings(facts: Facts) -> tuple[list[_Ending], list[Note]]:
    """Return the endings in the order in which they are told, and notes on what is left out."""
    notes: list[Note] = []
    trial_end, expired_on = facts.trial_ended_on, facts.expired_on
    is_trial = facts.licence is Licence.TRIAL
    if is_trial and trial_end is None and expired_on is not None:
        trial_end, expired_on = expired_on, None
        notes.append(Note.EXPIRY_IS_TRIAL_END)
    licence = _row_licence(facts)
    others: list[_Ending] = []
    if facts.cancelled_on is not None:
        kind = CaseKind.EXPEDITED if facts.expedited else CaseKind.CANCELLED
        others.append(_Ending(kind, facts.cancelled_on, licence))
    if expired_on is not None:
        others.append(_Ending(CaseKind.EXPIRED, expired_on, licence))
        if facts.payment_due not in {None, expired_on}:
            notes.append(Note.DUE_DATE_NOT_USED)
    elif facts.payment_due is not None:
        others.append(_Ending(CaseKind.UNPAID, facts.payment_due, licence))
    # Stable: a cancellation on the day of expiry comes first, that is within the term.
    others.sort(key=lambda ending: ending.start)
    if facts.edition is Edition.VIANET and facts.licence in {Licence.VOLUME, Licence.OPEN}:
        notes.append(Note.EDITION_COUNTS_AS_STANDARD)
    if trial_end is None:
        return ([] if is_trial else others), notes
    if others and facts.licence not in {None, Licence.TRIAL}:
        return others, [*notes, Note.TRIAL_END_NOT_USED]
    return [_Ending(CaseKind.TRIAL, trial_end, Licence.TRIAL), *others], notes


def _row_licence(facts: Facts) -> Licence:
    licence = facts.licence
    if licence is None or licence is Licence.TRIAL or facts.edition is Edition.VIANET:
        return Licence.STANDARD
    return licence


def _edition(facts: Facts) -> Edition:
    return facts.edition or Edition.WORLDWIDE


def _case(policy: Policy, ending: _Ending, facts: Facts, payment: date | None) -> _Case:
    row = policy.row(ending.kind, ending.licence)
    milestones = _milestones(policy, ending)
    case = _Case(ending, milestones, row.notes, payment)
    backs: list[tuple[date, CaseKind]] = []
    if payment is not None and case.is_ended_by(payment):
        backs.append((payment, CaseKind.PAID))
    back, last_day = facts.reactivated_on, case.last_day()
    if back is not None and last_day is not None and ending.start <= back <= last_day:
        backs.append((back, CaseKind.REACTIVATED))
    if not backs:
        return case
    back_on, back_by = min(backs)
    return case._replace(back_on=back_on, back_by=back_by)


def _milestones(policy: Policy, ending: _Ending) -> tuple[Milestone, ...]:
    row = policy.row(ending.kind, ending.licence)
    return tuple(
        Milestone(
            event=policy.rules[key].event,
            bound=policy.rules[key].bound,
            date=_days_after(ending.start, policy.rules[key].days),
            rule=key,
            basis=row.basis or policy.rules[key].ground.basis,
        )
        for key in row.rules
    )


def _days_after(start: date, days: int) -> date:
    try:
        return start + timedelta(days=days)
    except OverflowError as error:
        raise DateOutOfRangeError(date=start, days=days, last_year=str(date.max.year)) from error


def _support(policy: Policy, facts: Facts) -> tuple[Milestone, ...]:
    if facts.paid_on is None:
        return ()
    return _milestones(policy, _Ending(CaseKind.PAID, facts.paid_on, _row_licence(facts)))


def _sorted(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    return tuple(sorted(milestones, key=lambda m: (m.date, m.event, m.bound)))


def _left_out(ending: _Ending, case: _Case, facts: Facts) -> list[Note]:
    """Say what is not covered, or not used, when `ending` came while `case` went on."""
    if ending.kind in _CANCELLED:
        is_trial = case.ending.kind is CaseKind.TRIAL
        note = Note.TRIAL_CANCELLED if is_trial else Note.CANCELLED_AFTER_EXPIRY
        return [note, Note.EXPEDITED_NOT_COVERED] if facts.expedited else [note]
    if ending.start == case.ending.start:
        return []
    if ending.kind is CaseKind.UNPAID:
        return [Note.DUE_DATE_NOT_USED]
    # After a cancellation the day of expiry has said that it was within the term.
    return [] if case.ending.kind in _CANCELLED else [Note.EXPIRY_DATE_NOT_USED]


def _came_too_late(case: _Case, facts: Facts, phases: tuple[Phase, ...]) -> list[Note]:
    """Say what a payment or a reactivation that brought nothing back leaves open."""
    notes: list[Note] = []
    start, last_day = case.ending.start, case.last_day()
    if case.payment is not None and case.payment >= start:
        possible = states_on(phases, case.payment)
        if State.DISABLED in possible:
            notes.append(Note.PAID_IN_DISABLED)
        if State.DEPROVISIONED in possible:
            notes.append(Note.PAID_TOO_LATE)
    back = facts.reactivated_on
    if back is not None and back >= start:
        open_still = State.DISABLED in states_on(phases, back)
        if open_still and last_day is None:
            notes.append(Note.REACTIVATED_AFTER_EXPEDITED)
        elif open_still and Note.BOTH_DISABLED_LENGTHS in case.notes:
            notes.append(Note.REACTIVATED_PERHAPS_TOO_LATE)
        else:
            notes.append(Note.REACTIVATED_TOO_LATE)
    return notes


def _shown_kind(case: _Case) -> CaseKind:
    if case.back_by is not None:
        return case.back_by
    if case.payment is not None and case.ending.kind not in _CANCELLED:
        return CaseKind.PAID_LATE
    return case.ending.kind


def _without_ending(policy: Policy, facts: Facts) -> Timeline | None:
    """Return the timeline of a subscription of which only that it came back is known."""
    days = [day for day in (facts.paid_on, facts.reactivated_on) if day is not None]
    if not days:
        return None
    before = [State.ACTIVE, State.EXPIRED]
    notes: list[Note] = []
    if facts.paid_on is not None:
        notes.append(Note.PAID_WITHOUT_DUE_DATE)
    if facts.reactivated_on is not None:
        before.append(State.DISABLED)
        notes.append(Note.REACTIVATED_WITHOUT_CASE)
    return Timeline(
        case=CaseKind.REACTIVATED if facts.paid_on is None else CaseKind.PAID,
        facts=facts,
        licence=_row_licence(facts),
        edition=_edition(facts),
        milestones=_sorted(_support(policy, facts)),
        phases=join(tuple(before), [Change(min(days), (State.ACTIVE,))]),
        notes=tuple(notes),
    )
