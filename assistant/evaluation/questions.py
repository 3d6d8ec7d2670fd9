"""Questions with what is expected of them, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.question import QuestionError, bounded
from assistant.errors import AssistantError, mark
from assistant.files import read_bounded
from assistant.lifecycle import Facts

_MAX_BYTES = 64_000_000


class QuestionSetError(AssistantError):
    """A file of questions that cannot be used."""

    code = "evaluation.questions"
    message = mark("error.evaluation.questions", "This is not a question to score: {detail}.")
    hint = mark(
        "error.evaluation.questions.hint",
        "Each line is a JSON object with “id”, “text”, “lang” and “expect”.",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a fair judge expects.

    Args:
        id: names it in reports.
        text: as it was asked.
        language: tag.
        style: how it is written (plain, typo, story …).
        expect: topics that are right, best first; empty for out of scope.
        today: the day it was asked, or None where it does not matter.
        facts: what it says, or None for a question whose dates are not scored.
    """

    id: str
    text: str
    language: str
    style: str
    expect: tuple[str, ...]
    today: date | None
    facts: Facts | None


def read_questions(path: Path) -> Iterator[Question]:
    """Yield the questions of a JSON-lines file.

    Raises:
        OSError: if the file cannot be read.
        QuestionSetError, QuestionError: with file and line, if a line is not a question.
    """
    data = read_bounded(path, _MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(str(path), detail="it is not UTF-8") from error
    if len(data) > _MAX_BYTES:
        raise QuestionSetError(str(path), detail=f"it is larger than {_MAX_BYTES} bytes")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _parse(line, f"{path}:{number}")


def _parse(line: str, where: str) -> Question:
    try:
        item = json.loads(line)
        expect, facts, today = item["expect"], item.get("facts"), item.get("today")
        question = Question(
            id=str(item["id"]),
            text=_text(item["text"]),
            language=_text(item["lang"]),
            style=_text(item.get("style", "")),
            expect=tuple(_text(topic) for topic in expect),
            today=date.fromisoformat(today) if today is not None else None,
            facts=Facts.from_mapping(facts, where=where) if facts is not None else None,
        )
        bounded(question.text)
    except KeyError as error:
        raise QuestionSetError(where, detail=f"“{error.args[0]}” is missing") from error
    except json.JSONDecodeError as error:
        raise QuestionSetError(where, detail="it is not JSON") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise QuestionSetError(where, detail="a value is of the wrong kind") from error
    except QuestionError as error:
        error.where = where
        raise
    return question


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value
