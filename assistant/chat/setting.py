"""How a chat is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answering import Answer
    from assistant.answering.talk import Keeper
    from assistant.lifecycle import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a chat is held.

    Args:
        today: the day on which the user asks.
        language: tag of the screen's language, and of answers where the question does not tell.
        pinned: tag of the language of every answer, or None; switching the language moves it.
        steps: whether dates are told step by step.
        saved: facts of the user's profile; every conversation begins with them.
        zone: name of the time zone of today, for saved conversations.
        complaint: why the profile cannot be used, or None; said once.
        keeper: keeps the answers while they are given, or None.
        earlier: returns the answers of an earlier conversation that can be taken up, or None.
        resume: whether it is taken up at once.
        feedback: keeps what the user says of an answer and returns where, or None.
    """

    today: date
    language: str
    pinned: str | None = None
    steps: bool = False
    saved: Facts | None = None
    zone: str = ""
    complaint: AssistantError | None = None
    keeper: Keeper | None = None
    earlier: Callable[[], Iterable[Answer]] | None = None
    resume: bool = False
    feedback: Callable[[Answer, bool], Path] | None = None
