"""Where a turn leads after what came before: to the last topic, to one of its kin, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from typing import NamedTuple

from assistant.answering.case import Case
from assistant.answering.continuation import Continuation, leads_to
from assistant.answering.facts import CASE_DAYS, ENDS, Reading
from assistant.answering.followup import wanted_fact
from assistant.dates import Tense
from assistant.knowledge import Pack, Topic
from assistant.lifecycle import Facts
from assistant.routing import Decision, DecisionKind, Ranking
from assistant.routing.decision import MOST_OFFERED

# What a case is like, not what happened in it.
_PROPERTIES = frozenset({"licence", "edition", "product_key", "users", "licences"})
_ASKED_ON = "asked_on"
# The tables of follow-ups that name the topics of what is supposed, and of what is only told.
_SUPPOSED, _TOLD_TOPICS = "supposed", "told"
# How much likelier a topic is for a date it would ask for: in a question, where nothing is asked;
# and for being of the last answer's kind.
_STATED, _TOLD, _KIN = 2.0, 6.0, 4.0
# A topic less likely than this stays so; looking it up would cost reading it.
_NEGLIGIBLE = 0.01


class Heard(NamedTuple):
    """A question, and how it goes on from what."""

    question: str
    language: str
    today: date
    going_on: Continuation
    last: Topic | None
    decision: Decision
    best: str | None

    @property
    def stands(self) -> bool:
        """Say whether it is clear without what was said before: its dates are no reply."""
        if self.decision.kind is not DecisionKind.ANSWER or self.best is None:
            return False
        other = self.last is None or self.best != self.last.id
        return is_beside(self.best) or (other and self.going_on.asks)


class Context:
    """What one pack's conversations go on with.

    Args:
        pack: topics, and where short questions lead.
        answerable: the topics that have a text.
        has_dates: says whether dates follow from facts.
    """

    def __init__(
        self, pack: Pack, answerable: Container[str], has_dates: Callable[[Facts], bool]
    ) -> None:
        self._pack = pack
        self._answerable = answerable
        self._has_dates = has_dates

    def another_day(self, heard: Heard, reading: Reading, case: Case) -> Reading:
        """Return the reading with the day asked about, if a turn asks the same of another day."""
        going_on, said = heard.going_on, reading.facts.to_mapping()
        if said or len(reading.unused) != 1 or not (going_on.opened and going_on.brief):
            return reading
        if heard.decision.kind is DecisionKind.ANSWER or not self._has_dates(case.facts):
            return reading
        day = reading.unused[0].resolve(Tense.UNKNOWN, heard.today)
        return reading._replace(facts=reading.facts._replace(asked_on=day))

    def last(self, case: Case) -> Topic | None:
        """Return the topic that a turn may go on with: the last answer's, or one just offered."""
        if case.topic in self._pack.topic_ids:
            return self._pack.topic(case.topic)
        few = case.offered if len(case.offered) <= MOST_OFFERED else ()
        offered = (self._pack.topic(one) for one in few if one in self._pack.topic_ids)
        return next((topic for topic in offered if topic.dated), None)

    def target(self, heard: Heard, reading: Reading, case: Case) -> str | None:
        """Return the topic that a turn goes on with, or None if it stands for itself."""
        going_on, last = heard.going_on, heard.last
        if last is None:
            return self._told(heard, reading)
        answered = heard.decision.kind is DecisionKind.ANSWER
        said = reading.facts.to_mapping().keys()
        facet = None if said and not going_on.asks else going_on.facet
        if facet is not None and (going_on.bare or (going_on.opened and not answered)):
            target = leads_to(facet, last.id, self._pack.followups)
            return target if target in self._answerable else None
        return self._continued(heard, reading, last, case) if said else None

    def _continued(self, heard: Heard, reading: Reading, last: Topic, case: Case) -> str | None:
        """Return the topic that a turn goes on with that says something of the case, or None."""
        going_on, said = heard.going_on, reading.facts.to_mapping().keys()
        answered = heard.decision.kind is DecisionKind.ANSWER
        if said <= _PROPERTIES:
            # What a case is like decides many an answer, not only those with dates.
            tells = (going_on.telling or going_on.correction) and not going_on.asks
            if tells or (going_on.what_if and going_on.brief):
                return last.id
            return last.id if going_on.brief and not (answered or going_on.asks) else None
        if not last.dated:
            return None if answered else self._told(heard, reading)
        if going_on.what_if and going_on.brief:
            own = self._pack.followups.get(_SUPPOSED, {})
            return next((own[fact] for fact in own if fact in said), last.id)
        if going_on.correction and not (answered and going_on.asks):
            other_end = last.asks not in said and case.asked == last.asks and ENDS & said
            return self._told(heard, reading) if other_end and last.asks in ENDS else last.id
        if said == {_ASKED_ON}:
            dated = self._has_dates(case.facts)
            return last.id if dated and going_on.opened and going_on.brief else None
        # Who tells more of the case, and asks nothing, wants what was asked before.
        if going_on.asks or not going_on.short:
            return None
        wanted = wanted_fact(last, case.facts)
        lacked = wanted is not None and wanted in said
        return last.id if not answered or (going_on.brief and lacked) else None

    def _told(self, heard: Heard, reading: Reading) -> str | None:
        """Return the topic of what is told without asking for anything, or None."""
        said = reading.facts.to_mapping()
        if heard.going_on.asks or not heard.going_on.short or not CASE_DAYS & said.keys():
            return None
        if heard.best is not None and self._pack.topic(heard.best).asks in said:
            return heard.best
        own = self._pack.followups.get(_TOLD_TOPICS, {})
        return next((own[fact] for fact in own if fact in said), None)

    def in_context(
        self, ranking: Ranking, reading: Reading, going_on: Continuation, case: Case
    ) -> Ranking:
        """Return a ranking that counts what is known beside the words of the question.

        A stated date makes the topics likelier that would ask for it, most of all where nothing is
        asked; and what goes on from an answer is likelier of its kind, and less likely of none.
        """
        said = {name for name in reading.facts.to_mapping() if name in CASE_DAYS}
        more, less = (_TOLD, 1 / _TOLD) if not going_on.asks else (_STATED, 1 / _STATED)
        goes_on = case.topic is not None and (going_on.opened or going_on.brief)
        kin = f"{case.topic}.".partition(".")[0] + "." if goes_on else None
        if not said and not goes_on:
            return ranking
        weights: dict[str, float] = {}
        for topic in (c.topic for c in ranking.candidates if c.confidence > _NEGLIGIBLE):
            asks = self._pack.topic(topic).asks if said else None
            weight = 1.0 if asks is None else more if asks in said else less
            near = kin is not None and topic.startswith(kin)
            weights[topic] = weight * (_KIN if near else 1.0)
        return ranking.weighted(weights, none=1 / _KIN if goes_on else 1.0)


def is_beside(topic: str) -> bool:
    """Say whether a topic is talk beside the matter ("that's all for today, bye")."""
    return topic.startswith("chat.")
