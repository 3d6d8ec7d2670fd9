"""Who may do what in each state, and on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.lifecycle import (
    Access,
    Action,
    Edition,
    Facts,
    Licence,
    Party,
    Policy,
    State,
    compute,
    permission,
    permissions_on,
)

DAY = date(2026, 10, 1)
YES, NO, REDUCED = Access.YES, Access.NO, Access.REDUCED
OPEN, NOT_SAID = Access.OPEN, Access.NOT_SAID

# What the article says, by state and party; whatever is left out it does not say.
SAID = {
    (State.ACTIVE, Party.USERS): {Action.READ_DATA: YES, Action.USE_OFFICE: YES},
    (State.ACTIVE, Party.ADMINS): {Action.READ_DATA: YES, Action.USE_OFFICE: YES},
    (State.ACTIVE, Party.BILLING_ADMINS): {Action.READ_DATA: YES, Action.USE_OFFICE: YES},
    (State.EXPIRED, Party.USERS): {
        Action.SIGN_IN: YES,
        Action.READ_DATA: YES,
        Action.USE_OFFICE: YES,
    },
    (State.EXPIRED, Party.ADMINS): {Action.SIGN_IN: YES, Action.BACK_UP: YES},
    (State.EXPIRED, Party.BILLING_ADMINS): {
        Action.SIGN_IN: YES,
        Action.BACK_UP: YES,
        Action.REACTIVATE: YES,
    },
    (State.DISABLED, Party.USERS): {
        Action.SIGN_IN: NO,
        Action.READ_DATA: NO,
        Action.USE_OFFICE: REDUCED,
    },
    (State.DISABLED, Party.ADMINS): {
        Action.SIGN_IN: YES,
        Action.READ_DATA: YES,
        Action.BACK_UP: YES,
        Action.ADD_USERS: NO,
        Action.BUY: YES,
    },
    (State.DISABLED, Party.BILLING_ADMINS): {
        Action.SIGN_IN: YES,
        Action.READ_DATA: YES,
        Action.BACK_UP: YES,
        Action.ADD_USERS: NO,
        Action.BUY: YES,
        Action.REACTIVATE: YES,
    },
    (State.DEPROVISIONED, Party.USERS): {
        Action.SIGN_IN: NO,
        Action.READ_DATA: NO,
        Action.USE_OFFICE: NO,
    },
    (State.DEPROVISIONED, Party.ADMINS): {
        Action.READ_DATA: NO,
        Action.USE_OFFICE: NO,
        Action.BACK_UP: NO,
    },
    (State.DEPROVISIONED, Party.BILLING_ADMINS): {
        Action.SIGN_IN: YES,
        Action.READ_DATA: NO,
        Action.USE_OFFICE: NO,
        Action.BACK_UP: NO,
        Action.REACTIVATE: NO,
        Action.BUY: YES,
    },
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("party", Party)
@pytest.mark.parametrize("action", Action)
def test_permission(policy: Policy, state: State, party: Party, action: Action) -> None:
    """Everyone may do in every state what the article says, with a quote, and no more."""
    found = permission(policy, state, party, action)
    assert found.access is SAID[state, party].get(action, NOT_SAID)
    assert bool(found.evidence) is (found.access is not NOT_SAID)
    assert (found.party, found.action) == (party, action)


def on(policy: Policy, facts: Facts, days: int) -> dict[tuple[Party, Action], Access]:
    """Return what everyone may do `days` after `DAY`."""
    timeline = compute(policy, facts)
    assert timeline is not None
    found = permissions_on(policy, timeline, DAY + timedelta(days=days))
    assert len(found) == len(Party) * len(Action)
    return {(one.party, one.action): one.access for one in found}


def test_on_a_day_of_one_state(policy: Policy) -> None:
    """On a day in Disabled it is what Disabled allows."""
    found = on(policy, Facts(expired_on=DAY), 30)
    assert found[Party.USERS, Action.SIGN_IN] is NO
    assert found[Party.BILLING_ADMINS, Action.REACTIVATE] is YES


def test_on_a_day_of_several_states(policy: Policy) -> None:
    """Where two states are possible it is open what differs, and settled what does not."""
    found = on(policy, Facts(cancelled_on=DAY), 90)
    assert found[Party.USERS, Action.SIGN_IN] is NO
    assert found[Party.BILLING_ADMINS, Action.BUY] is YES
    assert found[Party.BILLING_ADMINS, Action.REACTIVATE] is OPEN
    assert found[Party.USERS, Action.USE_OFFICE] is OPEN


def test_evidence_of_several_states(policy: Policy) -> None:
    """What rests on several states carries the quotes of all of them."""
    timeline = compute(policy, Facts(cancelled_on=DAY))
    assert timeline is not None
    found = permissions_on(policy, timeline, DAY + timedelta(days=90))
    signing_in = next(p for p in found if (p.party, p.action) == (Party.USERS, Action.SIGN_IN))
    assert [evidence.block for evidence in signing_in.evidence] == ["L121", "L133"]


def test_evidence_of_an_edition(content: dict[str, Any]) -> None:
    """Where an edition has words of its own, its permissions rest on those and no other's do."""
    own = {"article": "th/x", "block": "L1", "quote": "21Vianet", "edition": "21vianet"}
    content["permissions"][0]["evidence"].append(own)
    policy = Policy.from_mapping(content, where="x")
    blocks = {}
    for edition in (None, *Edition):
        timeline = compute(policy, Facts(expired_on=DAY, edition=edition))
        assert timeline is not None
        found = permissions_on(policy, timeline, DAY - timedelta(days=1))
        reading = next(p for p in found if p.action is Action.READ_DATA)
        blocks[edition] = [evidence.block for evidence in reading.evidence]
    assert blocks == {None: ["L31"], Edition.WORLDWIDE: ["L31"], Edition.VIANET: ["L1"]}


def test_in_a_trial(policy: Policy) -> None:
    """Of a trial that has ended only what is said of trials holds."""
    found = on(policy, Facts(trial_ended_on=DAY), 3)
    assert found[Party.BILLING_ADMINS, Action.BUY] is YES
    assert found[Party.ADMINS, Action.BACK_UP] is YES
    assert found[Party.USERS, Action.SIGN_IN] is NOT_SAID
    assert found[Party.BILLING_ADMINS, Action.REACTIVATE] is NOT_SAID


def test_a_trial_that_was_bought(policy: Policy) -> None:
    """A trial that was bought in time is a subscription like any other."""
    found = on(policy, Facts(trial_ended_on=DAY, paid_on=DAY, licence=Licence.TRIAL), 3)
    assert found[Party.USERS, Action.READ_DATA] is YES
