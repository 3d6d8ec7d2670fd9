"""A topic: what it answers, in parts with conditions and evidence, and the passages it quotes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from assistant.knowledge.source import PackError, Table
from assistant.messages.template import fields

# What the articles say about a reader's situation, each with one value at a time.
SITUATION_KEYS = ("case", "licence", "edition", "state", "channel")
# Sets a situation holds: the facts that were said, and what the timeline leaves open.
SET_KEYS = ("has", "notes")


class EvidenceKind(StrEnum):
    """What a sentence rests on."""

    QUOTE = "quote"
    POLICY = "policy"
    GAP = "gap"
    CHAT = "chat"


class Evidence(NamedTuple):
    """One ground of a sentence.

    Args:
        kind: quote of an article, policy value, a gap (the articles are silent) or the chat.
        article: id of the article, for quotes.
        block: id of the block in the cleaned article, for quotes.
        quote: text that stands exactly once in the block; for other kinds the policy key or the
            reason.
    """

    kind: EvidenceKind
    article: str
    block: str
    quote: str


class Situation(NamedTuple):
    """What conditions are read against.

    Args:
        values: one value for each of `SITUATION_KEYS`.
        has: names of the facts that were said.
        notes: notes of the timeline.
    """

    values: Mapping[str, str]
    has: frozenset[str]
    notes: frozenset[str]


class Condition(NamedTuple):
    """When a part applies: every key must accept the situation.

    Args:
        accepted: for a key of `SITUATION_KEYS` the values it takes.
        has: facts that must all have been said.
        lacks: facts none of which may have been said.
        notes: notes of which one must be on the timeline.
    """

    accepted: Mapping[str, frozenset[str]]
    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def holds(self, situation: Situation) -> bool:
        """Say whether the situation fulfils the condition."""
        return (
            all(situation.values.get(key) in values for key, values in self.accepted.items())
            and self.has <= situation.has
            and not self.lacks & situation.has
            and (not self.notes or bool(self.notes & situation.notes))
        )


class Section(StrEnum):
    """Where in an answer a part stands: first the answer, then what to do, then what is open."""

    LEAD = "lead"
    ACTION = "action"
    NOTE = "note"


class Part(NamedTuple):
    """A message with its conditions and evidence.

    Args:
        context: msgctxt, `topic.part`; unique in the pack.
        section: where it stands in the answer.
        text: English msgid (the singular, for a counted one).
        plural: English plural of a counted message, else None.
        counted: placeholder whose number decides the plural form, else None.
        when: alternatives; it applies if one of them holds, or if there is none.
        evidence: what it rests on; at least one.
    """

    context: str
    section: Section
    text: str
    plural: str | None
    counted: str | None
    when: tuple[Condition, ...]
    evidence: tuple[Evidence, ...]

    def applies(self, situation: Situation, known: Mapping[str, object]) -> bool:
        """Say whether the part can be said: a condition holds, all placeholders are known."""
        return _any_holds(self.when, situation) and self.placeholders() <= known.keys()

    def placeholders(self) -> frozenset[str]:
        """Return the names of the placeholders of the English text."""
        templates = [self.text, self.plural or ""]
        return frozenset(
            name for template in templates for name in fields(template, where=self.context)
        )


class SharedPart(NamedTuple):
    """A place in a topic where the pack's shared wording is said.

    Args:
        key: key of the wording; of its texts the first that applies is said.
        section: where it stands in the answer.
        when: as for `Part`.
    """

    key: str
    section: Section
    when: tuple[Condition, ...]

    def applies(self, situation: Situation) -> bool:
        """Say whether the wording is for this situation."""
        return _any_holds(self.when, situation)


class Passage(NamedTuple):
    """What an article says, shown as a quotation; never formatted.

    Args:
        context: msgctxt, unique in the pack.
        text: English msgid: the quote, translated.
        when: as for `Part`.
        evidence: the quote itself.
    """

    context: str
    text: str
    when: tuple[Condition, ...]
    evidence: Evidence

    def applies(self, situation: Situation) -> bool:
        """Say whether the passage is for this situation."""
        return _any_holds(self.when, situation)


class Topic(NamedTuple):
    """What people ask about one thing.

    Args:
        id: id in the JSON contract.
        title: what it is about, in plain words; names it in questions back and lists.
        dated: its answer has dates as soon as a fact is known.
        asks: name of the fact that would make the answer exact, or None.
        parts: the answer; empty for a topic that has none yet.
        passages: quotations that may follow.
    """

    id: str
    title: str
    dated: bool
    asks: str | None
    parts: tuple[Part | SharedPart, ...]
    passages: tuple[Passage, ...]

    @property
    def title_context(self) -> str:
        """Return the msgctxt of the title."""
        return f"{self.id}.title"

    @property
    def own_parts(self) -> tuple[Part, ...]:
        """Return the parts that are messages of the topic itself."""
        return tuple(part for part in self.parts if isinstance(part, Part))

    @property
    def answerable(self) -> bool:
        """Say whether the topic has an answer."""
        return bool(self.parts)


def parse_topic(table: Table, known_facts: frozenset[str]) -> Topic:
    """Return the topic a file holds.

    Args:
        table: the file's top table.
        known_facts: names of the facts a topic may ask for.

    Raises:
        PackError: if anything is missing, unknown or of the wrong type.
    """
    table.only("id", "title", "dated", "asks", "part", "passage")
    topic = table.text("id")
    asks = table.choice("asks", known_facts) if "asks" in table.values else None
    return Topic(
        id=topic,
        title=table.text("title"),
        dated=table.flag("dated"),
        asks=asks,
        parts=tuple(
            _parse_shared(part) if "shared" in part.values else parse_part(part, topic)
            for part in table.tables("part")
        ),
        passages=tuple(_parse_passage(passage, topic) for passage in table.tables("passage")),
    )


def parse_part(table: Table, topic: str) -> Part:
    """Return the part of a topic, or of the pack's shared wording, that a table holds."""
    table.only("name", "section", "text", "plural", "count", "when", "evidence")
    plural, count = table.optional_text("plural"), table.optional_text("count")
    if (plural is None) != (count is None):
        raise PackError(table.where, detail="“plural” and “count” go together")
    evidence = tuple(_parse_evidence(item) for item in table.tables("evidence"))
    if not evidence:
        raise PackError(table.where, detail="“evidence” is missing: nothing is invented")
    part = Part(
        context=f"{topic}.{table.text('name')}",
        section=_parse_section(table),
        text=table.text("text"),
        plural=plural,
        counted=count,
        when=_parse_conditions(table),
        evidence=evidence,
    )
    if count is not None and count not in part.placeholders():
        raise PackError(table.where, detail=f"the counted “{count}” is not in the text")
    return part


def _parse_shared(table: Table) -> SharedPart:
    table.only("shared", "section", "when")
    return SharedPart(table.text("shared"), _parse_section(table), _parse_conditions(table))


def _parse_section(table: Table) -> Section:
    if "section" not in table.values:
        return Section.LEAD
    return Section(table.choice("section", list(Section)))


def _parse_passage(table: Table, topic: str) -> Passage:
    table.only("name", "text", "when", "article", "block", "quote")
    return Passage(
        context=f"{topic}.{table.text('name')}",
        text=table.text("text"),
        when=_parse_conditions(table),
        evidence=_parse_quote(table),
    )


def _parse_quote(table: Table) -> Evidence:
    return Evidence(
        EvidenceKind.QUOTE, table.text("article"), table.text("block"), table.text("quote")
    )


def _parse_evidence(table: Table) -> Evidence:
    if "quote" in table.values:
        return _parse_quote(table.only("article", "block", "quote"))
    for kind in (EvidenceKind.POLICY, EvidenceKind.GAP, EvidenceKind.CHAT):
        if kind in table.values:
            return Evidence(kind, "", "", table.only(kind).text(kind))
    raise PackError(table.where, detail="evidence is a quote, a policy key, a gap or the chat")


def _parse_conditions(table: Table) -> tuple[Condition, ...]:
    return tuple(_parse_condition(item) for item in table.tables("when"))


def _parse_condition(table: Table) -> Condition:
    table.only(*SITUATION_KEYS, *SET_KEYS, "lacks")
    return Condition(
        accepted={
            key: frozenset(table.texts(key)) for key in SITUATION_KEYS if key in table.values
        },
        has=frozenset(table.texts("has")),
        lacks=frozenset(table.texts("lacks")),
        notes=frozenset(table.texts("notes")),
    )


def _any_holds(alternatives: tuple[Condition, ...], situation: Situation) -> bool:
    return not alternatives or any(condition.holds(situation) for condition in alternatives)
