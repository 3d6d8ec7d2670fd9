"""What the cues of a question tell, whatever the language."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from assistant.dates import Tense


class Cue(StrEnum):
    """What a cue tells."""

    EXPIRED = "expired"
    """The term ended or ends."""
    VALID = "valid"
    """The term lasts until the day that follows: "valid until", "paid up to"."""
    CANCELLED = "cancelled"
    """Someone cancelled or will."""
    DUE = "due"
    """A payment was to be made by a day."""
    LAPSED = "lapsed"
    """Something fell due: the invoice if one is spoken of, else the term."""
    PAID = "paid"
    """A payment was made or will be."""
    SENT = "sent"
    """What is done with money: beside MONEY it says that a payment was made."""
    OBLIGED = "obliged"
    """Had to: beside MONEY or BILL it says that a payment was to be made."""
    UNPAID = "unpaid"
    """A payment was not made."""
    REACTIVATED = "reactivated"
    """The subscription was brought back or will be."""
    ASKED = "asked"
    """What is so on a day: a state, a sign-in, data that is still there."""
    OTHER = "other"
    """Something that has a day of its own but is no fact: a meeting, a journey, a purchase."""

    NEUTRAL = "neutral"
    """Looks like a cue and is none: an indication on a page, a compound, a homonym."""
    MONEY = "money"
    BILL = "bill"
    PLAN = "plan"
    PAID_PLAN = "paid_plan"
    FOREIGN = "foreign"
    """Another thing that ends, is cancelled or paid: a passport, a lease, a film service."""
    NEGATION = "negation"
    PAST = "past"
    FUTURE = "future"
    NOW = "now"
    CLAUSE = "clause"
    """Opens a clause."""
    RELATIVE = "relative"
    """Opens a clause about the noun before it: whose, that."""
    UNTIL = "until"
    """Stands before a date that bounds what is said: until, before."""
    BY = "by"
    """Stands before a date that is a deadline: by."""
    SINCE = "since"
    """Stands before a date that is past: since."""
    CORRECTION = "correction"
    """Takes back what was just said: "sorry", "I mean"."""
    ENQUIRY = "enquiry"
    """Asks whether or how something can be had: it is not said that it was."""
    ALTERNATIVE = "alternative"
    """Or."""

    TRIAL = "trial"
    STANDARD = "standard"
    VOLUME = "volume"
    OPEN = "open"
    VIANET = "21vianet"
    WORLDWIDE = "worldwide"
    EXPEDITED = "expedited"
    REQUESTED = "requested"
    """Was asked for or is going to be."""
    PRODUCT_KEY = "product_key"

    USERS = "users"
    PEOPLE = "people"
    """Counts as users only beside LICENSED."""
    LICENSED = "licensed"
    LICENCES = "licences"
    CLASSIFIER = "classifier"
    """Stands after a Thai number, and shows that it is one."""
    INEXACT = "inexact"
    """Makes a number a bound or a change: "fewer than", "another"."""


EVENTS = (
    Cue.EXPIRED,
    Cue.VALID,
    Cue.CANCELLED,
    Cue.DUE,
    Cue.LAPSED,
    Cue.PAID,
    Cue.SENT,
    Cue.OBLIGED,
    Cue.UNPAID,
    Cue.REACTIVATED,
    Cue.ASKED,
    Cue.OTHER,
)


class Meaning(NamedTuple):
    """What a pattern means."""

    cue: Cue
    tense: Tense = Tense.UNKNOWN


class Hit(NamedTuple):
    """A cue found in a text; `start` and `end` are offsets in the folded text."""

    cue: Cue
    tense: Tense
    start: int
    end: int
