"""Contradictions, leap days, ends of years and the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.lifecycle import (
    DateOutOfRangeError,
    Facts,
    Policy,
    ReactivatedBeforeEndError,
    compute,
)
from tests.lifecycle.date_rules import CANCELLED_STANDARD, DAY, EXPIRED_STANDARD, after, offsets


@pytest.mark.parametrize("ended", ["expired_on", "cancelled_on", "payment_due", "trial_ended_on"])
def test_reactivated_before_it_ended(policy: Policy, ended: str) -> None:
    """A reactivation before anything had ended is a contradiction that names both days."""
    facts = Facts(reactivated_on=after(-1)).updated(**{ended: DAY})
    with pytest.raises(ReactivatedBeforeEndError) as caught:
        compute(policy, facts)
    assert caught.value.exit_status == 5
    assert caught.value.values == {"reactivated_on": after(-1), "ended_on": DAY}


@pytest.mark.parametrize(
    ("fact", "days"),
    [
        ("expired_on", 30),
        ("cancelled_on", 89),
        ("payment_due", 30),
        ("trial_ended_on", 29),
        ("paid_on", 5),
    ],
)
def test_beyond_the_calendar(policy: Policy, fact: str, days: int) -> None:
    """Dates past the year 9999 are a clear error that names the sum that was asked for."""
    with pytest.raises(DateOutOfRangeError) as caught:
        compute(policy, Facts().updated(**{fact: date.max}))
    assert caught.value.exit_status == 5
    assert caught.value.values == {"date": date.max, "days": days, "last_year": "9999"}


def test_the_last_row_that_fits_the_calendar(policy: Policy) -> None:
    """A row whose last date is the calendar's last day is computed, a day later it is not."""
    last = date.max - timedelta(days=120)
    assert offsets(compute(policy, Facts(expired_on=last)), last) == EXPIRED_STANDARD
    with pytest.raises(DateOutOfRangeError):
        compute(policy, Facts(expired_on=last + timedelta(days=1)))


def test_the_calendar_s_first_day(policy: Policy) -> None:
    """A row may begin on the calendar's first day."""
    assert offsets(compute(policy, Facts(cancelled_on=date.min)), date.min) == CANCELLED_STANDARD


@pytest.mark.parametrize(
    ("facts", "milestone", "day"),
    [
        (Facts(expired_on=date(2028, 1, 30)), "disabled:on", date(2028, 2, 29)),
        (Facts(expired_on=date(2028, 2, 29)), "disabled:on", date(2028, 3, 30)),
        (Facts(expired_on=date(2027, 1, 30)), "disabled:on", date(2027, 3, 1)),
        (Facts(cancelled_on=date(2027, 9, 3)), "data_deleted:by", date(2028, 3, 1)),
        (Facts(cancelled_on=date(2026, 9, 3)), "data_deleted:by", date(2027, 3, 2)),
        (Facts(payment_due=date(2026, 12, 31)), "disabled:on", date(2027, 1, 30)),
        (Facts(paid_on=date(2026, 12, 28)), "support:not_before", date(2027, 1, 2)),
        (Facts(paid_on=date(2028, 2, 25)), "support:not_before", date(2028, 3, 1)),
        (Facts(expired_on=date(2100, 2, 1)), "disabled:on", date(2100, 3, 3)),
    ],
)
def test_leap_days_and_year_ends(policy: Policy, facts: Facts, milestone: str, day: date) -> None:
    """Days are counted over leap days and ends of years."""
    timeline = compute(policy, facts)
    assert timeline is not None
    assert {f"{m.event}:{m.bound}": m.date for m in timeline.milestones}[milestone] == day
