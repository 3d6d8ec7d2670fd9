"""Suggest how a question may go on, from what people have asked: accents and case do not matter."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Iterable

from assistant.errors import AssistantError
from assistant.text.fold import fold

# Fewer letters begin too many questions.
_FEWEST = 3
# More would hide the conversation on a small screen.
MOST_SUGGESTED = 3

# What people have asked, each with its topic.
AskedBefore = Callable[[], Iterable[tuple[str, str]]]


class Suggester:
    """Completes what is typed to questions that begin alike, one a topic, the shortest first.

    Args:
        asked: returns the questions of the pack with their topics; called once, when enough is
            typed.
    """

    def __init__(self, asked: AskedBefore) -> None:
        self._asked = asked
        self._sorted: list[tuple[str, str, str]] | None = None

    async def suggest(self, typed: str) -> list[str]:
        """Return whole questions; what was typed stays in them as it was typed."""
        wanted = fold(typed)
        if len(wanted.strip()) < _FEWEST:
            return []
        if self._sorted is None:
            # In a thread: reading thousands of questions must not hold a key up.
            self._sorted = await asyncio.to_thread(self._load)
        shortest: dict[str, str] = {}
        for folded, question, topic in self._sorted[bisect_left(self._sorted, (wanted,)) :]:
            if not folded.startswith(wanted):
                break
            # Folding may change lengths: the rest must be cut where the typed part really ends.
            if fold(question[: len(typed)]) != wanted or len(question) <= len(typed):
                continue
            if topic not in shortest or len(question) < len(shortest[topic]):
                shortest[topic] = question
        alike = sorted(shortest.values(), key=lambda question: (len(question), question))
        return [typed + question[len(typed) :] for question in alike[:MOST_SUGGESTED]]

    def _load(self) -> list[tuple[str, str, str]]:
        try:
            return sorted((fold(question), question, topic) for question, topic in self._asked())
        except AssistantError:
            # A pack without phrases answers all the same; it only suggests nothing.
            return []
