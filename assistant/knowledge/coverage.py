"""Which sentences of the articles are used, by which topics, and why the others are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.cleaning.article import Article
from assistant.cleaning.structure import Kind
from assistant.knowledge.pack import Pack
from assistant.knowledge.source import PackError, read_toml
from assistant.knowledge.topic import Evidence, EvidenceKind

# What holds an article together says nothing of its own.
_STRUCTURE = {
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.CONTENTS: "contents",
    Kind.STATE: "label of a state",
}
POLICY = "policy"


@dataclass(frozen=True, slots=True)
class BlockUse:
    """A block of an article, and what it is for.

    Args:
        article: id of the article.
        block: id of the block or variant.
        kind: what it is.
        text: what it says.
        users: topics that cite it, "wording" for shared texts, "policy" for the policy.
        reason: why nothing cites it, or None; a block that is cited should have none.
    """

    article: str
    block: str
    kind: Kind
    text: str
    users: tuple[str, ...]
    reason: str | None

    @property
    def accounted_for(self) -> bool:
        """Say whether the block is cited or there is a reason why not."""
        return bool(self.users) or self.reason is not None


def coverage(pack: Pack, articles: Mapping[str, Article]) -> Iterator[BlockUse]:
    """Yield every block and variant of the articles with what cites it.

    Args:
        pack: its `uncited.toml` holds the reasons, by article and block.
        articles: the cleaned articles by id.

    Raises:
        PackError: if a reason names a block that there is not.
    """
    users = _users(pack)
    reasons = read_toml(pack.folder / "uncited.toml", pack.folder)
    reasons.only(*articles)
    for name, article in articles.items():
        own = reasons.table(name)
        unknown = sorted(set(own.values) - article.texts().keys())
        if unknown:
            raise PackError(own.where, detail=f"there is no block {unknown[0]}")
        for block in article.blocks:
            for version in block.versions():
                citing = tuple(sorted(users[name, version.id]))
                given = own.optional_text(version.id)
                reason = given if citing else given or _STRUCTURE.get(block.kind)
                yield BlockUse(name, version.id, block.kind, version.text, citing, reason)


def _users(pack: Pack) -> dict[tuple[str, str], set[str]]:
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for user, evidence in _citations(pack):
        if evidence.kind is EvidenceKind.QUOTE:
            users[evidence.article, evidence.block].add(user)
    for _, quote in pack.policy.all_evidence():
        users[quote.article, quote.block].add(POLICY)
    return users


def _citations(pack: Pack) -> Iterator[tuple[str, Evidence]]:
    for topic in pack.topics():
        for part in topic.own_parts:
            yield from ((topic.id, evidence) for evidence in part.evidence)
        yield from ((topic.id, passage.evidence) for passage in topic.passages)
    for part in pack.wording.parts():
        yield from (("wording", evidence) for evidence in part.evidence)
