"""Answer, ask back or decline: whichever is expected to cost the asker least.

Costs: a wrong confident answer, or any answer to what is out of scope, 5; declining what could be
answered 2; asking back 1; a right answer, or declining what is out of scope, nothing.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence

    from assistant.routing.router import Candidate, Ranking

WRONG_ANSWER = 5.0
DECLINED = 2.0
ASKED_BACK = 1.0

MOST_OFFERED = 3
LEAST_OFFERED = 2
# A third topic is offered only where it is likely enough to be worth reading.
_WORTH_OFFERING = 0.1


class DecisionKind(StrEnum):
    """What is done with a question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    DECLINE = "decline"


class Decision(NamedTuple):
    """What is done with a question; `offered` holds 2 or 3 topics if it is asked back."""

    kind: DecisionKind
    offered: tuple[str, ...] = ()


def expected_costs(ranking: Ranking, offered: Collection[Candidate]) -> dict[DecisionKind, float]:
    """Return what each kind of decision is expected to cost.

    Asking back costs once more where what is meant is not among `offered`: that question is
    declined next.
    """
    best = ranking.candidates[0].confidence
    missed = max(0.0, 1 - ranking.none - sum(one.confidence for one in offered))
    return {
        DecisionKind.ANSWER: WRONG_ANSWER * (1 - best),
        DecisionKind.CLARIFY: ASKED_BACK + (DECLINED - ASKED_BACK) * missed,
        DecisionKind.DECLINE: DECLINED * (1 - ranking.none),
    }


def decide(ranking: Ranking, *, failures: int, answerable: Container[str]) -> Decision:
    """Return the decision of least expected cost.

    Args:
        ranking: the ranked topics; without candidates the question is declined.
        failures: how many questions in a row were asked back or declined just before. After one,
            nothing is asked back: the second failure in a row is declined, with the help list.
        answerable: topics that have a text. If the best topic has none, the question is declined
            under the best topic's name.
    """
    offered, costs = weigh(ranking, failures=failures, answerable=answerable)
    # Equal costs: the milder decision, in the order of the enumeration.
    kind = min(costs, key=lambda one: costs[one])
    if kind is DecisionKind.CLARIFY:
        return Decision(kind, tuple(one.topic for one in offered))
    return Decision(kind)


def weigh(
    ranking: Ranking, *, failures: int, answerable: Container[str]
) -> tuple[Sequence[Candidate], dict[DecisionKind, float]]:
    """Return what could be offered, and what each decision that is open is expected to cost.

    Args:
        ranking: as for `decide`.
        failures: as for `decide`.
        answerable: as for `decide`.
    """
    if not ranking.candidates or ranking.candidates[0].topic not in answerable:
        return (), {DecisionKind.DECLINE: 0.0}
    # Lazily: whether a topic has a text may cost reading it.
    likely = (one for one in ranking.candidates if one.topic in answerable)
    offered = _offered(list(islice(likely, MOST_OFFERED)))
    costs = expected_costs(ranking, offered)
    if failures or len(offered) < LEAST_OFFERED:
        del costs[DecisionKind.CLARIFY]
    return offered, costs


def _offered(candidates: list[Candidate]) -> list[Candidate]:
    likely = sum(one.confidence >= _WORTH_OFFERING for one in candidates[:MOST_OFFERED])
    return candidates[: max(LEAST_OFFERED, likely)]
