"""Yield a pack's messages for gettext, with what a translator must know of each.

Tuples are those of a Babel extraction method: they name `pgettext` or `npgettext` and begin with
the context, because with any other function name Babel takes the context for the msgid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.knowledge.pack import Pack, Wording
from assistant.knowledge.placeholders import meanings
from assistant.knowledge.topic import Evidence, EvidenceKind, Part, Topic

Extracted = tuple[int, str, tuple[str, ...], list[str]]


def messages_of(pack: Pack) -> Iterator[Extracted]:
    """Yield every message of a pack: article titles, shared wording, topics."""
    for article in pack.articles.values():
        comment = f"Title of the article {article.id}."
        yield 0, "pgettext", (article.title_context, article.title), [comment]
    known = meanings(pack.policy)
    yield from _wording_messages(pack.wording, known)
    for topic in pack.topics():
        yield from _topic_messages(topic, known)


def _wording_messages(wording: Wording, known: Mapping[str, str]) -> Iterator[Extracted]:
    for part in wording.parts():
        yield _part_message(part, known)


def _topic_messages(topic: Topic, known: Mapping[str, str]) -> Iterator[Extracted]:
    comment = "What the topic is about; names it in lists and in questions back."
    yield 0, "pgettext", (topic.title_context, topic.title), [comment]
    for part in topic.own_parts:
        yield _part_message(part, known)
    for passage in topic.passages:
        comments = [
            "Quotation: translate what the article says, as it says it.",
            *_source(passage.evidence),
        ]
        yield 0, "pgettext", (passage.context, passage.text), comments


def _part_message(part: Part, known: Mapping[str, str]) -> Extracted:
    comments = [line for evidence in part.evidence for line in _source(evidence)]
    comments += [
        f"{{{name}}}: {known.get(name, 'unknown')}." for name in sorted(part.placeholders())
    ]
    if part.plural is None:
        return 0, "pgettext", (part.context, part.text), comments
    return 0, "npgettext", (part.context, part.text, part.plural), comments


def _source(evidence: Evidence) -> list[str]:
    if evidence.kind is EvidenceKind.QUOTE:
        return [f"Source: {evidence.article} {evidence.block}: {evidence.quote}"]
    return [f"Rests on {evidence.kind}: {evidence.quote}"]
