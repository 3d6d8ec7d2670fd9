"""The date rules: every row, facts together, what is left open and what cannot be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.lifecycle import (
    Basis,
    CaseKind,
    DateOutOfRangeError,
    Edition,
    Facts,
    Licence,
    Note,
    Policy,
    ReactivatedBeforeEndError,
    Timeline,
    compute,
)

DAY = date(2026, 10, 1)

EXPIRED_STANDARD = {
    "expired:on": 0,
    "disabled:on": 30,
    "reactivation:by": 119,
    "deprovisioned:on": 120,
    "data_deleted:not_before": 120,
}
EXPIRED_VOLUME = EXPIRED_STANDARD | {"disabled:on": 90}
EXPIRED_OPEN = {
    "expired:on": 0,
    "disabled:on": 30,
    "reactivation:by": 59,
    "deprovisioned:not_before": 60,
    "deprovisioned:by": 120,
    "data_deleted:not_before": 60,
}
CANCELLED_STANDARD = {
    "disabled:on": 0,
    "reactivation:by": 89,
    "deprovisioned:not_before": 90,
    "data_deleted:not_before": 90,
    "data_deleted:by": 180,
}
CANCELLED_VOLUME = {
    "disabled:on": 0,
    "reactivation:by": 29,
    "deprovisioned:not_before": 30,
    "data_deleted:not_before": 30,
    "data_deleted:by": 180,
}
EXPEDITED = {"disabled:on": 0, "data_deleted:by": 3}
UNPAID_VOLUME = {
    "expired:on": 0,
    "disabled:not_before": 30,
    "disabled:by": 90,
    "reactivation:by": 59,
    "deprovisioned:not_before": 60,
    "deprovisioned:by": 120,
    "data_deleted:not_before": 60,
}
PAID = {"support:not_before": 5}
TRIAL = {"expired:on": 0, "reactivation:by": 29, "data_deleted:not_before": 30}

# fact, licence, row; the edition 21vianet counts as standard.
ROWS = [
    ("expired_on", None, EXPIRED_STANDARD),
    ("expired_on", Licence.STANDARD, EXPIRED_STANDARD),
    ("expired_on", Licence.VOLUME, EXPIRED_VOLUME),
    ("expired_on", Licence.OPEN, EXPIRED_OPEN),
    ("expired_on", Licence.TRIAL, TRIAL),
    ("cancelled_on", None, CANCELLED_STANDARD),
    ("cancelled_on", Licence.STANDARD, CANCELLED_STANDARD),
    ("cancelled_on", Licence.VOLUME, CANCELLED_VOLUME),
    ("cancelled_on", Licence.OPEN, CANCELLED_VOLUME),
    ("payment_due", None, EXPIRED_STANDARD),
    ("payment_due", Licence.STANDARD, EXPIRED_STANDARD),
    ("payment_due", Licence.VOLUME, UNPAID_VOLUME),
    ("payment_due", Licence.OPEN, EXPIRED_OPEN),
    ("trial_ended_on", None, TRIAL),
    ("trial_ended_on", Licence.TRIAL, TRIAL),
    ("trial_ended_on", Licence.STANDARD, TRIAL),
    *[("paid_on", licence, PAID) for licence in (None, *Licence)],
    *[("reactivated_on", licence, {}) for licence in (None, *Licence)],
]
IN_21VIANET = {
    "expired_on": EXPIRED_STANDARD,
    "cancelled_on": CANCELLED_STANDARD,
    "payment_due": EXPIRED_STANDARD,
}


def offsets(timeline: Timeline | None, start: date = DAY) -> dict[str, int]:
    """Return the milestones as days after `start`, each event and bound once."""
    assert timeline is not None
    found = {f"{m.event}:{m.bound}": (m.date - start).days for m in timeline.milestones}
    assert len(found) == len(timeline.milestones)
    return found


def after(days: int) -> date:
    """Return the day `days` after `DAY`."""
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(("fact", "licence", "row"), ROWS)
@pytest.mark.parametrize("edition", [None, *Edition])
def test_every_row(
    policy: Policy,
    fact: str,
    licence: Licence | None,
    row: dict[str, int],
    edition: Edition | None,
) -> None:
    """One fact gives its whole row for every licence and edition, and nothing else."""
    facts = Facts(licence=licence, edition=edition).updated(**{fact: DAY})
    if edition is Edition.VIANET and licence in {Licence.VOLUME, Licence.OPEN}:
        row = IN_21VIANET.get(fact, row)
    assert offsets(compute(policy, facts)) == row


@pytest.mark.parametrize("licence", [None, Licence.STANDARD, Licence.VOLUME, Licence.OPEN])
def test_expedited(policy: Policy, licence: Licence | None) -> None:
    """Expedited with the cancellation leaves two milestones, whatever the licence."""
    timeline = compute(policy, Facts(cancelled_on=DAY, expedited=True, licence=licence))
    assert offsets(timeline) == EXPEDITED
    assert timeline is not None
    assert timeline.case is CaseKind.EXPEDITED


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(asked_on=DAY, licence=Licence.VOLUME, users=3),
        Facts(expedited=True),
        Facts(cancelled_on=DAY, licence=Licence.TRIAL),
        Facts(payment_due=DAY, licence=Licence.TRIAL),
    ],
)
def test_no_case(policy: Policy, facts: Facts) -> None:
    """Facts that name no case of the date rules give no timeline."""
    assert compute(policy, facts) is None


@pytest.mark.parametrize(
    ("facts", "inferred"),
    [
        (Facts(expired_on=DAY), set()),
        (Facts(expired_on=DAY, licence=Licence.VOLUME), set()),
        (Facts(expired_on=DAY, licence=Licence.OPEN), set()),
        (Facts(cancelled_on=DAY), {"deprovisioned"}),
        (Facts(cancelled_on=DAY, expedited=True), set()),
        (
            Facts(payment_due=DAY),
            {"expired", "reactivation", "deprovisioned", "data_deleted"},
        ),
        (Facts(paid_on=DAY), set()),
        (Facts(trial_ended_on=DAY), set()),
    ],
)
def test_inferred_dates_are_marked(policy: Policy, facts: Facts, inferred: set[str]) -> None:
    """Exactly the dates that rest on an assumption say so."""
    timeline = compute(policy, facts)
    assert timeline is not None
    assert {m.event for m in timeline.milestones if m.basis is Basis.INFERRED} == inferred


@pytest.mark.parametrize(
    "facts",
    [
        Facts(cancelled_on=DAY, licence=Licence.VOLUME),
        Facts(cancelled_on=DAY, licence=Licence.OPEN),
        Facts(payment_due=DAY, licence=Licence.VOLUME),
        Facts(payment_due=DAY, licence=Licence.OPEN),
    ],
)
def test_rows_that_are_inferred_as_a_whole(policy: Policy, facts: Facts) -> None:
    """In a row that is our assumption every date is marked as one."""
    timeline = compute(policy, facts)
    assert timeline is not None
    assert {m.basis for m in timeline.milestones} == {Basis.INFERRED}


def test_the_example_of_an_unpaid_invoice(policy: Policy) -> None:
    """Due 1 October: Disabled from 31 October, safe by 28 January, gone from 29 January."""
    timeline = compute(policy, Facts(payment_due=date(2026, 10, 1)))
    assert timeline is not None
    assert [(f"{m.event}:{m.bound}", m.date, m.basis) for m in timeline.milestones] == [
        ("expired:on", date(2026, 10, 1), Basis.INFERRED),
        ("disabled:on", date(2026, 10, 31), Basis.QUOTE),
        ("reactivation:by", date(2027, 1, 28), Basis.INFERRED),
        ("data_deleted:not_before", date(2027, 1, 29), Basis.INFERRED),
        ("deprovisioned:on", date(2027, 1, 29), Basis.INFERRED),
    ]
    assert timeline.milestones[1].rule == "disabled_when_unpaid"


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
    # reactivated
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


@pytest.mark.parametrize(
    ("facts", "licence", "edition"),
    [
        (Facts(expired_on=DAY), Licence.STANDARD, Edition.WORLDWIDE),
        (Facts(expired_on=DAY, licence=Licence.OPEN), Licence.OPEN, Edition.WORLDWIDE),
        (Facts(trial_ended_on=DAY, edition=Edition.VIANET), Licence.TRIAL, Edition.VIANET),
        (
            Facts(paid_on=DAY, licence=Licence.VOLUME, edition=Edition.VIANET),
            Licence.STANDARD,
            Edition.VIANET,
        ),
    ],
)
def test_licence_and_edition_used(
    policy: Policy, facts: Facts, licence: Licence, edition: Edition
) -> None:
    """The timeline says whose row was used, and keeps the facts as they were said."""
    timeline = compute(policy, facts)
    assert timeline is not None
    assert (timeline.licence, timeline.edition) == (licence, edition)
    assert timeline.facts == facts


@pytest.mark.parametrize("ended", ["expired_on", "cancelled_on", "payment_due", "trial_ended_on"])
def test_reactivated_before_it_ended(policy: Policy, ended: str) -> None:
    """A reactivation before anything had ended is a contradiction that names both days."""
    facts = Facts(reactivated_on=after(-1)).updated(**{ended: DAY})
    with pytest.raises(ReactivatedBeforeEndError) as caught:
        compute(policy, facts)
    assert caught.value.exit_status == 5
    assert caught.value.values == {"reactivated_on": after(-1), "ended_on": DAY}


def test_a_reactivation_of_an_earlier_end_is_no_contradiction(policy: Policy) -> None:
    """An invoice fell due, it was reactivated, later the term ran out: the last ending counts."""
    facts = Facts(payment_due=after(-30), reactivated_on=after(-9), expired_on=DAY)
    assert offsets(compute(policy, facts)) == EXPIRED_STANDARD


@pytest.mark.parametrize(
    "fact", ["expired_on", "cancelled_on", "payment_due", "trial_ended_on", "paid_on"]
)
def test_beyond_the_calendar(policy: Policy, fact: str) -> None:
    """Dates past the year 9999 are a clear error that names the day they are counted from."""
    with pytest.raises(DateOutOfRangeError) as caught:
        compute(policy, Facts().updated(**{fact: date.max}))
    assert caught.value.exit_status == 5
    assert caught.value.values["date"] == date.max


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


def test_durations_come_from_the_policy(content: dict[str, Any]) -> None:
    """Another number in the policy moves the dates; the program holds none of its own."""
    content["values"]["expired_days"] = {
        "number": 7,
        "unit": "days",
        "basis": "inferred",
        "reason": "a test",
    }
    timeline = compute(Policy.from_mapping(content, where="x"), Facts(expired_on=DAY))
    assert offsets(timeline) == EXPIRED_STANDARD | {
        "disabled:on": 7,
        "reactivation:by": 96,
        "deprovisioned:on": 97,
        "data_deleted:not_before": 97,
    }


def test_milestones_of_one_day_are_sorted_by_event_then_bound(policy: Policy) -> None:
    """Milestones that fall on one day stand in the order of event and bound."""
    timeline = compute(policy, Facts(payment_due=DAY, paid_on=after(115)))
    assert timeline is not None
    assert [f"{m.event}:{m.bound}" for m in timeline.milestones if m.date == after(120)] == [
        "data_deleted:not_before",
        "deprovisioned:on",
        "support:not_before",
    ]
