"""What one turn means before it is put into words: topic, facts, and how it goes on from the last.

A turn that only makes sense after an answer keeps that answer's topic, or leads where the pack
says. What is only supposed ("and if I cancel today instead?") holds until something else is
supposed, and then the case is again what was said.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from typing import Any, NamedTuple

from assistant.answering.case import Case
from assistant.answering.context import Context, Heard, is_beside
from assistant.answering.continuation import Continuation, ContinuationCues, read_continuation
from assistant.answering.facts import DATE_FACTS, ENDS, FactCues, Reading, read_facts
from assistant.answering.followup import chosen_topic, only_fills, wanted_fact
from assistant.dates import Kind, Tense
from assistant.errors import AssistantError
from assistant.knowledge import Pack
from assistant.lifecycle import Comparison, Facts, Timeline, compare, compute
from assistant.messages import SOURCE_LANGUAGE
from assistant.messages.calendars import split_calendar
from assistant.routing import Candidate, Decision, DecisionKind, Ranking, Router, decide

# What begins a conversation.
_GREETING = "chat.greeting"

# So likely together that only which of them is open.
_SURE = 0.95
_CHOICES = frozenset({"licence", "edition"})
# Dates that are counted from today whatever they stand in for.
_FROM_TODAY = frozenset({Kind.RELATIVE})


class Turn(NamedTuple):
    """What is known of a turn before it is put into words.

    Attributes:
        topic: the topic to answer, or None.
        decision: answer, ask back or decline.
        ranking: the topics, best first.
        reading: what this turn says.
        facts: what holds now: said before and now, and supposed.
        actual: the facts without what is only supposed, or None if nothing is.
        timeline: what follows from the facts, or None.
        comparison: what this turn's supposition moves, or None if it supposes nothing.
        contradiction: why nothing can follow from the facts, or None.
        begins: whether it forgets all that was before.
    """

    topic: str | None
    decision: Decision
    ranking: Ranking
    reading: Reading
    facts: Facts
    timeline: Timeline | None
    contradiction: AssistantError | None
    actual: Facts | None = None
    comparison: Comparison | None = None
    begins: bool = False

    @property
    def supposed(self) -> tuple[str, ...]:
        """Return what is only supposed: names of facts, of a closed set with the value."""
        if self.actual is None:
            return ()
        said, now = self.actual.to_mapping(), self.facts.to_mapping()
        names = [name for name in now if now[name] != said.get(name) and name != "asked_on"]
        return tuple(f"{n}.{now[n]}" if n in _CHOICES else n for n in names)

    @property
    def best(self) -> str | None:
        """Return the best topic, whatever was decided."""
        return self.ranking.candidates[0].topic if self.ranking.candidates else None


class TurnReader:
    """Reads turns by one pack.

    Args:
        pack: topics, cues and policy.
        answerable: the topics that have a text.
        router: returns the pack's router; called when it is first needed.
    """

    def __init__(
        self, pack: Pack, answerable: Container[str], router: Callable[[], Router]
    ) -> None:
        self._pack = pack
        self._answerable = answerable
        self._router = router
        self._context = Context(pack, answerable, lambda facts: self._compute(facts)[0] is not None)
        self._facts_cues: dict[str, FactCues | None] = {}
        self._going_on: dict[tuple[str, bool], ContinuationCues | None] = {}

    def read(self, question: str, today: date, case: Case) -> Turn:
        """Return what a question means after what the case holds.

        Args:
            question: bounded, without control characters.
            today: the day it is asked.
            case: the case before it.
        """
        ranking = self._router().rank(question, session=case.language)
        language = ranking.question_language or case.language or SOURCE_LANGUAGE
        going_on = self._continuation(question, language, case)
        if going_on.restart:
            return self._begin(ranking, case.saved)
        if going_on.retraction and case.actual is not None:
            case = case._replace(facts=case.actual, actual=None)
        chosen = chosen_topic(question, case.offered)
        if chosen is not None:
            ranking = _with_first(ranking, chosen)
        decision = self.decide(ranking, 0 if chosen else case.failures)
        last = self._context.last(case)
        best = ranking.candidates[0].topic if ranking.candidates else None
        heard = Heard(question, language, today, going_on, last, decision, best)
        reading, fills = self._heard(heard, case, self._default_fact(ranking, decision))
        if going_on.correction and case.asked is not None:
            reading = _corrected(reading, case.asked, case.facts)
            case = _taken_back(case, case.asked, reading.facts)
        if chosen is None:
            reading = self._context.another_day(heard, reading, case)
            target = last.id if last and fills else self._context.target(heard, reading, case)
            if _is_small_talk(decision, ranking):
                target = decision.offered[0]
            if target is not None:
                ranking = _with_first(ranking, target)
            elif not _is_beside(decision, ranking):
                ranking = self._context.in_context(ranking, reading, going_on, case)
            decision = self.decide(ranking, 0 if target else case.failures)
        return self._computed(ranking, decision, reading, case, supposes=going_on.what_if)

    def _heard(self, heard: Heard, case: Case, default: str | None) -> tuple[Reading, bool]:
        """Return what a turn says, and whether it is no more than the date that was asked for."""
        going_on, decision = heard.going_on, heard.decision
        expecting = wanted_fact(heard.last, case.facts) if heard.last else None
        corrects = going_on.correction and case.asked in case.facts.to_mapping()
        if corrects:
            expecting = case.asked

        def facts(text: str, expected: str | None) -> Reading:
            return read_facts(
                text,
                cues=self._cues_for(heard.language, text),
                language=heard.language,
                today=heard.today,
                expecting=expected,
                default=default,
                over=case.over,
            )

        said = heard.question
        if going_on.retraction or corrects:
            said = going_on.rest
        reading = facts(said, expecting)
        fills = only_fills(heard.question, reading, expecting) and not going_on.asks
        declined = decision.kind is DecisionKind.DECLINE
        if heard.stands or (declined and not (fills or going_on.opened)):
            # A date in a question about something else is no reply.
            return facts(said, None), False
        if said != heard.question:
            # "Not the 5th" gives the day; "not Open" takes the licence away.
            reading = _with_terms(reading, facts(heard.question, None))
        return reading, fills

    def about(self, topic: str, facts: Facts) -> Turn:
        """Return the turn that asks about a topic without a question."""
        ranking = Ranking(None, (Candidate(topic, 1.0),), 0.0)
        timeline, contradiction = self._compute(facts)
        decision = self.decide(ranking, 0)
        return Turn(topic, decision, ranking, Reading(facts), facts, timeline, contradiction)

    def decide(self, ranking: Ranking, failures: int) -> Decision:
        """Return the decision on a ranking after so many failures in a row."""
        return decide(ranking, failures=failures, answerable=self._answerable)

    def _begin(self, ranking: Ranking, saved: Facts) -> Turn:
        ranking = _with_first(ranking, _GREETING)
        decision, (timeline, contradiction) = self.decide(ranking, 0), self._compute(saved)
        turn = Turn(_GREETING, decision, ranking, Reading(Facts()), saved, timeline, contradiction)
        return turn._replace(begins=True)

    def _computed(
        self, ranking: Ranking, decision: Decision, reading: Reading, case: Case, *, supposes: bool
    ) -> Turn:
        """Return the turn with what follows from the facts."""
        said = reading.facts.to_mapping()
        # What was only supposed gives way to whatever is said or supposed next.
        before = (case.actual or case.facts) if said else case.facts
        supposes = supposes and bool(said)
        facts = _merged(before, reading.facts)
        timeline, contradiction = self._compute(facts)
        comparison = None
        if supposes and contradiction is None and self._compute(before)[0] is not None:
            comparison = compare(self._pack.policy, before, facts)
        topic = ranking.candidates[0].topic if decision.kind is DecisionKind.ANSWER else None
        return Turn(
            topic,
            decision,
            ranking,
            reading,
            facts,
            timeline,
            contradiction,
            actual=before if supposes else (None if said else case.actual),
            comparison=comparison,
        )

    def _compute(self, facts: Facts) -> tuple[Timeline | None, AssistantError | None]:
        try:
            return compute(self._pack.policy, facts), None
        except AssistantError as error:
            return None, error

    def _default_fact(self, ranking: Ranking, decision: Decision) -> str | None:
        """Return the fact that all the topics ask for that a question may be about."""
        if decision.kind is DecisionKind.ANSWER:
            meant: tuple[str, ...] = (ranking.candidates[0].topic,)
        else:
            meant = decision.offered
        wanted = {self._pack.topic(topic).asks for topic in meant}
        return wanted.pop() if len(wanted) == 1 else None

    def _cues_for(self, language: str, question: str) -> tuple[FactCues, ...]:
        """Return how facts are stated in a language, and in English where its letters stand."""
        loaded = (self._cues(tag) for tag in self._languages_of(language, question))
        return tuple(cues for cues in loaded if cues is not None)

    def _cues(self, tag: str) -> FactCues | None:
        if tag not in self._facts_cues:
            table = self._pack.cues(tag)
            self._facts_cues[tag] = FactCues.from_table(table) if table else None
        return self._facts_cues[tag]

    def _continuation(self, question: str, language: str, case: Case) -> Continuation:
        """Return how a question goes on; the first of a conversation only asks, or tells."""
        # With a profile there is a case from the start, and something to suppose against.
        begins = case == Case.empty(language=case.language)
        cues = [self._cues_of(tag, begins) for tag in self._languages_of(language, question)]
        return read_continuation(question, [one for one in cues if one is not None])

    def _cues_of(self, tag: str, begins: bool) -> ContinuationCues | None:  # noqa: FBT001 - a key
        if (tag, begins) not in self._going_on:
            table = self._pack.going_on(tag)
            cues = ContinuationCues.from_table(table, begins=begins) if table else None
            self._going_on[tag, begins] = cues
        return self._going_on[tag, begins]

    def _languages_of(self, language: str, question: str) -> tuple[str, ...]:
        wanted = [self._pack.language_for(language)]
        if any(char.isascii() and char.isalpha() for char in question):
            wanted.append(SOURCE_LANGUAGE)
        return tuple(dict.fromkeys(tag for tag in wanted if tag is not None))


def next_case(
    turn: Turn, tag: str, case: Case, offered: tuple[str, ...], missing: str | None = None
) -> Case:
    """Return the case after a turn.

    Args:
        turn: what it meant.
        tag: language of the answer.
        case: the case before.
        offered: topics that can now be chosen by number.
        missing: the fact that the answer asks for, or None.
    """
    before = Case.begin(case.saved) if turn.begins else case
    beside = turn.topic is not None and is_beside(turn.topic)
    # What is only supposed is not what a correction takes back.
    understood = [] if turn.actual else [bound.fact for bound in turn.reading.understood]
    return Case(
        facts=turn.facts,
        topic=before.topic if beside else turn.topic or before.topic,
        offered=offered,
        failures=0 if turn.decision.kind is DecisionKind.ANSWER else before.failures + 1,
        language=split_calendar(tag)[0],
        asked=missing or (understood[-1] if understood else before.asked),
        actual=turn.actual,
        over=turn.reading.over,
        saved=case.saved,
    )


def _is_beside(decision: Decision, ranking: Ranking) -> bool:
    """Say whether a turn is talk beside the matter ("that's all for today, bye")."""
    return decision.kind is DecisionKind.ANSWER and is_beside(ranking.candidates[0].topic)


def _is_small_talk(decision: Decision, ranking: Ranking) -> bool:
    """Say whether either answer will do, as surely as one would ("thanks, bye")."""
    sure = sum(c.confidence for c in ranking.candidates if c.topic in decision.offered)
    return sure > _SURE and bool(decision.offered) and all(map(is_beside, decision.offered))


def _merged(before: Facts, said: Facts) -> Facts:
    """Return the facts so far with what was said now; the day asked about is never kept."""
    changes = {name: value for name, value in said._asdict().items() if value is not None}
    # That it was not asked for is no fact; it takes one back.
    changes = {name: value if value is not False else None for name, value in changes.items()}
    return before._replace(**{"asked_on": None, **changes})


def _corrected(reading: Reading, fact: str, facts: Facts) -> Reading:
    """Return a reading whose date for `fact` is the nearest to the one that it corrects."""
    wrong: date | None = getattr(facts, fact, None)
    if not isinstance(wrong, date):
        return reading
    understood = tuple(
        bound._replace(date=bound.mention.resolve(Tense.UNKNOWN, wrong) or bound.date)
        if bound.fact == fact and bound.mention.kind not in _FROM_TODAY
        else bound
        for bound in reading.understood
    )
    days: dict[str, Any] = {bound.fact: bound.date for bound in understood}
    return reading._replace(understood=understood, facts=reading.facts._replace(**days))


def _with_terms(reading: Reading, whole: Reading) -> Reading:
    """Return a reading with what another one says beside days."""
    terms = {name: getattr(whole.facts, name) for name in Facts._fields if name not in DATE_FACTS}
    return reading._replace(facts=reading.facts._replace(**terms))


def _taken_back(case: Case, fact: str, said: Facts) -> Case:
    """Return the case without the end that a correction replaces ("no, it was cancelled")."""
    ends = ENDS & said.to_mapping().keys()
    if fact not in ENDS or not ends or fact in ends:
        return case
    told = case.actual or case.facts
    return case._replace(facts=told._replace(**{fact: None}), actual=None)


def _with_first(ranking: Ranking, topic: str) -> Ranking:
    """Return the ranking with a topic that was chosen, and so is certain, put first."""
    others = tuple(c for c in ranking.candidates if c.topic != topic)
    return ranking._replace(candidates=(Candidate(topic, 1.0), *others), none=0.0)
