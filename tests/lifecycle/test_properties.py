"""What holds for all facts under the shipped policy, and for whatever is said in their place."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.lifecycle import (
    ContradictionError,
    DateOutOfRangeError,
    Facts,
    Policy,
    compare,
    permissions_on,
)
from assistant.lifecycle.facts import FactsError
from assistant.messages.prose import load_program_prose
from tests.lifecycle.strategies import DATES, DAYS, FACTS, ON_BUSY_MACHINES, facts_of, timeline_of


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
@given(facts=FACTS, data=st.data())
def test_the_order_in_which_facts_are_given_does_not_matter(
    policy: Policy, facts: Facts, data: st.DataObject
) -> None:
    """Facts read from JSON, or said one after the other, in any order are the same case."""
    said = data.draw(st.permutations(list(facts.to_mapping().items())))
    read = Facts.from_mapping(dict(said))
    merged = Facts()
    for name, value in said:
        merged = merged.updated(**{name: getattr(Facts.from_mapping({name: value}), name)})
    assert read == merged == facts
    assert timeline_of(policy, merged) == timeline_of(policy, facts)


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


ENDS_OF_THE_CALENDAR = st.one_of(
    st.dates(max_value=date(1, 12, 31)), st.dates(min_value=date(9999, 1, 1)), DAYS
)


@ON_BUSY_MACHINES
@given(facts=facts_of(ENDS_OF_THE_CALENDAR), changed=facts_of(ENDS_OF_THE_CALENDAR))
def test_the_first_and_the_last_year_are_computed_or_refused(
    policy: Policy, facts: Facts, changed: Facts
) -> None:
    """In the years 1 and 9999 there is a timeline or a clear error, never a traceback."""
    try:
        comparison = compare(policy, facts, changed)
    except (ContradictionError, DateOutOfRangeError) as error:
        message, hint = load_program_prose("en").error(error)
        assert re.search(r"\d", message)
        assert hint
        return
    for timeline in (comparison.before, comparison.after):
        for day in (date.min, date.max):
            assert timeline is None or timeline.states_on(day)
            assert timeline is None or permissions_on(policy, timeline, day)


def test_nothing_reads_the_clock() -> None:
    """No module of the room names a clock: the day is always an argument."""
    room = Path(__file__).parents[2] / "assistant/lifecycle"
    modules = list(room.glob("*.py"))
    assert modules
    for module in modules:
        source = module.read_text(encoding="utf-8")
        assert not re.search(r"\.(today|now|utcnow)\(|\bimport time\b", source), module
