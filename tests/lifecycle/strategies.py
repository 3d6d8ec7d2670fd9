"""What the property tests draw: facts, and policies of any numbers and any rows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st

from assistant.lifecycle import (
    Bound,
    ContradictionError,
    Edition,
    Event,
    Facts,
    Licence,
    Policy,
    PolicyError,
    Timeline,
    compute,
)
from tests.lifecycle.conftest import read_policy_file

ON_BUSY_MACHINES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A drawn policy has to be read first, which takes longer than all that is asked of it.
UNDER_ANY_POLICY = settings(ON_BUSY_MACHINES, max_examples=60)
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


def facts_of(days: st.SearchStrategy[date]) -> st.SearchStrategy[Facts]:
    """Return facts of every kind whose dates are drawn from `days`."""
    return st.builds(
        Facts,
        **{name: maybe(days) for name in DATES},
        licence=maybe(st.sampled_from(Licence)),
        edition=maybe(st.sampled_from(Edition)),
        expedited=maybe(st.booleans()),
        product_key=maybe(st.booleans()),
        users=maybe(st.integers(0, 60)),
        licences=maybe(st.integers(0, 60)),
    )


FACTS = facts_of(DAYS)


def timeline_of(policy: Policy, facts: Facts) -> Timeline | None:
    """Return the timeline, or None also when the facts contradict each other."""
    try:
        return compute(policy, facts)
    except ContradictionError:
        return None


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    """Return what the dates follow from in the shipped policy: reading quotes takes time."""
    content = read_policy_file()
    rules = {key: rule | _GUESS | {"evidence": []} for key, rule in content["rules"].items()}
    return content | {"rules": rules, "permissions": []}


_GUESS = {"basis": "inferred", "reason": "drawn"}


def _days(number: int) -> dict[str, Any]:
    return {"number": number, "unit": "days"} | _GUESS


@st.composite
def _other_numbers(draw: st.DrawFn) -> Policy:
    """Return the shipped policy with durations of other lengths; what is a window stays one."""
    numbers = st.integers(1, 400)
    short, long = sorted(draw(st.tuples(numbers, numbers)))
    unpaid, volume = sorted(draw(st.tuples(numbers, numbers)))
    back, disabled, earliest, latest = sorted(draw(st.tuples(*[numbers] * 4)))
    drawn = {
        "expired_days": draw(numbers),
        "expired_days_volume": volume,
        "disabled_days": long,
        "disabled_days_volume": short,
        "unpaid_days": unpaid,
        "cancelled_reactivation_days": back,
        "cancelled_disabled_days": disabled,
        "cancelled_deletion_earliest_days": earliest,
        "cancelled_deletion_latest_days": max(latest, short),
        "expedited_deletion_days": draw(numbers),
        "payment_recorded_days": draw(numbers),
        "trial_grace_days": draw(numbers),
    }
    values = _shipped()["values"] | {key: _days(number) for key, number in drawn.items()}
    return Policy.from_mapping(_shipped() | {"values": values}, where="drawn")


# What may stand in a row, in the order in which it mostly comes.
_PLACES = [
    *((Event.EXPIRED, bound) for bound in Bound),
    *((Event.DISABLED, bound) for bound in Bound),
    (Event.REACTIVATION, Bound.BY),
    *((Event.DEPROVISIONED, bound) for bound in Bound),
    *((Event.DATA_DELETED, bound) for bound in Bound),
]
_STEP = 40


@st.composite
def _other_rows(draw: st.DrawFn) -> Policy:
    """Return a policy whose rows hold any milestones that the reader accepts."""
    rules: dict[str, Any] = {}

    def keys_of(first: Event) -> list[str]:
        places = draw(st.lists(st.sampled_from(_PLACES), unique=True, max_size=6))
        steps = draw(st.lists(st.integers(0, 9), min_size=len(places), max_size=len(places)))
        if draw(st.booleans()):
            places, steps = sorted(places, key=_PLACES.index), sorted(steps)
        dated = dict(zip(places, steps, strict=True)) | {(first, Bound.ON): 0}
        for (event, bound), step in dated.items():
            entry = {"event": event.value, "bound": bound.value, "formula": ["step"] * step}
            rules[f"{event}_{bound}_{step}"] = entry | _GUESS
        return [f"{event}_{bound}_{step}" for (event, bound), step in dated.items()]

    ended, cancelled = keys_of(Event.EXPIRED), keys_of(Event.DISABLED)
    rules["paid"] = _shipped()["rules"]["support_after_paying"]
    bought = ["standard", "volume", "open"]
    content = {
        "values": {"step": _days(_STEP), "payment_recorded_days": _days(5)},
        "rules": rules,
        "rows": [
            {"case": "expired", "licences": bought, "rules": ended},
            {"case": "unpaid", "licences": bought, "rules": ended},
            {"case": "trial", "licences": ["trial"], "rules": ended},
            {"case": "cancelled", "licences": bought, "rules": cancelled},
            {"case": "expedited", "licences": bought, "rules": cancelled},
            {"case": "paid", "licences": bought, "rules": ["paid"]},
        ],
    }
    try:
        return Policy.from_mapping(content, where="drawn")
    except PolicyError:
        reject()


POLICIES = st.one_of(_other_numbers(), _other_rows())
