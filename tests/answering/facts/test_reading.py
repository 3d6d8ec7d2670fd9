"""What a question says about the case, read from sentences of schools, clinics, hotels and more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.facts import FactCues, Reading, read_facts
from assistant.knowledge.source import read_toml
from assistant.lifecycle import Facts
from assistant.locations import default_pack

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "el", "th")


@cache
def cues(language: str) -> FactCues:
    """Return the shipped cues of a language."""
    pack = default_pack()
    return FactCues.from_table(read_toml(pack / "facts" / f"{language}.toml", pack))


def read(
    text: str,
    language: str = "en",
    *,
    today: date = TODAY,
    expecting: str | None = None,
    default: str | None = None,
) -> Reading:
    """Read a question with the shipped cues, its own language's first."""
    order = (language, *(other for other in LANGUAGES if other != language))
    return read_facts(
        text,
        cues=[cues(name) for name in order],
        language=language,
        today=today,
        expecting=expecting,
        default=default,
    )


def said(reading: Reading) -> dict[str, str]:
    """Return facts as the tables write them."""
    return {name: str(value).lower() for name, value in reading.facts.to_mapping().items()}


def sentences() -> Iterator[object]:
    """Yield the rows of the three tables."""
    for language in LANGUAGES:
        path = Path(__file__).with_name(f"{language}.tsv")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield pytest.param(language, line, id=f"{language}:{number}")


@pytest.mark.parametrize(("language", "row"), sentences())
def test_a_sentence_states_exactly_its_facts(language: str, row: str) -> None:
    """Each sentence of the tables gives its facts, and no other."""
    facts, *options, text = row.split("\t")
    today, asked = TODAY, dict[str, str]()
    for option in options:
        if option.startswith("@"):
            today = date.fromisoformat(option[1:])
        else:
            name, _, fact = option.removeprefix("?").partition("=")
            asked[name] = fact
    expected = dict(fact.split("=") for fact in facts.split() if fact != "-")

    reading = read(
        text,
        language,
        today=today,
        expecting=asked.get("expecting"),
        default=asked.get("default"),
    )

    assert said(reading) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences(language: str) -> None:
    """Each language has its sixty sentences, some of which say nothing."""
    rows = [row.values[1] for row in sentences() if row.id.startswith(language)]  # type: ignore[attr-defined]

    assert len(rows) >= 100
    assert sum(row.startswith("-") for row in rows) >= 10


def test_a_date_is_reported_as_it_was_written_and_understood() -> None:
    """The answer can repeat which words were understood as which day, for which fact."""
    (bound,) = read("Our subscription expired on Oct 14.").understood

    assert (bound.fact, bound.mention.text, bound.date) == (
        "expired_on",
        "Oct 14",
        date(2026, 10, 14),
    )


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("en", "Our plan expired on 31 November 2026.", "31 November 2026"),
        ("el", "Η συνδρομή έληξε στις 31 Νοεμβρίου 2026.", "31 Νοεμβρίου 2026"),
        ("th", "หมดอายุวันที่ 31 พ.ย. 2569", "31 พ.ย. 2569"),
    ],
)
def test_a_date_that_does_not_exist_is_left_out_and_said(
    language: str, text: str, written: str
) -> None:
    """The 31st of November states nothing, and is reported as it was written."""
    reading = read(text, language)

    assert reading.facts.expired_on is None
    assert len(reading.impossible) == 1
    assert written in reading.impossible[0]
    assert not reading.unused


def test_an_impossible_date_does_not_hand_its_fact_to_another() -> None:
    """With an impossible expiry, the day asked about is not taken for the expiry."""
    reading = read(
        "It expired on 31 June 2026. What state will it be in on 1 December 2026?",
        default="expired_on",
    )

    assert reading.facts == Facts(asked_on=date(2026, 12, 1))


def test_a_date_of_a_story_is_unused() -> None:
    """A date beside something else than a fact is kept apart."""
    reading = read("I started this job on 3 May 2026. What happens if I cancel?")

    assert reading.facts == Facts()
    assert [mention.text for mention in reading.unused] == ["3 May 2026"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 October"),
        ("en", "it was the 5th of October I think"),
        ("el", "5 Οκτωβρίου"),
        ("el", "στις 5 Οκτωβρίου νομίζω"),
        ("th", "5 ตุลาคม"),
        ("th", "วันที่ 5 ต.ค. ค่ะ"),
    ],
)
def test_a_bare_date_answers_what_was_asked(language: str, text: str) -> None:
    """After "when was the invoice due?", a date alone is the due date."""
    reading = read(text, language, expecting="payment_due")

    assert reading.facts == Facts(payment_due=date(2026, 10, 5))


def test_a_reply_with_its_own_verb_says_what_it_says() -> None:
    """After "when was the invoice due?", "cancelled yesterday" is still a cancellation."""
    reading = read("we cancelled it yesterday", expecting="payment_due")

    assert reading.facts == Facts(cancelled_on=date(2026, 11, 20))


def test_it_expired_answers_when_the_invoice_was_due() -> None:
    """After "when was the invoice due?", "it expired on …" without a noun speaks of the invoice."""
    reading = read("it expired on 5 October", expecting="payment_due")

    assert reading.facts == Facts(payment_due=date(2026, 10, 5))


@pytest.mark.parametrize(
    ("language", "text", "fact", "value"),
    [
        ("en", "25", "users", 25),
        ("en", "about thirty", "users", 30),
        ("el", "δεκαοχτώ", "users", 18),
        ("th", "๑๒ คน", "users", 12),
        ("en", "40", "licences", 40),
    ],
)
def test_a_bare_number_answers_how_many(language: str, text: str, fact: str, value: int) -> None:
    """After "how many users are there?", a number alone is the answer."""
    assert getattr(read(text, language, expecting=fact).facts, fact) == value


def test_the_topic_takes_the_only_date_that_nothing_claims() -> None:
    """The date of a question on trials is the trial's end; without a topic it is nothing."""
    text = "12 December - and then?"

    assert read(text, default="trial_ended_on").facts.trial_ended_on == date(2026, 12, 12)
    assert read(text).facts == Facts()


def test_the_topic_does_not_take_one_of_two_dates() -> None:
    """Of two dates that nothing claims, neither is guessed."""
    reading = read("12 December or 14 December?", default="expired_on")

    assert reading.facts == Facts()


def test_the_topic_does_not_take_today() -> None:
    """Today is in many questions; it is not the day on which something ended."""
    assert read("What happens today?", default="expired_on").facts == Facts()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("expires on 1 December", date(2026, 12, 1)),
        ("expired on 1 December", date(2025, 12, 1)),
        ("if it expires on 1 June", date(2027, 6, 1)),
        ("it had run out on 20 November", date(2026, 11, 20)),
        ("expiry: 1 October", date(2026, 10, 1)),
    ],
)
def test_the_tense_of_the_clause_decides_the_year(text: str, expected: date) -> None:
    """A date without a year is the nearest that fits what its verb says."""
    assert read(text).facts.expired_on == expected


def test_a_day_asked_about_follows_the_event() -> None:
    """The day asked about is the first one after the expiry, even if that is past today."""
    reading = read("It expires on 15 January 2027. Which state is it in on 1 December?")

    assert reading.facts.asked_on == date(2027, 12, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("el", "Κάναμε cancel στις 2 Νοεμβρίου"),
        ("el", "το trial μας expired στις 2 Νοεμβρίου"),
        ("th", "subscription ของเรา cancelled วันที่ 2 พ.ย."),
        ("th", "invoice ของเรา due วันที่ 2 พ.ย. ยังไม่ได้จ่าย"),
        ("en", "η συνδρομή έληξε on 2 November"),
    ],
)
def test_languages_mix(language: str, text: str) -> None:
    """English words in a Greek or Thai question, and the reverse, are understood."""
    (bound,) = read(text, language).understood

    assert bound.date == date(2026, 11, 2)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text())
def test_no_text_raises(language: str, text: str) -> None:
    """Any text at all is read without an error."""
    read(text, language, default="expired_on", expecting="users")


@given(
    parts=st.lists(
        st.sampled_from(
            [
                "expired", "cancelled", "not", "paid", "invoice", "trial", "until", "by", "(", ")",
                "5 May", "31 June", "yesterday", "the 3rd", "έληξε", "δεν", "πλήρωσα", "χθες",
                "หมดอายุ", "ไม่", "จ่าย", "เมื่อวาน", "25 users", ".", ",", "\n", "sorry", "or",
            ]
        ),
        max_size=25,
    ),
    language=st.sampled_from(LANGUAGES),
)  # fmt: skip
def test_each_date_states_at_most_one_fact(parts: list[str], language: str) -> None:
    """Every date is understood once, unused, impossible or part of none, never two of these."""
    reading = read(" ".join(parts), language, default="expired_on")
    understood = [bound.mention for bound in reading.understood]

    assert len(set(understood)) == len(understood)
    assert not set(understood) & set(reading.unused)
    assert len({bound.fact for bound in reading.understood}) == len(understood)
    for bound in reading.understood:
        assert getattr(reading.facts, bound.fact) == bound.date


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_accents_and_spaces_do_not_matter(language: str) -> None:
    """The tables' sentences in capitals, or with doubled spaces, say the same."""
    for parameter in list(sentences())[::7]:
        own, row = parameter.values  # type: ignore[attr-defined]
        text = row.split("\t")[-1]
        if own == language and not re.search("[|]", text):
            assert said(read(text.upper(), language)) == said(read(text, language))
            assert said(read(text.replace(" ", "  "), language)) == said(read(text, language))
