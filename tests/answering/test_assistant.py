"""Answers and what one turn hands to the next: facts, choices, what is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering import Answer, Assistant, Case, Role
from assistant.lifecycle import Facts, Licence

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Return an assistant with the shipped pack."""
    return Assistant()


def leads(answer: Answer) -> list[str]:
    """Return the texts of the answer itself."""
    return [p.text for p in answer.paragraphs if p.role is Role.LEAD]


def asked(answer: Answer) -> list[str]:
    """Return the questions that the answer ends with."""
    return [p.text for p in answer.paragraphs if p.role is Role.ASK]


DATED = [topic.id for topic in Assistant().pack.topics() if topic.dated]


@pytest.mark.parametrize("topic", DATED)
@pytest.mark.parametrize("licence", list(Licence))
def test_every_dated_topic_answers_without_dates(
    assistant: Assistant, topic: str, licence: Licence
) -> None:
    """In general terms, whatever the licence, and a trial is not told of a subscription's days."""
    answer = assistant.lookup(topic, today=TODAY, language="en", facts=Facts(licence=licence))
    assert leads(answer)
    if licence is Licence.TRIAL:
        assert not any("180 days" in text or "Disabled lasts" in text for text in leads(answer))


_OCTOBER, _MAY = date(2026, 10, 1), date(2026, 5, 1)
CASES = [
    Facts(expired_on=_OCTOBER),
    Facts(expired_on=_MAY, paid_on=TODAY),
    Facts(payment_due=_OCTOBER),
    Facts(payment_due=_OCTOBER, paid_on=date(2026, 10, 5)),
    Facts(payment_due=_OCTOBER, paid_on=TODAY),
    Facts(payment_due=_MAY, paid_on=TODAY),
    Facts(cancelled_on=_MAY),
    Facts(cancelled_on=_OCTOBER),
    Facts(cancelled_on=TODAY, expedited=True),
    Facts(cancelled_on=_OCTOBER, reactivated_on=TODAY),
    Facts(trial_ended_on=_OCTOBER),
    Facts(trial_ended_on=_OCTOBER, paid_on=TODAY),
    Facts(trial_ended_on=TODAY),
    Facts(expired_on=_MAY, licence=Licence.TRIAL),
]


@pytest.mark.parametrize("topic", [topic for topic in DATED if topic != "payment.pending"])
@pytest.mark.parametrize("licence", [None, Licence.VOLUME, Licence.OPEN])
def test_every_dated_topic_answers_in_every_case(
    assistant: Assistant, topic: str, licence: Licence | None
) -> None:
    """Whatever the facts, and before, between and after their dates, something is said first."""
    for facts in CASES:
        own = facts if facts.licence or facts.trial_ended_on else facts._replace(licence=licence)
        for day in (date(2026, 4, 1), TODAY, date(2027, 6, 1)):
            answer = assistant.lookup(
                topic, today=TODAY, language="en", facts=own._replace(asked_on=day)
            )
            assert leads(answer), (own, day)


@pytest.mark.parametrize(
    ("topic", "licence", "fact"),
    [
        ("expiry.effects", None, "expired_on"),
        ("expiry.effects", Licence.TRIAL, "trial_ended_on"),
        ("cancel.effects", None, "cancelled_on"),
        ("cancel.effects", Licence.TRIAL, "trial_ended_on"),
        ("payment.missed", Licence.TRIAL, "payment_due"),
    ],
)
def test_the_one_fact_that_is_asked_for(
    assistant: Assistant, topic: str, licence: Licence | None, fact: str
) -> None:
    """A trial has no expiry or cancellation of its own: its end is asked for."""
    answer = assistant.lookup(topic, today=TODAY, language="en", facts=Facts(licence=licence))
    assert answer.missing == (fact,)
    assert len(asked(answer)) == 1


@pytest.mark.parametrize(
    ("question", "reply", "fact"),
    [
        ("what happens after our subscription expires", "1 October 2026", "expired_on"),
        ("what happens when our free trial is over", "it was 1 October", "trial_ended_on"),
        ("τι γίνεται αν δεν πληρώσουμε το τιμολόγιο", "1/10/2026", "payment_due"),
        ("จะเกิดอะไรขึ้นถ้าเรายกเลิกก่อนครบสัญญา", "1 ตุลาคม 2026", "cancelled_on"),
    ],
)
def test_a_bare_date_fills_what_was_asked_for(
    assistant: Assistant, question: str, reply: str, fact: str
) -> None:
    """The topic stays, the dates come, and nothing is asked any more."""
    first = assistant.answer(question, today=TODAY)
    assert first.missing == (fact,)
    second = assistant.answer(reply, today=TODAY, case=first.case)
    assert second.topic == first.topic
    assert getattr(second.facts, fact) == date(2026, 10, 1)
    assert second.schedule
    assert not second.missing


def test_who_ignores_the_question_is_not_asked_again(assistant: Assistant) -> None:
    """One question once."""
    first = assistant.answer("what happens after our subscription expires", today=TODAY)
    again = assistant.answer(
        "so what happens after our subscription expires", today=TODAY, case=first.case
    )
    assert (again.topic, again.missing) == (first.topic, ())


def test_a_number_chooses_what_was_offered(assistant: Assistant) -> None:
    """The list of a question back or of a refusal is a menu."""
    case = Case(offered=("cancel.fee", "cancel.how"), failures=1)
    answer = assistant.answer("2", today=TODAY, case=case)
    assert answer.topic == "cancel.how"
    assert answer.case.failures == 0


def test_a_second_failure_brings_the_list_of_everything(assistant: Assistant) -> None:
    """Never a loop of questions back."""
    first = assistant.answer("my bicycle has a flat tyre", today=TODAY)
    assert first.topic is None
    second = assistant.answer("the left pedal, I mean", today=TODAY, case=first.case)
    assert second.topic is None
    assert len(second.choices) > 10


def test_facts_stay_and_the_language_may_change(assistant: Assistant) -> None:
    """What was said in one language holds in the next."""
    first = assistant.answer(
        "our subscription expired on 1 October 2026, what happens now", today=TODAY
    )
    second = assistant.answer(
        "μέχρι πότε μπορούμε να επανενεργοποιήσουμε τη συνδρομή;", today=TODAY, case=first.case
    )
    assert second.language == "el"
    assert second.facts.expired_on == date(2026, 10, 1)
    assert any("29 Ιανουαρίου 2027" in text for text in leads(second)) or second.schedule


def test_the_same_turn_gives_the_same_answer(assistant: Assistant) -> None:
    """Nothing but the arguments decides."""
    case = Case(facts=Facts(payment_due=date(2026, 10, 1)), topic="payment.missed")
    question = "and until when can we save our data?"
    first, second = (assistant.answer(question, today=TODAY, case=case) for _ in range(2))
    assert first.paragraphs == second.paragraphs
    assert first.case == second.case


@pytest.mark.parametrize(
    "question",
    [
        "train times leeds to york tomorrow morning",
        "My cat has been sneezing since Sunday. Should I take her to the vet?",
        "Τι καιρό θα κάνει αύριο;",
        "Ποιος κέρδισε χτες, ρε συ, ο Άρης ή ο ΠΑΟΚ;",
    ],
)
def test_the_dates_of_other_matters_are_no_facts(assistant: Assistant, question: str) -> None:
    """What is out of scope leaves the case alone."""
    answer = assistant.answer(question, today=TODAY)
    assert answer.topic is None
    assert not answer.facts.to_mapping()


def test_since_a_weekday_is_past(assistant: Assistant) -> None:
    """Also where only the topic says what the date means."""
    answer = assistant.answer(
        "the grace period banner is there since Monday, how long does the expired state last",
        today=TODAY,
    )
    assert answer.facts.expired_on == date(2026, 11, 16)
