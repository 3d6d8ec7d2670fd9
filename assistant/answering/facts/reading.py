"""Read what one question says about the case: its facts, and only those.

A date is bound to the fact whose cue stands nearest, counted in words and borders of clauses; a
date beside something else (a meeting, a journey) stays unbound, because a wrong date costs more
than a question back. What the topic is about, or what was just asked for, takes a date that is
the only one and that nothing else claims.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.answering.facts.binding import Binder
from assistant.answering.facts.counts import read_counts
from assistant.answering.facts.cues import FactCues
from assistant.answering.facts.events import CASE_DAYS
from assistant.answering.facts.scene import Scene
from assistant.answering.facts.terms import read_terms
from assistant.dates import DateMention, Tense, find_dates
from assistant.lifecycle import Facts

__all__ = ["Bound", "FactCues", "Reading", "read_facts"]


class Bound(NamedTuple):
    """A date that a fact was read from.

    Args:
        fact: name of the fact.
        mention: the date as it was written.
        date: the day it was understood as.
        other: the day that a second reading of it means, or None if there is one only.
    """

    fact: str
    mention: DateMention
    date: dt.date
    other: dt.date | None = None


class Reading(NamedTuple):
    """What one question says.

    Args:
        facts: what was said; nothing assumed.
        understood: the dates among them, in reading order.
        impossible: dates that do not exist, as they were written.
        unused: dates that are no fact.
        over: whether something is spoken of as done, whenever that was.
    """

    facts: Facts
    understood: tuple[Bound, ...] = ()
    impossible: tuple[str, ...] = ()
    unused: tuple[DateMention, ...] = ()
    over: bool = False


def read_facts(
    text: str,
    *,
    cues: Sequence[FactCues],
    language: str,
    today: dt.date,
    expecting: str | None = None,
    default: str | None = None,
    over: bool = False,
) -> Reading:
    """Return the facts that a person said.

    Args:
        text: the question; the caller bounds its length.
        cues: the question's language first, then the others: people mix languages.
        language: BCP 47 tag of the question's language, for its dates.
        today: the day the question is asked on.
        expecting: the fact that the assistant asked for just now; a bare reply states it.
        default: the fact that the topic is about; the only date that nothing claims states it.
        over: whether it was spoken of before as done.
    """
    mentions = find_dates(text, language=language, today=today)
    scene = Scene(unicodedata.normalize("NFC", text), mentions, cues)
    binding = Binder(scene, today, expecting, default, over=over).bind()
    values: dict[str, Any] = {fact: day for fact, (_, day) in binding.dates.items()}
    values |= read_counts(scene, cues, expecting)
    values |= read_terms(scene, binding)
    bound = sorted((number, fact, day) for fact, (number, day) in binding.dates.items())
    used = {number for number, _ in binding.dates.values()} | binding.impossible
    return Reading(
        facts=Facts(**values),
        understood=tuple(
            Bound(fact, mentions[number], day, mentions[number].other_day(day, today))
            for number, fact, day in bound
        ),
        impossible=tuple(mentions[number].text for number in sorted(binding.impossible)),
        unused=tuple(m for number, m in enumerate(mentions) if number not in used),
        over=any(e.fact in CASE_DAYS and e.tense is Tense.PAST for e in binding.events),
    )
