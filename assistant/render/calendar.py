"""Computed dates as a calendar file (RFC 5545), for any calendar program; needs `icalendar`.

Importing again updates. An event's UID is made of the pack's id, the subscription's name and the
milestone's event and bound, never of a date or a fact: after a corrected date, or a cancellation
that moves one, the same events move. Time stamps and SEQUENCE come from the day asked, so that
the same input gives the same bytes. Two calendars made for one day have them in common, and it is
up to the calendar program that the one imported last wins.

Two subscriptions in one calendar would share these UIDs, and the second would move the first one's
events. Only their owner can tell a corrected date from another subscription's: nothing in the
facts does. Most have one, and for them a date that was corrected and stays in the calendar, with
its alarm, is the worse fault. So a name, which is also shown in every event, keeps apart those
who have several.

What a correction takes out of the row is not withdrawn, and is deleted by hand: a payment ends
all of it. Withdrawing would put cancelled events into calendars that never held them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self
from uuid import UUID, uuid5

from assistant import __version__
from assistant.answering import Answer, Dates, Paragraph, Role, ScheduleLine, Source
from assistant.errors import AssistantError, mark
from assistant.lifecycle import Basis, Bound, Event
from assistant.messages import Prose, load_program_prose
from assistant.render.document import ACTIONS, SOURCE, SOURCES
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from icalendar import Alarm
    from icalendar import Event as Entry

# Days before a milestone on which a calendar program reminds of it. Two weeks are for getting a
# payment approved or mail moved, three days for what was put off. Only what takes something away
# is announced: expired, users work on, and support is an offer.
ALARMS: Mapping[Event, tuple[int, ...]] = MappingProxyType(
    {
        Event.DISABLED: (14, 3),  # users are locked out
        Event.REACTIVATION: (14, 3),  # the last day to bring it back or save the data
        Event.DEPROVISIONED: (14, 3),  # admins are locked out, too
        Event.DATA_DELETED: (14, 3),  # the data is gone
    }
)

_NAMESPACE = UUID("5d0e3b1c-6f0f-4c39-9f3a-8f5f0c0a7d52")

_NAME = mark("calendar.name", "Subscription dates")
_NOT_BEFORE = mark("calendar.not-before", "On this day at the earliest; it may be later.")
_BY = mark("calendar.by", "On this day at the latest.")
_INFERRED = mark("calendar.inferred", "The articles do not give this date: it is our assumption.")
_SUPPOSED = mark("calendar.supposed", "This is hypothetical: it follows from a “what if” question.")
_WORKED_OUT = mark("calendar.worked-out", "Worked out on {day}.")
_BOUNDS = {Bound.NOT_BEFORE: _NOT_BEFORE, Bound.BY: _BY}


class CalendarMissingError(AssistantError):
    """The package that writes calendars is not installed."""

    code = "calendar.missing"
    message = mark("error.calendar.missing", "Calendar files cannot be written yet: {detail}.")
    hint = mark(
        "error.calendar.missing.hint",
        "Install what is needed: python -m pip install 'help-assistant[calendar]'",
    )


class NoCalendarError(AssistantError):
    """There are no dates to put into a calendar."""

    code = "calendar.no-dates"
    exit_status = 2
    message = mark("error.calendar.no-dates", "This answer has no dates for a calendar.")
    hint = mark(
        "error.calendar.no-dates.hint",
        "Give a date in the question, such as the day on which the invoice was due.",
    )


class Plan(NamedTuple):
    """What a calendar is made of.

    Args:
        pack: id of the pack.
        as_of: the day for which it was computed.
        language: tag of the texts.
        schedule: the milestones in words.
        paragraphs: what stands beside them; actions and the hedge are used.
        sources: what the schedule cites.
        supposed: whether the dates follow from something only supposed.
        name: of the subscription, where there are several; it keeps their events apart.
    """

    pack: str
    as_of: date
    language: str
    schedule: Sequence[ScheduleLine]
    paragraphs: Sequence[Paragraph]
    sources: Sequence[Source]
    supposed: bool = False
    name: str = ""

    @classmethod
    def of_answer(cls, answer: Answer, *, name: str = "") -> Self:
        """Return what stands under “Dates” in an answer, supposed or not."""
        return cls(
            pack=answer.pack.id,
            as_of=answer.as_of,
            language=answer.language,
            schedule=answer.schedule,
            paragraphs=answer.paragraphs,
            sources=answer.sources,
            supposed=answer.case.actual is not None,
            name=one_line(name),
        )

    @classmethod
    def of_dates(cls, dates: Dates, *, pack: str, name: str = "") -> Self:
        """Return what follows from facts, without what a changed fact would move.

        Args:
            dates: what was computed.
            pack: id of the pack.
            name: of the subscription.
        """
        return cls(
            pack=pack,
            as_of=dates.as_of,
            language=dates.language,
            schedule=dates.schedule,
            paragraphs=dates.notes,
            sources=dates.sources,
            name=one_line(name),
        )

    @property
    def file_name(self) -> str:
        """Return a name for its file that any system takes: pack and first date."""
        first = min(line.milestone.date for line in self.schedule)
        return f"{self.pack}-{first.isoformat()}.ics"


def to_calendar(plan: Plan) -> bytes:
    """Return a calendar with an all-day event a milestone.

    Raises:
        CalendarMissingError: icalendar (extra `calendar`) is not installed.
        NoCalendarError: there is no milestone.
    """
    try:
        from icalendar import Calendar, vText
    except ImportError as error:
        raise CalendarMissingError(detail=str(error)) from error
    if not plan.schedule:
        raise NoCalendarError
    program = load_program_prose(plan.language)
    calendar = Calendar()
    calendar.add("prodid", f"-//help-assistant//calendar {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # An X- property is written as it is given, unless it says that it is text.
    title = _named(plan, str(program.text(*_NAME)))
    calendar.add("x-wr-calname", vText(title))
    for line in plan.schedule:
        calendar.add_component(_entry(plan, line, program))
    data: bytes = calendar.to_ical()
    return data


def _entry(plan: Plan, line: ScheduleLine, program: Prose) -> Entry:
    from icalendar import Event as Entry

    milestone, stamp = line.milestone, datetime.combine(plan.as_of, time(), UTC)
    summary = _named(plan, one_line(line.text))
    entry = Entry()
    entry.add("uid", str(_uid(plan, line)))
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)
    entry.add("sequence", plan.as_of.toordinal())
    entry.add("dtstart", milestone.date)
    # The day after the last day that can be written is none; without it an event lasts a day.
    if milestone.date < date.max:
        entry.add("dtend", milestone.date + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "TENTATIVE" if plan.supposed else "CONFIRMED")
    entry.add("summary", summary, parameters={"LANGUAGE": line.language})
    description = "\n".join(_description(plan, line, program))
    entry.add("description", description, parameters={"LANGUAGE": program.language})
    for days in _alarm_days(plan, line):
        entry.add_component(_alarm(days, summary, line.language))
    return entry


def _uid(plan: Plan, line: ScheduleLine) -> UUID:
    milestone = line.milestone
    return uuid5(_NAMESPACE, f"{plan.pack}\n{plan.name}\n{milestone.event}\n{milestone.bound}")


def _alarm_days(plan: Plan, line: ScheduleLine) -> Iterator[int]:
    """Yield how many days before a milestone to remind of it, on days still to come.

    A loss is announced before the first day on which it may come: before the last one, a reminder
    would say that there is still time.
    """
    event, day = line.milestone.event, line.milestone.date
    if any(one.milestone.event is event and one.milestone.date < day for one in plan.schedule):
        return
    left = (day - plan.as_of).days
    yield from (days for days in ALARMS.get(event, ()) if days < left)


def _alarm(days: int, text: str, language: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-days))
    alarm.add("description", text, parameters={"LANGUAGE": language})
    return alarm


def _named(plan: Plan, text: str) -> str:
    """Return a text with the subscription's name before it, if it has one."""
    return f"{plan.name}: {text}" if plan.name else text


def _description(plan: Plan, line: ScheduleLine, program: Prose) -> Iterator[str]:
    """Yield the lines of an event's description."""
    milestone = line.milestone
    if milestone.bound in _BOUNDS:
        yield str(program.text(*_BOUNDS[milestone.bound]))
    if milestone.basis is Basis.INFERRED:
        yield str(program.text(*_INFERRED))
    if plan.supposed:
        yield str(program.text(*_SUPPOSED))
    yield from _listed(program, ACTIONS, _texts(plan, Role.ACTION))
    yield from _listed(program, SOURCES, _cited(plan, line, program))
    yield from _texts(plan, Role.HEDGE)
    yield str(program.text(*_WORKED_OUT, values={"day": plan.as_of}))


def _listed(program: Prose, heading: tuple[str, str], items: Iterable[str]) -> Iterator[str]:
    lines = [f"• {item}" for item in items]
    if lines:
        yield str(program.text(*heading))
        yield from lines


def _texts(plan: Plan, role: Role) -> Iterator[str]:
    return (one_line(one.text) for one in plan.paragraphs if one.role is role)


def _cited(plan: Plan, line: ScheduleLine, program: Prose) -> Iterator[str]:
    """Yield each article that a milestone rests on, with the blocks."""
    blocks: dict[tuple[str, str], dict[str, None]] = {}
    for source in (plan.sources[index] for index in line.sources):
        blocks.setdefault((source.title, source.article), {})[source.block] = None
    for (title, article), found in blocks.items():
        named = program.text(*SOURCE, values={"title": title, "article": article})
        yield one_line(f"{named}: {', '.join(found)}")
