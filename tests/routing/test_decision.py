"""Answer, ask back, decline: by expected cost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.routing import Candidate, Decision, DecisionKind, Ranking, decide
from assistant.routing.decision import expected_costs

TOPICS = ("a", "b", "c", "d", "e")


def ranking(*chances: float, none: float) -> Ranking:
    """A ranking with these confidences."""
    return Ranking("en", tuple(map(Candidate, TOPICS, chances)), none)


@st.composite
def rankings(draw: st.DrawFn) -> Ranking:
    """Any ranking whose probabilities make one."""
    raw = draw(st.lists(st.floats(0.001, 1), min_size=6, max_size=6))
    *chances, none = [value / sum(raw) for value in raw]
    return ranking(*sorted(chances, reverse=True), none=none)


def test_sure_topic_is_answered() -> None:
    """A likely right answer costs least."""
    found = decide(ranking(0.95, 0.02, 0.01, 0.01, 0.0, none=0.01), failures=0, answerable=TOPICS)
    assert found == Decision(DecisionKind.ANSWER)


def test_near_tie_is_asked_back() -> None:
    """Two likely topics are offered, a third only if it is worth reading."""
    two = decide(ranking(0.5, 0.44, 0.02, 0.02, 0.0, none=0.02), failures=0, answerable=TOPICS)
    assert two == Decision(DecisionKind.CLARIFY, ("a", "b"))
    three = decide(ranking(0.4, 0.3, 0.25, 0.02, 0.0, none=0.03), failures=0, answerable=TOPICS)
    assert three == Decision(DecisionKind.CLARIFY, ("a", "b", "c"))


def test_out_of_scope_is_declined() -> None:
    """What is most likely out of scope is not guessed at."""
    found = decide(ranking(0.2, 0.05, 0.02, 0.02, 0.01, none=0.7), failures=0, answerable=TOPICS)
    assert found == Decision(DecisionKind.DECLINE)


def test_nothing_ranked_is_declined() -> None:
    """A question that shows nothing is declined."""
    found = decide(Ranking(None, (), 1.0), failures=0, answerable=TOPICS)
    assert found.kind is DecisionKind.DECLINE


def test_topic_without_a_text_is_declined() -> None:
    """A sure topic that has no answer yet is declined, however likely the others are."""
    found = decide(ranking(0.5, 0.45, 0.02, 0.0, 0.0, none=0.03), failures=0, answerable=["b", "c"])
    assert found == Decision(DecisionKind.DECLINE)


def test_only_topics_with_a_text_are_offered() -> None:
    """Asking back never offers what cannot be answered."""
    found = decide(
        ranking(0.4, 0.3, 0.27, 0.01, 0.01, none=0.01), failures=0, answerable=["a", "c", "d"]
    )
    assert found == Decision(DecisionKind.CLARIFY, ("a", "c"))


def test_one_answerable_topic_is_never_asked_about() -> None:
    """Asking which of one is meant makes no sense."""
    found = decide(ranking(0.5, 0.4, 0.05, 0.0, 0.0, none=0.05), failures=0, answerable=["a"])
    assert found.kind is not DecisionKind.CLARIFY


@given(rankings())
def test_decision_costs_least(found: Ranking) -> None:
    """No other kind of decision is expected to cost less."""
    decision = decide(found, failures=0, answerable=TOPICS)
    offered = found.candidates[: len(decision.offered) or 2]
    costs = expected_costs(found, offered)
    if decision.kind is DecisionKind.CLARIFY:
        assert costs[decision.kind] == min(costs.values())
    else:
        assert (
            costs[decision.kind]
            <= min(
                costs[DecisionKind.ANSWER], costs[DecisionKind.DECLINE], costs[DecisionKind.CLARIFY]
            )
            or len([c for c in found.candidates[:3] if c.confidence >= 0.1]) > 2
        )


@given(rankings(), st.integers(1, 5))
def test_nothing_is_asked_back_twice(found: Ranking, failures: int) -> None:
    """After a failure a question is answered or declined, never asked back again."""
    assert decide(found, failures=failures, answerable=TOPICS).kind is not DecisionKind.CLARIFY


@given(rankings(), st.sets(st.sampled_from(TOPICS)), st.integers(0, 2))
def test_offers_are_two_or_three(found: Ranking, answerable: set[str], failures: int) -> None:
    """Asking back offers two or three answerable topics, other decisions offer none."""
    decision = decide(found, failures=failures, answerable=answerable)
    if decision.kind is DecisionKind.CLARIFY:
        assert 2 <= len(decision.offered) <= 3
        assert answerable.issuperset(decision.offered)
    else:
        assert not decision.offered
