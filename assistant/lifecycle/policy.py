"""A policy: durations, rules, the rows of the date rules, permissions, each with its basis.

A policy is data; `Policy.from_mapping` takes what a TOML reader made of its file:

- `values.<key>`: a number (days, users, licences). Placeholders of texts are named after the key.
- `rules.<key>`: an event, its bound and the `formula` (keys of values in days, added up) that
  leads from the day of the fact to its date.
- `rows`: which rules stand for a case and a licence.
- `permissions`: who may do what in a state.

Every entry rests on a quote, on a formula (`basis = "derived"`) or on a reason
(`basis = "inferred"`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from assistant.lifecycle.facts import Edition, Licence
from assistant.lifecycle.timeline import Basis, Bound, CaseKind, Event, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.lifecycle.notes import Note


class Unit(StrEnum):
    """What a value counts."""

    DAYS = "days"
    USERS = "users"
    LICENCES = "licences"


class Party(StrEnum):
    """Who does something. Billing and global admins are admins too."""

    USERS = "users"
    ADMINS = "admins"
    BILLING_ADMINS = "billing_admins"


class Action(StrEnum):
    """What someone may do."""

    SIGN_IN = "sign_in"
    READ_DATA = "read_data"
    USE_OFFICE = "use_office"
    BACK_UP = "back_up"
    ADD_USERS = "add_users"
    REACTIVATE = "reactivate"
    BUY = "buy"


class Access(StrEnum):
    """Whether someone may do something."""

    YES = "yes"
    NO = "no"
    # Possible with less than full function: read and print only.
    REDUCED = "reduced"
    # Several states are possible that day and they differ.
    OPEN = "open"
    # The articles do not say.
    NOT_SAID = "not_said"


class Evidence(NamedTuple):
    """Words of an article that something rests on.

    Args:
        article: id of the article.
        block: id of the block that holds `quote` exactly once.
        quote: the words.
        edition: the edition that the words are about; None when they are about every one.
    """

    article: str
    block: str
    quote: str
    edition: Edition | None = None


class Ground(NamedTuple):
    """What an entry rests on.

    Args:
        basis: a quote, a formula or a reason.
        evidence: the quotes; further ones may support a formula or a reason.
        reason: why it is inferred; None with any other basis.
    """

    basis: Basis
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None


class Value(NamedTuple):
    """A number of the policy.

    Args:
        number: how many.
        unit: of what.
        ground: what it rests on.
        formula: keys of the values that add up to it, when it is derived.
    """

    number: int
    unit: Unit
    ground: Ground
    formula: tuple[str, ...] = ()


class Rule(NamedTuple):
    """How one milestone's date follows from the day of the fact.

    Args:
        event: what happens.
        bound: how the date binds it.
        formula: keys of values in days to add; none means the day itself.
        days: the whole distance in days, at least 0: their sum, or the whole day before it.
        ground: what it rests on; a quote may stand with the values of the formula.
    """

    event: Event
    bound: Bound
    formula: tuple[str, ...]
    days: int
    ground: Ground


class Row(NamedTuple):
    """A row of the date rules.

    Args:
        rules: keys of the rules, in the order of the file.
        basis: inferred when the whole row is; else None and each rule has its own.
        reason: why it is inferred.
        notes: what a text must say whenever this row is used.
    """

    rules: tuple[str, ...]
    basis: Basis | None = None
    reason: str | None = None
    notes: tuple[Note, ...] = ()


class PermissionRule(NamedTuple):
    """Whether someone may do something in a state.

    Args:
        state: the state.
        party: who.
        action: what.
        access: whether.
        trial: it is about trials only; else about everything but trials.
        ground: what it rests on.
    """

    state: State
    party: Party
    action: Action
    access: Access
    trial: bool
    ground: Ground


# The cases that have rows of their own, and what a row's first milestone is.
FIRST_EVENTS: Mapping[CaseKind, Event] = {
    CaseKind.EXPIRED: Event.EXPIRED,
    CaseKind.CANCELLED: Event.DISABLED,
    CaseKind.EXPEDITED: Event.DISABLED,
    CaseKind.UNPAID: Event.EXPIRED,
    CaseKind.TRIAL: Event.EXPIRED,
    CaseKind.PAID: Event.SUPPORT,
}


class Policy(NamedTuple):
    """Durations, rules, rows and permissions; made and checked by `from_mapping`."""

    values: Mapping[str, Value]
    rules: Mapping[str, Rule]
    rows: Mapping[tuple[CaseKind, Licence], Row]
    permissions: tuple[PermissionRule, ...]

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], *, where: str) -> Policy:
        """Check `mapping`, the content of a policy file, and make it a policy.

        Args:
            mapping: tables, lists, strings and numbers as a TOML reader yields them.
            where: the file, for messages.

        Raises:
            PolicyError: a key is unknown or missing, a value is of the wrong kind or out of
                range, a quote lacks its number, a row is missing or its dates are out of order.
        """
        from assistant.lifecycle.policy_reader import read_policy

        return read_policy(mapping, where)

    def number(self, key: str) -> int:
        """Return the number of the value `key`."""
        return self.values[key].number

    def row(self, case: CaseKind, licence: Licence) -> Row:
        """Return the row of `case`, one of `FIRST_EVENTS`, for `licence`."""
        return self.rows[case, licence]

    def evidence_of(self, rule: str, edition: Edition) -> tuple[Evidence, ...]:
        """Return the quotes that the rule `rule` rests on: its own, then its values'.

        Args:
            rule: key of a rule, as milestones carry it.
            edition: of words about one edition only, those about this one are chosen.
        """
        found = list(for_edition(self.rules[rule].ground.evidence, edition))
        for key in self._sources(self.rules[rule].formula):
            found += for_edition(self.values[key].ground.evidence, edition)
        return tuple(dict.fromkeys(found))

    def all_evidence(self) -> Iterator[tuple[str, Evidence]]:
        """Yield every quote with the key of the entry that it stands in, to be checked."""
        for key, value in self.values.items():
            yield from ((f"values.{key}", evidence) for evidence in value.ground.evidence)
        for key, rule in self.rules.items():
            yield from ((f"rules.{key}", evidence) for evidence in rule.ground.evidence)
        for index, permission in enumerate(self.permissions):
            name = f"permissions[{index}]"
            yield from ((name, evidence) for evidence in permission.ground.evidence)

    def _sources(self, formula: tuple[str, ...]) -> Iterator[str]:
        for key in formula:
            yield key
            yield from self._sources(self.values[key].formula)


def for_edition(evidence: tuple[Evidence, ...], edition: Edition) -> tuple[Evidence, ...]:
    """Return the quotes about `edition` if there are any, else those about every one."""
    own = tuple(item for item in evidence if item.edition is edition)
    return own or tuple(item for item in evidence if item.edition is None)
