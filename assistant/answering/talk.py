"""A conversation: whom it asks, in which way, what was answered and what is known so far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.answering.answer import Answer
from assistant.answering.case import Case
from assistant.errors import AssistantError
from assistant.lifecycle import Facts

if TYPE_CHECKING:
    from assistant.knowledge import Pack


class Answering(Protocol):
    """Answers questions; `Assistant` is one."""

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
        """Return the answer to a question; see `Assistant`."""

    def lookup(
        self,
        topic: str,
        *,
        today: date,
        language: str,
        facts: Facts,
        steps: bool = False,
        case: Case | None = None,
    ) -> Answer:
        """Return a topic's answer without a question; see `Assistant`."""


class Keeper(Protocol):
    """Keeps the answers of a conversation."""

    def keep(self, answer: Answer) -> None:
        """Keep an answer.

        Raises:
            AssistantError: it cannot be kept.
        """

    def forget(self) -> None:
        """Forget all answers."""


class Talk:
    """Answers one question after the other, each in the case that the one before has left.

    Args:
        assistant: answers.
        today: the day on which the user asks.
        language: tag of the session's language.
        pinned: tag of the language of every answer, or None.
        steps: whether dates are told step by step.
        saved: facts of the user's profile; every conversation begins with them.
        keeper: keeps the answers while they are given, or None.
    """

    def __init__(
        self,
        assistant: Answering,
        *,
        today: date,
        language: str,
        pinned: str | None = None,
        steps: bool = False,
        saved: Facts | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        self.assistant = assistant
        self.today = today
        self.language = language
        self.answers: list[Answer] = []
        # Why answers are kept no more; said once by whoever shows them.
        self.fault: AssistantError | None = None
        self._pinned = pinned
        self._steps = steps
        self._saved = saved or Facts()
        self._keeper = keeper
        self._case: Case | None = None
        # Another one with each beginning.
        self._begun = object()

    @property
    def case(self) -> Case:
        """Return what the conversation has established so far."""
        return self._case or Case.begin(self._saved, language=self.language)

    @property
    def cited(self) -> Answer | None:
        """Return the last answer that rests on sources, or None."""
        return next((one for one in reversed(self.answers) if one.sources), None)

    @property
    def dated(self) -> Answer | None:
        """Return the last answer that shows dates, or None."""
        return next((one for one in reversed(self.answers) if one.schedule), None)

    def ask(self, question: str) -> Answer:
        """Return the answer to a question, and go on from there.

        Raises:
            AssistantError: the question cannot be answered.
        """
        begun = self._begun
        given = self.assistant.answer(
            question, today=self.today, language=self._pinned, case=self.case, steps=self._steps
        )
        return self._go_on(given, begun)

    def put_right(self, name: str, value: object) -> Answer | None:
        """Change a fact, and return the last answer told anew with it, if there is one.

        Args:
            name: of the fact.
            value: what it is; None takes it back.
        """
        facts = self.case.facts.updated(**{name: value})
        self._case = self.case._replace(facts=facts, actual=None)
        last = self.answers[-1] if self.answers else None
        if last is None or self._case.topic is None:
            return None
        given = self.assistant.lookup(
            self._case.topic,
            today=self.today,
            language=last.language,
            facts=facts,
            steps=self._steps,
            case=self._case,
        )
        return self._go_on(given, self._begun)

    def tell_otherwise(self) -> Answer | None:
        """Return the last answer with dates step by step, or as a list again; None if none has any.

        Those to come are told so, too. An answer is the same whenever it is asked for with the
        same case on the same day.
        """
        last = self.dated
        self._steps = not (last.steps if last is not None else self._steps)
        if last is None:
            return None
        again = ask_again(self.assistant, last, steps=self._steps)
        self.answers[self.answers.index(last)] = again
        return again

    def take_up(self, answer: Answer) -> None:
        """Go on from an answer of an earlier conversation."""
        self.answers.append(answer)
        self._case = answer.case

    def speak(self, tag: str) -> None:
        """Switch the session's language, and that of answers if it was the user's choice."""
        self.language = tag
        if self._case is not None:
            self._case = self._case._replace(language=tag)
        if self._pinned is not None:
            self._pinned = tag

    def start_over(self) -> None:
        """Forget what was answered and established."""
        self._case, self._begun = None, object()
        self.answers.clear()
        if self._keeper is not None:
            self._keeper.forget()

    def _go_on(self, given: Answer, begun: object) -> Answer:
        """Go on from an answer, unless the conversation has started over since it was asked for."""
        if begun is not self._begun:
            return given
        self.take_up(given)
        if self._keeper is not None:
            try:
                self._keeper.keep(given)
            except AssistantError as error:
                # The answer is worth more than its copy.
                self.fault, self._keeper = error, None
        return given


def ask_again(assistant: Answering, answer: Answer, *, steps: bool) -> Answer:
    """Return an answer as it was asked for then, with or without steps."""
    case = answer.asked_in
    if answer.question or answer.topic is None:
        return assistant.answer(
            answer.question, today=answer.as_of, language=answer.language, case=case, steps=steps
        )
    return assistant.lookup(
        answer.topic,
        today=answer.as_of,
        language=answer.language,
        facts=case.facts,
        steps=steps,
        case=case,
    )
