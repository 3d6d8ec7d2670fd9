"""The life of a subscription: what its end, payments and reactivations make of its days.

Enters: a policy (data that a caller has read from its file) and facts. Leaves: a timeline of
milestones and phases with what is left open, who may do what, how to cancel, and comparisons.
Pure functions over values; nothing reads a clock or a file. Imports nothing of ours but
`assistant.errors`.
"""

from __future__ import annotations

from assistant.lifecycle.cancelling import Channel, cancellation_channel
from assistant.lifecycle.compare import Comparison, Move, compare
from assistant.lifecycle.engine import compute
from assistant.lifecycle.errors import (
    ContradictionError,
    DateOutOfRangeError,
    PolicyError,
    ReactivatedBeforeEndError,
)
from assistant.lifecycle.facts import Edition, Facts, FactsError, Licence
from assistant.lifecycle.notes import Note
from assistant.lifecycle.permissions import Permission, permission, permissions_on
from assistant.lifecycle.policy import (
    Access,
    Action,
    Evidence,
    Party,
    Policy,
    Row,
    Rule,
    Unit,
    Value,
)
from assistant.lifecycle.timeline import (
    Basis,
    Bound,
    CaseKind,
    Event,
    Milestone,
    Phase,
    State,
    Timeline,
)

__all__ = [
    "Access",
    "Action",
    "Basis",
    "Bound",
    "CaseKind",
    "Channel",
    "Comparison",
    "ContradictionError",
    "DateOutOfRangeError",
    "Edition",
    "Event",
    "Evidence",
    "Facts",
    "FactsError",
    "Licence",
    "Milestone",
    "Move",
    "Note",
    "Party",
    "Permission",
    "Phase",
    "Policy",
    "PolicyError",
    "ReactivatedBeforeEndError",
    "Row",
    "Rule",
    "State",
    "Timeline",
    "Unit",
    "Value",
    "cancellation_channel",
    "compare",
    "compute",
    "permission",
    "permissions_on",
]
