"""Bind the dates of a question to the facts that it states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.cues import Cue, Hit
from assistant.answering.scene import DATE_BETWEEN, Place, Scene
from assistant.answering.words import is_unspaced
from assistant.dates import Direction, Kind, Tense

EXPIRED_ON = "expired_on"
CANCELLED_ON = "cancelled_on"
PAYMENT_DUE = "payment_due"
PAID_ON = "paid_on"
TRIAL_ENDED_ON = "trial_ended_on"
REACTIVATED_ON = "reactivated_on"
ASKED_ON = "asked_on"
DATE_FACTS = frozenset(
    {
        EXPIRED_ON,
        CANCELLED_ON,
        PAYMENT_DUE,
        PAID_ON,
        TRIAL_ENDED_ON,
        REACTIVATED_ON,
        ASKED_ON,
    }
)

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
_NEGATION = 3.5
_NEGATION_THAI = 0.9
# "Not a trial", "not on Open"; but "we didn't extend the trial" speaks of a trial.
NEGATION_OF_NOUN = 1.1
_TENSE = 5.0
_TENSE_AFTER = 1.5
_PREPOSITION = 1.6
_ALTERNATIVE = 2.6
_NEGATED_DATE = 2.0
_CORRECTED_DATE = 9.0
_NOUN = 6.0
# A reply to a question back is a date and a few words.
_REPLY_WORDS = 6.0

_LICENCES = (Cue.OPEN, Cue.VOLUME, Cue.STANDARD)
_STATED = {
    Cue.CANCELLED: CANCELLED_ON,
    Cue.DUE: PAYMENT_DUE,
    Cue.PAID: PAID_ON,
    Cue.REACTIVATED: REACTIVATED_ON,
    Cue.ASKED: ASKED_ON,
}
_NOT_BOUNDED = frozenset({CANCELLED_ON, PAID_ON, REACTIVATED_ON})
_FROM_EVENT = frozenset({Kind.PARTIAL, Kind.HOLIDAY})
# What may stand between a negation and what it negates; any other cue takes the negation.
_TRANSPARENT = frozenset({Cue.NEGATION, Cue.PAST, Cue.FUTURE, Cue.PLAN, Cue.BILL, Cue.ENQUIRY})


@dataclass(frozen=True, slots=True)
class Event:
    """Something said to happen on a day.

    Args:
        fact: the fact that its date states; None if it states none.
        hit: the cue.
        tense: of its clause.
        bound: what must stand before its date: "it doesn't expire UNTIL 5 May", "if we haven't
            paid BY 5 May"; None if nothing must.
    """

    fact: str | None
    hit: Hit
    tense: Tense
    bound: Cue | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """Dates by the facts they state.

    Args:
        dates: facts to the number of the mention and the day.
        impossible: numbers of the mentions that no day has.
        events: all that the question states, dated or not.
    """

    dates: Mapping[str, tuple[int, date]]
    impossible: frozenset[int]
    events: Sequence[Event]


def negated(scene: Scene, hit: Hit, *, within: float = _NEGATION) -> bool:
    """Say whether a negation reaches a cue.

    Args:
        scene: the question.
        hit: the cue.
        within: the farthest that the negation may stand before it, in words.
    """
    # A Thai negation stands right before its verb.
    thai = is_unspaced(scene.words.text[hit.start])
    reach = min(within, _NEGATION_THAI) if thai else within
    negation = scene.before(hit, (Cue.NEGATION,), within=reach)
    return negation is not None and not _cue_between(scene, negation, hit)


def _cue_between(scene: Scene, first: Place | Hit, second: Place | Hit) -> bool:
    return any(first.end <= hit.start < second.start and hit.cue not in _TRANSPARENT for hit in scene.hits)


class Binder:
    """Binds the dates of one scene.

    Args:
        scene: the question.
        today: the day it is asked on.
        expecting: the fact that was asked for just now.
        default: the fact that the topic is about.
    """

    def __init__(
        self, scene: Scene, today: date, expecting: str | None, default: str | None
    ) -> None:
        self._scene = scene
        self._today = today
        self._expecting = expecting
        self._default = default
        self._on_trial = any(
            not negated(scene, hit, within=NEGATION_OF_NOUN) for hit in scene.hits_of(Cue.TRIAL)
        )
        self._about_payment = PAYMENT_DUE in (expecting, default) or any(
            scene.hits_of(Cue.BILL, Cue.UNPAID, Cue.PAID)
        )
        self._events = list(self._find_events())
        self._assigned: dict[int, tuple[str | None, Tense]] = {}

    def bind(self) -> Binding:
        """Return the facts that the dates state."""
        heirs = self._heirs()
        open_dates = {n for n in range(len(self._scene.places)) if n not in heirs}
        self._assign(self._candidates(open_dates, heirs))
        if not self._has(PAYMENT_DUE, PAID_ON):
            self._assign(self._bill_candidates(open_dates))
        self._assign_only_date(open_dates)
        return self._resolve()

    def _find_events(self) -> Iterator[Event]:
        cues = (Cue.EXPIRED, Cue.VALID, Cue.LAPSED, Cue.UNPAID, Cue.OTHER, *_STATED)
        for hit in self._scene.hits_of(*cues):
            tense, is_negated = self._tense(hit), negated(self._scene, hit)
            if hit.cue not in (Cue.ASKED, Cue.OTHER) and self._noun_near(hit) is Cue.FOREIGN:
                yield Event(None, hit, tense)
            elif hit.cue is Cue.EXPIRED and is_negated:
                yield Event(self._fact_of_end(hit), hit, Tense.FUTURE, Cue.UNTIL)
            elif hit.cue in (Cue.EXPIRED, Cue.VALID):
                yield Event(self._fact_of_end(hit), hit, tense)
            elif hit.cue is Cue.LAPSED:
                yield Event(self._fact_of_lapse(hit), hit, tense)
            elif hit.cue is Cue.UNPAID or (hit.cue is Cue.PAID and is_negated):
                yield Event(PAYMENT_DUE, hit, Tense.UNKNOWN, Cue.BY)
            elif hit.cue is Cue.ASKED and tense is Tense.PAST:
                # A state that has come about is told, not asked.
                yield Event(None, hit, tense)
            elif hit.cue in (Cue.DUE, Cue.ASKED, Cue.OTHER) or not is_negated:
                yield Event(_STATED.get(hit.cue), hit, tense)

    def _fact_of_end(self, hit: Hit) -> str:
        noun = self._noun_near(hit)
        if noun is Cue.BILL:
            return PAYMENT_DUE
        if self._on_trial and noun is not Cue.PAID_PLAN:
            return TRIAL_ENDED_ON
        if noun is None:
            if self._expecting in (PAYMENT_DUE, TRIAL_ENDED_ON):
                return self._expecting
            if self._default == TRIAL_ENDED_ON:
                return TRIAL_ENDED_ON
        return EXPIRED_ON

    def _fact_of_lapse(self, hit: Hit) -> str:
        noun = self._noun_near(hit)
        if noun is Cue.BILL:
            return PAYMENT_DUE
        if self._on_trial:
            return TRIAL_ENDED_ON
        return PAYMENT_DUE if self._about_payment and noun is None else EXPIRED_ON

    def _noun_near(self, hit: Hit) -> Cue | None:
        """Return what is said to end: the noun before the verb, else the one after it."""
        nouns = (Cue.BILL, Cue.PLAN, Cue.PAID_PLAN, Cue.TRIAL, Cue.FOREIGN, *_LICENCES)
        noun = self._scene.before(hit, nouns, within=_NOUN) or self._scene.after(
            hit, nouns, within=_NOUN / 2
        )
        if noun is None:
            return None
        return Cue.PLAN if noun.cue in _LICENCES else noun.cue

    def _tense(self, hit: Hit) -> Tense:
        future = self._scene.before(hit, (Cue.FUTURE,), within=_TENSE)
        if hit.tense is Tense.PAST:
            return Tense.UNKNOWN if future else Tense.PAST
        # "Must be paid by the 15th" is said before the 15th and after it.
        if hit.cue not in (Cue.DUE, Cue.LAPSED) and (hit.tense is Tense.FUTURE or future):
            return Tense.FUTURE
        past = self._scene.before(hit, (Cue.PAST,), within=_TENSE) or self._scene.after(
            hit, (Cue.PAST,), within=_TENSE_AFTER
        )
        return Tense.PAST if past else Tense.UNKNOWN

    def _heirs(self) -> dict[int, int | None]:
        """Return the dates that the text takes back, with the dates put in their place."""
        places, heirs = self._scene.places, dict[int, int | None]()
        for number, place in enumerate(places):
            following = number + 1 if number + 1 < len(places) else None
            if following is not None and not self._near(place, places[following]):
                following = None
            if self._is_negated_date(place):
                heirs[number] = following
            elif following is not None and any(
                place.end <= hit.start and hit.end <= places[following].start
                for hit in self._scene.hits_of(Cue.CORRECTION)
            ):
                heirs[number] = following
        return heirs

    def _near(self, first: Place, second: Place) -> bool:
        return self._scene.distance(first, second) <= _CORRECTED_DATE

    def _is_negated_date(self, place: Place) -> bool:
        negation = self._scene.before(place, (Cue.NEGATION,), within=_NEGATED_DATE)
        return negation is not None and not _cue_between(self._scene, negation, place)

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
                if cost <= reach and self._admits(self._scene.places[number], event):
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
        if self._is_this_day(number):
            return True
        place = self._scene.places[number]
        return any(
            self._is_this_day(other)
            and self._scene.places[other].end <= place.start
            and self._scene.distance(self._scene.places[other], place) <= _BESIDE_TODAY
            and not _cue_between(self._scene, self._scene.places[other], place)
            for other in (number - 1,)
            if other >= 0
        )

    def _is_this_day(self, number: int) -> bool:
        mention = self._scene.mentions[number]
        return mention.resolve(Tense.UNKNOWN, self._today) == self._today

    def _admits(self, place: Place, event: Event) -> bool:
        """Say whether what stands before the date lets it be the day of the event."""
        if event.hit.cue is Cue.VALID and place.start < event.hit.end:
            return False
        if event.fact == ASKED_ON and self._is_since(place):
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
        """Yield the dates of unpaid bills: "the invoice of 5 October is still unpaid"."""
        hits = [*self._scene.hits_of(Cue.UNPAID)]
        hits += [hit for hit in self._scene.hits_of(Cue.PAID) if negated(self._scene, hit)]
        if not hits:
            return
        hits += self._scene.hits_of(Cue.BILL)
        for number in numbers:
            place = self._scene.places[number]
            for hit in hits:
                event = Event(PAYMENT_DUE, hit, self._tense(hit))
                cost = self._cost(place, event)
                bound = self._scene.before(place, (Cue.UNTIL,), within=_PREPOSITION)
                if cost <= _REACH_OF_BILL and not bound and not self._is_today(number):
                    yield _Candidate(cost, number, event)

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

    def _assign_only_date(self, numbers: Iterable[int]) -> None:
        """Give the only date that nothing claims to what was asked for, or to the topic."""
        unclaimed = [number for number in numbers if number not in self._assigned]
        if self._expecting in DATE_FACTS and not self._has(self._expecting):
            replies = unclaimed or [n for n in numbers if self._is_reply(n)]
            if len(replies) == 1:
                self._assigned[replies[0]] = (self._expecting, Tense.UNKNOWN)
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
            self._assigned[number] = (self._default, self._default_tense())

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

    def _default_tense(self) -> Tense:
        tenses = {event.tense for event in self._events if event.fact == self._default}
        return tenses.pop() if len(tenses) == 1 else Tense.UNKNOWN

    def _resolve(self) -> Binding:
        dates: dict[str, tuple[int, date]] = {}
        impossible = {
            number
            for number, mention in enumerate(self._scene.mentions)
            if mention.resolve(Tense.UNKNOWN, self._today) is None
        }
        cancelling = any(stated == (CANCELLED_ON, Tense.FUTURE) for stated in self._assigned.values())
        for number, (fact, tense) in sorted(self._assigned.items()):
            if fact not in (None, ASKED_ON):
                if fact == EXPIRED_ON and tense is Tense.UNKNOWN and cancelling:
                    # What is still to be cancelled has not expired.
                    tense = Tense.FUTURE
                day = self._scene.mentions[number].resolve(tense, self._today)
                if day is not None:
                    dates[fact] = number, day
        for number, (fact, tense) in self._assigned.items():
            if fact == ASKED_ON:
                day = self._resolve_asked(number, tense, [day for _, day in dates.values()])
                if day is not None:
                    dates[fact] = number, day
        return Binding(dates, frozenset(impossible), self._events)

    def _resolve_asked(self, number: int, tense: Tense, events: Sequence[date]) -> date | None:
        """Resolve the day that is asked about: without a year, the first after the event."""
        mention = self._scene.mentions[number]
        if tense is Tense.PAST:
            return mention.resolve(tense, self._today)
        base = max(events) if events and mention.kind in _FROM_EVENT else self._today
        return mention.resolve(Tense.FUTURE, base)


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    number: int
    event: Event
