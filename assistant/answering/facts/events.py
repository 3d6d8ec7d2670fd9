"""Read what a question states to have happened, or to be going to happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from assistant.answering.facts.cue import Cue, Hit
from assistant.answering.facts.scene import Scene, Stretch
from assistant.answering.facts.words import is_unspaced
from assistant.dates import Tense

EXPIRED_ON = "expired_on"
CANCELLED_ON = "cancelled_on"
PAYMENT_DUE = "payment_due"
PAID_ON = "paid_on"
TRIAL_ENDED_ON = "trial_ended_on"
REACTIVATED_ON = "reactivated_on"
ASKED_ON = "asked_on"
# The days that say how a subscription ended; those that dates follow from; all days.
ENDS = frozenset({EXPIRED_ON, CANCELLED_ON, PAYMENT_DUE, TRIAL_ENDED_ON})
CASE_DAYS = ENDS | {PAID_ON, REACTIVATED_ON}
DATE_FACTS = CASE_DAYS | {ASKED_ON}

# How far from a cue, in words (see `scene`), stand its negation, the signs of its tense, its noun,
# a "now".
_NEGATION = 3.5
_NEGATION_THAI = 0.9
# "Not a trial", "not on Open"; but "we didn't extend the trial" speaks of a trial.
NEGATION_OF_NOUN = 1.1
_TENSE = 5.0
_TENSE_AFTER = 1.5
_NOUN = 6.0
_NOW = 3.5

_LICENCES = (Cue.OPEN, Cue.VOLUME, Cue.STANDARD)
_STATED = {
    Cue.CANCELLED: CANCELLED_ON,
    Cue.DUE: PAYMENT_DUE,
    Cue.PAID: PAID_ON,
    Cue.REACTIVATED: REACTIVATED_ON,
    Cue.ASKED: ASKED_ON,
}
_READ = (Cue.EXPIRED, Cue.VALID, Cue.LAPSED, Cue.UNPAID, Cue.OTHER, *_STATED)
# "Must be paid by the 15th" is said before the 15th and after it.
_OPEN_IN_TENSE = frozenset({Cue.DUE, Cue.LAPSED, Cue.OBLIGED})
# What may stand between a negation and what it negates; any other cue takes the negation.
_TRANSPARENT = frozenset(
    {Cue.NEGATION, Cue.PAST, Cue.FUTURE, Cue.PLAN, Cue.BILL, Cue.ENQUIRY, Cue.REQUESTED}
)


class Event(NamedTuple):
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
    return negation is not None and not cue_between(scene, negation, hit)


def cue_between(scene: Scene, first: Stretch, second: Stretch) -> bool:
    """Say whether something between two stretches would take a negation to itself."""
    return any(hit.cue not in _TRANSPARENT for hit in scene.hits_between(first, second))


def is_day(scene: Scene, number: int, day: date) -> bool:
    """Say whether a date of the question is `day`, whatever the tense."""
    return scene.mentions[number].resolve(Tense.UNKNOWN, day) == day


class EventReader:
    """Reads the events of one scene.

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

    def events(self) -> Iterator[Event]:
        """Yield what is stated; what has a day but states no fact comes with the fact None."""
        yield from self._payments()
        for hit in self._scene.hits_of(*_READ):
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
            elif hit.cue is Cue.ASKED and (tense is Tense.PAST or self._is_now(hit)):
                # A state that has come about, or is so now, is not asked of another day.
                yield Event(None, hit, tense)
            elif hit.cue in (Cue.DUE, Cue.ASKED, Cue.OTHER) or not is_negated:
                yield Event(_STATED.get(hit.cue), hit, tense)

    def unpaid_bills(self) -> Iterator[Event]:
        """Yield what a date says a bill by: "the invoice of 5 October is still unpaid"."""
        unpaid = list(self._scene.hits_of(Cue.UNPAID))
        unpaid += [hit for hit in self._scene.hits_of(Cue.PAID) if negated(self._scene, hit)]
        if unpaid:
            for hit in (*unpaid, *self._scene.hits_of(Cue.BILL)):
                yield Event(PAYMENT_DUE, hit, self._tense(hit))

    def _payments(self) -> Iterator[Event]:
        """Yield payments said in two words: "the money went out", "it should have been there"."""
        money = list(self._scene.hits_of(Cue.MONEY))
        bills = [*money, *self._scene.hits_of(Cue.BILL)]
        for hit in self._scene.hits_of(Cue.SENT):
            if self._is_beside(hit, money):
                if negated(self._scene, hit):
                    yield Event(PAYMENT_DUE, hit, Tense.UNKNOWN, Cue.BY)
                else:
                    yield Event(PAID_ON, hit, self._tense(hit))
        for hit in self._scene.hits_of(Cue.OBLIGED):
            if self._is_beside(hit, bills):
                yield Event(PAYMENT_DUE, hit, self._tense(hit))

    def _is_beside(self, hit: Hit, nouns: Iterable[Hit]) -> bool:
        return any(
            self._scene.same_clause(hit, noun) and self._scene.distance(hit, noun) <= _NOUN
            for noun in nouns
        )

    def _is_now(self, hit: Hit) -> bool:
        now: list[Stretch] = [*self._scene.hits_of(Cue.NOW)]
        for number, place in enumerate(self._scene.places):
            if is_day(self._scene, number, self._today):
                now.append(place)
        return any(
            self._scene.same_clause(hit, other) and self._scene.distance(hit, other) <= _NOW
            for other in now
        )

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
        noun = self._scene.before(hit, nouns, within=_NOUN, loosely=True) or self._scene.after(
            hit, nouns, within=_NOUN / 2
        )
        if noun is None:
            return None
        return Cue.PLAN if noun.cue in _LICENCES else noun.cue

    def _tense(self, hit: Hit) -> Tense:
        future = self._scene.before(hit, (Cue.FUTURE,), within=_TENSE)
        if hit.tense is Tense.PAST:
            return Tense.UNKNOWN if future else Tense.PAST
        if hit.cue not in _OPEN_IN_TENSE and (hit.tense is Tense.FUTURE or future):
            return Tense.FUTURE
        past = self._scene.before(hit, (Cue.PAST,), within=_TENSE) or self._scene.after(
            hit, (Cue.PAST,), within=_TENSE_AFTER
        )
        return Tense.PAST if past else Tense.UNKNOWN
