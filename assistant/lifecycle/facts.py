"""What is known of one subscription: dates, licence, edition and counts, all optional."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from assistant.errors import AssistantError, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

# Counts above this are typing errors; it keeps hostile numbers out of every later step.
_LARGEST_COUNT = 10_000_000


class FactsError(AssistantError):
    """A fact has a name or a value that cannot be used."""

    code: ClassVar[str] = "facts"
    exit_status: ClassVar[int] = 4
    message: ClassVar[tuple[str, str]] = mark(
        "error.facts", "The fact {fact} cannot be {value}; expected: {expected}."
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.facts.hint", "Write dates as YYYY-MM-DD and leave out what is not known."
    )


class FactUnknownError(FactsError):
    """There is no fact of that name."""

    code: ClassVar[str] = "fact_unknown"
    message: ClassVar[tuple[str, str]] = mark(
        "error.fact_unknown", "There is no fact called {fact}; the known facts are: {known}."
    )
    hint: ClassVar[tuple[str, str] | None] = mark(
        "error.fact_unknown.hint", "Correct the name or leave it out."
    )


class Licence(StrEnum):
    """How the subscription was bought."""

    STANDARD = "standard"
    VOLUME = "volume"
    OPEN = "open"
    TRIAL = "trial"


class Edition(StrEnum):
    """Who operates the service."""

    WORLDWIDE = "worldwide"
    VIANET = "21vianet"


class Facts(NamedTuple):
    """What question, conversation or profile said; None is "not said", never a default.

    Args:
        expired_on: first day after the term.
        cancelled_on: day of the cancellation.
        payment_due: day on which the invoice was due.
        paid_on: day of the payment.
        trial_ended_on: first day after the trial.
        reactivated_on: day of the reactivation.
        asked_on: day that the question is about.
        licence: how it was bought.
        edition: who operates the service.
        expedited: expedited deprovisioning was asked for together with the cancellation.
        product_key: it was bought with a product key.
        users: number of users who have licences.
        licences: number of licences assigned.
    """

    expired_on: date | None = None
    cancelled_on: date | None = None
    payment_due: date | None = None
    paid_on: date | None = None
    trial_ended_on: date | None = None
    reactivated_on: date | None = None
    asked_on: date | None = None
    licence: Licence | None = None
    edition: Edition | None = None
    expedited: bool | None = None
    product_key: bool | None = None
    users: int | None = None
    licences: int | None = None

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], *, where: str | None = None) -> Self:
        """Read facts from JSON values, as `to_mapping` writes them; null is "not said".

        Args:
            mapping: names of facts to strings (dates as YYYY-MM-DD), booleans and integers.
            where: what the facts stand in, for the message.

        Raises:
            FactsError: a name is unknown or a value is not of its kind.
        """
        values = {
            name: _read(name, value, where) for name, value in mapping.items() if value is not None
        }
        return cls(**values)

    def to_mapping(self) -> dict[str, str | bool | int]:
        """Return the known facts as JSON values, in the order of the fields."""
        known = self._asdict().items()
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in known
            if value is not None
        }

    def updated(self, **changes: Any) -> Self:
        """Return these facts with `changes` put in; None takes a fact back."""
        return self._replace(**changes)


_DATES = frozenset(
    {
        "expired_on",
        "cancelled_on",
        "payment_due",
        "paid_on",
        "trial_ended_on",
        "reactivated_on",
        "asked_on",
    }
)
_CHOICES: dict[str, type[StrEnum]] = {"licence": Licence, "edition": Edition}
_FLAGS = frozenset({"expedited", "product_key"})
_COUNTS = frozenset({"users", "licences"})


def _read(name: str, value: object, where: str | None) -> Any:
    if name in _DATES:
        return _date(name, value, where)
    if name in _CHOICES:
        choices = [choice.value for choice in _CHOICES[name]]
        if value in choices:
            return _CHOICES[name](value)
        raise FactsError(where, fact=name, value=_shown(value), expected=", ".join(choices))
    if name in _FLAGS:
        if isinstance(value, bool):
            return value
        raise FactsError(where, fact=name, value=_shown(value), expected="true, false")
    if name in _COUNTS:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if is_whole and 0 <= value <= _LARGEST_COUNT:  # type: ignore[operator]
            return value
        raise FactsError(where, fact=name, value=_shown(value), expected=f"0–{_LARGEST_COUNT}")
    known = ", ".join(Facts._fields)
    raise FactUnknownError(where, fact=_shown(name), known=known)


def _date(name: str, value: object, where: str | None) -> date:
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            # `fromisoformat` also takes 20261001 and 2026-W40-4; the contract does not.
            if day.isoformat() == value:
                return day
    raise FactsError(where, fact=name, value=_shown(value), expected="YYYY-MM-DD")


def _shown(value: object) -> str:
    return repr(value)[:60]
