"""What if one fact were different."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.lifecycle import (
    Bound,
    Event,
    Facts,
    Licence,
    ReactivatedBeforeEndError,
    compare,
    compute,
)

if TYPE_CHECKING:
    from assistant.lifecycle import Comparison, Policy

DAY = date(2026, 10, 1)


def moves(comparison: Comparison) -> dict[str, int | None]:
    """Return the days by which every milestone moves."""
    return {f"{m.event}:{m.bound}": m.moved_days for m in comparison.moves}


def test_another_date(policy: Policy) -> None:
    """Expired two days earlier moves every milestone two days back."""
    comparison = compare(policy, Facts(expired_on=DAY), Facts(expired_on=date(2026, 9, 29)))
    assert comparison.before == compute(policy, Facts(expired_on=DAY))
    assert comparison.after == compute(policy, Facts(expired_on=date(2026, 9, 29)))
    assert set(moves(comparison).values()) == {-2}
    assert len(comparison.changed) == len(comparison.moves) == 5


def test_another_licence(policy: Policy) -> None:
    """Volume instead of standard moves only the day on which it is Disabled."""
    facts = Facts(expired_on=DAY)
    comparison = compare(policy, facts, facts.updated(licence=Licence.VOLUME))
    assert [(m.event, m.bound, m.moved_days) for m in comparison.changed] == [
        (Event.DISABLED, Bound.ON, 60)
    ]


def test_what_appears_and_what_vanishes(policy: Policy) -> None:
    """Paying in time takes all dates of the unpaid invoice away and brings one of its own."""
    facts = Facts(payment_due=DAY)
    comparison = compare(policy, facts, facts.updated(paid_on=date(2026, 10, 10)))
    assert set(moves(comparison).values()) == {None}
    assert [(m.event, m.before, m.after) for m in comparison.moves[:2]] == [
        (Event.EXPIRED, DAY, None),
        (Event.SUPPORT, None, date(2026, 10, 15)),
    ]
    assert comparison.changed == comparison.moves


def test_expedited(policy: Policy) -> None:
    """Asking for expedited deprovisioning brings the last day of deletion 177 days forward."""
    facts = Facts(cancelled_on=DAY)
    assert moves(compare(policy, facts, facts.updated(expedited=True))) == {
        "disabled:on": 0,
        "data_deleted:by": -177,
        "reactivation:by": None,
        "deprovisioned:not_before": None,
        "data_deleted:not_before": None,
    }


def test_without_a_case(policy: Policy) -> None:
    """Facts without a case have no timeline; all dates of the other appear."""
    comparison = compare(policy, Facts(), Facts(trial_ended_on=DAY))
    assert comparison.before is None
    assert comparison.after is not None
    assert [m.before for m in comparison.moves] == [None, None, None]
    assert compare(policy, Facts(), Facts()).moves == ()


def test_moves_are_in_the_order_of_their_days(policy: Policy) -> None:
    """Moves are sorted by the first of their dates."""
    comparison = compare(policy, Facts(cancelled_on=DAY), Facts(expired_on=date(2026, 9, 1)))
    firsts = [min(d for d in (m.before, m.after) if d is not None) for m in comparison.moves]
    assert firsts == sorted(firsts)


def test_a_contradiction_in_the_changed_facts(policy: Policy) -> None:
    """Changed facts that cannot be are refused as they are anywhere."""
    facts = Facts(expired_on=DAY)
    with pytest.raises(ReactivatedBeforeEndError):
        compare(policy, facts, facts.updated(reactivated_on=date(2026, 9, 1)))
