"""Answer one question: read it, decide, compute, compose."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.answering.answer import (
    Answer,
    Choice,
    Dates,
    Paragraph,
    Role,
    StateOn,
)
from assistant.answering.case import Case
from assistant.answering.compose import (
    Composer,
    assumed_defaults,
    known_values,
    situation_of,
    state_on,
)
from assistant.answering.followup import wanted_fact
from assistant.answering.ladder import ladder_of
from assistant.answering.question import bounded
from assistant.answering.turn import Turn, TurnReader, next_case
from assistant.errors import mark
from assistant.knowledge import Pack
from assistant.lifecycle import Facts, Timeline, compare, compute
from assistant.locations import default_pack
from assistant.messages import SOURCE_LANGUAGE, Prose, Text, load_program_prose, require
from assistant.messages.calendars import Calendar, split_calendar, with_calendar
from assistant.routing import DecisionKind, Ranking, Router, decide

_ASKED_BACK = mark("answer.clarify", "I am not sure what you mean. Which of these is it?")
_DECLINED = mark("answer.decline", "I have no answer to that: the articles I know do not cover it.")
_NO_TEXT_YET = mark(
    "answer.decline.known-topic",
    "Your question seems to be about this: {title}. I have no answer to that yet.",
)
_NEAREST = mark("answer.decline.nearest", "Nearest to it are these topics:")
_HELP_LIST = mark(
    "answer.help-list", "I still cannot tell what you mean. These are the things I can answer:"
)

# How many topics a refusal names.
_NEAREST_TOPICS = 3


class _Answerable(Container[str]):
    """The topics with an answer. Few are ever asked for, and reading all takes 15 ms."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def __contains__(self, topic: object) -> bool:
        return topic in self._pack.topic_ids and self._pack.topic(str(topic)).answerable


class Assistant:
    """Answers questions from one knowledge pack, offline.

    Args:
        pack: folder of the pack; the shipped one if not given.
        semantic: whether questions are read by meaning, too (extra `semantic`).
        calendar: how dates are written; None for the way of the reader's language.

    Raises:
        PackError: if the pack cannot be used.
    """

    def __init__(
        self,
        pack: Path | None = None,
        *,
        semantic: bool = False,
        calendar: Calendar | None = None,
    ) -> None:
        self.pack = Pack(pack if pack is not None else default_pack())
        self._semantic = semantic
        self._calendar = calendar

    def answer(
        self,
        question: str,
        *,
        today: date,
        language: str | None = None,
        case: Case | None = None,
        steps: bool = False,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in any of the pack's languages, as people type it.
            today: the day it is asked; the clock is never read.
            language: tag that pins the answer's language; otherwise it is the question's if the
                pack has it, else the session's, else English.
            case: what the conversation has established; `Answer.case` of the turn before.
            steps: whether the dates are also told as a consequence ladder.

        Returns:
            The answer; its `case` is the next turn's.

        Raises:
            EmptyQuestionError, LongQuestionError: if there is no question in it.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        case = case if case is not None else Case.empty()
        question = bounded(question)
        pinned = require(language, self.pack.languages) if language is not None else None
        turn = self._reader.read(question, today, case)
        tag = self._dated(pinned or self._language_of(turn.ranking, case))
        return self._say(question, turn, tag, today, case, steps=steps)

    def read(self, question: str, *, today: date, case: Case) -> Turn:
        """Return what a question means after what the case holds, before it is put into words."""
        return self._reader.read(question, today, case)

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
        """Return a topic's answer without a question.

        Args:
            topic: its id.
            today: the day it is asked; the clock is never read.
            language: tag of the answer's language.
            facts: what is known.
            steps: whether the dates are also told as a consequence ladder.
            case: the conversation that it belongs to, if any.

        Raises:
            PackError: if there is no such topic.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        self.pack.topic(topic)
        turn = self._reader.about(topic, facts)
        tag = self._dated(require(language, self.pack.languages))
        case = (case or Case.empty())._replace(facts=facts)
        return self._say("", turn, tag, today, case, steps=steps)

    def dates(
        self,
        facts: Facts,
        *,
        today: date,
        language: str,
        changes: Mapping[str, object] | None = None,
        steps: bool = False,
    ) -> Dates | None:
        """Return the dates that follow from facts, or None if none do.

        Args:
            facts: what is known.
            today: the day it is asked; the clock is never read.
            language: tag of the text's language.
            changes: facts to change for a comparison, as JSON values by name.
            steps: whether the dates are also told as a consequence ladder.

        Raises:
            ContradictionError: if the facts cannot all be true.
            FactsError: if a changed fact is wrong.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        tag = self._dated(require(language, self.pack.languages))
        timeline = compute(self.pack.policy, facts)
        if timeline is None:
            return None
        composer, state = self._composer(tag, facts, timeline, today)
        schedule = composer.schedule(timeline)
        notes = [p for note in timeline.notes for p in composer.shared(Role.NOTE, f"note.{note}")]
        comparison, changed_schedule = None, []
        if changes:
            changed = Facts.from_mapping({**facts.to_mapping(), **changes})
            comparison = compare(self.pack.policy, facts, changed)
            if comparison.after is not None:
                other, _ = self._composer(tag, changed, comparison.after, today)
                other.sources = composer.sources
                changed_schedule = other.schedule(comparison.after)
        return Dates(
            as_of=today,
            language=tag,
            timeline=timeline,
            state=state or state_on(self.pack, composer.prose, timeline, today),
            schedule=tuple(schedule),
            steps=ladder_of(composer, facts, timeline, schedule) if steps else (),
            notes=(*notes, *composer.hedge()),
            sources=tuple(composer.sources),
            comparison=comparison,
            moves=composer.moves(comparison) if comparison else (),
            changed_schedule=tuple(changed_schedule),
        )

    @cached_property
    def answerable(self) -> Container[str]:
        """Return the ids of the topics that have an answer; looked up one by one."""
        return _Answerable(self.pack)

    @cached_property
    def router(self) -> Router:
        """Return the pack's router, loaded when it is first needed."""
        return Router.load(self.pack.router_path, semantic=self._semantic)

    @cached_property
    def _reader(self) -> TurnReader:
        return TurnReader(self.pack, self.answerable, lambda: self.router)

    def _lacks_text(self, turn: Turn) -> bool:
        """Say whether the question would be answered if its topic had a text."""
        topics = self.pack.topic_ids
        wanted = decide(turn.ranking, failures=0, answerable=topics).kind is DecisionKind.ANSWER
        return wanted and turn.best not in self.answerable

    def _dated(self, tag: str) -> str:
        """Return a tag with the calendar in which dates are written, unless it names its own."""
        return tag if split_calendar(tag)[1] else with_calendar(tag, self._calendar)

    def _language_of(self, ranking: Ranking, case: Case) -> str:
        for tag in (ranking.question_language, case.language):
            if tag is not None and self.pack.language_for(tag) is not None:
                return tag
        return SOURCE_LANGUAGE

    def _say(
        self, question: str, turn: Turn, tag: str, today: date, case: Case, *, steps: bool
    ) -> Answer:
        facts, timeline = turn.facts, turn.timeline
        composer, state = self._composer(tag, facts, timeline, today)
        prose, program = composer.prose, composer.program
        topic = self.pack.topic(turn.topic) if turn.topic else None
        # Milestones follow from the facts whatever was asked; in words they stand where they help.
        dated = timeline if topic is not None and topic.dated else None
        schedule = tuple(composer.schedule(dated)) if dated else ()
        ladder = ladder_of(composer, facts, dated, schedule) if dated and steps else ()
        comparison = turn.comparison if schedule else None
        missing: tuple[str, ...] = ()
        if topic is not None and timeline is None and case.topic != topic.id:
            # Asked only once: who ignores the question is not asked again.
            missing = tuple(filter(None, [wanted_fact(topic, facts)]))
        if topic is not None:
            paragraphs = composer.topic(topic)
            choices: tuple[Choice, ...] = ()
        else:
            paragraphs, choices = self._ask_or_decline(turn, prose, program, case)
        paragraphs += self._remarks(turn, dated, missing, composer, program)
        paragraphs.sort(key=lambda paragraph: list(Role).index(paragraph.role))
        return Answer(
            question=question,
            question_language=turn.ranking.question_language,
            language=tag,
            decision=turn.decision.kind,
            topic=turn.topic,
            candidates=turn.ranking.candidates,
            offered=turn.decision.offered,
            choices=choices,
            facts=facts,
            assumed=assumed_defaults(facts, timeline, used=composer.durations_used),
            missing=missing,
            as_of=today,
            state=state,
            timeline=timeline,
            paragraphs=tuple(paragraphs),
            schedule=schedule,
            steps=ladder,
            comparison=comparison,
            moves=composer.moves(comparison) if comparison else (),
            sources=tuple(composer.sources),
            pack=self.pack,
            asked_in=case,
            case=next_case(turn, tag, case, tuple(c.topic for c in choices), *missing),
        )

    def _composer(
        self, tag: str, facts: Facts, timeline: Timeline | None, today: date
    ) -> tuple[Composer, StateOn | None]:
        prose = self.pack.prose(tag)
        state = None
        if timeline is not None:
            state = state_on(self.pack, prose, timeline, facts.asked_on or today)
        composer = Composer(
            pack=self.pack,
            prose=prose,
            program=load_program_prose(tag),
            situation=situation_of(self.pack, facts, timeline, state),
            known=known_values(self.pack, facts, timeline, state, today),
            today=today,
        )
        return composer, state

    def _remarks(
        self,
        turn: Turn,
        dated: Timeline | None,
        missing: tuple[str, ...],
        composer: Composer,
        program: Prose,
    ) -> list[Paragraph]:
        """Return what stands beside the answer: how dates were read, notes, what is asked."""
        remarks: list[Paragraph] = []
        for bound in turn.reading.understood:
            if bound.other is not None:
                remarks.append(composer.read_as(bound.mention.text, bound.date, bound.other))
            if turn.actual is None:
                remarks += composer.shared(Role.UNDERSTOOD, f"fact.{bound.fact}")
        for key in turn.supposed:
            remarks += composer.shared(Role.UNDERSTOOD, f"suppose.{key}")
        remarks += [composer.no_such_date(written) for written in turn.reading.impossible]
        if turn.contradiction is not None:
            message, hint = program.error(turn.contradiction)
            text = Text(f"{message} {hint or ''}".strip(), program.language)
            remarks.append(Paragraph(Role.NOTE, text.text, text.language))
        for note in dated.notes if dated else ():
            remarks += composer.shared(Role.NOTE, f"note.{note}")
        for fact in missing:
            remarks += composer.shared(Role.ASK, f"ask.{fact}")
        return remarks + composer.hedge()

    def _ask_or_decline(
        self, turn: Turn, prose: Prose, program: Prose, case: Case
    ) -> tuple[list[Paragraph], tuple[Choice, ...]]:
        """Return the words of a question back or of a refusal, and what can be chosen."""
        if turn.decision.kind is DecisionKind.CLARIFY:
            return [_plain(program.text(*_ASKED_BACK))], self._choices(prose, turn.decision.offered)
        if case.failures:
            topics = tuple(topic for topic in self.pack.topic_ids if topic in self.answerable)
            return [_plain(program.text(*_HELP_LIST))], self._choices(prose, topics)
        nearest = [c.topic for c in turn.ranking.candidates if c.topic in self.answerable]
        choices = self._choices(prose, tuple(nearest[:_NEAREST_TOPICS]))
        if turn.best is not None and self._lacks_text(turn):
            title = self._choices(prose, (turn.best,))[0].title
            first = program.text(*_NO_TEXT_YET, values={"title": title})
        else:
            first = program.text(*_DECLINED)
        return [_plain(first), _plain(program.text(*_NEAREST))], choices

    def _choices(self, prose: Prose, topics: tuple[str, ...]) -> tuple[Choice, ...]:
        loaded = (self.pack.topic(topic) for topic in topics)
        return tuple(
            Choice(topic.id, prose.text(topic.title_context, topic.title).text) for topic in loaded
        )


def _plain(text: Text) -> Paragraph:
    return Paragraph(Role.LEAD, text.text, text.language)
