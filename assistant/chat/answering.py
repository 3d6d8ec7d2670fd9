"""What the chat needs of an assistant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.answering import Answer, Case
    from assistant.knowledge import Pack


class Answering(Protocol):
    """Answers questions; `assistant.answering.Assistant` is one."""

    @property
    def pack(self) -> Pack:
        """Return the pack that answers."""

    def answer(
        self,
        question: str,
        *,
        today: date,
        language: str | None = None,
        case: Case | None = None,
        steps: bool = False,
    ) -> Answer:
        """Return the answer to a question; see `assistant.answering.Assistant`."""
