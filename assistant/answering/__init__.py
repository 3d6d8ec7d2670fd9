"""One turn of the conversation.

A question, today and the case so far enter; an `Answer` leaves. Knows no user interface. May
import `text`, `dates`, `lifecycle`, `messages`, `knowledge`, `routing`.
"""

from assistant.answering.answer import (
    Answer,
    Choice,
    Dates,
    MoveLine,
    Paragraph,
    Role,
    ScheduleLine,
    Source,
    StateOn,
    Step,
)
from assistant.answering.assistant import Assistant
from assistant.answering.case import Case, CaseError
from assistant.answering.question import QuestionError
from assistant.answering.talk import Answering, Talk

__all__ = [
    "Answer",
    "Answering",
    "Assistant",
    "Case",
    "CaseError",
    "Choice",
    "Dates",
    "MoveLine",
    "Paragraph",
    "QuestionError",
    "Role",
    "ScheduleLine",
    "Source",
    "StateOn",
    "Step",
    "Talk",
]
