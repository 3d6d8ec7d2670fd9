"""Who can cancel online and who may have to call, by the number of users and licences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.lifecycle.facts import Facts
    from assistant.lifecycle.policy import Policy

# The keys of the policy's values that decide; texts name them in placeholders too.
ONLINE_BELOW_USERS = "online_below_users"
CALL_ABOVE_LICENCES = "call_above_licences"


class Channel(StrEnum):
    """How a subscription is cancelled."""

    ONLINE = "online"
    MAY_HAVE_TO_CALL = "may_have_to_call"
    # The articles do not settle it: try online, else call.
    NOT_SETTLED = "not_settled"


def cancellation_channel(policy: Policy, facts: Facts) -> Channel | None:
    """Return how the subscription of `facts` is cancelled, or None when nothing is known of it.

    With fewer than `online_below_users` users with licences it goes online; with a product key or
    more than `call_above_licences` licences one may have to call. Where only one of the two
    numbers is known it stands for the other: a user with a licence has at least one. What falls
    under neither, or under both, is not settled. Other subscriptions (Dynamics 365, Intune) and a
    missing command are beyond the facts.

    Args:
        policy: holds the two numbers.
        facts: of which `product_key`, `users` and `licences` count.
    """
    if facts.product_key:
        return Channel.MAY_HAVE_TO_CALL
    known = [number for number in (facts.users, facts.licences) if number is not None]
    if not known:
        return None
    users, licences = known[0], known[-1]
    below, above = policy.number(ONLINE_BELOW_USERS), policy.number(CALL_ABOVE_LICENCES)
    if users < below and licences < below:
        return Channel.ONLINE
    if users >= below and licences > above:
        return Channel.MAY_HAVE_TO_CALL
    return Channel.NOT_SETTLED
