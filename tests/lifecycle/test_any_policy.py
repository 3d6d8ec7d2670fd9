"""What holds for all facts under every policy that is read, whatever its numbers and rows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.lifecycle import Bound, CaseKind, Event, Facts, Licence, Policy, State, compute
from tests.lifecycle.strategies import DAYS, FACTS, POLICIES, UNDER_ANY_POLICY, timeline_of

DAY = timedelta(days=1)
ENDINGS = ("expired_on", "cancelled_on", "payment_due", "trial_ended_on")
DATA_GONE = {Event.DEPROVISIONED, Event.DATA_DELETED}
BROUGHT_BACK = {CaseKind.PAID, CaseKind.REACTIVATED}
ORDER = list(State)
STATE_OF = {
    Event.EXPIRED: State.EXPIRED,
    Event.DISABLED: State.DISABLED,
    Event.DEPROVISIONED: State.DEPROVISIONED,
    Event.DATA_DELETED: State.DEPROVISIONED,
}


@UNDER_ANY_POLICY
@given(policy=POLICIES, facts=FACTS)
def test_phases_adjoin_and_cover_all_time(policy: Policy, facts: Facts) -> None:
    """Every day lies in exactly one phase, whose states are the day's, and neighbours differ."""
    timeline = timeline_of(policy, facts)
    if timeline is None:
        return
    phases = timeline.phases
    assert phases[0].start is None
    assert phases[-1].end is None
    for before, following in pairwise(phases):
        assert before.end == following.start
        assert before.end is not None
        assert before.start is None or before.start < before.end
        assert before.states != following.states
        assert timeline.states_on(before.end - DAY) == before.states
        assert timeline.states_on(before.end) == following.states
    for phase in phases:
        assert phase.states
        assert list(phase.states) == sorted(set(phase.states), key=ORDER.index)


@UNDER_ANY_POLICY
@given(policy=POLICIES, facts=FACTS)
def test_milestones_are_ordered_and_unique(policy: Policy, facts: Facts) -> None:
    """Milestones are sorted by date, event, bound; each event and bound stands once."""
    timeline = timeline_of(policy, facts)
    if timeline is None:
        return
    keys = [(m.date, str(m.event), str(m.bound)) for m in timeline.milestones]
    assert keys == sorted(keys)
    dates = {(m.event, m.bound): m.date for m in timeline.milestones}
    assert len(dates) == len(keys)
    for event, bound in dates:
        if bound is Bound.BY and (event, Bound.NOT_BEFORE) in dates:
            assert dates[event, Bound.NOT_BEFORE] <= dates[event, Bound.BY]
    assert len(set(timeline.notes)) == len(timeline.notes)


@UNDER_ANY_POLICY
@given(policy=POLICIES, facts=FACTS)
def test_no_milestone_before_the_fact_that_causes_it(policy: Policy, facts: Facts) -> None:
    """A row begins on a day on which it was said to end; support comes after the payment."""
    timeline = timeline_of(policy, facts)
    if timeline is None:
        return
    support = [m.date for m in timeline.milestones if m.event is Event.SUPPORT]
    assert all(facts.paid_on is not None and day > facts.paid_on for day in support)
    row = [m.date for m in timeline.milestones if m.event is not Event.SUPPORT]
    if row:
        assert min(row) in {getattr(facts, name) for name in ENDINGS}


@UNDER_ANY_POLICY
@given(policy=POLICIES, facts=FACTS)
def test_states_are_those_of_the_milestones(policy: Policy, facts: Facts) -> None:
    """A state is possible from its first day on and not before, and begun by its last day."""
    timeline = timeline_of(policy, facts)
    if timeline is None or timeline.case in BROUGHT_BACK:
        return
    dated = [(m, STATE_OF[m.event]) for m in timeline.milestones if m.event in STATE_OF]
    for milestone, state in dated:
        possible = [ORDER.index(found) for found in timeline.states_on(milestone.date)]
        surely = milestone.bound is not Bound.NOT_BEFORE
        assert (min if surely else max)(possible) >= ORDER.index(state)
    if facts.reactivated_on is None and facts.paid_on is None:
        for state in set(STATE_OF.values()):
            days = [m.date for m, s in dated if s is state]
            from_days = [m.date for m, s in dated if s is state and m.bound is not Bound.BY]
            if from_days:
                assert state not in timeline.states_on(min(days) - DAY)


@UNDER_ANY_POLICY
@given(policy=POLICIES, facts=FACTS)
def test_the_last_day_for_reactivation_is_safe(policy: Policy, facts: Facts) -> None:
    """On the last day for reactivation no data can be gone yet."""
    timeline = timeline_of(policy, facts)
    last = timeline and timeline.milestone(Event.REACTIVATION, Bound.BY)
    if timeline is None or last is None:
        return
    assert all(last.date < m.date for m in timeline.milestones if m.event in DATA_GONE)
    assert State.DEPROVISIONED not in timeline.states_on(last.date)


@UNDER_ANY_POLICY
@given(
    policy=POLICIES,
    ended=st.sampled_from(["expired_on", "payment_due", "trial_ended_on"]),
    day=DAYS,
    days=st.integers(-30, 500),
    licence=st.none() | st.sampled_from(Licence),
)
def test_a_payment_before_disabled_leaves_support_only(
    policy: Policy, ended: str, day: date, days: int, licence: Licence | None
) -> None:
    """Paid before Disabled the row is gone, paid later it stands as it was, support in both."""
    facts = Facts(licence=licence).updated(**{ended: day})
    paid_on = day + timedelta(days=days)
    before, after = compute(policy, facts), compute(policy, facts.updated(paid_on=paid_on))
    if before is None:
        return
    assert after is not None
    stops = [m.date for m in before.milestones if m.event in {Event.DISABLED, *DATA_GONE}]
    in_time = all(paid_on < stop for stop in stops)
    support = tuple(m for m in after.milestones if m.event is Event.SUPPORT)
    assert [m.bound for m in support] == [Bound.NOT_BEFORE]
    row = tuple(m for m in after.milestones if m.event is not Event.SUPPORT)
    assert row == (() if in_time else before.milestones)
