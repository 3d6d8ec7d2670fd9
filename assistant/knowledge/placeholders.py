"""The placeholders that texts may use, and what stands in their place."""

from __future__ import annotations

from assistant.lifecycle import Bound, Event, Facts, Policy, Unit

_EVENTS = {
    Event.EXPIRED: "Expired begins",
    Event.DISABLED: "Disabled begins",
    Event.DEPROVISIONED: "Deprovisioned begins",
    Event.DATA_DELETED: "the data is deleted",
    Event.REACTIVATION: "it can be reactivated or the data backed up",
    Event.SUPPORT: "support is to be contacted",
}
_BOUNDS = {
    Bound.ON: "the day on which {event}",
    Bound.NOT_BEFORE: "the first day on which {event}, at the earliest",
    Bound.BY: "the last day on which {event}",
}
_FACTS = {
    "expired_on": "the day it expires or expired",
    "cancelled_on": "the day it is or was cancelled",
    "payment_due": "the day the invoice is due",
    "paid_on": "the day of the payment",
    "trial_ended_on": "the day the trial ends",
    "reactivated_on": "the day it was reactivated",
    "asked_on": "the day asked about",
    "users": "number of users with licenses",
    "licences": "number of licenses assigned",
}
_OTHER = {
    "today": "the day the question is asked",
    "state": "name of the state, or of several joined with “or”",
    "state_day": "the day that the state is for",
    "last_day_of_access": "the last day on which users can work",
}
_UNITS = {
    Unit.DAYS: "number of days, set by the policy",
    Unit.USERS: "number of users, set by the policy",
    Unit.LICENCES: "number of licenses, set by the policy",
}


def meanings(policy: Policy) -> dict[str, str]:
    """Return every placeholder that can be filled, with its meaning for translators.

    Args:
        policy: its values are placeholders of their own names.
    """
    known = {f"{e}_{b}": _BOUNDS[b].format(event=_EVENTS[e]) for e in Event for b in Bound}
    known |= {name: _FACTS[name] for name in Facts._fields if name in _FACTS}
    known |= _OTHER
    known |= {key: _UNITS[value.unit] for key, value in policy.values.items()}
    return known
