"""Cancel online or call: by users, licences and product key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.lifecycle import Channel, Facts, cancellation_channel

if TYPE_CHECKING:
    from assistant.lifecycle import Policy

ONLINE, CALL, OPEN = Channel.ONLINE, Channel.MAY_HAVE_TO_CALL, Channel.NOT_SETTLED


@pytest.mark.parametrize(
    ("users", "licences", "channel"),
    [
        (None, None, None),
        (0, None, ONLINE),
        (24, None, ONLINE),
        (25, None, OPEN),
        (26, None, CALL),
        (None, 24, ONLINE),
        (None, 25, OPEN),
        (None, 26, CALL),
        (24, 24, ONLINE),
        (24, 25, OPEN),
        (24, 26, OPEN),
        (25, 24, OPEN),
        (25, 25, OPEN),
        (25, 26, CALL),
        (30, 20, OPEN),
        (200, 200, CALL),
    ],
)
def test_by_number(
    policy: Policy, users: int | None, licences: int | None, channel: Channel | None
) -> None:
    """Below both numbers it goes online, above both by telephone, between it is not settled."""
    facts = Facts(users=users, licences=licences)
    assert cancellation_channel(policy, facts) is channel
    assert cancellation_channel(policy, facts.updated(product_key=False)) is channel


def test_with_a_product_key(policy: Policy) -> None:
    """With a product key one may have to call, however few users there are."""
    assert cancellation_channel(policy, Facts(product_key=True, users=3)) is CALL
