"""The case: what a conversation has established so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from assistant.errors import AssistantError, mark
from assistant.lifecycle import Facts

# More than any list that is ever shown; a bound for a case read from a file.
_MOST_OFFERED = 50
_KEYS = ("facts", "topic", "offered", "failures", "language", "asked", "actual", "over", "saved")


class CaseError(AssistantError):
    """A saved case that cannot be read."""

    code = "case.broken"
    message = mark("error.case.broken", "The saved conversation cannot be read: {detail}.")
    hint = mark("error.case.broken.hint", "Start over without it.")


class Case(NamedTuple):
    """What is known before a turn.

    Args:
        facts: what was said so far.
        topic: topic of the last answer, or None.
        offered: topics that were offered by number in the last turn.
        failures: turns in a row that ended in a question back or a refusal.
        language: tag of the session's language, or None.
        asked: the fact that a bare date states: what was asked for or said last, or None.
        actual: the facts without what was only supposed last, or None if nothing was.
        saved: the facts that a saved profile holds; a conversation begins with them.
        over: whether something was spoken of as done; then a bare date in reply is a past one.
    """

    facts: Facts = Facts()
    topic: str | None = None
    offered: tuple[str, ...] = ()
    failures: int = 0
    language: str | None = None
    asked: str | None = None
    actual: Facts | None = None
    over: bool = False
    saved: Facts = Facts()

    @classmethod
    def empty(cls, *, language: str | None = None) -> Self:
        """Return the case of a conversation that begins."""
        return cls(language=language)

    @classmethod
    def begin(cls, saved: Facts, *, language: str | None = None) -> Self:
        """Return the case of a conversation that begins with what a profile holds."""
        return cls(facts=saved, language=language, saved=saved)

    def to_mapping(self) -> dict[str, Any]:
        """Return the case as JSON values."""
        return {
            "facts": self.facts.to_mapping(),
            "topic": self.topic,
            "offered": list(self.offered),
            "failures": self.failures,
            "language": self.language,
            "asked": self.asked,
            "actual": self.actual.to_mapping() if self.actual is not None else None,
            "over": self.over,
            "saved": self.saved.to_mapping(),
        }

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any], *, where: str | None = None) -> Self:
        """Return the case that JSON values hold.

        Raises:
            CaseError: if a key is unknown or a value has the wrong type.
            FactsError: if a fact is wrong.
        """
        unknown = sorted(set(mapping) - set(_KEYS))
        if unknown:
            raise CaseError(where, detail=f"unknown key “{unknown[0]}”")
        facts, offered = mapping.get("facts") or {}, mapping.get("offered") or []
        topic, language = mapping.get("topic"), mapping.get("language")
        saved = mapping.get("saved") or {}
        asked, actual = mapping.get("asked"), mapping.get("actual")
        failures = mapping.get("failures") or 0
        if not all(isinstance(table, Mapping) for table in (facts, saved, actual or {})):
            raise CaseError(where, detail="“facts” must be an object")
        if not isinstance(offered, list) or len(offered) > _MOST_OFFERED:
            raise CaseError(where, detail="“offered” must be a short list")
        if not all(
            item is None or isinstance(item, str) for item in (topic, language, asked, *offered)
        ):
            raise CaseError(where, detail="topics and languages must be texts")
        if not isinstance(failures, int) or failures < 0:
            raise CaseError(where, detail="“failures” must be a number")
        return cls(
            facts=Facts.from_mapping(facts, where=where),
            topic=topic,
            offered=tuple(offered),
            failures=failures,
            language=language,
            asked=asked if asked in Facts._fields else None,
            actual=Facts.from_mapping(actual, where=where) if actual is not None else None,
            over=mapping.get("over") is True,
            saved=Facts.from_mapping(saved, where=where),
        )
