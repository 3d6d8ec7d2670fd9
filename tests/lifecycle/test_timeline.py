"""Looking things up in a timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.lifecycle import Bound, Event, Facts, compute

if TYPE_CHECKING:
    from assistant.lifecycle import Policy


def test_milestone(policy: Policy) -> None:
    """A milestone is found by event and bound together, or not at all."""
    timeline = compute(policy, Facts(cancelled_on=date(2026, 10, 1)))
    assert timeline is not None
    latest = timeline.milestone(Event.DATA_DELETED, Bound.BY)
    assert latest is not None
    assert latest.date == date(2027, 3, 30)
    assert timeline.milestone(Event.DATA_DELETED, Bound.ON) is None
    assert timeline.milestone(Event.SUPPORT, Bound.NOT_BEFORE) is None
