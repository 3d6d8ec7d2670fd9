"""The rows of the date rules as days after `DAY`, for the tests of this room."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.lifecycle import Timeline

DAY = date(2026, 10, 1)

EXPIRED_STANDARD = {
    "expired:on": 0,
    "disabled:on": 30,
    "reactivation:by": 119,
    "deprovisioned:on": 120,
    "data_deleted:not_before": 120,
}
EXPIRED_VOLUME = EXPIRED_STANDARD | {"disabled:on": 90}
EXPIRED_OPEN = {
    "expired:on": 0,
    "disabled:on": 30,
    "reactivation:by": 59,
    "deprovisioned:not_before": 60,
    "deprovisioned:by": 120,
    "data_deleted:not_before": 60,
}
CANCELLED_STANDARD = {
    "disabled:on": 0,
    "reactivation:by": 89,
    "deprovisioned:not_before": 90,
    "data_deleted:not_before": 90,
    "data_deleted:by": 180,
}
CANCELLED_VOLUME = {
    "disabled:on": 0,
    "reactivation:by": 29,
    "deprovisioned:not_before": 30,
    "data_deleted:not_before": 30,
    "data_deleted:by": 180,
}
EXPEDITED = {"disabled:on": 0, "data_deleted:by": 3}
UNPAID_VOLUME = {
    "expired:on": 0,
    "disabled:not_before": 30,
    "disabled:by": 90,
    "reactivation:by": 59,
    "deprovisioned:not_before": 60,
    "deprovisioned:by": 120,
    "data_deleted:not_before": 60,
}
PAID = {"support:not_before": 5}
TRIAL = {"expired:on": 0, "reactivation:by": 29, "data_deleted:not_before": 30}


def offsets(timeline: Timeline | None, start: date = DAY) -> dict[str, int]:
    """Return the milestones as days after `start`, each event and bound once."""
    assert timeline is not None
    found = {f"{m.event}:{m.bound}": (m.date - start).days for m in timeline.milestones}
    assert len(found) == len(timeline.milestones)
    return found


def after(days: int) -> date:
    """Return the day `days` after `DAY`."""
    return DAY + timedelta(days=days)
