"""States on a day: every boundary of every row, and time covered without gaps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.lifecycle import (
    Basis,
    Bound,
    Edition,
    Event,
    Facts,
    Licence,
    Milestone,
    State,
    compute,
)
from assistant.lifecycle.phases import row_changes

if TYPE_CHECKING:
    from assistant.lifecycle import Policy

DAY = date(2026, 10, 1)


def after(days: int) -> date:
    """Return the day `days` after `DAY`."""
    return DAY + timedelta(days=days)


A, E, D, X = State.ACTIVE, State.EXPIRED, State.DISABLED, State.DEPROVISIONED
STANDARD = [(0, (E,)), (30, (D,)), (120, (X,))]
OPEN = [(0, (E,)), (30, (D,)), (60, (D, X)), (120, (X,))]

# facts, and the states possible from the given days after DAY on; active before the first
STATES = [
    (Facts(expired_on=DAY), STANDARD),
    (Facts(expired_on=DAY, licence=Licence.VOLUME), [(0, (E,)), (90, (D,)), (120, (X,))]),
    (Facts(expired_on=DAY, licence=Licence.VOLUME, edition=Edition.VIANET), STANDARD),
    (Facts(expired_on=DAY, licence=Licence.OPEN), OPEN),
    (Facts(payment_due=DAY), STANDARD),
    (Facts(payment_due=DAY, licence=Licence.OPEN), OPEN),
    (
        Facts(payment_due=DAY, licence=Licence.VOLUME),
        [(0, (E,)), (30, (E, D)), (60, (E, D, X)), (90, (D, X)), (120, (X,))],
    ),
    (Facts(cancelled_on=DAY), [(0, (D,)), (90, (D, X)), (180, (X,))]),
    (
        Facts(cancelled_on=DAY, licence=Licence.VOLUME),
        [(0, (D,)), (30, (D, X)), (180, (X,))],
    ),
    (Facts(cancelled_on=DAY, expedited=True), [(0, (D, X)), (3, (X,))]),
    (Facts(trial_ended_on=DAY), [(0, (E,)), (30, (E, X))]),
    # brought back
    (Facts(payment_due=DAY, paid_on=after(10)), [(0, (E,)), (10, (A,))]),
    (Facts(payment_due=DAY, paid_on=after(-10)), []),
    (Facts(payment_due=DAY, paid_on=DAY), []),
    (Facts(payment_due=DAY, paid_on=after(45)), STANDARD),
    (Facts(expired_on=DAY, reactivated_on=after(45)), [(0, (E,)), (30, (D,)), (45, (A,))]),
    (Facts(expired_on=DAY, reactivated_on=after(30)), [(0, (E,)), (30, (A,))]),
    (Facts(expired_on=DAY, reactivated_on=DAY), []),
    (Facts(cancelled_on=DAY, reactivated_on=after(89)), [(0, (D,)), (89, (A,))]),
    # and ended again
    (
        Facts(expired_on=DAY, reactivated_on=after(5), cancelled_on=after(9)),
        [(0, (E,)), (5, (A,)), (9, (D,)), (99, (D, X)), (189, (X,))],
    ),
]


@pytest.mark.parametrize(("facts", "changes"), STATES)
def test_states_on_every_boundary(
    policy: Policy, facts: Facts, changes: list[tuple[int, tuple[State, ...]]]
) -> None:
    """On the first and last day of every phase exactly the possible states are given."""
    timeline = compute(policy, facts)
    assert timeline is not None
    before: tuple[State, ...] = (A,)
    for days, states in changes:
        assert timeline.states_on(after(days - 1)) == before
        assert timeline.states_on(after(days)) == states
        before = states
    assert len(timeline.phases) == len(changes) + 1
    assert timeline.states_on(date.min) == (A,)
    assert timeline.states_on(date.max) == before


def test_before_a_payment_of_unknown_due_date(policy: Policy) -> None:
    """A payment alone leaves open whether it had expired before, and makes it active."""
    timeline = compute(policy, Facts(paid_on=DAY))
    assert timeline is not None
    assert timeline.states_on(after(-1)) == (A, E)
    assert timeline.states_on(DAY) == (A,)


def test_before_a_reactivation_of_unknown_cause(policy: Policy) -> None:
    """A reactivation alone leaves open what it came out of, and makes it active."""
    timeline = compute(policy, Facts(reactivated_on=DAY))
    assert timeline is not None
    assert timeline.states_on(after(-1)) == (A, E, D)
    assert timeline.states_on(DAY) == (A,)


def test_the_deletion_of_data_does_not_put_off_what_has_surely_begun() -> None:
    """Deprovisioned by the first day and data deleted on a later one leave no day without state."""

    def on(event: Event, bound: Bound, days: int) -> Milestone:
        return Milestone(event, bound, after(days), "rule", Basis.QUOTE)

    row = [
        on(Event.DISABLED, Bound.ON, 0),
        on(Event.DEPROVISIONED, Bound.BY, 0),
        on(Event.DATA_DELETED, Bound.ON, 40),
    ]
    assert {change.states for change in row_changes(row)} == {(X,)}
