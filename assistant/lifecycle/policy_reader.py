"""Check the content of a policy file and make it a `Policy`.

Nothing is guessed: an unknown key is an error, and so is a number out of range, a quote that
lacks its number, a row that is missing or whose dates are out of order.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from assistant.lifecycle.errors import (
    PolicyError,
    PolicyKeyMissingError,
    PolicyKeyUnknownError,
)
from assistant.lifecycle.facts import Edition, Licence
from assistant.lifecycle.notes import Note
from assistant.lifecycle.policy import (
    FIRST_EVENTS,
    Access,
    Action,
    Evidence,
    Ground,
    Party,
    PermissionRule,
    Policy,
    Row,
    Rule,
    Unit,
    Value,
)
from assistant.lifecycle.timeline import Basis, Bound, CaseKind, Event, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from enum import StrEnum

_Choice = TypeVar("_Choice", bound="StrEnum")

# Ten years of days, or so many users: more is a typing error.
_LARGEST_NUMBER = 3650
_LONGEST_TEXT = 2000
_MOST_ENTRIES = 500
_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_ARTICLE = re.compile(r"[A-Za-z0-9-]{1,35}/[A-Za-z0-9._-]{1,200}", re.ASCII)
_BLOCK = re.compile(r"L[0-9]{1,7}(\.[0-9]{1,4})?", re.ASCII)
_DIGITS = re.compile(r"\d+")


class _Table(NamedTuple):
    """A table of the file that knows its place, so that every message names the entry."""

    content: Mapping[str, object]
    key: str
    where: str

    def name(self, key: str) -> str:
        return f"{self.key}.{key}" if self.key else key

    def refuse(self, key: str, found: object, expected: str) -> NoReturn:
        raise PolicyError(self.where, key=self.name(key), found=repr(found)[:60], expected=expected)

    def check_keys(self, known: Collection[str]) -> None:
        for key in self.content:
            if key not in known:
                raise PolicyKeyUnknownError(
                    self.where, key=self.name(str(key)[:60]), expected=", ".join(sorted(known))
                )

    def get(self, key: str) -> object:
        if key not in self.content:
            raise PolicyKeyMissingError(self.where, key=self.name(key))
        return self.content[key]

    def table(self, key: str) -> _Table:
        found = self.get(key)
        if not isinstance(found, dict):
            self.refuse(key, found, "a table")
        return _Table(found, self.name(key), self.where)

    def tables(self, key: str) -> list[_Table]:
        return [
            _Table(item, f"{self.name(key)}[{index}]", self.where)
            if isinstance(item, dict)
            else self.refuse(f"{key}[{index}]", item, "a table")
            for index, item in enumerate(self.items(key))
        ]

    def named_tables(self) -> Iterator[tuple[str, _Table]]:
        if not 0 < len(self.content) <= _MOST_ENTRIES:
            raise PolicyError(
                self.where,
                key=self.key,
                found=f"{len(self.content)} entries",
                expected=f"1–{_MOST_ENTRIES} entries",
            )
        for key in self.content:
            if not _KEY.fullmatch(key):
                self.refuse(key[:60], key, "a name of a–z, 0–9 and _")
            yield key, self.table(key)

    def items(self, key: str) -> list[object]:
        found = self.content.get(key, [])
        if not isinstance(found, list) or len(found) > _MOST_ENTRIES:
            self.refuse(key, found, f"a list of at most {_MOST_ENTRIES} entries")
        return found

    def text(self, key: str) -> str:
        found = self.get(key)
        if not isinstance(found, str) or not found.strip() or len(found) > _LONGEST_TEXT:
            self.refuse(key, found, f"a text of 1–{_LONGEST_TEXT} characters")
        return found

    def matching(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        found = self.text(key)
        if not pattern.fullmatch(found):
            self.refuse(key, found, expected)
        return found

    def flag(self, key: str) -> bool:
        found = self.content.get(key, False)
        if not isinstance(found, bool):
            self.refuse(key, found, "true or false")
        return found

    def number(self, key: str) -> int:
        found = self.get(key)
        is_whole = isinstance(found, int) and not isinstance(found, bool)
        if not is_whole or not 1 <= found <= _LARGEST_NUMBER:  # type: ignore[operator]
            self.refuse(key, found, f"a whole number from 1 to {_LARGEST_NUMBER}")
        return found  # type: ignore[return-value]

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        return self.as_choice(key, self.get(key), choices)

    def choices(self, key: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
        return tuple(self.as_choice(key, item, choices) for item in self.items(key))

    def as_choice(self, key: str, found: object, choices: type[_Choice]) -> _Choice:
        names = [choice.value for choice in choices]
        if found not in names:
            self.refuse(key, found, "one of " + ", ".join(names))
        return choices(found)

    def references(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        found = self.items(key)
        for item in found:
            if not isinstance(item, str) or item not in known:
                self.refuse(key, item, f"the key of {what}")
        return tuple(str(item) for item in found)


def read_policy(mapping: Mapping[str, object], where: str) -> Policy:
    """Return the policy in `mapping`: see `Policy.from_mapping`."""
    top = _Table(mapping, "", where)
    top.check_keys({"values", "rules", "rows", "permissions"})
    values: dict[str, Value] = {}
    for key, table in top.table("values").named_tables():
        values[key] = _value(table, values)
    days = {key: value.number for key, value in values.items() if value.unit is Unit.DAYS}
    rules = {key: _rule(table, days) for key, table in top.table("rules").named_tables()}
    return Policy(
        values=MappingProxyType(values),
        rules=MappingProxyType(rules),
        rows=MappingProxyType(_rows(top, rules)),
        permissions=_permissions(top),
    )


def _value(table: _Table, earlier: Mapping[str, Value]) -> Value:
    table.check_keys({"number", "unit", "basis", "formula", "evidence", "reason"})
    unit = table.choice("unit", Unit)
    ground = _ground(table)
    same_unit = {key for key, value in earlier.items() if value.unit is unit}
    formula = table.references("formula", same_unit, f"an earlier value in {unit}")
    if ground.basis is Basis.DERIVED:
        if not formula:
            raise PolicyKeyMissingError(table.where, key=table.name("formula"))
        if "number" in table.content:
            table.refuse("number", table.content["number"], "left to the formula")
        total = sum(earlier[key].number for key in formula)
        return Value(_bounded(table, total), unit, ground, formula)
    if formula:
        table.refuse("formula", list(formula), 'left out unless the basis is "derived"')
    number = table.number("number")
    if ground.basis is Basis.QUOTE:
        if not ground.evidence:
            raise PolicyKeyMissingError(table.where, key=table.name("evidence"))
        for evidence in ground.evidence:
            if number not in map(int, _DIGITS.findall(evidence.quote)):
                table.refuse("evidence", evidence.quote, f"a quote that contains {number}")
    return Value(number, unit, ground)


def _rule(table: _Table, days: Mapping[str, int]) -> Rule:
    table.check_keys(
        {"event", "bound", "formula", "last_day_before", "basis", "evidence", "reason"}
    )
    ground = _ground(table)
    formula = table.references("formula", days, "a value in days")
    last_day_before = table.flag("last_day_before")
    # Without a number to quote the rule needs words of its own; a formula's values have theirs.
    if ground.basis is Basis.QUOTE and not formula and not ground.evidence:
        raise PolicyKeyMissingError(table.where, key=table.name("evidence"))
    if not formula and (ground.basis is Basis.DERIVED or last_day_before):
        raise PolicyKeyMissingError(table.where, key=table.name("formula"))
    total = _bounded(table, sum(days[key] for key in formula))
    return Rule(
        event=table.choice("event", Event),
        bound=table.choice("bound", Bound),
        formula=formula,
        days=total - 1 if last_day_before else total,
        ground=ground,
    )


def _bounded(table: _Table, total: int) -> int:
    if total > _LARGEST_NUMBER:
        table.refuse("formula", total, f"a sum of at most {_LARGEST_NUMBER}")
    return total


def _ground(table: _Table) -> Ground:
    basis = table.choice("basis", Basis)
    evidence = tuple(_evidence(item) for item in table.tables("evidence"))
    if basis is Basis.INFERRED:
        return Ground(basis, evidence, table.text("reason"))
    if "reason" in table.content:
        table.refuse("reason", table.content["reason"], 'left out unless the basis is "inferred"')
    return Ground(basis, evidence)


def _evidence(table: _Table) -> Evidence:
    table.check_keys({"article", "block", "quote", "edition"})
    return Evidence(
        article=table.matching("article", _ARTICLE, "<language>/<name>"),
        block=table.matching("block", _BLOCK, "a block such as L12 or L12.1"),
        quote=table.text("quote"),
        edition=table.choice("edition", Edition) if "edition" in table.content else None,
    )


def _rows(top: _Table, rules: Mapping[str, Rule]) -> dict[tuple[CaseKind, Licence], Row]:
    rows: dict[tuple[CaseKind, Licence], Row] = {}
    for table in top.tables("rows"):
        table.check_keys({"case", "licences", "rules", "basis", "reason", "notes"})
        case = table.choice("case", CaseKind)
        if case not in FIRST_EVENTS:
            table.refuse("case", case.value, "one of " + ", ".join(FIRST_EVENTS))
        row = _row(table, case, rules)
        for licence in table.choices("licences", Licence):
            if (case, licence) in rows:
                table.refuse("licences", licence.value, "in one row of a case only")
            rows[case, licence] = row
    for case in FIRST_EVENTS:
        # A trial has its own case; in all others its licence counts as standard.
        needed = [Licence.TRIAL] if case is CaseKind.TRIAL else _PAID_LICENCES
        for licence in needed:
            if (case, licence) not in rows:
                raise PolicyKeyMissingError(top.where, key=f"rows {case}, {licence}")
    return rows


_PAID_LICENCES = [Licence.STANDARD, Licence.VOLUME, Licence.OPEN]


def _row(table: _Table, case: CaseKind, rules: Mapping[str, Rule]) -> Row:
    keys = table.references("rules", rules, "a rule")
    _check_order(table, case, [rules[key] for key in keys])
    basis = reason = None
    if "basis" in table.content:
        basis = table.choice("basis", Basis)
        if basis is not Basis.INFERRED:
            table.refuse("basis", basis.value, 'left out, or "inferred"')
        reason = table.text("reason")
    elif "reason" in table.content:
        raise PolicyKeyMissingError(table.where, key=table.name("basis"))
    return Row(keys, basis, reason, table.choices("notes", Note))


# The events that begin states, in the order in which these follow each other.
_BEGIN_STATES = (Event.EXPIRED, Event.DISABLED, Event.DEPROVISIONED, Event.DATA_DELETED)
_DATA_GONE = (Event.DEPROVISIONED, Event.DATA_DELETED)


def _check_order(table: _Table, case: CaseKind, rules: list[Rule]) -> None:
    """Refuse rows from which no phases could be made."""
    first = FIRST_EVENTS[case]
    dates = {(rule.event, rule.bound): rule.days for rule in rules}
    found = [f"{rule.event}, {rule.bound}" for rule in rules]
    if len(dates) != len(rules):
        table.refuse("rules", found, "each event and bound once")
    if case is CaseKind.PAID:
        if set(dates) != {(Event.SUPPORT, Bound.NOT_BEFORE)}:
            table.refuse("rules", found, "support, not_before")
        return
    if dates.get((first, Bound.ON)) != 0:
        table.refuse("rules", found, f"{first}, on the day itself")
    begin = _BEGIN_STATES[_BEGIN_STATES.index(first) :]
    allowed = (*begin, Event.REACTIVATION)
    for event, bound in dates:
        if event not in allowed:
            table.refuse("rules", event.value, "one of " + ", ".join(allowed))
        if event is Event.REACTIVATION and bound is not Bound.BY:
            table.refuse("rules", f"{event}, {bound}", f"{event}, {Bound.BY}")
    _check_states(table, dates, begin)
    last_day = dates.get((Event.REACTIVATION, Bound.BY))
    gone = [(bound, days) for (event, bound), days in dates.items() if event in _DATA_GONE]
    # Data that goes "by" a day only may go at once.
    earliest = min((days for bound, days in gone if bound is not Bound.BY), default=0)
    if last_day is not None and gone and last_day >= earliest:
        table.refuse("rules", Event.REACTIVATION.value, "before the data may be gone")


def _check_states(
    table: _Table, dates: Mapping[tuple[Event, Bound], int], begin: tuple[Event, ...]
) -> None:
    latest = 0
    for event in begin:
        days = [dates[event, b] for b in Bound if (event, b) in dates]
        ordered = [dates[event, b] for b in (Bound.NOT_BEFORE, Bound.BY) if (event, b) in dates]
        if (event, Bound.ON) in dates and ordered:
            table.refuse("rules", event.value, "either on a day or within bounds")
        if ordered != sorted(ordered) or (days and min(days) < latest):
            table.refuse("rules", event.value, "states that follow each other")
        latest = min(days, default=latest)


def _permissions(top: _Table) -> tuple[PermissionRule, ...]:
    found: dict[tuple[State, Party, Action, bool], PermissionRule] = {}
    for table in top.tables("permissions"):
        table.check_keys(
            {"state", "party", "action", "access", "trial", "basis", "evidence", "reason"}
        )
        ground = _ground(table)
        if ground.basis is Basis.QUOTE and not ground.evidence:
            raise PolicyKeyMissingError(table.where, key=table.name("evidence"))
        permission = PermissionRule(
            state=table.choice("state", State),
            party=table.choice("party", Party),
            action=table.choice("action", Action),
            access=table.choice("access", Access),
            trial=table.flag("trial"),
            ground=ground,
        )
        key = (permission.state, permission.party, permission.action, permission.trial)
        if permission.access in {Access.OPEN, Access.NOT_SAID}:
            table.refuse("access", permission.access.value, "yes, no or reduced")
        if key in found:
            table.refuse("action", permission.action.value, "said once for a state and a party")
        found[key] = permission
    return tuple(found.values())
