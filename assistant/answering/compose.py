"""Put a topic's answer into words for one situation: parts, schedule, passages, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Self

from babel.lists import format_list

from assistant.answering.answer import (
    MoveLine,
    Paragraph,
    Role,
    ScheduleLine,
    Source,
    StateOn,
)
from assistant.errors import mark
from assistant.knowledge import (
    Evidence,
    EvidenceKind,
    Pack,
    Part,
    Section,
    SharedPart,
    Situation,
    Topic,
)
from assistant.lifecycle import (
    Basis,
    Bound,
    CaseKind,
    Comparison,
    Edition,
    Event,
    Facts,
    Licence,
    Milestone,
    State,
    Timeline,
    Unit,
    cancellation_channel,
)
from assistant.messages import Prose, Text

_ASSUMED = mark("answer.assumed", "{text} (our assumption)")
_READ_AS = mark(
    "answer.read-as",
    "“{written}” was read as {day}. If you meant the other reading, reply: no, {other}",
)
_WHOLE_DAYS = mark("answer.whole-days", "Dates are whole days in your time zone.")
_NO_SUCH_DATE = mark(
    "answer.no-such-date", "“{written}” is not a date that exists, so it was left out."
)

# Days from today within which people think in weekdays.
_NEAR_DAYS = 14
# Beyond these a listed passage helps nobody; the sources still name them all.
_MOST_PASSAGES = 3


class Composer:
    """Collects the words of one answer, and the sources they rest on.

    Args:
        pack: whose words.
        prose: the pack's texts in the reader's language.
        program: the program's texts in the reader's language.
        situation: what conditions are read against.
        known: values of the placeholders that can be filled.
        today: the day it is asked.
    """

    def __init__(
        self,
        *,
        pack: Pack,
        prose: Prose,
        program: Prose,
        situation: Situation,
        known: Mapping[str, object],
        today: date,
    ) -> None:
        self.pack = pack
        self.prose = prose
        self.program = program
        self.situation = situation
        self.known = known
        self.today = today
        self.sources: list[Source] = []
        self.durations_used = False
        self._computed = False

    def for_state(self, facts: Facts, timeline: Timeline, state: StateOn) -> Self:
        """Return a composer for the same case in another state, citing the same sources."""
        other = type(self)(
            pack=self.pack,
            prose=self.prose,
            program=self.program,
            situation=situation_of(self.pack, facts, timeline, state),
            known=known_values(self.pack, facts, timeline, state, self.today),
            today=self.today,
        )
        other.sources = self.sources
        return other

    def topic(self, topic: Topic) -> list[Paragraph]:
        """Return the parts and passages of a topic that apply, in reading order."""
        paragraphs = [
            paragraph
            for section in Section
            for part in topic.parts
            if part.section is section
            for paragraph in self._part(part)
        ]
        passages = [passage for passage in topic.passages if passage.applies(self.situation)]
        for passage in passages[:_MOST_PASSAGES]:
            text = self.prose.text(passage.context, passage.text)
            paragraphs.append(_paragraph(Role.PASSAGE, text, self._cite([passage.evidence])))
        return paragraphs

    def _part(self, part: Part | SharedPart) -> list[Paragraph]:
        role = Role(part.section.value)
        if isinstance(part, SharedPart):
            return self.shared(role, part.key) if part.applies(self.situation) else []
        if part.applies(self.situation, self.known):
            return [self._paragraph(role, part)]
        return []

    def shared(self, role: Role, key: str) -> list[Paragraph]:
        """Return the shared wording for `key`, or nothing if none applies."""
        part = self.pack.wording.find(key, self.situation, self.known)
        return [self._paragraph(role, part)] if part else []

    def hedge(self) -> list[Paragraph]:
        """Return what every answer with a policy duration carries, and one with own dates."""
        hedge = self.shared(Role.HEDGE, "hedge") if self.durations_used else []
        if self._computed:
            hedge.append(_paragraph(Role.HEDGE, self.program.text(*_WHOLE_DAYS), ()))
        return hedge

    def schedule(self, timeline: Timeline) -> list[ScheduleLine]:
        """Return the milestones in words; those that rest on an assumption say so."""
        lines = []
        # On one day the states come first: that it is deprovisioned explains that data goes.
        order = list(Event)
        for milestone in sorted(
            timeline.milestones, key=lambda m: (m.date, order.index(m.event), m.bound)
        ):
            key = f"event.{milestone.event}.{milestone.bound}"
            part = self.pack.wording.find(key, self.situation, self.known)
            if part is None:
                continue
            text = self._say(part)
            sources = self._cite([*self._rule_evidence(milestone, timeline), *part.evidence])
            if milestone.basis is Basis.INFERRED:
                text = self.program.text(*_ASSUMED, values={"text": text.text})
            self.durations_used = self._computed = True
            written = self.written(milestone.date)
            lines.append(ScheduleLine(milestone, text.text, written, text.language, sources))
        return lines

    def written(self, day: date) -> str:
        """Return a day as it stands by itself: with its weekday if it is near."""
        near = abs((day - self.today).days) <= _NEAR_DAYS
        return self.prose.writer.day(day, length="full" if near else "long")

    def moves(self, comparison: Comparison) -> tuple[MoveLine, ...]:
        """Return the milestones that move, appear or vanish, by name."""
        lines = []
        for move in comparison.changed:
            key = f"move.{move.event}.{move.bound}"
            part = self.pack.wording.find(key, self.situation, self.known)
            if part is not None:
                name = self._say(part)
                lines.append(MoveLine(move, name.text, name.language))
        return tuple(lines)

    def _rule_evidence(self, milestone: Milestone, timeline: Timeline) -> list[Evidence]:
        """Return the quotes that a milestone's date is computed from."""
        return [
            Evidence(EvidenceKind.QUOTE, item.article, item.block, item.quote)
            for item in self.pack.policy.evidence_of(milestone.rule, timeline.edition)
        ]

    def read_as(self, written: str, day: date, other: date) -> Paragraph:
        """Return how a date with two readings was understood, and how to say the other."""
        values = {"written": written, "day": day, "other": other}
        text = self.program.text(*_READ_AS, values=values)
        return _paragraph(Role.UNDERSTOOD, text, ())

    def no_such_date(self, written: str) -> Paragraph:
        """Return that a date does not exist."""
        text = self.program.text(*_NO_SUCH_DATE, values={"written": written})
        return _paragraph(Role.UNDERSTOOD, text, ())

    def _paragraph(self, role: Role, part: Part) -> Paragraph:
        values = self.pack.policy.values
        if any(n in values and values[n].unit is Unit.DAYS for n in part.placeholders()):
            self.durations_used = True
        return _paragraph(role, self._say(part), self._cite(part.evidence))

    def _say(self, part: Part) -> Text:
        if part.plural is None or part.counted is None:
            return self.prose.text(part.context, part.text, values=self.known)
        count = self.known[part.counted]
        forms = (part.text, part.plural)
        return self.prose.plural(part.context, forms, int(str(count)), values=self.known)

    def _cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        indexes = []
        for item in evidence:
            if item.kind is not EvidenceKind.QUOTE:
                continue
            info = self.pack.article(item.article)
            title = self.prose.text(info.title_context, info.title).text
            source = Source(item.article, item.block, item.quote, title)
            if source not in self.sources:
                self.sources.append(source)
            indexes.append(self.sources.index(source))
        return tuple(indexes)


def state_on(pack: Pack, prose: Prose, timeline: Timeline, day: date) -> StateOn:
    """Return the states on a day, in the reader's words."""
    states = timeline.states_on(day)
    names = [_state_name(pack, prose, state) for state in states]
    written = format_list(names, style="or", locale=prose.writer.locale)
    return StateOn(day, states, written)


def situation_of(
    pack: Pack, facts: Facts, timeline: Timeline | None, state: StateOn | None
) -> Situation:
    """Return what the conditions of parts are read against.

    `case` is the row of the date rules or "none", but of a trial "trial" also without a date or
    when it was paid too late; `state` joins the possible states with "|", or is "none" without
    dates; `channel` says how the subscription can be cancelled, or "unknown".
    """
    licence = (timeline.licence if timeline else facts.licence) or Licence.STANDARD
    case = timeline.case if timeline else None
    if licence is Licence.TRIAL and case in (None, CaseKind.PAID_LATE):
        case = CaseKind.TRIAL
    values = {
        "case": case.value if case else "none",
        "licence": licence,
        "edition": (timeline.edition if timeline else facts.edition) or "worldwide",
        "state": "|".join(state.possible) if state else "none",
        "channel": cancellation_channel(pack.policy, facts) or "unknown",
    }
    return Situation(
        values=values,
        has=frozenset(facts.to_mapping()),
        notes=frozenset(note.value for note in timeline.notes) if timeline else frozenset(),
    )


def known_values(
    pack: Pack, facts: Facts, timeline: Timeline | None, state: StateOn | None, today: date
) -> dict[str, object]:
    """Return the placeholders that can be filled: policy values, facts, milestones, the state."""
    known: dict[str, object] = {"today": today}
    known |= {key: value.number for key, value in pack.policy.values.items()}
    for name in facts.to_mapping():
        known[name] = getattr(facts, name)
    for milestone in timeline.milestones if timeline else ():
        known[f"{milestone.event}_{milestone.bound}"] = milestone.date
    if timeline and (disabled := timeline.milestone(Event.DISABLED, Bound.ON)):
        known["last_day_of_access"] = disabled.date - timedelta(days=1)
    if state:
        known |= {"state": state.written, "state_day": state.on}
    return known


def assumed_defaults(facts: Facts, timeline: Timeline | None, *, used: bool) -> dict[str, str]:
    """Return the defaults that the dates or day counts rest on."""
    if timeline is None and not used:
        return {}
    assumed = {}
    if facts.licence is None:
        assumed["licence"] = (timeline.licence if timeline else Licence.STANDARD).value
    if facts.edition is None:
        assumed["edition"] = (timeline.edition if timeline else Edition.WORLDWIDE).value
    return assumed


def _state_name(pack: Pack, prose: Prose, state: State) -> str:
    key = f"state.{state}"
    part = pack.wording.find(key, Situation({}, frozenset(), frozenset()), {})
    return prose.text(part.context, part.text).text if part else state.value


def _paragraph(role: Role, text: Text, sources: tuple[int, ...]) -> Paragraph:
    return Paragraph(role, text.text, text.language, sources)
