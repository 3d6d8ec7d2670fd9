"""Calendar files, read by a parser that shares no code with what wrote them."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream

from assistant import __version__
from assistant.answering import Answer, Assistant, Dates, Paragraph, Role
from assistant.lifecycle import Bound, Event, Facts, Licence
from assistant.render.calendar import (
    ALARMS,
    CalendarMissingError,
    NoCalendarError,
    Plan,
    to_calendar,
)
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden" / "calendar"
TODAY = date(2026, 10, 10)
DUE = Facts(payment_due=date(2026, 10, 1))
OPEN = Facts(expired_on=date(2026, 10, 1), licence=Licence.OPEN)


def dates(facts: Facts = DUE, today: date = TODAY, language: str = "en") -> Dates:
    """Return the dates that follow from facts."""
    found = Assistant().dates(facts, today=today, language=language)
    assert found is not None
    return found


def plan(facts: Facts = DUE, today: date = TODAY, language: str = "en", name: str = "") -> Plan:
    """Return what a calendar of facts is made of."""
    return Plan.of_dates(dates(facts, today, language), pack="office-365-business", name=name)


def events(of: Plan) -> list[Any]:
    """Return the events of a calendar as the other parser reads them, in order."""
    return IcsCalendarStream.calendar_from_ics(to_calendar(of).decode()).events


def unfolded(of: Plan) -> str:
    """Return a calendar with each property on one line."""
    return to_calendar(of).replace(b"\r\n ", b"").replace(b"\r\n", b"\n").decode()


def entry(of: Plan, event: Event, bound: Bound) -> Any:
    """Return the event of a milestone."""
    index = [(line.milestone.event, line.milestone.bound) for line in of.schedule].index(
        (event, bound)
    )
    return events(of)[index]


def triggers(found: Any) -> list[int]:
    """Return how many days before an event each alarm is."""
    return [-alarm.trigger.days for alarm in found.alarm]


def uids(of: Plan) -> dict[tuple[str, str], str]:
    """Return UIDs by event and bound."""
    keys = [(line.milestone.event, line.milestone.bound) for line in of.schedule]
    return dict(zip(keys, (found.uid for found in events(of)), strict=True))


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_every_milestone_is_an_all_day_event(language: str) -> None:
    """Dates, texts, languages and free time are what the answer's schedule says."""
    of = plan(language=language)
    for line, found in zip(of.schedule, events(of), strict=True):
        assert found.dtstart == line.milestone.date
        assert found.dtend == line.milestone.date + timedelta(days=1)
        assert found.summary == line.text
        assert found.transparency == "TRANSPARENT"
        assert found.status == "CONFIRMED"
    texts = re.findall("^(?:SUMMARY|DESCRIPTION)(.*?):", unfolded(of), re.MULTILINE)
    assert set(texts) == {f";LANGUAGE={language}"}


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_calendars_read_as_they_were_approved(language: str, golden: Golden) -> None:
    """A short calendar, unfolded, is what was read and approved."""
    facts = Facts(cancelled_on=date(2026, 10, 15), expedited=True)
    text = unfolded(plan(facts, language=language)).replace(__version__, "VERSION")
    golden.check(GOLDEN / f"{language}.ics", text)


def test_a_description_says_what_a_date_is_worth() -> None:
    """Bound, basis, action, sources, hedge and that there is no time of day stand in it."""
    answer = Assistant().answer("our invoice was due on 1 October 2026, not paid", today=TODAY)
    of = Plan.of_answer(answer)
    described = entry(of, Event.DATA_DELETED, Bound.NOT_BEFORE).description.split("\n")
    assert described[0] == "On this day at the earliest; it may be later."
    assert described[1] == "The articles do not give this date: it is our assumption."
    assert "• Follow the payment instructions on the invoice." in "\n".join(described)
    assert described[-4].endswith("(th/when-a-subscription-ends): L167, L115, L133")
    assert "Microsoft may change them" in described[-3]
    assert described[-2] == "Dates are whole days in your time zone."
    assert described[-1] == "Worked out on 10 October 2026."
    described = entry(of, Event.REACTIVATION, Bound.BY).description
    assert described.startswith("On this day at the latest.\n")
    described = entry(of, Event.DISABLED, Bound.ON).description
    assert "assumption" not in described
    assert "On this day" not in described


def test_what_takes_something_away_is_announced() -> None:
    """Two weeks and three days before, with the event's text; not for what takes nothing."""
    of = plan(today=date(2026, 9, 1))
    by_event = {
        line.milestone.event: triggers(found)
        for line, found in zip(of.schedule, events(of), strict=True)
    }
    assert by_event == {
        Event.EXPIRED: [],
        Event.DISABLED: [14, 3],
        Event.REACTIVATION: [14, 3],
        Event.DEPROVISIONED: [14, 3],
        Event.DATA_DELETED: [14, 3],
    }
    assert set(by_event) - set(ALARMS) == {Event.EXPIRED}
    (alarm, _) = entry(of, Event.DISABLED, Bound.ON).alarm
    assert alarm.action == "DISPLAY"
    assert alarm.description == "Disabled; users can no longer sign in, admins still can"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 16), [14, 3]),
        (date(2026, 10, 17), [3]),
        (date(2026, 10, 28), []),
        (date(2026, 10, 31), []),
        (date(2027, 10, 31), []),
    ],
)
def test_no_alarm_is_in_the_past(today: date, expected: list[int]) -> None:
    """Of a milestone on 31 October only the reminders that are still to come are set."""
    assert triggers(entry(plan(today=today), Event.DISABLED, Bound.ON)) == expected


def test_a_loss_is_announced_before_its_first_day_only() -> None:
    """Where a window is open, nobody is reminded of its end as if there were still time."""
    of = plan(OPEN)
    assert triggers(entry(of, Event.DEPROVISIONED, Bound.NOT_BEFORE)) == [14, 3]
    assert triggers(entry(of, Event.DEPROVISIONED, Bound.BY)) == []
    expedited = plan(Facts(cancelled_on=date(2026, 11, 1), expedited=True))
    assert triggers(entry(expedited, Event.DATA_DELETED, Bound.BY)) == [14, 3]


@pytest.mark.parametrize(
    "corrected",
    [
        Facts(payment_due=date(2026, 10, 5)),
        Facts(expired_on=date(2026, 10, 1), licence=Licence.VOLUME),
        Facts(cancelled_on=date(2026, 10, 9)),
    ],
)
def test_importing_again_updates(corrected: Facts) -> None:
    """After a correction every event and bound has the UID it had, and a higher sequence."""
    first, second = plan(), plan(corrected, today=TODAY + timedelta(days=1))
    before, after = uids(first), uids(second)
    assert before.keys() & after.keys()
    assert all(before[key] == after[key] for key in before.keys() & after.keys())
    assert len({*before.values(), *after.values()}) == len(before.keys() | after.keys())
    old, new = events(first)[0], events(second)[0]
    assert new.sequence == old.sequence + 1
    assert new.dtstamp > old.dtstamp
    assert new.last_modified == new.dtstamp


def test_a_name_keeps_subscriptions_apart() -> None:
    """No UID is shared with another name's, or another pack's, and the name is shown."""
    unnamed, shop = plan(), plan(name="Shop, Athens")
    other = unnamed._replace(pack="other")
    all_uids = [uid for of in (unnamed, shop, other) for uid in uids(of).values()]
    assert len(set(all_uids)) == len(all_uids)
    assert uids(shop) == uids(plan(Facts(payment_due=date(2026, 11, 1)), name="Shop, Athens"))
    assert events(shop)[1].summary.startswith("Shop, Athens: Disabled")
    assert "X-WR-CALNAME:Shop\\, Athens: Subscription dates\n" in unfolded(shop)


def test_a_supposition_is_tentative() -> None:
    """What follows from “what if” has the same UIDs and says in every event that it is supposed."""
    assistant = Assistant()
    said = assistant.answer(
        "what happens after it expires on 1 December 2026", today=TODAY, language="en"
    )
    supposed = assistant.answer(
        "what if I cancel today?", today=TODAY, language="en", case=said.case
    )
    actual, other = Plan.of_answer(said), Plan.of_answer(supposed)
    key = (Event.DISABLED, Bound.ON)
    assert uids(actual)[key] == uids(other)[key]
    found = entry(other, *key)
    assert found.dtstart == TODAY
    assert found.status == "TENTATIVE"
    assert "hypothetical" in found.description
    assert entry(actual, *key).status == "CONFIRMED"


def test_same_input_gives_the_same_bytes() -> None:
    """Neither clock nor chance is in a calendar."""
    assert to_calendar(plan()) == to_calendar(plan())


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_lines_are_folded_between_characters(language: str) -> None:
    """Every line ends with CR LF, has at most 75 octets, and is UTF-8 on its own."""
    data = to_calendar(plan(language=language, name="การสมัครใช้งานของร้าน" * 5))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()


HOSTILE = (
    "a\r\nEND:VEVENT\r\nBEGIN:VALARM\x00\x1b[31m \x85 \u2028 \u202e"
    'b;c,d:e\\n\\;\\\\"f"\nATTACH:file:///x'
)
SHOWN = r'a END:VEVENT BEGIN:VALARM b;c,d:e\n\;\\"f" ATTACH:file:///x'


def test_hostile_text_stays_text() -> None:
    """Line breaks, mark-up of calendars and controls in a pack or a name start nothing."""
    of = plan(name=HOSTILE)
    source = of.sources[0]._replace(title=HOSTILE, article=HOSTILE, block=HOSTILE)
    of = of._replace(
        schedule=[of.schedule[1]._replace(text=HOSTILE, sources=(0,))],
        sources=[source],
        paragraphs=[Paragraph(role, HOSTILE, "en") for role in (Role.ACTION, Role.HEDGE)],
    )
    (found,) = events(of)
    assert found.summary.count(SHOWN) == 2
    assert found.description.count(SHOWN) == 5
    assert not found.attach
    assert len(found.alarm) == 2
    assert len(re.findall("^END:VEVENT", unfolded(of), re.MULTILINE)) == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", unfolded(of))


def test_the_last_day_of_time_has_an_event() -> None:
    """An event on a day after which no date can be written still lasts a day."""
    of = plan(Facts(expired_on=date.max - timedelta(days=120)))
    last = entry(of, Event.DEPROVISIONED, Bound.ON)
    assert last.dtstart == date.max
    assert last.dtend is None


def test_a_file_name_is_safe_in_any_script() -> None:
    """It is made of the pack's id and the first date, whatever the language."""
    assert plan(language="th").file_name == "office-365-business-2026-10-01.ics"


def test_an_answer_without_dates_makes_no_calendar() -> None:
    """A greeting has nothing to put into one."""
    answer: Answer = Assistant().answer("hello", today=TODAY)
    with pytest.raises(NoCalendarError):
        to_calendar(Plan.of_answer(answer))


def test_without_the_extra_one_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is named."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(CalendarMissingError, match="icalendar"):
        to_calendar(plan())
