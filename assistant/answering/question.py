"""What counts as a question: bounded, and without control characters."""

from __future__ import annotations

from assistant.errors import AssistantError, mark
from assistant.text.clean import strip_controls

# A long question of the development set has 600 characters. Above the bound it is no question.
MAX_QUESTION_CHARACTERS = 10_000


class QuestionError(AssistantError):
    """A question that cannot be taken."""

    code = "question.refused"
    exit_status = 2


class EmptyQuestionError(QuestionError):
    """Nothing was asked."""

    code = "question.empty"
    message = mark("error.question.empty", "The question is empty.")
    hint = mark("error.question.empty.hint", "Write what you would like to know.")


class LongQuestionError(QuestionError):
    """A text too long to be a question."""

    code = "question.too-long"
    message = mark(
        "error.question.too-long", "The question is too long: {length} characters, {most} at most."
    )
    hint = mark("error.question.too-long.hint", "Say it more briefly.")


def bounded(question: str) -> str:
    """Return a question without control characters.

    Raises:
        EmptyQuestionError, LongQuestionError: if there is no question in it.
    """
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise LongQuestionError(length=len(question), most=MAX_QUESTION_CHARACTERS)
    question = strip_controls(question)
    if not question.strip():
        raise EmptyQuestionError
    return question
