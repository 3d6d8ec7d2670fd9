"""Suggest how a question may go on, from what people have asked: accents and case do not matter."""

from __future__ import annotations

import asyncio
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

from assistant.errors import AssistantError
from assistant.text.fold import fold

# Fewer letters begin too many questions.
_FEWEST = 3
# Characters by which questions are sorted before they are compared.
_KEY = 2
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
        # By their folded beginnings. Folding all 15,000 questions would take a second, and hold
        # up the answer that is made meanwhile; of those that begin alike there are some hundreds.
        self._by_beginning: dict[str, list[tuple[str, str]]] | None = None
        self._reading = threading.Lock()
        self._folding: dict[str, asyncio.Task[list[tuple[str, str, str]]]] = {}

    async def suggest(self, typed: str) -> list[str]:
        """Return whole questions; what was typed stays in them as it was typed."""
        wanted = fold(typed)
        if len(wanted.strip()) < _FEWEST:
            return []
        beginning = fold(typed[:_KEY])
        if beginning not in self._folding:
            # In a thread: reading thousands of questions must not hold a key up. Once: every key
            # asks for a suggestion, and answers wait for threads, too.
            load = asyncio.to_thread(self._load, beginning)
            self._folding[beginning] = asyncio.create_task(load)
        questions = await asyncio.shield(self._folding[beginning])
        shortest: dict[str, str] = {}
        for folded, question, topic in questions[bisect_left(questions, (wanted,)) :]:
            if not folded.startswith(wanted):
                break
            # Folding may change lengths: the rest must be cut where the typed part really ends.
            if fold(question[: len(typed)]) != wanted or len(question) <= len(typed):
                continue
            if topic not in shortest or len(question) < len(shortest[topic]):
                shortest[topic] = question
        alike = sorted(shortest.values(), key=lambda question: (len(question), question))
        return [typed + question[len(typed) :] for question in alike[:MOST_SUGGESTED]]

    def _load(self, beginning: str) -> list[tuple[str, str, str]]:
        with self._reading:
            if self._by_beginning is None:
                self._by_beginning = self._sorted_by_beginning()
        questions = self._by_beginning.get(beginning, [])
        return sorted((fold(text), text, topic) for text, topic in questions)

    def _sorted_by_beginning(self) -> dict[str, list[tuple[str, str]]]:
        beginning_of = cache(fold)
        sorted_ones: dict[str, list[tuple[str, str]]] = {}
        # A pack without phrases answers all the same; it only suggests nothing.
        with suppress(AssistantError):
            for question, topic in self._asked():
                key = beginning_of(question[:_KEY])
                sorted_ones.setdefault(key, []).append((question, topic))
        return sorted_ones
