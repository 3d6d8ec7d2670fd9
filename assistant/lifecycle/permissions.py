"""Who may do what: in a state, and on a day of a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.lifecycle.facts import Edition, Licence
from assistant.lifecycle.policy import Access, Action, Evidence, Party, for_edition
from assistant.lifecycle.timeline import CaseKind

if TYPE_CHECKING:
    from datetime import date

    from assistant.lifecycle.policy import PermissionRule, Policy
    from assistant.lifecycle.timeline import State, Timeline


class Permission(NamedTuple):
    """Whether someone may do something.

    Args:
        party: who.
        action: what.
        access: whether; `not_said` where the articles are silent, `open` where it depends on
            which of several possible states holds.
        evidence: the quotes that it rests on.
    """

    party: Party
    action: Action
    access: Access
    evidence: tuple[Evidence, ...] = ()


def permission(
    policy: Policy,
    state: State,
    party: Party,
    action: Action,
    *,
    trial: bool = False,
    edition: Edition = Edition.WORLDWIDE,
) -> Permission:
    """Return whether `party` may do `action` in `state`.

    What is said of admins holds for billing and global admins, unless something is said of them.

    Args:
        policy: holds what the articles say.
        state: the state of the subscription.
        party: who.
        action: what.
        trial: it is a trial: only what is said of trials holds.
        edition: of words about one edition only, those about this one are chosen.
    """
    rules = {
        rule.party: rule
        for rule in policy.permissions
        if (rule.state, rule.action, rule.trial) == (state, action, trial)
    }
    rule = rules.get(party)
    if rule is None and party is Party.BILLING_ADMINS:
        rule = rules.get(Party.ADMINS)
    return _stated(party, action, rule, edition)


def permissions_on(policy: Policy, timeline: Timeline, day: date) -> tuple[Permission, ...]:
    """Return what everyone may do on `day`, all parties and actions in the order of their enums.

    Where several states are possible and differ, the access is `open` and the evidence is that of
    all of them.
    """
    is_bought = timeline.case in {CaseKind.PAID, CaseKind.REACTIVATED}
    trial = timeline.licence is Licence.TRIAL and not is_bought
    return tuple(
        _merged(
            [
                permission(policy, s, party, action, trial=trial, edition=timeline.edition)
                for s in timeline.states_on(day)
            ]
        )
        for party in Party
        for action in Action
    )


def _stated(
    party: Party, action: Action, rule: PermissionRule | None, edition: Edition
) -> Permission:
    if rule is None:
        return Permission(party, action, Access.NOT_SAID)
    return Permission(party, action, rule.access, for_edition(rule.ground.evidence, edition))


def _merged(found: list[Permission]) -> Permission:
    evidence = tuple(dict.fromkeys(item for one in found for item in one.evidence))
    accesses = {one.access for one in found}
    access = accesses.pop() if len(accesses) == 1 else Access.OPEN
    return Permission(found[0].party, found[0].action, access, evidence)
