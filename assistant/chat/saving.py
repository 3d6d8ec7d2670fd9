"""Save what the chat shows to a file in the current folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.answering import Answer
from assistant.errors import FileAccessError
from assistant.files import write_new
from assistant.render import to_text
from assistant.render.calendar import Plan, to_calendar
from assistant.render.transcript import TranscriptFormat, save_transcript


def save_conversation(
    answers: Sequence[Answer], form: TranscriptFormat, *, language: str, today: date, zone: str
) -> Path:
    """Write a conversation to a new file, and return where it is; see `transcript`.

    Raises:
        FileAccessError: the file cannot be written.
    """
    try:
        return save_transcript(answers, form, language=language, today=today, zone=zone)
    except OSError as error:
        raise FileAccessError.of(error) from error


def save_answer(answer: Answer) -> Path:
    """Write an answer's text to a new file, and return where it is.

    Raises:
        FileAccessError: the file cannot be written.
    """
    path = Path.cwd() / f"answer-{answer.as_of.isoformat()}.txt"
    try:
        return write_new(path, to_text(answer).encode())
    except OSError as error:
        raise FileAccessError.of(error) from error


def save_calendar(answer: Answer) -> Path:
    """Write an answer's dates to a new file, and return where it is.

    No file is replaced: nobody was asked which. Events have no need of it, as a calendar program
    knows them again whatever the file's name.

    Raises:
        AssistantError: the dates cannot be written.
    """
    plan = Plan.of_answer(answer)
    data = to_calendar(plan)
    try:
        return write_new(Path.cwd() / plan.file_name, data)
    except OSError as error:
        raise FileAccessError.of(error) from error
