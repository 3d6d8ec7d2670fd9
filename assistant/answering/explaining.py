"""Why a question was answered, asked back or declined: for those who work on phrases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from assistant.answering.assistant import Assistant
from assistant.answering.case import Case
from assistant.answering.question import bounded
from assistant.routing import Decision, DecisionKind, Explanation, weigh
from assistant.routing.nearest import Near, PhraseIndex
from assistant.routing.phrases import load_phrases


class Explained(NamedTuple):
    """A question, and what led to the decision on it.

    Args:
        question: as it was asked.
        explanation: how the router read and ranked it, and what spoke for the best topic.
        decision: what was decided.
        costs: what each decision that was open was expected to cost; the least decides.
        nearest: phrases that resemble it; they decide nothing.
    """

    question: str
    explanation: Explanation
    decision: Decision
    costs: Mapping[DecisionKind, float]
    nearest: tuple[Near, ...]

    @property
    def margin(self) -> float:
        """Return by how much the best topic is surer than the next, from 0 to 1."""
        first, second = (*(c.confidence for c in self.explanation.ranking.candidates), 0.0, 0.0)[:2]
        return first - second


def explain(
    assistant: Assistant, question: str, *, today: date, case: Case | None = None
) -> Explained:
    """Return why `assistant` would do with a question what it does.

    Args:
        assistant: with the pack that is asked.
        question: in any of the pack's languages.
        today: the day it is asked.
        case: what the conversation has established.

    Raises:
        EmptyQuestionError, LongQuestionError: if there is no question in it.
        PhraseError: if the pack's phrases cannot be read.
    """
    case = case if case is not None else Case.empty()
    question = bounded(question)
    explanation = assistant.router.explain(question, session=case.language)
    turn = assistant.read(question, today=today, case=case)
    index = PhraseIndex(load_phrases(assistant.pack.folder))
    _, costs = weigh(turn.ranking, failures=case.failures, answerable=assistant.answerable)
    return Explained(
        question=question,
        explanation=explanation._replace(ranking=turn.ranking),
        decision=turn.decision,
        costs=costs,
        nearest=index.nearest(question),
    )
