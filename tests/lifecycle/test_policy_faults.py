"""A policy that cannot be used is refused, in words that lead to the fault."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.lifecycle import Event, Policy, PolicyError
from assistant.lifecycle.errors import PolicyKeyMissingError, PolicyKeyUnknownError
from assistant.messages.prose import load_program_prose
from tests.conftest import Golden
from tests.lifecycle.conftest import read_policy_file

_GOLDEN = Path(__file__).parent / "golden/policy_faults.txt"


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
_EVIDENCE = "values.expired_days.evidence[0]"
_UNPAID = "rules.disabled_when_unpaid"
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
    ("values/9_lives", {}, "values.9_lives"),
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
    ("values/expired_days/evidence/0/block", "L12345678", _EVIDENCE + ".block"),
    ("values/expired_days/evidence/0/article", "th/x/../y", _EVIDENCE + ".article"),
    ("values/expired_days/evidence/0/article", "th/" + "x" * 201, _EVIDENCE + ".article"),
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
    ("rows/1/licences", ["trial"], "rows expired, volume"),
    ("rows/2/licences", ["trial"], "rows expired, open"),
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
    ("rows/3/rules", ["disabled_on_cancelling", "expired_on_expiry"], "rows[3].rules"),
    ("rules/reactivation_after_expiry/last_day_before", False, "rows[0].rules"),
    ("rules/reactivation_by_buying/last_day_before", False, "rows[10].rules"),
    (
        "rows/5/rules",
        ["disabled_on_cancelling", "data_deleted_expedited", "reactivation_after_cancelling"],
        "rows[5].rules",
    ),
    ("rules/deprovisioned_after_cancelling/formula", ["unpaid_days"], "rows[3].rules"),
    ("rules/reactivation_after_expiry/bound", "on", "rows[0].rules"),
    ("rules/disabled_when_unpaid/formula", ["unpaid_days"] * 122, _UNPAID + ".formula"),
    ("rules/disabled_when_unpaid/formula", ["unpaid_days"] * 501, _UNPAID + ".formula"),
    ("values/expired_days/number", 3651, "values.expired_days.number"),
    ("values/expired_days/evidence/0/quote", "3" * 2001, "values.expired_days.evidence[0].quote"),
    ("values", {f"v{index}": {} for index in range(501)}, "values"),
    ("values/" + "v" * 65, {}, "values." + "v" * 60),
    ("values/expired_days/" + "v" * 65, {}, "values.expired_days." + "v" * 60),
    ("rows/5/surplus", 1, "rows[5].surplus"),
    ("rules/disabled_when_unpaid/surplus", 1, _UNPAID + ".surplus"),
    ("permissions/0/surplus", 1, "permissions[0].surplus"),
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


def test_messages(golden: Golden) -> None:
    """Every refusal says what stands there and what is expected, as its golden file shows."""
    intact, prose = read_policy_file(), load_program_prose("en")
    lines = []
    for path, value, _ in FAULTS:
        with pytest.raises(PolicyError) as caught:
            Policy.from_mapping(_set(copy.deepcopy(intact), path, value), where="my.toml")
        shown = "left out" if value is _DELETED else repr(value)
        message, _ = prose.error(caught.value)
        lines += [f"{path}: {shown:.60}", f"    {message}"]
    golden.check(_GOLDEN, "\n".join(lines) + "\n")


def test_data_without_an_earliest_day_leaves_none_for_reactivation(
    content: dict[str, Any],
) -> None:
    """Where data goes by a day and may go at once, not even the first day is safe."""
    content["values"]["one_day"] = {
        "number": 1,
        "unit": "days",
        "basis": "inferred",
        "reason": "a test",
    }
    content["rules"]["reactivation_after_cancelling"]["formula"] = ["one_day"]
    assert Policy.from_mapping(content, where="x").rules["reactivation_after_cancelling"].days == 0
    content["rows"][5]["rules"].append("reactivation_after_cancelling")
    with pytest.raises(PolicyError):
        Policy.from_mapping(content, where="x")


def test_kinds_of_refusal(content: dict[str, Any]) -> None:
    """What is unknown and what is missing have errors of their own, the former with a list."""
    with pytest.raises(PolicyKeyMissingError):
        Policy.from_mapping({}, where="x")
    with pytest.raises(PolicyKeyUnknownError) as caught:
        Policy.from_mapping(content | {"rule": {}}, where="x")
    assert caught.value.values["expected"] == "permissions, rows, rules, values"


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
