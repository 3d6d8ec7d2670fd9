"""Every row of the date rules, its basis, and whose row is used."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.lifecycle import Basis, CaseKind, Edition, Facts, Licence, Policy, compute
from tests.lifecycle.date_rules import (
    CANCELLED_STANDARD,
    CANCELLED_VOLUME,
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


@pytest.mark.parametrize(
    ("fact", "unsure"),
    [
        ("expired_on", Licence.OPEN),
        ("cancelled_on", Licence.VOLUME),
        ("cancelled_on", Licence.OPEN),
        ("payment_due", Licence.VOLUME),
        ("payment_due", Licence.OPEN),
    ],
)
def test_what_is_unsure_is_never_one_date(policy: Policy, fact: str, unsure: Licence) -> None:
    """Where a length may be another than the general one, both readings stay possible.

    A date stands alone only where the readings agree, and reactivation is planned for the shorter.
    """
    facts = Facts().updated(**{fact: DAY})
    general, wider = compute(policy, facts), compute(policy, facts.updated(licence=unsure))
    assert general is not None
    assert wider is not None
    for days in range(-1, 400):
        assert set(general.states_on(after(days))) <= set(wider.states_on(after(days)))
    known, dates = offsets(general), offsets(wider)
    assert dates["reactivation:by"] < known["reactivation:by"]
    for name, days in dates.items():
        assert not name.endswith(":on") or known[name] == days


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
