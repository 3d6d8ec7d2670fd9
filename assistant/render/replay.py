"""Answers asked again from what was saved of them, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

from assistant.answering import Answer, Answering, Case
from assistant.errors import AssistantError, mark
from assistant.files import read_bounded
from assistant.messages import UnknownLanguageError
from assistant.render.json import SCHEMA, to_mapping

_MAX_BYTES = 64_000_000
# What may differ without the answer being another one.
_CIRCUMSTANCES = frozenset({"zone", "program", "pack"})


class ReplayError(AssistantError):
    """A saved answer that cannot be asked again."""

    code = "replay"
    message = mark("error.replay", "This is not a saved answer: {detail}.")
    hint = mark(
        "error.replay.hint", "Save one with “assistant ask --json”, or many with “--batch”."
    )


class Saved(NamedTuple):
    """A saved answer and where it stands."""

    where: str
    values: Mapping[str, Any]


class Change(NamedTuple):
    """What is different in an answer.

    Attributes:
        keys: names of the values of the JSON contract that differ, in its order.
        before: the text as it was.
        after: the text as it is now.
    """

    keys: tuple[str, ...]
    before: str
    after: str

    def lines(self) -> Iterator[str]:
        """Yield the texts' lines as a unified diff has them, without its file names."""
        before, after = self.before.splitlines(), self.after.splitlines()
        for number, line in enumerate(unified_diff(before, after, lineterm="", n=1)):
            if number > 1:
                yield line


def read_saved(path: Path) -> Iterator[Saved]:
    """Yield the answers of a file: one JSON object, or one a line.

    Lines of a batch that hold an error instead of an answer are passed over.

    Raises:
        OSError: the file cannot be read.
        ReplayError: with file and line, if something in it is no answer.
    """
    data = read_bounded(path, _MAX_BYTES)
    if len(data) > _MAX_BYTES:
        raise ReplayError(str(path), detail=f"it is larger than {_MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReplayError(str(path), detail="it is not UTF-8") from error
    whole = _decoded(text)
    if isinstance(whole, dict):
        yield Saved(str(path), whole)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        values = _decoded(line)
        if not isinstance(values, dict):
            raise ReplayError(f"{path}:{number}", detail="it is not a JSON object")
        if "error" not in values:
            yield Saved(f"{path}:{number}", values)


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def replay(assistant: Answering, saved: Saved) -> Change | None:
    """Ask a saved question again as it was asked then, and return what is different, if anything.

    A language that the pack has no more changes the whole text. Values that the answer had not
    when it was saved are not compared.

    Raises:
        ReplayError: a value that the question needs is missing or of the wrong kind.
        AssistantError: the question cannot be answered from this pack.
    """
    try:
        answer = answer_again(assistant, saved)
    except UnknownLanguageError:
        return Change(("language",), str(saved.values.get("text")), "")
    return _change(saved, to_mapping(answer, zone=""))


def answer_again(assistant: Answering, saved: Saved) -> Answer:
    """Return the answer to a saved question, asked as it was asked then.

    Raises:
        ReplayError: a value that the question needs is missing or of the wrong kind.
        UnknownLanguageError: the pack has the language no more.
        AssistantError: the question cannot be answered from this pack.
    """
    values = saved.values
    try:
        if values["schema"] != SCHEMA:
            raise ReplayError(saved.where, detail=f"schema {SCHEMA} is needed")
        question, language, _ = (_text(values[key]) for key in ("question", "language", "text"))
        today = date.fromisoformat(_text(values["as_of"]))
        case = Case.from_mapping(values["case"], where=saved.where)
        topic = None if question else _text(values["topic"])
    except KeyError as error:
        raise ReplayError(saved.where, detail=f"“{error.args[0]}” is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise ReplayError(saved.where, detail="a value is of the wrong kind") from error
    how: dict[str, Any] = {"today": today, "language": language, "case": case}
    how["steps"] = bool(values.get("steps"))
    try:
        if topic is not None:
            return assistant.lookup(topic, facts=case.facts, **how)
        return assistant.answer(question, **how)
    except AssistantError as error:
        error.where = error.where or saved.where
        raise


def compare_answers(before: Answer, after: Answer) -> Change | None:
    """Return what is different between two answers to one question, if anything."""
    return _change(Saved("", to_mapping(before, zone="")), to_mapping(after, zone=""))


def _change(saved: Saved, after: Mapping[str, Any]) -> Change | None:
    before = saved.values
    keys = tuple(
        key
        for key in after
        if key in before and key not in _CIRCUMSTANCES and before[key] != after[key]
    )
    return Change(keys, before["text"], after["text"]) if keys else None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
