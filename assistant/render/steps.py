"""A step of the consequence ladder as JSON values."""

from __future__ import annotations

from typing import Any

from assistant.answering import Step
from assistant.render.moves import milestone_to_mapping


def step_to_mapping(step: Step) -> dict[str, Any]:
    """Return a step as JSON values, with what everyone may do by party and action."""
    can: dict[str, dict[str, str]] = {}
    for permission in step.permissions:
        can.setdefault(permission.party, {})[permission.action.value] = permission.access.value
    return {
        "date": step.date.isoformat(),
        "days": step.days,
        "possible": [*step.state.possible],
        "milestones": [milestone_to_mapping(line.milestone) for line in step.happens],
        "happens": [line.text for line in step.happens],
        "users": step.users.text if step.users else None,
        "admins": step.admins.text if step.admins else None,
        "before": [advice.text for advice in step.before],
        "can": can,
    }
