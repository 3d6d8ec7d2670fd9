"""Scores say what happened, with honest intervals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.evaluation import Question, Rate, ask_all, score
from assistant.lifecycle import Facts

TODAY = date(2026, 11, 21)


def question(text: str, *expect: str, facts: Facts | None = None) -> Question:
    """Return an English question."""
    return Question(text, text, "en", "plain", expect, TODAY, facts)


def test_right_wrong_and_refused_are_told_apart() -> None:
    """A right answer, a question labelled with another topic, one out of scope, a dated one."""
    due = Facts(payment_due=date(2026, 10, 1))
    outcomes = ask_all(
        Assistant(),
        [
            question("what happens if we do not pay the invoice", "payment.missed"),
            question("what happens if we do not pay the invoice, really", "domain.ns"),
            question("how do I bake bread with rye flour"),
            question("the invoice was due on 1 October 2026, unpaid", "payment.missed", facts=due),
        ],
        TODAY,
    )
    scores = score(outcomes)
    assert (scores.rates["first"].hits, scores.rates["first"].total) == (2, 3)
    assert scores.rates["refused"].value == 1
    assert scores.rates["dates_exact"].value == 1
    assert scores.confusions == (("domain.ns", "payment.missed", 1),)
    assert outcomes[1].cost == 5
    assert outcomes[2].cost == 0


def test_a_milestone_too_many_is_not_exact() -> None:
    """Dates that the facts do not name make the row wrong."""
    (outcome,) = ask_all(
        Assistant(),
        [question("it expired on 1 October 2026", "expiry.effects", facts=Facts())],
        TODAY,
    )
    assert outcome.exact is False


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share(hits: int, more: int) -> None:
    """The Wilson interval lies in 0 to 1 around the measured share."""
    rate = Rate(hits, hits + more)
    low, high = rate.interval()
    assert 0 <= low <= rate.value <= high <= 1


@pytest.mark.parametrize(("hits", "total", "low", "high"), [(9, 10, 0.596, 0.982), (0, 0, 0, 1)])
def test_intervals_are_wilsons(hits: int, total: int, low: float, high: float) -> None:
    """Known values of the Wilson score interval."""
    assert Rate(hits, total).interval() == pytest.approx((low, high), abs=0.001)
