"""Question files are read, and what is wrong with one is named by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation import QuestionSetError, read_questions

GOOD = {
    "id": "1",
    "text": "τι γίνεται;",
    "lang": "el",
    "style": "short",
    "expect": ["status.today"],
}


def test_a_question_keeps_its_facts(tmp_path: Path) -> None:
    """Topics, day and facts come through."""
    path = tmp_path / "q.jsonl"
    item = {**GOOD, "today": "2026-11-21", "facts": {"expired_on": "2026-10-01"}}
    path.write_text(json.dumps(item) + "\n\n", encoding="utf-8")
    (question,) = read_questions(path)
    assert question.expect == ("status.today",)
    assert question.facts is not None
    assert question.facts.to_mapping() == {"expired_on": "2026-10-01"}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "5",
        '{"id": 1}',
        json.dumps({**GOOD, "expect": 5}),
        json.dumps({**GOOD, "today": "x"}),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    """File and line number stand in the error."""
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionSetError) as caught:
        list(read_questions(path))
    assert str(caught.value.where).endswith("q.jsonl:2")
