"""A conversation: answers in the case that the one before has left, told otherwise, put right."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering import Answer, Assistant, Talk
from assistant.answering.talk import Keeper
from assistant.errors import AssistantError
from assistant.lifecycle import Facts, Licence

TODAY = date(2026, 11, 26)
QUESTION = "our subscription expired on 3 November, what now?"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Return the shipped assistant."""
    return Assistant()


def begun(assistant: Assistant, **how: object) -> Talk:
    """Return a conversation with one dated answer."""
    talk = Talk(assistant, today=TODAY, language="en", **how)  # type: ignore[arg-type]
    talk.ask(QUESTION)
    return talk


def days(answer: Answer | None) -> list[date]:
    """Return the days that an answer tells."""
    assert answer is not None
    return [line.milestone.date for line in answer.schedule]


def test_a_fact_is_put_right_and_the_answer_told_anew(assistant: Assistant) -> None:
    """Same topic, other dates; what follows goes on from there."""
    talk = begun(assistant)
    again = talk.put_right("expired_on", date(2026, 11, 5))
    assert again is not None
    assert again.topic == talk.answers[0].topic
    assert days(again)[0] == date(2026, 11, 5)
    assert days(talk.ask("until when?"))[0] == date(2026, 11, 5)
    taken_back = talk.put_right("expired_on", None)
    assert taken_back is not None
    assert taken_back.schedule == ()


def test_what_was_only_supposed_is_put_right_for_good(assistant: Assistant) -> None:
    """A supposition ends with a correction of the facts."""
    talk = begun(assistant)
    talk.ask("and if it were volume licensing?")
    supposed = talk.case
    assert supposed.actual is not None
    talk.put_right("licence", Licence.VOLUME)
    assert talk.case.actual is None
    assert talk.case.facts.licence is Licence.VOLUME


def test_without_an_answer_a_fact_is_only_known(assistant: Assistant) -> None:
    """There is nothing to tell anew; the first answer knows it."""
    talk = Talk(assistant, today=TODAY, language="en")
    assert talk.put_right("licence", Licence.TRIAL) is None
    assert talk.case.facts == Facts(licence=Licence.TRIAL)


def test_what_cannot_be_true_is_said_in_the_answer(assistant: Assistant) -> None:
    """A contradiction costs nobody the conversation."""
    talk = begun(assistant)
    again = talk.put_right("reactivated_on", date(2026, 1, 1))
    assert again is not None
    assert again.schedule == ()
    assert any("1 January 2026" in paragraph.text for paragraph in again.paragraphs)


def test_dates_are_told_otherwise_and_back(assistant: Assistant) -> None:
    """Also of an answer that was told anew with another fact."""
    talk = begun(assistant)
    talk.put_right("expired_on", date(2026, 11, 5))
    steps = talk.tell_otherwise()
    assert steps is not None
    assert steps.steps
    assert days(steps)[0] == date(2026, 11, 5)
    assert talk.answers[-1] is steps
    assert talk.ask("until when?").steps
    assert not (talk.tell_otherwise() or steps).steps


def test_starting_over_forgets(assistant: Assistant) -> None:
    """Answers, facts and what the profile did not hold."""
    talk = begun(assistant, saved=Facts(licence=Licence.VOLUME))
    talk.start_over()
    assert talk.answers == []
    assert talk.case.facts == Facts(licence=Licence.VOLUME)


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(assistant: Assistant) -> None:
    """The fault is there to be said, and nothing more is kept."""

    class Full(Keeper):
        tried = 0

        def keep(self, answer: Answer) -> None:  # noqa: ARG002 - a keeper
            Full.tried += 1
            raise AssistantError(detail="full")

        def forget(self) -> None:
            raise AssertionError

    talk = begun(assistant, keeper=Full())
    assert talk.fault is not None
    talk.ask("until when?")
    assert (Full.tried, len(talk.answers)) == (1, 2)
    talk.start_over()


def test_the_language_of_the_session_moves(assistant: Assistant) -> None:
    """Answers follow it where it was the user's choice."""
    talk = Talk(assistant, today=TODAY, language="en", pinned="en")
    talk.ask(QUESTION)
    talk.speak("el")
    assert talk.ask(QUESTION).language == "el"
