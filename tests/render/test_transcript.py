"""Conversations as files: what they hold, and that nothing in them is obeyed."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.answering import Answer, Assistant, Case
from assistant.render.transcript import (
    TranscriptFormat,
    TranscriptFormatError,
    save_transcript,
    transcript,
)

TODAY = date(2026, 11, 26)
ATTRIBUTES = {"lang", "class", "charset", "name", "content", "aria-current"}
SAID = ("η συνδρομή έληξε στις 3 Νοεμβρίου, τι γίνεται;", "<script>alert(1)</script> *x*", "ok?")


@pytest.fixture(scope="module")
def turns() -> list[Answer]:
    """A conversation with an answer, a hostile question and a list to choose from."""
    assistant, case = Assistant(), Case.empty(language="el")
    told = []
    for question in SAID:
        answer = assistant.answer(question, today=TODAY, case=case, steps=True)
        case = answer.case
        told.append(answer)
    return told


class Elements(HTMLParser):
    """Collects the elements of a page, and fails where they are not nested."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.seen.append(tag)
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost one."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data


def test_html_is_sound_and_self_contained(turns: list[Answer]) -> None:
    """Every question and answer stands in it; nothing is loaded, run or taken for mark-up."""
    text = transcript(turns, TranscriptFormat.HTML, language="el", today=TODAY, zone="UTC")
    page = Elements()
    page.feed(text)
    page.close()
    assert "script" not in page.seen
    assert not {"link", "img", "iframe"} & set(page.seen)
    assert all(question in page.text for question in SAID)
    assert "26 Νοεμβρίου 2026" in page.text
    assert "http" not in text


def test_markdown_has_a_heading_a_question(turns: list[Answer]) -> None:
    """Questions are headings, what they hold is escaped, and answers stand beneath."""
    text = transcript(turns, TranscriptFormat.MARKDOWN, language="el", today=TODAY, zone="UTC")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == len(SAID)
    assert headings[1] == "## \\<script\\>alert(1)\\</script\\> \\*x\\*"
    assert "### " in text


def test_json_lines_are_the_answers(turns: list[Answer]) -> None:
    """A line an answer, as `replay` reads them."""
    text = transcript(turns, TranscriptFormat.JSON, language="el", today=TODAY, zone="UTC")
    assert [json.loads(line)["question"] for line in text.splitlines()] == list(SAID)


def test_files_are_new_and_safe(
    turns: list[Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is replaced, and no name depends on what was said."""
    monkeypatch.chdir(tmp_path)
    paths = [
        save_transcript(turns, form, language="el", today=TODAY, zone="UTC")
        for form in ("", "md", ".HTML", "jsonl")
    ]
    assert [path.name for path in paths] == [
        "conversation-2026-11-26.md",
        "conversation-2026-11-26-2.md",
        "conversation-2026-11-26.html",
        "conversation-2026-11-26.jsonl",
    ]
    with pytest.raises(TranscriptFormatError):
        save_transcript(turns, "../doc", language="el", today=TODAY, zone="UTC")
    assert len(list(tmp_path.iterdir())) == len(paths)
