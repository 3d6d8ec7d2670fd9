"""Answer one question: read it, decide, compute, compose."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

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
from assistant.answering.facts import FactCues, Reading, read_facts
from assistant.answering.followup import chosen_topic, only_fills, wanted_fact
from assistant.answering.question import bounded
from assistant.errors import AssistantError, mark
from assistant.knowledge import Pack
from assistant.lifecycle import Facts, Timeline, compare, compute
from assistant.locations import default_pack
from assistant.messages import SOURCE_LANGUAGE, Prose, Text, load_program_prose, require
from assistant.routing import Candidate, Decision, DecisionKind, Ranking, Router, decide

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


class _Turn(NamedTuple):
    """What is known of a turn before it is put into words."""

    topic: str | None
    decision: Decision
    ranking: Ranking
    reading: Reading
    facts: Facts
    timeline: Timeline | None
    contradiction: AssistantError | None

    @property
    def best(self) -> str | None:
        """Return the best topic, whatever was decided."""
        return self.ranking.candidates[0].topic if self.ranking.candidates else None


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

    Raises:
        PackError: if the pack cannot be used.
    """

    def __init__(self, pack: Path | None = None) -> None:
        self.pack = Pack(pack if pack is not None else default_pack())
        self._loaded_cues: dict[str, FactCues | None] = {}

    def answer(
        self,
        question: str,
        *,
        today: date,
        language: str | None = None,
        case: Case | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: in any of the pack's languages, as people type it.
            today: the day it is asked; the clock is never read.
            language: tag that pins the answer's language; otherwise it is the question's if the
                pack has it, else the session's, else English.
            case: what the conversation has established; `Answer.case` of the turn before.

        Returns:
            The answer; its `case` is the next turn's.

        Raises:
            EmptyQuestionError, LongQuestionError: if there is no question in it.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        case = case if case is not None else Case.empty()
        question = bounded(question)
        pinned = require(language, self.pack.languages) if language is not None else None
        turn = self._understand(question, today, case)
        tag = pinned or self._language_of(turn.ranking, case)
        return self._say(question, turn, tag, today, case)

    def lookup(self, topic: str, *, today: date, language: str, facts: Facts) -> Answer:
        """Return a topic's answer without a question.

        Raises:
            PackError: if there is no such topic.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        self.pack.topic(topic)
        ranking = Ranking(None, (Candidate(topic, 1.0),), 0.0)
        decision = self._decision(ranking, 0)
        timeline, contradiction = self._compute(facts)
        turn = _Turn(topic, decision, ranking, Reading(facts), facts, timeline, contradiction)
        tag = require(language, self.pack.languages)
        return self._say("", turn, tag, today, Case.empty())

    def dates(
        self,
        facts: Facts,
        *,
        today: date,
        language: str,
        changes: Mapping[str, object] | None = None,
    ) -> Dates | None:
        """Return the dates that follow from facts, or None if none do.

        Args:
            facts: what is known.
            today: the day it is asked; the clock is never read.
            language: tag of the text's language.
            changes: facts to change for a comparison, as JSON values by name.

        Raises:
            ContradictionError: if the facts cannot all be true.
            FactsError: if a changed fact is wrong.
            UnknownLanguageError: if `language` is none of the pack's.
        """
        tag = require(language, self.pack.languages)
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
            notes=(*notes, *composer.hedge()),
            sources=tuple(composer.sources),
            comparison=comparison,
            changed_schedule=tuple(changed_schedule),
        )

    @cached_property
    def answerable(self) -> Container[str]:
        """Return the ids of the topics that have an answer; looked up one by one."""
        return _Answerable(self.pack)

    @cached_property
    def router(self) -> Router:
        """Return the pack's router, loaded when it is first needed."""
        return Router.load(self.pack.router_path)

    def _understand(self, question: str, today: date, case: Case) -> _Turn:
        ranking = self.router.rank(question, session=case.language)
        chosen = chosen_topic(question, case.offered)
        if chosen is not None:
            ranking = _with_first(ranking, chosen)
        last = self.pack.topic(case.topic) if case.topic in self.pack.topic_ids else None
        language = ranking.question_language or case.language or SOURCE_LANGUAGE
        expecting = wanted_fact(last, case.facts) if last else None
        decision = self._decision(ranking, 0 if chosen else case.failures)
        reading = read_facts(
            question,
            cues=self._cues_for(language, question),
            language=language,
            today=today,
            expecting=expecting,
            default=self._default_fact(ranking, decision),
        )
        if last is not None and only_fills(question, reading, expecting):
            ranking = _with_first(ranking, last.id)
            decision = self._decision(ranking, 0)
        facts = _merged(case.facts, reading.facts)
        timeline, contradiction = self._compute(facts)
        topic = ranking.candidates[0].topic if decision.kind is DecisionKind.ANSWER else None
        return _Turn(topic, decision, ranking, reading, facts, timeline, contradiction)

    def _default_fact(self, ranking: Ranking, decision: Decision) -> str | None:
        """Return the fact that all the topics ask for that a question may be about."""
        if decision.kind is DecisionKind.ANSWER:
            meant: tuple[str, ...] = (ranking.candidates[0].topic,)
        else:
            meant = decision.offered
        wanted = {self.pack.topic(topic).asks for topic in meant}
        return wanted.pop() if len(wanted) == 1 else None

    def _decision(self, ranking: Ranking, failures: int) -> Decision:
        return decide(ranking, failures=failures, answerable=self.answerable)

    def _lacks_text(self, turn: _Turn) -> bool:
        """Say whether the question would be answered if its topic had a text."""
        topics = self.pack.topic_ids
        wanted = decide(turn.ranking, failures=0, answerable=topics).kind is DecisionKind.ANSWER
        return wanted and turn.best not in self.answerable

    def _compute(self, facts: Facts) -> tuple[Timeline | None, AssistantError | None]:
        try:
            return compute(self.pack.policy, facts), None
        except AssistantError as error:
            return None, error

    def _cues_for(self, language: str, question: str) -> tuple[FactCues, ...]:
        """Return how facts are stated in a language, and in English where its letters stand."""
        wanted = [self.pack.language_for(language)]
        if any(char.isascii() and char.isalpha() for char in question):
            wanted.append(SOURCE_LANGUAGE)
        loaded = (self._cues(tag) for tag in dict.fromkeys(wanted) if tag is not None)
        return tuple(cues for cues in loaded if cues is not None)

    def _cues(self, tag: str) -> FactCues | None:
        if tag not in self._loaded_cues:
            table = self.pack.cues(tag)
            self._loaded_cues[tag] = FactCues.from_table(table) if table else None
        return self._loaded_cues[tag]

    def _language_of(self, ranking: Ranking, case: Case) -> str:
        for tag in (ranking.question_language, case.language):
            if tag is not None and self.pack.language_for(tag) is not None:
                return tag
        return SOURCE_LANGUAGE

    def _say(self, question: str, turn: _Turn, tag: str, today: date, case: Case) -> Answer:
        facts, timeline = turn.facts, turn.timeline
        composer, state = self._composer(tag, facts, timeline, today)
        prose, program = composer.prose, composer.program
        topic = self.pack.topic(turn.topic) if turn.topic else None
        # Milestones follow from the facts whatever was asked; in words they stand where they help.
        dated = timeline if topic is not None and topic.dated else None
        schedule = tuple(composer.schedule(dated)) if dated else ()
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
            sources=tuple(composer.sources),
            pack=self.pack,
            asked_in=case,
            case=_next_case(turn, tag, case, choices),
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
        )
        return composer, state

    def _remarks(
        self,
        turn: _Turn,
        dated: Timeline | None,
        missing: tuple[str, ...],
        composer: Composer,
        program: Prose,
    ) -> list[Paragraph]:
        """Return what stands beside the answer: how dates were read, notes, what is asked."""
        remarks: list[Paragraph] = []
        for bound in turn.reading.understood:
            if bound.mention.ambiguous:
                remarks.append(composer.read_as(bound.mention.text, bound.date))
            remarks += composer.shared(Role.UNDERSTOOD, f"fact.{bound.fact}")
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
        self, turn: _Turn, prose: Prose, program: Prose, case: Case
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


def _merged(before: Facts, said: Facts) -> Facts:
    """Return the facts so far with what was said now; the day asked about is never kept."""
    changes = {name: value for name, value in said._asdict().items() if value is not None}
    return before._replace(**{"asked_on": None, **changes})


def _with_first(ranking: Ranking, topic: str) -> Ranking:
    """Return the ranking with a topic that was chosen, and so is certain, put first."""
    others = tuple(c for c in ranking.candidates if c.topic != topic)
    return ranking._replace(candidates=(Candidate(topic, 1.0), *others), none=0.0)


def _next_case(turn: _Turn, tag: str, case: Case, choices: tuple[Choice, ...]) -> Case:
    answered = turn.decision.kind is DecisionKind.ANSWER
    return Case(
        facts=turn.facts,
        topic=turn.topic or case.topic,
        offered=tuple(choice.topic for choice in choices),
        failures=0 if answered else case.failures + 1,
        language=tag,
    )


def _plain(text: Text) -> Paragraph:
    return Paragraph(Role.LEAD, text.text, text.language)
