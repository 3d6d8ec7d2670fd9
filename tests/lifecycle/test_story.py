"""Facts together: which row they give, and what is left out or open and said to be so."""

from __future__ import annotations

import pytest

from assistant.lifecycle import CaseKind, Edition, Facts, Licence, Note, Policy, compute
from tests.lifecycle.date_rules import (
    CANCELLED_STANDARD,
    DAY,
    EXPEDITED,
    EXPIRED_OPEN,
    EXPIRED_STANDARD,
    EXPIRED_VOLUME,
    PAID,
    TRIAL,
    UNPAID_VOLUME,
    after,
    offsets,
)

# facts, the case shown, its milestones as days after DAY, notes that must be among the timeline's
TOGETHER = [
    # cancelled and expired
    (
        Facts(cancelled_on=DAY, expired_on=after(50)),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD,
        {Note.DEPROVISIONED_ASSUMED},
    ),
    (
        Facts(cancelled_on=DAY, expired_on=DAY),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD,
        {Note.OPEN_WINDOW},
    ),
    (
        Facts(cancelled_on=after(1), expired_on=DAY),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.CANCELLED_AFTER_EXPIRY},
    ),
    (
        Facts(cancelled_on=after(1), expired_on=DAY, expedited=True),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.CANCELLED_AFTER_EXPIRY, Note.EXPEDITED_NOT_COVERED},
    ),
    (
        Facts(expired_on=DAY, expedited=True),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.EXPEDITED_WITHOUT_CANCELLING},
    ),
    # cancelled and due
    (
        Facts(cancelled_on=DAY, payment_due=after(9)),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD,
        {Note.DUE_DATE_NOT_USED},
    ),
    (
        Facts(cancelled_on=after(9), payment_due=DAY, licence=Licence.VOLUME),
        CaseKind.UNPAID,
        UNPAID_VOLUME,
        {Note.CANCELLED_AFTER_EXPIRY, Note.BOTH_EXPIRED_LENGTHS},
    ),
    # expired outranks due
    (
        Facts(expired_on=DAY, payment_due=after(-9)),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.DUE_DATE_NOT_USED},
    ),
    # paid
    (Facts(payment_due=DAY, paid_on=after(-3)), CaseKind.PAID, {"support:not_before": 2}, set()),
    (Facts(payment_due=DAY, paid_on=DAY), CaseKind.PAID, {"support:not_before": 5}, set()),
    (Facts(payment_due=DAY, paid_on=after(29)), CaseKind.PAID, {"support:not_before": 34}, set()),
    (
        Facts(payment_due=DAY, paid_on=after(30)),
        CaseKind.PAID_LATE,
        EXPIRED_STANDARD | {"support:not_before": 35},
        {Note.PAID_IN_DISABLED, Note.CARD_NOT_COVERED, Note.DUE_COUNTED_FROM_DUE_DATE},
    ),
    (
        Facts(payment_due=DAY, paid_on=after(120)),
        CaseKind.PAID_LATE,
        EXPIRED_STANDARD | {"support:not_before": 125},
        {Note.PAID_TOO_LATE},
    ),
    (
        # Disabled begins between D+30 and D+90: the safe side is that it has begun.
        Facts(payment_due=DAY, paid_on=after(40), licence=Licence.VOLUME),
        CaseKind.PAID_LATE,
        UNPAID_VOLUME | {"support:not_before": 45},
        {Note.PAID_IN_DISABLED},
    ),
    (
        Facts(expired_on=DAY, paid_on=after(89), licence=Licence.VOLUME),
        CaseKind.PAID,
        {"support:not_before": 94},
        set(),
    ),
    (
        Facts(trial_ended_on=DAY, paid_on=after(29)),
        CaseKind.PAID,
        {"support:not_before": 34},
        set(),
    ),
    (
        Facts(trial_ended_on=DAY, paid_on=after(30)),
        CaseKind.PAID_LATE,
        TRIAL | {"support:not_before": 35},
        {Note.PAID_TOO_LATE, Note.NO_LATEST_DAY},
    ),
    (
        Facts(cancelled_on=DAY, paid_on=after(-4)),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD | {"support:not_before": 1},
        set(),
    ),
    (
        Facts(cancelled_on=DAY, paid_on=after(4)),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD | {"support:not_before": 9},
        {Note.PAID_IN_DISABLED},
    ),
    (
        Facts(cancelled_on=DAY, paid_on=DAY),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD | PAID,
        {Note.PAID_IN_DISABLED},
    ),
    # reactivated
    (Facts(reactivated_on=DAY), CaseKind.REACTIVATED, {}, {Note.REACTIVATED_WITHOUT_CASE}),
    (Facts(expired_on=DAY, reactivated_on=DAY), CaseKind.REACTIVATED, {}, set()),
    (Facts(expired_on=DAY, reactivated_on=after(119)), CaseKind.REACTIVATED, {}, set()),
    (
        Facts(expired_on=DAY, reactivated_on=after(120)),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.REACTIVATED_TOO_LATE},
    ),
    (
        Facts(expired_on=DAY, reactivated_on=after(60), licence=Licence.OPEN),
        CaseKind.EXPIRED,
        EXPIRED_OPEN,
        {Note.REACTIVATED_PERHAPS_TOO_LATE, Note.BOTH_DISABLED_LENGTHS},
    ),
    (
        Facts(expired_on=DAY, reactivated_on=after(120), licence=Licence.OPEN),
        CaseKind.EXPIRED,
        EXPIRED_OPEN,
        {Note.REACTIVATED_TOO_LATE},
    ),
    (Facts(cancelled_on=DAY, reactivated_on=after(89)), CaseKind.REACTIVATED, {}, set()),
    (
        Facts(cancelled_on=DAY, reactivated_on=after(90)),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD,
        {Note.REACTIVATED_TOO_LATE},
    ),
    (
        Facts(cancelled_on=DAY, expedited=True, reactivated_on=DAY),
        CaseKind.EXPEDITED,
        EXPEDITED,
        {Note.REACTIVATED_AFTER_EXPEDITED},
    ),
    (
        Facts(cancelled_on=DAY, expedited=True, reactivated_on=after(2)),
        CaseKind.EXPEDITED,
        EXPEDITED,
        {Note.REACTIVATED_AFTER_EXPEDITED},
    ),
    (
        Facts(cancelled_on=DAY, expedited=True, reactivated_on=after(3)),
        CaseKind.EXPEDITED,
        EXPEDITED,
        {Note.REACTIVATED_TOO_LATE},
    ),
    (Facts(trial_ended_on=DAY, reactivated_on=after(29)), CaseKind.REACTIVATED, {}, set()),
    (
        Facts(trial_ended_on=DAY, reactivated_on=after(30)),
        CaseKind.TRIAL,
        TRIAL,
        {Note.REACTIVATED_TOO_LATE},
    ),
    # paid and reactivated
    (
        Facts(payment_due=DAY, paid_on=after(9), reactivated_on=after(12)),
        CaseKind.PAID,
        {"support:not_before": 14},
        set(),
    ),
    (
        Facts(payment_due=DAY, paid_on=after(40), reactivated_on=after(45)),
        CaseKind.REACTIVATED,
        {"support:not_before": 45},
        set(),
    ),
    (
        Facts(paid_on=DAY, reactivated_on=after(1)),
        CaseKind.PAID,
        PAID,
        {Note.PAID_WITHOUT_DUE_DATE, Note.REACTIVATED_WITHOUT_CASE},
    ),
    # it came back, and ended again
    (
        Facts(expired_on=after(-20), reactivated_on=after(-5), cancelled_on=DAY),
        CaseKind.CANCELLED,
        CANCELLED_STANDARD,
        set(),
    ),
    (
        Facts(payment_due=after(-20), paid_on=after(-5), cancelled_on=DAY, expedited=True),
        CaseKind.EXPEDITED,
        EXPEDITED | {"support:not_before": 0},
        set(),
    ),
    (
        Facts(cancelled_on=after(-20), reactivated_on=after(-5), expired_on=DAY),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        set(),
    ),
    (
        Facts(expired_on=after(-20), cancelled_on=after(-5), reactivated_on=after(-5)),
        CaseKind.REACTIVATED,
        {},
        {Note.CANCELLED_AFTER_EXPIRY},
    ),
    (
        Facts(trial_ended_on=after(-20), paid_on=after(-5), expired_on=DAY),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD | {"support:not_before": 0},
        set(),
    ),
    (
        Facts(
            trial_ended_on=after(-50),
            cancelled_on=after(-45),
            reactivated_on=after(-40),
            expired_on=DAY,
        ),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.TRIAL_CANCELLED},
    ),
    (
        Facts(
            trial_ended_on=after(-20),
            reactivated_on=after(-10),
            payment_due=DAY,
            paid_on=after(3),
        ),
        CaseKind.PAID,
        {"support:not_before": 8},
        set(),
    ),
    # trials
    (
        Facts(trial_ended_on=DAY, cancelled_on=after(-3)),
        CaseKind.TRIAL,
        TRIAL,
        {Note.TRIAL_CANCELLED, Note.TRIAL_DISABLED_NOT_SAID},
    ),
    (
        Facts(expired_on=DAY, cancelled_on=after(-3), expedited=True, licence=Licence.TRIAL),
        CaseKind.TRIAL,
        TRIAL,
        {Note.TRIAL_CANCELLED, Note.EXPEDITED_NOT_COVERED, Note.EXPIRY_IS_TRIAL_END},
    ),
    (
        Facts(trial_ended_on=DAY, cancelled_on=after(-9), reactivated_on=after(-5)),
        CaseKind.TRIAL,
        TRIAL,
        {Note.TRIAL_CANCELLED},
    ),
    (
        Facts(trial_ended_on=DAY, expired_on=after(40)),
        CaseKind.TRIAL,
        TRIAL,
        {Note.EXPIRY_DATE_NOT_USED},
    ),
    (
        Facts(trial_ended_on=DAY, payment_due=after(5), licence=Licence.TRIAL),
        CaseKind.TRIAL,
        TRIAL,
        {Note.DUE_DATE_NOT_USED},
    ),
    (
        Facts(trial_ended_on=after(-40), expired_on=DAY, licence=Licence.VOLUME),
        CaseKind.EXPIRED,
        EXPIRED_VOLUME,
        {Note.TRIAL_END_NOT_USED},
    ),
    (
        Facts(expired_on=DAY, licence=Licence.OPEN, edition=Edition.VIANET),
        CaseKind.EXPIRED,
        EXPIRED_STANDARD,
        {Note.EDITION_COUNTS_AS_STANDARD},
    ),
]


@pytest.mark.parametrize(("facts", "case", "row", "notes"), TOGETHER)
def test_facts_together(
    policy: Policy, facts: Facts, case: CaseKind, row: dict[str, int], notes: set[Note]
) -> None:
    """Facts that come together give the row that the rules name, and say what they leave out."""
    timeline = compute(policy, facts)
    assert offsets(timeline) == row
    assert timeline is not None
    assert timeline.case is case
    assert notes <= set(timeline.notes)


NOTES_OF_THE_STORY = set(Note) - {
    Note.DUE_COUNTED_FROM_DUE_DATE,
    Note.CARD_NOT_COVERED,
    Note.BOTH_EXPIRED_LENGTHS,
    Note.BOTH_DISABLED_LENGTHS,
    Note.OPEN_WINDOW,
    Note.DEPROVISIONED_ASSUMED,
    Note.NO_LATEST_DAY,
    Note.TRIAL_DISABLED_NOT_SAID,
}


@pytest.mark.parametrize(("facts", "case", "row", "notes"), TOGETHER)
def test_no_note_too_many(
    policy: Policy, facts: Facts, case: CaseKind, row: dict[str, int], notes: set[Note]
) -> None:
    """Nothing is called uncovered or unused that the facts do not make so."""
    del case, row
    timeline = compute(policy, facts)
    assert timeline is not None
    assert set(timeline.notes) & NOTES_OF_THE_STORY == notes & NOTES_OF_THE_STORY


def test_the_same_day_twice_needs_no_note(policy: Policy) -> None:
    """An expiry that is also the due date, or the trial's end, leaves nothing unused."""
    due = compute(policy, Facts(expired_on=DAY, payment_due=DAY))
    trial = compute(policy, Facts(expired_on=DAY, trial_ended_on=DAY))
    assert due is not None
    assert trial is not None
    assert due.notes == ()
    assert set(trial.notes) == {Note.NO_LATEST_DAY, Note.TRIAL_DISABLED_NOT_SAID}


def test_a_reactivation_of_an_earlier_end_is_no_contradiction(policy: Policy) -> None:
    """An invoice fell due, it was reactivated, later the term ran out: the last ending counts."""
    facts = Facts(payment_due=after(-30), reactivated_on=after(-9), expired_on=DAY)
    assert offsets(compute(policy, facts)) == EXPIRED_STANDARD


def test_milestones_of_one_day_are_sorted_by_event_then_bound(policy: Policy) -> None:
    """Milestones that fall on one day stand in the order of event and bound."""
    timeline = compute(policy, Facts(payment_due=DAY, paid_on=after(115)))
    assert timeline is not None
    assert [f"{m.event}:{m.bound}" for m in timeline.milestones if m.date == after(120)] == [
        "data_deleted:not_before",
        "deprovisioned:on",
        "support:not_before",
    ]
