"""A small assistant with hand-made answers, so that the chat is tested without model and pack."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.pilot import Pilot

from assistant.answering import (
    Answer,
    Case,
    Choice,
    Paragraph,
    Role,
    ScheduleLine,
    Source,
    StateOn,
    Step,
)
from assistant.answering.question import (
    MAX_QUESTION_CHARACTERS,
    EmptyQuestionError,
    LongQuestionError,
)
from assistant.chat import ChatApp, Setting
from assistant.chat.question import QuestionInput
from assistant.cleaning.clean import clean_article
from assistant.lifecycle import (
    Basis,
    Bound,
    CaseKind,
    Edition,
    Event,
    Facts,
    Licence,
    Milestone,
    Phase,
    State,
    Timeline,
)
from assistant.messages.writing import writer_for
from assistant.routing import Candidate, DecisionKind

TODAY = date(2026, 11, 21)
DUE = date(2026, 10, 1)

STATES = {
    "en": ("Active", "Expired", "Disabled", "Deprovisioned"),
    "el": ("Ενεργή", "Έληξε", "Απενεργοποιημένη", "Κατάργηση παροχής"),
    "th": ("ใช้งานอยู่", "หมดอายุแล้ว", "ปิดใช้งานแล้ว", "ยกเลิกการเตรียมใช้งานแล้ว"),
}
LEADS = {
    "en": "The subscription has been Disabled since 31 October: only admins can sign in.",
    "el": (
        "Η συνδρομή είναι απενεργοποιημένη από τις 31 Οκτωβρίου: μόνο οι διαχειριστές μπορούν "
        "να συνδεθούν."
    ),
    "th": (
        "การสมัครใช้งานถูกปิดใช้งานแล้วตั้งแต่วันที่ 31 ตุลาคม ซึ่งจะคงอยู่เป็นเวลา 90 วัน "
        "มีเพียงผู้ดูแลระบบเท่านั้นที่สามารถลงชื่อเข้าใช้และเข้าถึงข้อมูลได้"
    ),
}
EVENTS = {
    "en": (
        "It counts as expired.",
        "It is Disabled: users lose access.",
        "Last day to reactivate.",
        "It is Deprovisioned.",
    ),
    "el": (
        "Θεωρείται ληγμένη.",
        "Απενεργοποιείται: οι χρήστες χάνουν την πρόσβαση.",
        "Τελευταία ημέρα για επανενεργοποίηση.",
        "Καταργείται η παροχή.",
    ),
    "th": (
        "ถือว่าหมดอายุ",
        "ถูกปิดใช้งาน ผู้ใช้ไม่สามารถเข้าถึงข้อมูลได้",
        "วันสุดท้ายที่เปิดใช้งานอีกครั้งได้",
        "ถูกยกเลิกการเตรียมใช้งาน",
    ),
}
ACTIONS = {
    "en": "Pay the invoice, or save your data before the last day.",
    "el": "Πληρώστε το τιμολόγιο ή αποθηκεύστε τα δεδομένα σας πριν από την τελευταία ημέρα.",
    "th": "ชำระเงินตามใบแจ้งหนี้ หรือสำรองข้อมูลของคุณก่อนวันสุดท้าย",
}
PASSAGES = {
    "en": "If we do not receive payment within 30 days, the subscription is disabled.",
    "el": "Εάν δεν λάβουμε την πληρωμή εντός 30 ημερών, η συνδρομή απενεργοποιείται.",
    "th": "หากเราไม่ได้รับการชำระเงินภายใน 30 วัน การสมัครใช้งานจะถูกปิดใช้งาน",
}
QUOTE = "หากเราไม่ได้รับการชำระเงินภายใน 30 วัน การสมัครใช้งานจะถูกปิดใช้งาน"
CHOICES = (
    Choice("payment.missed", "What happens when an invoice is not paid"),
    Choice("expiry.effects", "What happens after a subscription expires"),
    Choice("trial.end", "What happens when a trial ends"),
)


# The quote stands on line 167, between two others.
ARTICLES = {
    "th/when-a-subscription-ends": clean_article(
        "\n".join(
            ["เมื่อการสมัครใช้งานสิ้นสุดลง", "", "ย่อหน้าก่อนหน้า", *[""] * 163, QUOTE, "", "ย่อหน้าถัดไป"]
        ).encode(),
        language="th",
        name="when-a-subscription-ends.txt",
    )
}


class Stamp(NamedTuple):
    """Which pack answered, in tests."""

    id: str
    version: str
    digest: str


def timeline(due: date = DUE) -> Timeline:
    """Return the row of a standard subscription that was not paid."""
    days = [due, due + timedelta(30), due + timedelta(119), due + timedelta(120)]
    events = (Event.EXPIRED, Event.DISABLED, Event.REACTIVATION, Event.DEPROVISIONED)
    bounds = (Bound.ON, Bound.ON, Bound.BY, Bound.ON)
    rows = zip(events, bounds, days, strict=True)
    return Timeline(
        case=CaseKind.UNPAID,
        facts=Facts(payment_due=due),
        licence=Licence.STANDARD,
        edition=Edition.WORLDWIDE,
        milestones=tuple(Milestone(*row, "rule", Basis.QUOTE) for row in rows),
        phases=(
            Phase((State.ACTIVE,), None, days[0]),
            Phase((State.EXPIRED,), days[0], days[1]),
            Phase((State.DISABLED,), days[1], days[3]),
            Phase((State.DEPROVISIONED,), days[3], None),
        ),
        notes=(),
    )


def answer(question: str, language: str, case: Case, **changes: Any) -> Answer:
    """Return a plain answer in a language; `changes` replace its fields."""
    fields: dict[str, Any] = {
        "question": question,
        "question_language": language,
        "language": language,
        "decision": DecisionKind.ANSWER,
        "topic": "payment.missed",
        "candidates": (Candidate("payment.missed", 0.9),),
        "offered": (),
        "choices": (),
        "facts": Facts(),
        "assumed": {},
        "missing": (),
        "as_of": TODAY,
        "state": None,
        "timeline": None,
        "paragraphs": (Paragraph(Role.LEAD, f"Answer to: {question}", language),),
        "schedule": (),
        "comparison": None,
        "moves": (),
        "steps": (),
        "sources": (),
        "pack": SimpleNamespace(id="test", version="1", digest="0", policy_name="default"),
        "asked_in": case,
        "case": Case(
            facts=case.facts,
            topic="payment.missed",
            offered=changes.get("offered", ()),
            language=case.language,
        ),
    }
    return Answer(**fields | changes)


def dated(question: str, language: str, case: Case) -> Answer:
    """Return an answer with everything an answer can have."""
    line = timeline()
    writer = writer_for(language)
    return answer(
        question,
        language,
        case,
        timeline=line,
        state=StateOn(TODAY, (State.DISABLED,), STATES[language][2]),
        paragraphs=(
            Paragraph(Role.LEAD, LEADS[language], language, (0,)),
            Paragraph(Role.ACTION, ACTIONS[language], language),
            Paragraph(Role.PASSAGE, PASSAGES[language], language, (0,)),
        ),
        schedule=tuple(
            ScheduleLine(milestone, text, writer.day(milestone.date), language)
            for milestone, text in zip(line.milestones, EVENTS[language], strict=True)
        ),
        sources=(Source("th/when-a-subscription-ends", "L167", QUOTE, "When a subscription ends"),),
    )


def ladder(given: Answer) -> tuple[Step, ...]:
    """Return the dates of an answer as steps, with today among them."""
    writer, names = writer_for(given.language), STATES[given.language]
    days = sorted({line.milestone.date for line in given.schedule} | {TODAY})
    return tuple(
        Step(
            date=day,
            written=writer.day(day),
            days=(day - TODAY).days,
            distance=writer.distance((day - TODAY).days) if day != TODAY else "today",
            state=StateOn(day, (State.DISABLED,), names[2]),
            happens=tuple(line for line in given.schedule if line.milestone.date == day),
            users=Paragraph(Role.LEAD, LEADS[given.language], given.language),
            admins=None,
            before=(),
            permissions=(),
        )
        for day in days
    )


class FakeAssistant:
    """Answers by what the question says: “date”, “which”, “crash”, “wait”, or anything else."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, Case]] = []
        self.go = threading.Event()
        self.pack: Any = SimpleNamespace(
            topic_ids=("data.backup", "payment.missed", "trial.end"),
            folder=Path("no-phrases"),
            cleaned=lambda name: ARTICLES[name],
            prose=self._prose,
            wording=SimpleNamespace(find=self._find),
        )

    def answer(
        self,
        question: str,
        *,
        today: date,
        language: str | None = None,
        case: Case | None = None,
        steps: bool = False,
    ) -> Answer:
        """Answer as the real one does, with what the question names."""
        assert today == TODAY
        case = case or Case.empty()
        if len(question) > MAX_QUESTION_CHARACTERS:
            raise LongQuestionError(length=len(question), most=MAX_QUESTION_CHARACTERS)
        if not question.strip():
            raise EmptyQuestionError
        self.asked.append((question, language, case))
        tag = language or case.language or "en"
        if "wait" in question:
            self.go.wait(5)
        if "crash" in question:
            raise RuntimeError("[bold]broken[/bold]")
        if "which" in question:
            offered = tuple(choice.topic for choice in CHOICES)
            return answer(
                question,
                tag,
                case,
                decision=DecisionKind.CLARIFY,
                topic=None,
                offered=offered,
                choices=CHOICES,
                paragraphs=(Paragraph(Role.LEAD, "Which of these is it?", tag),),
            )
        if "date" not in question:
            return answer(question, tag, case)
        given = dated(question, tag, case)
        return given._replace(steps=ladder(given)) if steps else given

    def lookup(
        self,
        topic: str,
        *,
        today: date,
        language: str,
        facts: Facts,
        steps: bool = False,
        case: Case | None = None,
    ) -> Answer:
        """Tell the dates of the facts that are given."""
        assert today == TODAY
        case = (case or Case.empty())._replace(facts=facts)
        self.asked.append((topic, language, case))
        given = dated("", language, case)
        return given._replace(steps=ladder(given)) if steps else given

    def _prose(self, tag: str) -> Any:
        names = dict(zip((f"state.{state}" for state in State), STATES[tag], strict=True))
        return SimpleNamespace(text=lambda context, _: SimpleNamespace(text=names[context]))

    def _find(self, key: str, *_: object) -> Any:
        return SimpleNamespace(context=key, text=key)


def screen_lines(app: App[None]) -> list[str]:
    """Return the lines of the screen as a terminal shows them."""
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - no public way
    return [strip.text.rstrip() for strip in strips]


# Seconds after which what is waited for will not come: all tests and more may share two cores.
PATIENCE = 30


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail if it does not within `PATIENCE`."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await pilot.pause(0.02)


# Seconds without a change after which a screen counts as drawn.
_STILL = 0.03


async def until_answered(pilot: Pilot[None]) -> None:
    """Wait until all that was asked is answered and shown."""
    app = pilot.app
    assert isinstance(app, ChatApp)
    async with asyncio.timeout(PATIENCE):
        while app.busy:  # noqa: ASYNC110 - the application tells nobody
            await asyncio.sleep(0.002)
        # What is mounted is laid out and scrolled to later: on a busy machine, much later.
        shown, before = screen_lines(app), None
        while shown != before:
            await pilot.pause(_STILL)
            shown, before = screen_lines(app), shown


@pytest.fixture
def screen() -> Callable[[App[None]], str]:
    """Return a function that reads the screen."""
    return lambda app: "\n".join(screen_lines(app))


@pytest.fixture
def ask() -> Callable[[Pilot[None], str], Awaitable[None]]:
    """Return a function that sends a question and waits for the answer."""

    async def send_and_wait(pilot: Pilot[None], question: str) -> None:
        line, app = pilot.app.query_one(QuestionInput), pilot.app
        turns = len(app.query("AnswerView, Complaint"))
        line.value = question
        line.action_submit()  # what Enter runs; a key press costs a test 0.1 s
        async with asyncio.timeout(PATIENCE):
            while len(app.query("AnswerView, Complaint")) == turns:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.002)
        await until_answered(pilot)

    return send_and_wait


@pytest.fixture
def settle() -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return a function that waits until all that was asked is answered and shown."""
    return until_answered


@pytest.fixture
def assistant() -> FakeAssistant:
    """Return an assistant with hand-made answers."""
    return FakeAssistant()


@pytest.fixture
def chat(assistant: FakeAssistant) -> Callable[..., ChatApp]:
    """Return a function that makes a chat with the hand-made assistant."""

    def make(language: str = "en", pinned: str | None = None, **setting: Any) -> ChatApp:
        setting = {"today": TODAY, "language": language, "pinned": pinned, **setting}
        app = ChatApp(assistant, Setting(**setting))
        app.animation_level = "none"
        return app

    return make
