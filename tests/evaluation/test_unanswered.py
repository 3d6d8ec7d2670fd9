"""The log of questions without an answer, and what becomes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.evaluation.unanswered import UnansweredError, draft, group, read_log, record
from assistant.routing.phrases import Phrase

TODAY = date(2026, 11, 21)
BICYCLE = "my bicycle has a flat tyre, call 0812345678"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Return an assistant with the shipped pack."""
    return Assistant()


@pytest.fixture
def log(assistant: Assistant, tmp_path: Path) -> Path:
    """Return a log of four questions, one of which had an answer."""
    path = tmp_path / "log.jsonl"
    for question in (
        BICYCLE,
        "my bicycle has got a flat tyre again",
        "το ποδήλατό μου έχει σκάσει λάστιχο",
        "what happens if we don't pay the invoice",
    ):
        record(path, assistant.answer(question, today=TODAY))
    return path


def test_only_what_got_no_answer_is_kept_and_scrubbed(log: Path) -> None:
    """A line a question, for its owner's eyes."""
    kept = list(read_log(log))
    assert len(kept) == 3
    assert {one.decision for one in kept} == {"decline"}
    assert "0812345678" not in log.read_text(encoding="utf-8")
    assert kept[0].date == "2026-11-21"
    assert log.stat().st_mode & 0o077 == 0


def test_alike_questions_are_one_group(log: Path) -> None:
    """The largest group first; languages apart."""
    first, second = group(read_log(log))
    assert (first.language, len(first.questions)) == ("en", 2)
    assert (second.language, len(second.questions)) == ("el", 1)


def test_drafts_leave_out_what_the_pack_has(log: Path) -> None:
    """What was declined is drafted as out of scope."""
    known = [Phrase("el", "none", "x", "Το ποδήλατο μου έχει σκάσει λάστιχο")]
    drafts = draft(group(read_log(log)), known)
    assert {(language, topic) for language, topic, _ in drafts} == {("en", "none")}


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"date": 1}'])
def test_what_is_no_log(tmp_path: Path, line: str) -> None:
    """Refused with file and line."""
    path = tmp_path / "log.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(UnansweredError) as caught:
        list(read_log(path))
    assert caught.value.where == f"{path}:2"


def test_a_question_with_a_line_end_of_its_own(assistant: Assistant, tmp_path: Path) -> None:
    """U+2028 and U+0085 end lines elsewhere; here one question is one line."""
    path = tmp_path / "log.jsonl"
    record(path, assistant.answer("my bicycle\u2028has a\x0bflat\u2029tyre", today=TODAY))
    assert len(list(read_log(path))) == 1
