"""The shipped policy rests on its articles, and is read as it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.lifecycle import (
    Access,
    Action,
    Basis,
    Bound,
    CaseKind,
    Edition,
    Event,
    Evidence,
    Licence,
    Note,
    Party,
    Policy,
    Row,
    Rule,
    State,
    Unit,
    Value,
)
from assistant.lifecycle.policy import FIRST_EVENTS, Ground, PermissionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACK = Path(__file__).parents[2] / "corpus/office-365-business"


def _blocks(article: str) -> Iterator[tuple[str, str]]:
    cleaned = json.loads((_PACK / f"clean/{article}.json").read_text(encoding="utf-8"))
    for block in cleaned["blocks"]:
        yield block["id"], block["text"]
        for variant in block.get("variants", []):
            yield variant["id"], variant["text"]


def test_every_quote_stands_once_in_its_block(policy: Policy) -> None:
    """Every quote occurs exactly once in the cleaned block that it names."""
    evidence = list(policy.all_evidence())
    texts = {article: dict(_blocks(article)) for article in {e.article for _, e in evidence}}
    assert len(evidence) > 70
    for key, item in evidence:
        assert texts[item.article][item.block].count(item.quote) == 1, key


@pytest.mark.parametrize(
    ("key", "number", "unit"),
    [
        ("expired_days", 30, Unit.DAYS),
        ("expired_days_volume", 90, Unit.DAYS),
        ("disabled_days", 90, Unit.DAYS),
        ("disabled_days_volume", 30, Unit.DAYS),
        ("expired_and_disabled_days", 120, Unit.DAYS),
        ("cancelled_disabled_days", 90, Unit.DAYS),
        ("cancelled_reactivation_days", 90, Unit.DAYS),
        ("cancelled_deletion_earliest_days", 90, Unit.DAYS),
        ("cancelled_deletion_latest_days", 180, Unit.DAYS),
        ("expedited_deletion_days", 3, Unit.DAYS),
        ("unpaid_days", 30, Unit.DAYS),
        ("payment_recorded_days", 5, Unit.DAYS),
        ("trial_grace_days", 30, Unit.DAYS),
        ("online_below_users", 25, Unit.USERS),
        ("call_above_licences", 25, Unit.LICENCES),
    ],
)
def test_values(policy: Policy, key: str, number: int, unit: Unit) -> None:
    """The policy's numbers are the articles'."""
    assert (policy.number(key), policy.values[key].unit) == (number, unit)


def test_no_value_or_rule_is_idle(policy: Policy) -> None:
    """Every rule stands in a row, and every note of a row is a reservation about its dates."""
    used = {key for row in policy.rows.values() for key in row.rules}
    assert used == set(policy.rules)
    assert {note for row in policy.rows.values() for note in row.notes} == {
        Note.DUE_COUNTED_FROM_DUE_DATE,
        Note.CARD_NOT_COVERED,
        Note.BOTH_EXPIRED_LENGTHS,
        Note.BOTH_DISABLED_LENGTHS,
        Note.OPEN_WINDOW,
        Note.DEPROVISIONED_ASSUMED,
        Note.NO_LATEST_DAY,
        Note.TRIAL_DISABLED_NOT_SAID,
    }


def test_every_milestone_has_something_to_rest_on(policy: Policy) -> None:
    """Each rule of each row leads to a quote, for both editions; an inferred one has a reason."""
    for row in policy.rows.values():
        assert (row.reason is None) is (row.basis is None)
        for key in row.rules:
            for edition in Edition:
                assert policy.evidence_of(key, edition)
            ground = policy.rules[key].ground
            assert (ground.reason is not None) is (ground.basis is Basis.INFERRED)


@pytest.mark.parametrize(
    ("rule", "edition", "blocks"),
    [
        ("disabled_after_expired", Edition.WORLDWIDE, ["L115", "L103"]),
        ("disabled_after_expired", Edition.VIANET, ["L119", "L107"]),
        ("deprovisioned_after_expiry", Edition.WORLDWIDE, ["L131", "L103", "L115"]),
        ("data_deleted_expedited", Edition.WORLDWIDE, ["L153"]),
        ("data_deleted_expedited", Edition.VIANET, ["L157"]),
        ("data_deleted_latest_after_cancelling", Edition.VIANET, ["L143", "L45"]),
    ],
)
def test_evidence_of_an_edition(
    policy: Policy, rule: str, edition: Edition, blocks: list[str]
) -> None:
    """A rule's quotes are its own, then its values', those of the edition where there are any."""
    assert [item.block for item in policy.evidence_of(rule, edition)] == blocks


def test_evidence_of_a_derived_value(content: dict[str, Any]) -> None:
    """A rule that counts with a sum rests on the quotes of its parts."""
    content["rules"]["deprovisioned_after_expiry"]["formula"] = ["expired_and_disabled_days"]
    policy = Policy.from_mapping(content, where="x")
    blocks = policy.evidence_of("deprovisioned_after_expiry", Edition.WORLDWIDE)
    assert [item.block for item in blocks] == ["L131", "L103", "L115"]
    assert policy.rules["deprovisioned_after_expiry"].days == 120


def test_every_case_has_its_rows(policy: Policy) -> None:
    """Each case has a row for each licence that can come to it, beginning as the case does."""
    for case, first in FIRST_EVENTS.items():
        licences = [Licence.TRIAL] if case is CaseKind.TRIAL else list(Licence)[:3]
        for licence in licences:
            assert first in {policy.rules[key].event for key in policy.row(case, licence).rules}


def test_a_policy_cannot_be_changed(policy: Policy) -> None:
    """A policy's tables are read only."""
    tables: list[Any] = [policy.values, policy.rules, policy.rows]
    for table in tables:
        with pytest.raises(TypeError):
            table["expired_days"] = None


def test_a_policy_without_permissions(content: dict[str, Any]) -> None:
    """Permissions may be left out: nothing is said then."""
    del content["permissions"]
    assert Policy.from_mapping(content, where="x").permissions == ()


def test_every_entry_is_read_whole(content: dict[str, Any]) -> None:
    """What a value, a rule, a row and a permission say is in the policy, and nothing else."""
    quote = {"article": "th/x", "block": "L1.2", "quote": "30 วัน", "edition": "21vianet"}
    guess = {"basis": "inferred", "reason": "a guess", "evidence": [quote]}
    content["values"]["unpaid_days"] = {"number": 30, "unit": "days"} | guess
    content["rules"]["reactivation_when_unpaid"] |= guess
    content["rows"][6] |= {"basis": "inferred", "reason": "another guess"}
    content["permissions"][0] |= guess | {"trial": True}
    policy = Policy.from_mapping(content, where="x")

    said = Evidence("th/x", "L1.2", "30 วัน", Edition.VIANET)
    ground = Ground(Basis.INFERRED, (said,), "a guess")
    assert policy.values["unpaid_days"] == Value(30, Unit.DAYS, ground)
    formula = ("unpaid_days", "disabled_days")
    assert policy.values["expired_and_disabled_days"].formula == ("expired_days", "disabled_days")
    assert policy.rules["reactivation_when_unpaid"] == Rule(
        Event.REACTIVATION, Bound.BY, formula, 119, ground
    )
    assert policy.row(CaseKind.UNPAID, Licence.STANDARD) == Row(
        (
            "expired_when_due",
            "disabled_when_unpaid",
            "reactivation_when_unpaid",
            "deprovisioned_when_unpaid",
            "data_deleted_when_unpaid",
        ),
        Basis.INFERRED,
        "another guess",
        (Note.DUE_COUNTED_FROM_DUE_DATE, Note.CARD_NOT_COVERED),
    )
    assert policy.row(CaseKind.PAID, Licence.OPEN) == Row(("support_after_paying",))
    assert policy.permissions[0] == PermissionRule(
        State.ACTIVE, Party.USERS, Action.READ_DATA, Access.YES, trial=True, ground=ground
    )


def test_quotes_are_named_after_their_entries(policy: Policy) -> None:
    """Each quote comes with the key of its entry, so that a message can name it."""
    names = [key for key, _ in policy.all_evidence()]
    assert names[0] == "values.expired_days"
    assert "rules.expired_on_expiry" in names
    assert names[-1] == f"permissions[{len(policy.permissions) - 1}]"


def test_the_largest_and_smallest_that_is_read(content: dict[str, Any]) -> None:
    """A number or a sum may be 3650, a text have 2000 characters, a name 64."""
    longest = "30 วัน" + "น" * 1994
    content["values"]["expired_days"]["evidence"][0]["quote"] = longest
    for number, key in ((1, "payment_recorded_days"), (3650, "cancelled_deletion_latest_days")):
        content["values"][key] |= {"number": number, "basis": "inferred", "reason": "a test"}
    content["values"]["y" * 64] = {
        "unit": "days",
        "basis": "derived",
        "formula": ["cancelled_deletion_latest_days"],
    }
    policy = Policy.from_mapping(content, where="x")
    assert policy.values["expired_days"].ground.evidence[0].quote == longest
    assert policy.number("payment_recorded_days") == 1
    assert policy.number("y" * 64) == 3650


def test_as_many_entries_as_are_read(content: dict[str, Any]) -> None:
    """A list and a table may have 500 entries."""
    guess = {"number": 1, "unit": "days", "basis": "inferred", "reason": "a test"}
    values = content["values"]
    values |= {f"more_{index}": guess for index in range(500 - len(values))}
    values["expired_days"]["evidence"] *= 250
    policy = Policy.from_mapping(content, where="x")
    assert len(policy.values) == len(policy.values["expired_days"].ground.evidence) == 500


def test_a_policy_of_one_number(policy: Policy) -> None:
    """A policy may hold one number, and rows of one rule each."""
    guess = {"basis": "inferred", "reason": "a test"}
    bought = ["standard", "volume", "open"]
    content = {
        "values": {"week": {"number": 7, "unit": "days"} | guess},
        "rules": {
            "ended": {"event": "expired", "bound": "on"} | guess,
            "cancelled": {"event": "disabled", "bound": "on"} | guess,
            "paid": {"event": "support", "bound": "not_before", "formula": ["week"]} | guess,
        },
        "rows": [
            {"case": "trial", "licences": ["trial"], "rules": ["ended"]},
            {"case": "paid", "licences": bought, "rules": ["paid"]},
            *({"case": c, "licences": bought, "rules": ["ended"]} for c in ("expired", "unpaid")),
            *(
                {"case": c, "licences": bought, "rules": ["cancelled"]}
                for c in ("cancelled", "expedited")
            ),
        ],
    }
    smallest = Policy.from_mapping(content, where="x")
    assert smallest.number("week") == smallest.rules["paid"].days == 7
    assert smallest.rows.keys() == policy.rows.keys()
