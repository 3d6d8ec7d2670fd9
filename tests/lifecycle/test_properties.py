"""What holds for all facts: phases cover time, milestones are ordered, dates move together."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.lifecycle import (
    Bound,
    ContradictionError,
    Edition,
    Facts,
    Licence,
    Policy,
    State,
    Timeline,
    compare,
    compute,
)
from assistant.lifecycle.facts import FactsError

ON_BUSY_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DATES = (
    "expired_on",
    "cancelled_on",
    "payment_due",
    "paid_on",
    "trial_ended_on",
    "reactivated_on",
    "asked_on",
)
# A range in which rows overlap, over a leap day and two ends of years.
DAYS = st.dates(date(2027, 9, 1), date(2029, 2, 1))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return `strategy` or None, None more rarely than not."""
    return st.one_of(st.none(), strategy, strategy)


FACTS = st.builds(
    Facts,
    **{name: maybe(DAYS) for name in DATES},
    licence=maybe(st.sampled_from(Licence)),
    edition=maybe(st.sampled_from(Edition)),
    expedited=maybe(st.booleans()),
    product_key=maybe(st.booleans()),
    users=maybe(st.integers(0, 60)),
    licences=maybe(st.integers(0, 60)),
)


def timeline_of(policy: Policy, facts: Facts) -> Timeline | None:
    """Return the timeline, or None also when the facts contradict each other."""
    try:
        return compute(policy, facts)
    except ContradictionError:
        return None


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_phases_adjoin_and_cover_all_time(policy: Policy, facts: Facts) -> None:
    """Every day lies in exactly one phase, and neighbours differ."""
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
    assert all(phase.states for phase in phases)
    order = list(State)
    assert all(list(p.states) == sorted(p.states, key=order.index) for p in phases)


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_milestones_are_ordered_and_unique(policy: Policy, facts: Facts) -> None:
    """Milestones are sorted by date, event, bound; each event and bound stands once."""
    timeline = timeline_of(policy, facts)
    if timeline is None:
        return
    keys = [(m.date, str(m.event), str(m.bound)) for m in timeline.milestones]
    assert keys == sorted(keys)
    assert len({(m.event, m.bound) for m in timeline.milestones}) == len(keys)
    dates = {(m.event, m.bound): m.date for m in timeline.milestones}
    for event, bound in dates:
        if bound is Bound.BY and (event, Bound.NOT_BEFORE) in dates:
            assert dates[event, Bound.NOT_BEFORE] <= dates[event, Bound.BY]
    assert len(set(timeline.notes)) == len(timeline.notes)


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_no_milestone_before_the_fact_that_causes_it(policy: Policy, facts: Facts) -> None:
    """Nothing is dated before the first of the facts."""
    timeline = timeline_of(policy, facts)
    causes = [getattr(facts, name) for name in DATES if name != "asked_on"]
    first = min((day for day in causes if day is not None), default=None)
    if timeline is not None:
        assert first is not None
        assert all(m.date >= first for m in timeline.milestones)


@ON_BUSY_MACHINES
@given(facts=FACTS, days=st.integers(-3000, 3000))
def test_dates_move_together(policy: Policy, facts: Facts, days: int) -> None:
    """The same facts some days later give the same timeline as many days later."""
    step = timedelta(days=days)
    moved = facts.updated(
        **{name: day + step for name in DATES if (day := getattr(facts, name)) is not None}
    )
    before, after = timeline_of(policy, facts), timeline_of(policy, moved)
    if before is None or after is None:
        assert before is after
        return
    assert before.case is after.case
    assert before.notes == after.notes
    assert [(m.event, m.bound, m.date + step) for m in before.milestones] == [
        (m.event, m.bound, m.date) for m in after.milestones
    ]
    assert [(p.states, p.start and p.start + step) for p in before.phases] == [
        (p.states, p.start) for p in after.phases
    ]


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_the_day_asked_about_and_the_counts_move_nothing(policy: Policy, facts: Facts) -> None:
    """What is asked on which day, and how many users there are, changes no date."""
    bare = facts.updated(asked_on=None, users=None, licences=None, product_key=None)
    with_all, without = timeline_of(policy, facts), timeline_of(policy, bare)
    assert (with_all and with_all.milestones) == (without and without.milestones)
    assert (with_all and with_all.phases) == (without and without.phases)


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_what_if_nothing_changes(policy: Policy, facts: Facts) -> None:
    """A comparison with the same facts moves nothing."""
    if timeline_of(policy, facts) is not None:
        assert compare(policy, facts, facts).changed == ()


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_facts_survive_json_in_any_order(facts: Facts) -> None:
    """Facts written as JSON values are read again as the same, whatever the order of the keys."""
    mapping = facts.to_mapping()
    assert Facts.from_mapping(mapping) == facts
    assert Facts.from_mapping(dict(reversed(list(mapping.items())))) == facts


@ON_BUSY_MACHINES
@given(facts=FACTS)
def test_order_of_the_rules_does_not_matter(
    policy: Policy, reordered_policy: Policy, facts: Facts
) -> None:
    """A policy with its rules and rows in another order gives the same timeline."""
    assert timeline_of(policy, facts) == timeline_of(reordered_policy, facts)


TEXTS = st.sampled_from(
    [
        "",
        "2026-10-01",
        "20261001",
        "2026-W40-4",
        "2026-02-30",
        "standard",
        "\x1b[31m",
        "\ud800",
        "๒",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@ON_BUSY_MACHINES
@given(mapping=st.dictionaries(st.sampled_from((*DATES, "licence", "users", "x")), JSON))
def test_hostile_facts_are_a_clear_error(mapping: dict[str, object]) -> None:
    """Any JSON in the place of facts is read or refused, never a traceback."""
    try:
        facts = Facts.from_mapping(mapping, where="profile.json")
    except FactsError:
        return
    assert Facts.from_mapping(facts.to_mapping()) == facts


def test_nothing_reads_the_clock() -> None:
    """No module of the room names a clock: the day is always an argument."""
    room = Path(__file__).parents[2] / "assistant/lifecycle"
    modules = list(room.glob("*.py"))
    assert modules
    for module in modules:
        source = module.read_text(encoding="utf-8")
        assert not re.search(r"\.(today|now|utcnow)\(|\bimport time\b", source), module
