"""Bind the dates of a question to the facts that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from assistant.answering.facts.cue import Cue
from assistant.answering.facts.events import (
    ASKED_ON,
    CANCELLED_ON,
    DATE_FACTS,
    EXPIRED_ON,
    PAID_ON,
    PAYMENT_DUE,
    REACTIVATED_ON,
    Event,
    EventReader,
    cue_between,
    is_day,
)
from assistant.answering.facts.scene import DATE_BETWEEN, Place, Scene
from assistant.dates import Direction, Kind, Tense

# All in words (see `scene`): how far a date may stand from its cue …
_REACH = 9.0
_REACH_OF_OTHER = 6.0
_REACH_OF_BILL = 6.0
# … where it is the only date and the cue the only event: over the end of one sentence.
_LONG_REACH = 16.0
# "Today" stands in many questions without being a fact; a day beside it says which day that is.
_REACH_OF_TODAY = 7.0
_TODAY = 2.0
_BESIDE_TODAY = DATE_BETWEEN + 2.1
# "Pay" alone is no statement; a date right beside it is.
_REACH_OF_BARE_PAYMENT = 4.0
_REACH_OF_VALIDITY = 1.5
# A date is said after its verb more often than before it.
_BEFORE_CUE = 1.5
# "Can they sign in", "which state" are said of every date; an event nearby comes first.
_ASKED = 2.0
_PREPOSITION = 1.6
_ALTERNATIVE = 2.6
_NEGATED_DATE = 2.0
_CORRECTED_DATE = 12.0
# A reply to a question back is a date and a few words.
_REPLY_WORDS = 6.0

# A text with more dates than this is no question about one case.
_MOST_DATES = 20

_NOT_BOUNDED = frozenset({CANCELLED_ON, PAID_ON, REACTIVATED_ON})
_FROM_EVENT = frozenset({Kind.PARTIAL, Kind.HOLIDAY})


class Binding(NamedTuple):
    """Dates by the facts they state.

    Args:
        dates: facts to the number of the mention and the day.
        impossible: numbers of the mentions that no day has.
        events: all that the question states, dated or not.
    """

    dates: Mapping[str, tuple[int, date]]
    impossible: frozenset[int]
    events: Sequence[Event]


class Binder:
    """Binds the dates of one scene.

    Args:
        scene: the question.
        today: the day it is asked on.
        expecting: the fact that was asked for just now.
        default: the fact that the topic is about.
        over: whether what was asked for was spoken of before as done.
    """

    def __init__(
        self,
        scene: Scene,
        today: date,
        expecting: str | None,
        default: str | None,
        *,
        over: bool,
    ) -> None:
        self._scene = scene
        self._today = today
        self._expecting = expecting
        self._default = default
        self._over = over
        self._reader = EventReader(scene, today, expecting, default)
        self._events = list(self._reader.events())
        self._assigned: dict[int, tuple[str | None, Tense]] = {}

    def bind(self) -> Binding:
        """Return the facts that the dates state."""
        heirs = self._heirs()
        dates = range(min(len(self._scene.places), _MOST_DATES))
        open_dates = [number for number in dates if number not in heirs]
        self._assign(self._candidates(open_dates, heirs))
        if not self._has(PAYMENT_DUE, PAID_ON):
            self._assign(self._bill_candidates(open_dates))
        self._assign_only_date(open_dates)
        return self._resolve()

    def _heirs(self) -> dict[int, int | None]:
        """Return the dates that the text takes back, with the dates put in their place."""
        places, heirs = self._scene.places, dict[int, int | None]()
        for number, place in enumerate(places):
            following = number + 1 if number + 1 < len(places) else None
            if following is not None and not self._near(place, places[following]):
                following = None
            if self._is_negated_date(place):
                heirs[number] = following
            elif following is not None and not self._is_negated_date(places[following]):
                corrections = self._scene.hits_of(Cue.CORRECTION)
                if any(place.end <= h.start < places[following].start for h in corrections):
                    heirs[number] = following
        return heirs

    def _near(self, first: Place, second: Place) -> bool:
        return self._scene.distance(first, second) <= _CORRECTED_DATE

    def _is_negated_date(self, place: Place) -> bool:
        negation = self._scene.before(place, (Cue.NEGATION,), within=_NEGATED_DATE)
        return negation is not None and not cue_between(self._scene, negation, place)

    def _candidates(
        self, numbers: Iterable[int], heirs: Mapping[int, int | None]
    ) -> Iterator[_Candidate]:
        for number in numbers:
            places = [self._scene.places[number]]
            places += [self._scene.places[old] for old, heir in heirs.items() if heir == number]
            for event in self._events:
                cost = min(self._cost(place, event) for place in places)
                cost += _TODAY if self._is_today(number) else 0.0
                reach = self._reach(number, event)
                if cost <= reach and self._admits(number, event):
                    yield _Candidate(cost, number, event)

    def _cost(self, place: Place, event: Event) -> float:
        cost = self._scene.distance(place, event.hit)
        if place.end <= event.hit.start:
            cost += _BEFORE_CUE
        return cost + _ASKED if event.fact == ASKED_ON else cost

    def _reach(self, number: int, event: Event) -> float:
        if event.hit.cue is Cue.VALID:
            return _REACH_OF_VALIDITY
        if self._is_today(number):
            return -1.0 if event.fact == ASKED_ON else _REACH_OF_TODAY
        if event.fact == PAID_ON and event.tense is Tense.UNKNOWN:
            return _REACH_OF_BARE_PAYMENT
        return _REACH_OF_OTHER if event.fact is None else _REACH

    def _is_today(self, number: int) -> bool:
        """Say whether a date is today's, or says which day it is: "today, 25 April"."""
        if is_day(self._scene, number, self._today):
            return True
        if not number or not is_day(self._scene, number - 1, self._today):
            return False
        today, place = self._scene.places[number - 1], self._scene.places[number]
        beside = self._scene.distance(today, place) <= _BESIDE_TODAY
        return beside and not cue_between(self._scene, today, place)

    def _admits(self, number: int, event: Event) -> bool:
        """Say whether what stands before the date lets it be the day of the event."""
        place = self._scene.places[number]
        past = self._scene.mentions[number].direction is Direction.PAST
        if event.hit.cue is Cue.VALID and place.start < event.hit.end:
            return False
        if event.fact == ASKED_ON and (past or self._is_since(place)):
            return False
        bound = self._scene.before(place, (Cue.UNTIL, Cue.BY), within=_PREPOSITION)
        if bound is None or bound.start < event.hit.start < place.start:
            return event.bound is None
        if event.bound is not None:
            return bound.cue is event.bound
        if bound.cue is Cue.BY:
            return event.fact not in _NOT_BOUNDED
        return event.fact is None or event.hit.cue is Cue.DUE

    def _is_since(self, place: Place) -> bool:
        return self._scene.before(place, (Cue.SINCE,), within=_PREPOSITION) is not None

    def _bill_candidates(self, numbers: Iterable[int]) -> Iterator[_Candidate]:
        bills = list(self._reader.unpaid_bills())
        for number in numbers:
            place = self._scene.places[number]
            if self._is_today(number) or self._scene.before(
                place, (Cue.UNTIL,), within=_PREPOSITION
            ):
                continue
            for bill in bills:
                cost = self._cost(place, bill)
                if cost <= _REACH_OF_BILL:
                    yield _Candidate(cost, number, bill)

    def _assign(self, candidates: Iterable[_Candidate]) -> None:
        """Give dates to facts, the nearest pair first; one date a fact, one fact a date."""
        for candidate in sorted(candidates, key=lambda c: (c.cost, c.number, c.event.hit.start)):
            fact = candidate.event.fact
            if candidate.number in self._assigned or (fact is not None and self._has(fact)):
                continue
            tense = candidate.event.tense
            if tense is Tense.UNKNOWN and self._is_since(self._scene.places[candidate.number]):
                tense = Tense.PAST
            self._assigned[candidate.number] = (fact, tense)

    def _has(self, *facts: str) -> bool:
        return any(fact in facts for fact, _ in self._assigned.values())

    def _is_past(self) -> bool:
        """Say whether the question speaks of the past only ("it was the 1st")."""
        return any(self._scene.hits_of(Cue.PAST)) and not any(self._scene.hits_of(Cue.FUTURE))

    def _assign_only_date(self, numbers: Iterable[int]) -> None:
        """Give the only date that nothing claims to what was asked for, or to the topic."""
        unclaimed = [number for number in numbers if number not in self._assigned]
        if self._expecting in DATE_FACTS and not self._has(self._expecting):
            replies = unclaimed or [n for n in numbers if self._is_reply(n)]
            if len(replies) == 1:
                tense = Tense.PAST if self._over or self._is_past() else Tense.UNKNOWN
                self._assigned[replies[0]] = (self._expecting, tense)
                return
        if len(unclaimed) != 1 or self._is_today(unclaimed[0]):
            return
        number = unclaimed[0]
        if self._is_aside(number):
            return
        event = self._only_event(number)
        if event is not None and event.fact is not None and not self._has(event.fact):
            self._assigned[number] = (event.fact, event.tense)
        elif self._default in DATE_FACTS and not self._has(self._default):
            self._assigned[number] = (self._default, self._default_tense(number))

    def _is_aside(self, number: int) -> bool:
        """Say whether a date is a limit or a choice: "before 5 May", "or at the end of May"."""
        place = self._scene.places[number]
        return bool(
            self._scene.before(place, (Cue.UNTIL, Cue.BY), within=_PREPOSITION)
            or self._scene.before(place, (Cue.ALTERNATIVE,), within=_ALTERNATIVE)
        )

    def _is_reply(self, number: int) -> bool:
        """Say whether the text is hardly more than this date."""
        place = self._scene.places[number]
        return (
            len(self._scene.places) == 1
            and self._assigned.get(number, (None, None))[0] in (None, ASKED_ON)
            and self._scene.length_without(place) <= _REPLY_WORDS
        )

    def _only_event(self, number: int) -> Event | None:
        """Return the one event that the text speaks of, if the date may be said of it."""
        place = self._scene.places[number]
        # "85 days have passed" is said of something that was named just before.
        passed = self._scene.mentions[number].direction is Direction.PAST
        events = [
            event
            for event in self._events
            if self._may_stand_far(event, passed=passed and event.hit.end <= place.start)
        ]
        if len({event.fact for event in events}) != 1 or self._has(*DATE_FACTS):
            return None
        near = min(events, key=lambda event: self._scene.distance(event.hit, place))
        if self._scene.distance(near.hit, place) > _LONG_REACH:
            return None
        said_before = near.hit.end <= place.start
        return near if said_before or self._scene.same_sentence(near.hit, place) else None

    def _may_stand_far(self, event: Event, *, passed: bool) -> bool:
        """Say whether an event is stated plainly enough to be what a distant date is said of."""
        if event.fact in (None, ASKED_ON) or event.bound or event.hit.cue is Cue.VALID:
            return False
        if event.fact == PAID_ON:
            return event.tense is Tense.PAST
        return passed or event.tense is not Tense.UNKNOWN

    def _default_tense(self, number: int) -> Tense:
        if self._is_since(self._scene.places[number]):
            return Tense.PAST
        tenses = {event.tense for event in self._events if event.fact == self._default}
        return tenses.pop() if len(tenses) == 1 else Tense.UNKNOWN

    def _resolve(self) -> Binding:
        dates: dict[str, tuple[int, date]] = {}
        asked: list[tuple[int, Tense]] = []
        for number, (fact, tense) in sorted(self._assigned.items()):
            if fact == ASKED_ON:
                asked.append((number, tense))
            elif fact is not None:
                day = self._scene.mentions[number].resolve(self._final(fact, tense), self._today)
                if day is not None:
                    dates[fact] = number, day
        for number, tense in asked:
            day = self._resolve_asked(number, tense, [day for _, day in dates.values()])
            if day is not None:
                dates[ASKED_ON] = number, day
        impossible = {
            number
            for number, mention in enumerate(self._scene.mentions)
            if mention.resolve(Tense.UNKNOWN, self._today) is None
        }
        return Binding(dates, frozenset(impossible), self._events)

    def _final(self, fact: str, tense: Tense) -> Tense:
        """Return the tense of a date, seen with the others."""
        to_cancel = (CANCELLED_ON, Tense.FUTURE) in self._assigned.values()
        if fact == EXPIRED_ON and tense is Tense.UNKNOWN and to_cancel:
            # What is still to be cancelled has not expired.
            return Tense.FUTURE
        return tense

    def _resolve_asked(self, number: int, tense: Tense, events: Sequence[date]) -> date | None:
        """Resolve the day that is asked about: without a year, the first after the event."""
        mention = self._scene.mentions[number]
        if tense is Tense.PAST:
            return mention.resolve(tense, self._today)
        base = max(events) if events and mention.kind in _FROM_EVENT else self._today
        return mention.resolve(Tense.FUTURE, base)


class _Candidate(NamedTuple):
    cost: float
    number: int
    event: Event
