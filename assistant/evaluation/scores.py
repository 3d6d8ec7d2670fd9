"""Scores over questions: right first, among three, refusals, dates, calibration, confusions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering import Answer, Assistant, Case
from assistant.evaluation.questions import Question
from assistant.lifecycle import Milestone, compute
from assistant.routing import DecisionKind

# 95 % of a normal distribution lies within so many standard deviations (Wilson 1927).
_Z = 1.959964
_BINS = 10
_AMONG = 3
# What a decision costs the asker, by the project's promise.
WRONG_ANSWER, DECLINED, ASKED_BACK = 5, 2, 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what became of it.

    Args:
        question: what was asked and expected.
        answer: what the assistant gave back.
        exact: whether the whole row of milestones is right; None where dates are not scored.
    """

    question: Question
    answer: Answer
    exact: bool | None

    @property
    def in_scope(self) -> bool:
        """Say whether there is a right topic."""
        return bool(self.question.expect)

    def right_among(self, number: int) -> bool:
        """Say whether a right topic is among the best few."""
        best = {candidate.topic for candidate in self.answer.candidates[:number]}
        return bool(best & set(self.question.expect))

    @property
    def wrong_answer(self) -> bool:
        """Say whether it was answered confidently and wrong, or answered out of scope."""
        answered = self.answer.decision is DecisionKind.ANSWER
        return answered and not (self.in_scope and self.right_among(1))

    @property
    def cost(self) -> int:
        """Return what the decision costs the asker; refusing what is out of scope is free."""
        if self.wrong_answer:
            return WRONG_ANSWER
        if self.answer.decision is DecisionKind.CLARIFY:
            return ASKED_BACK
        if self.answer.decision is DecisionKind.DECLINE and self.in_scope:
            return DECLINED
        return 0


@dataclass(frozen=True, slots=True)
class Rate:
    """A share, with the interval it lies in with 95 % confidence.

    Args:
        hits: how many.
        total: of how many.
    """

    hits: int
    total: int

    @property
    def value(self) -> float:
        """Return the share; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0

    def interval(self) -> tuple[float, float]:
        """Return the Wilson score interval."""
        if not self.total:
            return 0.0, 1.0
        spread = _Z * _Z / self.total
        middle = (self.value + spread / 2) / (1 + spread)
        variance = self.value * (1 - self.value) / self.total + spread / (4 * self.total)
        half = _Z * math.sqrt(variance) / (1 + spread)
        # At 0 and 1 the ends meet the share itself, but for a rounding of floats.
        return max(0.0, min(middle - half, self.value)), min(1.0, max(middle + half, self.value))


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: what was promised, and what came true."""

    low: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a group of questions.

    Args:
        rates: by name, in the order in which they are read.
        cost: what the decisions cost per 100 questions.
        calibration_error: expected calibration error of in-scope questions.
        bins: the reliability table.
        confusions: (expected, got, how often), most frequent first.
    """

    rates: dict[str, Rate]
    cost: float
    calibration_error: float
    bins: tuple[Bin, ...]
    confusions: tuple[tuple[str, str, int], ...]


def ask_all(assistant: Assistant, questions: Iterable[Question], today: date) -> list[Outcome]:
    """Ask every question as a conversation of its own.

    Args:
        assistant: who answers.
        questions: their language is the session's, as it would be for who asks them.
        today: the day for questions that name none.
    """
    outcomes = []
    for question in questions:
        case = Case.empty(language=question.language)
        answer = assistant.answer(question.text, today=question.today or today, case=case)
        exact = None
        if question.facts is not None:
            expected = compute(assistant.pack.policy, question.facts)
            wanted = _row(expected.milestones) if expected else set()
            exact = _row(answer.milestones) == wanted
        outcomes.append(Outcome(question, answer, exact))
    return outcomes


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Return the scores of a group of outcomes."""
    inside = [outcome for outcome in outcomes if outcome.in_scope]
    outside = [outcome for outcome in outcomes if not outcome.in_scope]
    dated = [outcome for outcome in outcomes if outcome.exact is not None]
    rates = {
        "first": _rate(inside, lambda o: o.right_among(1)),
        "among_three": _rate(inside, lambda o: o.right_among(_AMONG)),
        "confident_wrong": _rate(inside, lambda o: o.wrong_answer),
        "declined": _rate(inside, lambda o: o.answer.decision is DecisionKind.DECLINE),
        "asked_back": _rate(inside, lambda o: o.answer.decision is DecisionKind.CLARIFY),
        "refused": _rate(outside, lambda o: o.answer.decision is not DecisionKind.ANSWER),
        "dates_exact": _rate(dated, lambda o: bool(o.exact)),
        "language": _rate(outcomes, lambda o: o.answer.language == o.question.language),
    }
    bins = tuple(_bins(inside))
    total = sum(bin_.count for bin_ in bins)
    gaps = sum(bin_.count * abs(bin_.confidence - bin_.right) for bin_ in bins)
    return Scores(
        rates=rates,
        cost=100 * sum(outcome.cost for outcome in outcomes) / max(1, len(outcomes)),
        calibration_error=gaps / total if total else 0.0,
        bins=bins,
        confusions=tuple(_confusions(inside)),
    )


def _rate(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> Rate:
    return Rate(sum(map(holds, outcomes)), len(outcomes))


def _bins(outcomes: Sequence[Outcome]) -> Iterable[Bin]:
    groups: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        place = min(_BINS - 1, int(outcome.answer.confidence * _BINS))
        groups.setdefault(place, []).append(outcome)
    for place, group in sorted(groups.items()):
        confidence = sum(outcome.answer.confidence for outcome in group) / len(group)
        right = sum(outcome.right_among(1) for outcome in group) / len(group)
        yield Bin(place / _BINS, len(group), confidence, right)


def _confusions(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str, int]]:
    counts = Counter(
        (outcome.question.expect[0], outcome.answer.candidates[0].topic)
        for outcome in outcomes
        if outcome.answer.candidates and not outcome.right_among(1)
    )
    return ((expected, got, count) for (expected, got), count in counts.most_common())


def _row(milestones: Iterable[Milestone]) -> set[tuple[str, str, date]]:
    return {(m.event.value, m.bound.value, m.date) for m in milestones}
