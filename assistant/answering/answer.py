"""What one turn gives back: everything that any interface shows or writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from assistant.answering.case import Case
from assistant.lifecycle import (
    Comparison,
    Facts,
    Milestone,
    Move,
    Permission,
    State,
    Timeline,
)
from assistant.routing import Candidate, DecisionKind


class Role(StrEnum):
    """What a paragraph is for, in the order in which they are read."""

    LEAD = "lead"
    UNDERSTOOD = "understood"
    ACTION = "action"
    ASK = "ask"
    NOTE = "note"
    HEDGE = "hedge"
    PASSAGE = "passage"


class Source(NamedTuple):
    """A quotation that the text uses.

    Args:
        article: id of the article.
        block: id of the block in the cleaned article: the raw line it begins on.
        quote: the words, as they stand in the cleaned block.
        title: the article's title in the reader's language.
    """

    article: str
    block: str
    quote: str
    title: str


class Paragraph(NamedTuple):
    """A piece of the answer's text.

    Args:
        role: what it is for.
        text: in the reader's language, or in `language` where a translation is missing.
        language: the language the text is really in.
        sources: indexes into the answer's sources.
    """

    role: Role
    text: str
    language: str
    sources: tuple[int, ...] = ()


class ScheduleLine(NamedTuple):
    """A milestone in words.

    Args:
        milestone: event, bound, date, rule and basis.
        text: what happens on that day.
        written: the date as the reader writes it.
        language: the language the text is really in.
        sources: indexes into the answer's sources.
    """

    milestone: Milestone
    text: str
    written: str
    language: str
    sources: tuple[int, ...] = ()


class MoveLine(NamedTuple):
    """A milestone that a changed fact moves, in words.

    Args:
        move: its dates before and after.
        name: the milestone's name.
        language: the language the name is really in.
    """

    move: Move
    name: str
    language: str


class Choice(NamedTuple):
    """A topic that can be chosen by number."""

    topic: str
    title: str


class StateOn(NamedTuple):
    """The states that are possible on a day.

    Args:
        on: the day.
        possible: one state, or several where the articles leave it open.
        written: the states in the reader's words.
    """

    on: date
    possible: tuple[State, ...]
    written: str


class Step(NamedTuple):
    """A day of the consequence ladder.

    Args:
        date: a day on which something happens, or today.
        written: the day as the reader writes it.
        days: days from today; negative when it is over.
        distance: the same in the reader's words ("in 3 days").
        state: the states that are possible on that day.
        happens: the milestones of that day in words; none where only today is marked.
        users: what users can do from that day on, or None if there is no text.
        admins: what admins can do from that day on, or None if there is no text.
        before: what to do before it; empty when it is over.
        permissions: who may do what on that day.
    """

    date: date
    written: str
    days: int
    distance: str
    state: StateOn
    happens: tuple[ScheduleLine, ...]
    users: Paragraph | None
    admins: Paragraph | None
    before: tuple[Paragraph, ...]
    permissions: tuple[Permission, ...]


class PackStamp(Protocol):
    """Which pack answered. The digest is worked out when it is asked for."""

    @property
    def id(self) -> str:
        """Return the pack's id."""

    @property
    def version(self) -> str:
        """Return the pack's version."""

    @property
    def digest(self) -> str:
        """Return a digest of all that decides an answer."""

    @property
    def policy_name(self) -> str:
        """Return which policy its dates follow."""


class Answer(NamedTuple):
    """One turn.

    Args:
        question: what was asked, without control characters.
        question_language: tag recognised, or None.
        language: tag of the text.
        decision: answer, clarify or decline.
        topic: the topic answered, or None.
        candidates: all topics, best first, with calibrated probabilities.
        offered: ids that a clarification asks about.
        choices: what can be chosen by number now: what is asked about, or the help list.
        facts: what was said, in this turn or before.
        assumed: defaults used, by name.
        missing: names of facts the text asks for; at most one.
        as_of: the day it was asked.
        state: states on the day asked about, or None without dates.
        timeline: phases and milestones, or None where the facts name no case.
        paragraphs: the text, in reading order.
        schedule: the milestones in words.
        steps: the same as a consequence ladder, if it was asked for.
        comparison: what this turn's supposition would move, or None if nothing is supposed.
        moves: the same in words; empty where nothing moves.
        sources: each quotation the text uses, once.
        pack: which pack answered.
        asked_in: the case before this turn.
        case: the case for the next turn.
    """

    question: str
    question_language: str | None
    language: str
    decision: DecisionKind
    topic: str | None
    candidates: tuple[Candidate, ...]
    offered: tuple[str, ...]
    choices: tuple[Choice, ...]
    facts: Facts
    assumed: Mapping[str, str]
    missing: tuple[str, ...]
    as_of: date
    state: StateOn | None
    timeline: Timeline | None
    paragraphs: tuple[Paragraph, ...]
    schedule: tuple[ScheduleLine, ...]
    steps: tuple[Step, ...]
    comparison: Comparison | None
    moves: tuple[MoveLine, ...]
    sources: tuple[Source, ...]
    pack: PackStamp
    asked_in: Case
    case: Case

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Return what follows from the facts; it does not depend on topic or decision."""
        return self.timeline.milestones if self.timeline else ()

    @property
    def confidence(self) -> float:
        """Return the calibrated probability that the best candidate is right."""
        return self.candidates[0].confidence if self.candidates else 0.0


class Dates(NamedTuple):
    """What follows from facts, without a question.

    Args:
        as_of: the day it was computed for.
        language: tag of the text.
        timeline: phases and milestones.
        state: the states on the day asked about, or on `as_of`.
        schedule: the milestones in words.
        steps: the same as a consequence ladder, if it was asked for.
        notes: what is assumed, left open or not covered.
        sources: each quotation the text uses, once.
        comparison: what one or more changed facts would move, or None if none was changed.
        moves: the same in words; empty where nothing moves.
        changed_schedule: the milestones in words with the facts changed.
    """

    as_of: date
    language: str
    timeline: Timeline
    state: StateOn
    schedule: tuple[ScheduleLine, ...]
    steps: tuple[Step, ...]
    notes: tuple[Paragraph, ...]
    sources: tuple[Source, ...]
    comparison: Comparison | None
    moves: tuple[MoveLine, ...]
    changed_schedule: tuple[ScheduleLine, ...]
