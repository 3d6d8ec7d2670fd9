"""Questions without an answer, or with one that did not help: kept on request, grouped, drafted.

The log is a file that the user names; nothing is kept otherwise and nothing leaves the machine.
A line holds the day, the language, the decision, the nearest topics and the question without
addresses and long numbers (`assistant.text.private`).
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from assistant.answering import Answer
from assistant.errors import AssistantError, mark
from assistant.evaluation.lint import NEAR_COPY
from assistant.files import read_bounded
from assistant.routing import DecisionKind
from assistant.routing.phrases import NONE, Phrase
from assistant.text.clean import escape_unseen
from assistant.text.fold import fold
from assistant.text.private import scrub

# A log is read by people; more than this nobody reads, and a forgotten one must not fill a disk.
MAX_LOG_BYTES = 10_000_000
_LONGEST_KEPT = 500  # characters of a question
_NEAREST = 3
# Percent of likeness from which two questions are listed as one.
_ALIKE = 65
_KEYS = ("date", "language", "decision", "topics", "text")


class UnansweredError(AssistantError):
    """A log of unanswered questions that cannot be used."""

    code = "unanswered"
    message = mark("error.unanswered", "This is not a log of unanswered questions: {detail}.")
    hint = mark("error.unanswered.hint", "Make one: assistant ask --log FILE “…”.")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One question that got no answer.

    Args:
        date: the day it was asked, ISO 8601.
        language: tag of the language it was answered in.
        decision: `clarify` or `decline`, or what the user said of the answer.
        topics: the nearest topics, best first.
        text: the question, scrubbed.
    """

    date: str
    language: str
    decision: str
    topics: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that seem to ask the same.

    Args:
        language: of all of them.
        topic: the topic that most of them came nearest to.
        questions: the one that resembles the others most, then the others.
    """

    language: str
    topic: str
    questions: tuple[Unanswered, ...]


class Verdict(StrEnum):
    """What a user says of an answer."""

    HELPED = "helped"
    NOT_HELPED = "not-helped"


def open_log(path: Path) -> int:
    """Return a descriptor that appends to a log; a new one only its owner can read.

    Raises:
        OSError: if it is no regular file or cannot be written.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def record(path: Path, answer: Answer, verdict: Verdict | None = None) -> bool:
    """Append a question that got no answer to a log; return whether anything was written.

    Args:
        path: the log.
        answer: what was said; questions that were answered are not kept without a verdict.
        verdict: what the user says of the answer, or None.

    Raises:
        OSError: as `open_log`.
    """
    if answer.decision is DecisionKind.ANSWER and verdict is None:
        return False
    line = json.dumps(
        {
            "date": answer.as_of.isoformat(),
            "language": answer.language,
            "decision": verdict or answer.decision,
            "topics": [one.topic for one in answer.candidates[:_NEAREST]],
            "text": scrub(answer.question)[:_LONGEST_KEPT],
        },
        ensure_ascii=False,
    )
    data = f"{escape_unseen(line)}\n".encode("utf-8", "replace")
    # One write in append mode: two chats with one log do not mix their lines.
    descriptor = open_log(path)
    try:
        if os.fstat(descriptor).st_size + len(data) > MAX_LOG_BYTES:
            return False
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
    return True


def read_log(path: Path) -> Iterator[Unanswered]:
    """Yield the questions of a log that got no answer that helped, in the order they were asked.

    Raises:
        OSError: if it cannot be read.
        UnansweredError: with file and line, if it is no log.
    """
    data = read_bounded(path, MAX_LOG_BYTES)
    # Not `splitlines`: a question may hold other line ends, such as U+2028.
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        if line.strip():
            question = _parse(line, f"{path}:{number}")
            if question.decision != Verdict.HELPED:
                yield question


def group(questions: Iterable[Unanswered]) -> list[Group]:
    """Return questions by language and likeness, the largest groups first."""
    piles: list[list[tuple[str, Unanswered]]] = []
    for question in questions:
        folded = fold(question.text)
        for pile in piles:
            first, example = pile[0]
            alike = fuzz.token_set_ratio(folded, first) >= _ALIKE
            if example.language == question.language and alike:
                pile.append((folded, question))
                break
        else:
            piles.append([(folded, question)])
    groups = [_group([question for _, question in pile]) for pile in piles]
    return sorted(groups, key=lambda one: (-len(one.questions), one.language, one.topic))


def draft(groups: Iterable[Group], phrases: Sequence[Phrase]) -> list[tuple[str, str, str]]:
    """Return phrases to consider, as language, topic and text: none that a pack nearly has.

    Args:
        groups: what was asked; each question is a draft for the topic it came nearest to, or for
            what is out of scope if it was declined.
        phrases: the pack's.
    """
    known = {
        language: [fold(one.text) for one in phrases if one.language == language]
        for language in {one.language for one in phrases}
    }
    drafts = []
    for one in groups:
        own = known.setdefault(one.language, [])
        for question in one.questions:
            folded = fold(question.text)
            if any(fuzz.ratio(folded, other) >= NEAR_COPY for other in own):
                continue
            own.append(folded)
            declined = question.decision == DecisionKind.DECLINE
            drafts.append((one.language, NONE if declined else one.topic, question.text))
    return drafts


def _group(questions: list[Unanswered]) -> Group:
    texts = [fold(question.text) for question in questions]
    ranked = sorted(
        zip(texts, questions, strict=True),
        key=lambda pair: -sum(fuzz.token_set_ratio(pair[0], other) for other in texts),
    )
    nearest = [question.topics[0] for question in questions if question.topics]
    topic = max(nearest, key=nearest.count) if nearest else ""
    return Group(questions[0].language, topic, tuple(question for _, question in ranked))


def _parse(line: str, where: str) -> Unanswered:
    try:
        values: dict[str, Any] = json.loads(line)
        date, language, decision, topics, text = (values[key] for key in _KEYS)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnansweredError(where, detail="a line is not one of a log") from error
    texts = (date, language, decision, text)
    if not isinstance(topics, list) or not all(isinstance(one, str) for one in (*texts, *topics)):
        raise UnansweredError(where, detail="a value is of the wrong kind")
    return Unanswered(date, language, decision, tuple(topics), text)
