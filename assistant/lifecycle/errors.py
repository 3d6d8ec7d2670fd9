"""What can be wrong with a policy or with facts taken together."""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import AssistantError, mark


class PolicyError(AssistantError):
    """A policy cannot be used."""

    code: ClassVar[str] = "policy"
    message: ClassVar[tuple[str, str]] = mark(
        "error.policy", "The policy entry {key} cannot be {found}: expected is {expected}."
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.policy.hint", "Correct this entry of the policy file."
    )


class PolicyKeyUnknownError(PolicyError):
    """A policy has an entry that means nothing."""

    code: ClassVar[str] = "policy_key_unknown"
    message: ClassVar[tuple[str, str]] = mark(
        "error.policy_key_unknown",
        "The policy entry {key} is unknown; known here: {expected}.",
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.policy_key_unknown.hint", "Correct the name or delete the entry."
    )


class PolicyKeyMissingError(PolicyError):
    """A policy lacks an entry."""

    code: ClassVar[str] = "policy_key_missing"
    message: ClassVar[tuple[str, str]] = mark(
        "error.policy_key_missing", "The policy entry {key} is missing."
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.policy_key_missing.hint", "Add it to the policy file."
    )


class ContradictionError(AssistantError):
    """Two facts cannot both be true."""

    code: ClassVar[str] = "contradiction"
    exit_status: ClassVar[int] = 5


class ReactivatedBeforeEndError(ContradictionError):
    """Reactivated before anything had ended."""

    code: ClassVar[str] = "reactivated_before_end"
    message: ClassVar[tuple[str, str]] = mark(
        "error.reactivated_before_end",
        "These facts contradict each other: reactivated on {reactivated_on}, "
        "but it ended only on {ended_on}.",
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.reactivated_before_end.hint",
        "Correct one of the dates, or leave out a reactivation that came before.",
    )


class DateOutOfRangeError(AssistantError):
    """A date that follows from the facts lies beyond the calendar."""

    code: ClassVar[str] = "date_out_of_range"
    exit_status: ClassVar[int] = 5
    message: ClassVar[tuple[str, str]] = mark(
        "error.date_out_of_range",
        "The day {days} days after {date} cannot be computed: dates end with the year {last_year}.",
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.date_out_of_range.hint", "Check the year of the date."
    )
