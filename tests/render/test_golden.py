"""Rendered answers, per topic, language and case, as files that people read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.knowledge import Topic
from assistant.lifecycle import Edition, Facts, Licence
from assistant.locations import default_pack
from assistant.render import to_text
from tests.conftest import Golden

FOLDER = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 21)
WIDTH = 80
TOPICS = tuple(sorted(path.stem for path in (default_pack() / "topics").glob("*.toml")))

FUTURE, PRESENT, PAST, LONG_AGO = (
    date(2026, 12, 15),
    date(2026, 11, 1),
    date(2026, 9, 20),
    date(2026, 1, 10),
)


def undated() -> Iterator[tuple[str, Facts]]:
    """Yield what may change an answer without any date."""
    yield "nothing known", Facts()
    yield "volume", Facts(licence=Licence.VOLUME)
    yield "open", Facts(licence=Licence.OPEN)
    yield "trial", Facts(licence=Licence.TRIAL)
    yield "21Vianet", Facts(edition=Edition.VIANET)
    yield "6 users", Facts(users=6)
    yield "25 users", Facts(users=25)
    yield "60 users", Facts(users=60)
    yield "60 users, 21Vianet", Facts(users=60, edition=Edition.VIANET)
    yield "10 licences", Facts(licences=10)
    yield "product key", Facts(product_key=True)
    yield "product key, 21Vianet", Facts(product_key=True, edition=Edition.VIANET)


def dated(fact: str) -> Iterator[tuple[str, Facts]]:
    """Yield the cases of a topic whose dates follow from a fact."""
    for name, day in (
        ("future", FUTURE),
        ("present", PRESENT),
        ("past", PAST),
        ("long ago", LONG_AGO),
    ):
        yield name, Facts().updated(**{fact: day})
    yield "present, 21Vianet", Facts(edition=Edition.VIANET).updated(**{fact: PRESENT})
    if fact != "trial_ended_on":
        yield "present, volume", Facts(licence=Licence.VOLUME).updated(**{fact: PRESENT})
        yield "past, volume", Facts(licence=Licence.VOLUME).updated(**{fact: date(2026, 10, 1)})
        yield "past, open", Facts(licence=Licence.OPEN).updated(**{fact: PAST})
    yield "cancelled", Facts(cancelled_on=PRESENT)
    yield "cancelled long ago", Facts(cancelled_on=date(2026, 8, 1))
    yield "cancelled, expedited", Facts(cancelled_on=TODAY, expedited=True)
    yield "trial over", Facts(trial_ended_on=PRESENT)
    yield "unpaid", Facts(payment_due=PRESENT)
    yield "paid", Facts(payment_due=PRESENT, paid_on=date(2026, 11, 20))
    yield "paid late", Facts(payment_due=PAST, paid_on=date(2026, 11, 20))
    yield "asked about a day", Facts(expired_on=PRESENT, asked_on=date(2027, 3, 1))


def cases_of(topic: Topic) -> Iterator[tuple[str, Facts]]:
    """Yield the situations that may change a topic's text."""
    yield from undated()
    if topic.dated and topic.asks:
        yield from dated(topic.asks)


@pytest.mark.parametrize("language", ["en", "el", "th"])
@pytest.mark.parametrize("topic", TOPICS)
def test_answers_read_as_they_were_approved(topic: str, language: str, golden: Golden) -> None:
    """Every text of a topic in a language is, byte for byte, what was read and approved."""
    assistant = Assistant()
    names: dict[str, list[str]] = {}
    for name, facts in cases_of(assistant.pack.topic(topic)):
        answer = assistant.lookup(topic, today=TODAY, language=language, facts=facts)
        names.setdefault(to_text(answer, width=WIDTH), []).append(name)
    pieces = [f"=== {'; '.join(same)}\n\n{text}" for text, same in names.items()]
    golden.check(FOLDER / language / f"{topic}.txt", "\n".join(pieces))


def test_no_text_is_left_in_english(golden: Golden) -> None:
    """Nothing of a Greek or Thai answer fell back to English."""
    del golden
    for path in [*FOLDER.glob("el/*.txt"), *FOLDER.glob("th/*.txt")]:
        assert "[en]" not in path.read_text(encoding="utf-8"), path.name


def test_no_answer_is_empty() -> None:
    """Every topic says something in every case, before its sources."""
    assistant = Assistant()
    for topic in assistant.pack.topics():
        for name, facts in cases_of(topic):
            answer = assistant.lookup(topic.id, today=TODAY, language="en", facts=facts)
            leads = [p for p in answer.paragraphs if p.role == "lead"]
            assert leads, f"{topic.id}: {name}"
