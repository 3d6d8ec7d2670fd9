"""Rendered answers, per topic, language and case, as files that people read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.lifecycle import Edition, Facts, Licence
from assistant.render import to_text
from tests.conftest import Golden

FOLDER = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 21)
WIDTH = 80

BEFORE, SOON, WHILE, LONG_AGO = (
    date(2026, 12, 15),
    date(2026, 11, 1),
    date(2026, 9, 20),
    date(2026, 1, 10),
)
DATED = {
    "payment.missed": "payment_due",
    "expiry.effects": "expired_on",
    "cancel.effects": "cancelled_on",
    "trial.end": "trial_ended_on",
    "status.today": "expired_on",
}


def cases_of(topic: str) -> dict[str, Facts]:
    """Return the situations that change a topic's text."""
    if topic == "chat.help":
        return {"": Facts()}
    if topic == "cancel.eligibility":
        return {
            "nothing known": Facts(),
            "6 users": Facts(users=6),
            "25 users": Facts(users=25),
            "60 users": Facts(users=60),
            "10 licences": Facts(licences=10),
            "product key": Facts(product_key=True),
            "21Vianet": Facts(edition=Edition.VIANET),
            "21Vianet, 60 users": Facts(edition=Edition.VIANET, users=60),
            "21Vianet, product key": Facts(edition=Edition.VIANET, product_key=True),
        }
    fact = DATED[topic]
    cases = {
        "no date": Facts(),
        "future": Facts().updated(**{fact: BEFORE}),
        "present": Facts().updated(**{fact: SOON}),
        "past": Facts().updated(**{fact: WHILE}),
        "long ago": Facts().updated(**{fact: LONG_AGO}),
        "21Vianet, present": Facts(edition=Edition.VIANET).updated(**{fact: SOON}),
    }
    if topic != "trial.end":
        cases |= {
            "volume, no date": Facts(licence=Licence.VOLUME),
            "volume, present": Facts(licence=Licence.VOLUME).updated(**{fact: SOON}),
            "volume, past": Facts(licence=Licence.VOLUME).updated(**{fact: date(2026, 10, 1)}),
            "open, past": Facts(licence=Licence.OPEN).updated(**{fact: WHILE}),
        }
    if topic == "payment.missed":
        cases |= {
            "paid": Facts(payment_due=SOON, paid_on=date(2026, 11, 20)),
            "paid late": Facts(payment_due=WHILE, paid_on=date(2026, 11, 20)),
        }
    if topic == "cancel.effects":
        cases |= {"expedited": Facts(cancelled_on=TODAY, expedited=True)}
    if topic == "status.today":
        cases |= {
            "cancelled": Facts(cancelled_on=date(2026, 8, 1)),
            "asked about a day": Facts(expired_on=SOON, asked_on=date(2027, 3, 1)),
            "trial": Facts(trial_ended_on=date(2026, 10, 1)),
        }
    return cases


TOPICS = (*DATED, "cancel.eligibility", "chat.help")


@pytest.mark.parametrize("language", ["en", "el", "th"])
@pytest.mark.parametrize("topic", TOPICS)
def test_answers_read_as_they_were_approved(topic: str, language: str, golden: Golden) -> None:
    """Every text of a topic in a language is, byte for byte, what was read and approved."""
    assistant = Assistant()
    pieces = []
    for name, facts in cases_of(topic).items():
        answer = assistant.lookup(topic, today=TODAY, language=language, facts=facts)
        pieces.append(f"=== {name}\n\n{to_text(answer, width=WIDTH)}")
    golden.check(FOLDER / language / f"{topic}.txt", "\n".join(pieces))
