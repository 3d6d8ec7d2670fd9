"""The shipped policy rests on its articles; a policy that cannot be used is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.lifecycle import (
    Basis,
    CaseKind,
    Edition,
    Event,
    Licence,
    Note,
    Policy,
    PolicyError,
    Unit,
)
from assistant.lifecycle.errors import PolicyKeyMissingError, PolicyKeyUnknownError
from assistant.lifecycle.policy import FIRST_EVENTS

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
    with pytest.raises(TypeError):
        policy.values["expired_days"] = policy.values["unpaid_days"]  # type: ignore[index]


def _set(content: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    *parents, last = path.split("/")
    target: Any = content
    for key in parents:
        target = target[int(key) if isinstance(target, list) else key]
    if value is _DELETED:
        del target[last]
    else:
        target[int(last) if isinstance(target, list) else last] = value
    return content


_DELETED = object()
_QUOTE = {"article": "th/x", "block": "L1", "quote": "30 วัน"}
_NO_NUMBER = {"article": "th/x", "block": "L1", "quote": "300 วัน"}

# path in the file, what stands there, the entry that the message must name
FAULTS: list[tuple[str, object, str]] = [
    ("values", _DELETED, "values"),
    ("rules", _DELETED, "rules"),
    ("rows", _DELETED, "rows expired, standard"),
    ("extra", {}, "extra"),
    ("values", [], "values"),
    ("values", {}, "values"),
    ("values/Bad Name", {}, "values.Bad Name"),
    ("values/expired_days", 30, "values.expired_days"),
    ("values/expired_days/days", 30, "values.expired_days.days"),
    ("values/expired_days/number", _DELETED, "values.expired_days.number"),
    ("values/expired_days/number", -30, "values.expired_days.number"),
    ("values/expired_days/number", 0, "values.expired_days.number"),
    ("values/expired_days/number", 4000, "values.expired_days.number"),
    ("values/expired_days/number", 30.0, "values.expired_days.number"),
    ("values/expired_days/number", True, "values.expired_days.number"),
    ("values/expired_days/number", "30", "values.expired_days.number"),
    ("values/expired_days/number", 31, "values.expired_days.evidence"),
    ("values/expired_days/unit", "weeks", "values.expired_days.unit"),
    ("values/expired_days/basis", "guess", "values.expired_days.basis"),
    ("values/expired_days/basis", "inferred", "values.expired_days.reason"),
    ("values/expired_days/basis", "derived", "values.expired_days.formula"),
    ("values/expired_days/reason", "because", "values.expired_days.reason"),
    ("values/expired_days/formula", ["expired_days"], "values.expired_days.formula"),
    ("values/disabled_days/formula", ["expired_days"], "values.disabled_days.formula"),
    ("values/expired_days/evidence", [], "values.expired_days.evidence"),
    ("values/expired_days/evidence", "L103", "values.expired_days.evidence"),
    ("values/expired_days/evidence", ["L103"], "values.expired_days.evidence[0]"),
    ("values/expired_days/evidence", [_QUOTE] * 501, "values.expired_days.evidence"),
    ("values/expired_days/evidence", [_NO_NUMBER], "values.expired_days.evidence"),
    ("values/expired_days/evidence/0/quote", "", "values.expired_days.evidence[0].quote"),
    ("values/expired_days/evidence/0/quote", "30" * 2000, "values.expired_days.evidence[0].quote"),
    ("values/expired_days/evidence/0/block", "103", "values.expired_days.evidence[0].block"),
    ("values/expired_days/evidence/0/article", "../x", "values.expired_days.evidence[0].article"),
    ("values/expired_days/evidence/0/edition", "us", "values.expired_days.evidence[0].edition"),
    ("values/expired_days/evidence/0/page", 1, "values.expired_days.evidence[0].page"),
    (
        "values/expired_and_disabled_days/number",
        120,
        "values.expired_and_disabled_days.number",
    ),
    (
        "values/expired_and_disabled_days/formula",
        ["online_below_users"],
        "values.expired_and_disabled_days.formula",
    ),
    (
        "values/expired_and_disabled_days/formula",
        ["disabled_days"] * 41,
        "values.expired_and_disabled_days.formula",
    ),
    ("rules/expired_on_expiry/evidence", [], "rules.expired_on_expiry.evidence"),
    ("rules/expired_on_expiry/basis", "derived", "rules.expired_on_expiry.formula"),
    ("rules/expired_on_expiry/last_day_before", True, "rules.expired_on_expiry.formula"),
    ("rules/expired_on_expiry/last_day_before", 1, "rules.expired_on_expiry.last_day_before"),
    ("rules/expired_on_expiry/event", "ended", "rules.expired_on_expiry.event"),
    ("rules/expired_on_expiry/bound", ["on"], "rules.expired_on_expiry.bound"),
    ("rules/disabled_when_unpaid/formula", ["x"], "rules.disabled_when_unpaid.formula"),
    ("rules/disabled_when_unpaid/formula", [30], "rules.disabled_when_unpaid.formula"),
    (
        "rules/disabled_when_unpaid/formula",
        ["online_below_users"],
        "rules.disabled_when_unpaid.formula",
    ),
    ("rows/0/case", "reactivated", "rows[0].case"),
    ("rows/0/licences", ["standard", "standard"], "rows[0].licences"),
    ("rows/0/licences", ["trial"], "rows expired, standard"),
    ("rows/0/licences", ["free"], "rows[0].licences"),
    ("rows/0/rules", ["x"], "rows[0].rules"),
    ("rows/0/rules", [], "rows[0].rules"),
    ("rows/0/rules", ["disabled_after_expired"], "rows[0].rules"),
    ("rows/0/rules", ["expired_on_expiry", "expired_when_due"], "rows[0].rules"),
    ("rows/0/rules", ["expired_on_expiry", "support_after_paying"], "rows[0].rules"),
    (
        "rows/0/rules",
        ["expired_on_expiry", "disabled_after_expired", "disabled_latest_when_unpaid_volume"],
        "rows[0].rules",
    ),
    (
        "rules/disabled_latest_when_unpaid_volume/formula",
        ["payment_recorded_days"],
        "rows[8].rules",
    ),
    (
        "rules/deprovisioned_after_expiry/formula",
        ["payment_recorded_days"],
        "rows[0].rules",
    ),
    ("rows/9/rules", ["expired_on_expiry"], "rows[9].rules"),
    ("rows/0/notes", ["nonsense"], "rows[0].notes"),
    ("rows/0/basis", "quote", "rows[0].basis"),
    ("rows/0/basis", "inferred", "rows[0].reason"),
    ("rows/0/reason", "because", "rows[0].basis"),
    ("permissions/0/access", "open", "permissions[0].access"),
    ("permissions/0/party", "guests", "permissions[0].party"),
    ("permissions/0/evidence", [], "permissions[0].evidence"),
    ("permissions/0/action", "use_office", "permissions[1].action"),
    ("permissions/0/trial", "no", "permissions[0].trial"),
]


@pytest.mark.parametrize(("path", "value", "key"), FAULTS)
def test_refused(content: dict[str, Any], path: str, value: object, key: str) -> None:
    """A policy with a fault is refused, naming the file and the entry."""
    with pytest.raises(PolicyError) as caught:
        Policy.from_mapping(_set(content, path, value), where="my.toml")
    assert caught.value.where == "my.toml"
    assert caught.value.values["key"] == key
    assert caught.value.exit_status == 4


def test_kinds_of_refusal(content: dict[str, Any]) -> None:
    """What is unknown and what is missing have errors of their own, the former with a list."""
    with pytest.raises(PolicyKeyMissingError):
        Policy.from_mapping({}, where="x")
    with pytest.raises(PolicyKeyUnknownError) as caught:
        Policy.from_mapping(content | {"rule": {}}, where="x")
    assert caught.value.values["expected"] == "permissions, rows, rules, values"


def test_a_policy_without_permissions(content: dict[str, Any]) -> None:
    """Permissions may be left out: nothing is said then."""
    del content["permissions"]
    assert Policy.from_mapping(content, where="x").permissions == ()


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_anything_anywhere_is_read_or_refused(content: dict[str, Any], data: st.DataObject) -> None:
    """A wrong value in any place of the file is never a traceback."""
    damaged: Any = copy.deepcopy(content)
    target = damaged
    while True:
        key = data.draw(st.sampled_from(list(target) if isinstance(target, dict) else _at(target)))
        inner = target[key]
        if not inner or not isinstance(inner, dict | list) or data.draw(st.booleans()):
            break
        target = inner
    target[key] = data.draw(st.sampled_from([None, True, -1, 3.5, 10**40, "", "x", [], [[]], {}]))
    try:
        policy = Policy.from_mapping(damaged, where="x")
    except PolicyError:
        return
    assert Event.EXPIRED in {rule.event for rule in policy.rules.values()}


def _at(items: list[Any]) -> list[int]:
    return list(range(len(items)))
