"""What programs and people read when facts or policies cannot be used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import AssistantError
from assistant.lifecycle import Facts, Policy, compare, compute
from assistant.lifecycle.errors import ContradictionError
from assistant.messages.prose import load_program_prose

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 10, 1)

# what is done, with which code and exit status it is refused, and in which words
REFUSALS: list[tuple[Callable[[dict[str, Any]], object], str, int, str]] = [
    (
        lambda content: Policy.from_mapping(content | {"values": 1}, where="x"),
        "policy",
        4,
        "The policy entry values cannot be 1: expected is a table.",
    ),
    (
        lambda content: Policy.from_mapping(content | {"more": 1}, where="x"),
        "policy_key_unknown",
        4,
        "The policy entry more is unknown; known here: permissions, rows, rules, values.",
    ),
    (
        lambda _: Policy.from_mapping({}, where="x"),
        "policy_key_missing",
        4,
        "The policy entry values is missing.",
    ),
    (
        lambda _: Facts.from_mapping({"paid_on": "today"}),
        "facts",
        4,
        "The fact paid_on cannot be 'today'; expected: YYYY-MM-DD.",
    ),
    (
        lambda _: Facts.from_mapping({"paid": "2026-10-01"}),
        "fact_unknown",
        4,
        (
            "There is no fact called 'paid'; the known facts are: expired_on, cancelled_on, "
            "payment_due, paid_on, trial_ended_on, reactivated_on, asked_on, licence, edition, "
            "expedited, product_key, users, licences."
        ),
    ),
    (
        lambda content: compute(
            Policy.from_mapping(content, where="x"),
            Facts(expired_on=DAY, reactivated_on=date(2026, 9, 30)),
        ),
        "reactivated_before_end",
        5,
        (
            "These facts contradict each other: reactivated on 30 September 2026, "
            "but it ended only on 1 October 2026."
        ),
    ),
    (
        lambda content: compare(
            Policy.from_mapping(content, where="x"), Facts(), Facts(cancelled_on=date.max)
        ),
        "date_out_of_range",
        5,
        "The day 89 days after 31 December 9999 cannot be computed: dates end with the year 9999.",
    ),
]


@pytest.mark.parametrize(("act", "code", "status", "message"), REFUSALS)
def test_refusal(
    content: dict[str, Any],
    act: Callable[[dict[str, Any]], object],
    code: str,
    status: int,
    message: str,
) -> None:
    """Each refusal has its code, its exit status, one sentence with the values, and a hint."""
    with pytest.raises(AssistantError) as caught:
        act(content)
    said, hint = load_program_prose("en").error(caught.value)
    assert (caught.value.code, caught.value.exit_status) == (code, status)
    assert said == message
    assert hint


def test_contradictions_are_of_one_kind() -> None:
    """Programs can catch all contradictions by their common code and exit status."""
    assert (ContradictionError.code, ContradictionError.exit_status) == ("contradiction", 5)
