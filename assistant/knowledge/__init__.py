"""The pack: topics, phrases, policies, evidence, and what proves them.

A pack folder enters; topics with evidence, a policy, fact cues, checks and gettext catalogs
leave. May import `text`, `messages`, `lifecycle`, and `cleaning` to read its articles.
"""

from assistant.knowledge.pack import Pack, Wording
from assistant.knowledge.source import PackError, Table
from assistant.knowledge.topic import (
    Evidence,
    EvidenceKind,
    Part,
    Passage,
    Section,
    SharedPart,
    Situation,
    Topic,
)

__all__ = [
    "Evidence",
    "EvidenceKind",
    "Pack",
    "PackError",
    "Part",
    "Passage",
    "Section",
    "SharedPart",
    "Situation",
    "Table",
    "Topic",
    "Wording",
]
