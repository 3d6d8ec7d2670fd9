"""From a question to ranked topics and a decision: answer, ask back or decline.

Enters: a question's text and the session's language; for training, a pack's phrases. Leaves: a
`Ranking` with calibrated confidence and a `Decision` by expected cost. May import `text` and
`assistant.errors`. Only `training` imports scikit-learn; nothing here imports `training`.
"""

from __future__ import annotations

from assistant.routing.decision import Decision, DecisionKind, decide, weigh
from assistant.routing.model import RouterModelError
from assistant.routing.router import Candidate, Explanation, Ranking, Router

__all__ = [
    "Candidate",
    "Decision",
    "DecisionKind",
    "Explanation",
    "Ranking",
    "Router",
    "RouterModelError",
    "decide",
    "weigh",
]
