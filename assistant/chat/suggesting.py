"""Suggest how a question may go on, from what people have asked: accents and case do not matter."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Iterable

from textual.suggester import Suggester

from assistant.errors import AssistantError
from assistant.text.fold import fold

# Fewer letters begin too many questions.
_FEWEST = 3


class QuestionSuggester(Suggester):
    """Completes what is typed to a question that begins alike, the shortest first.

    Args:
        questions: returns the questions of the pack; called once, when enough is typed.
    """

    def __init__(self, questions: Callable[[], Iterable[str]]) -> None:
        super().__init__(case_sensitive=True)
        self._questions = questions
        self._sorted: list[tuple[str, str]] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completed question, or None; what was typed stays as it was typed."""
        wanted = fold(value)
        if len(wanted.strip()) < _FEWEST:
            return None
        if self._sorted is None:
            # In a thread: reading thousands of questions must not hold a key up.
            self._sorted = await asyncio.to_thread(self._load)
        at = bisect_left(self._sorted, (wanted, ""))
        alike: list[str] = []
        for folded, question in self._sorted[at:]:
            if not folded.startswith(wanted):
                break
            if fold(question[: len(value)]) == wanted and len(question) > len(value):
                alike.append(question)
        best = min(alike, key=len, default=None)
        return value + best[len(value) :] if best is not None else None

    def _load(self) -> list[tuple[str, str]]:
        try:
            return sorted((fold(question), question) for question in self._questions())
        except AssistantError:
            # A pack without phrases answers all the same; it only suggests nothing.
            return []
