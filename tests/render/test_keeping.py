"""The file of a conversation: private, of one chat, whole after a crash."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Answer, Assistant
from assistant.errors import FileAccessError
from assistant.render.keeping import (
    ConversationFile,
    HeldError,
    Keep,
    NothingKeptError,
    latest_kept,
)
from assistant.render.replay import answer_again, read_saved

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Return the shipped assistant."""
    return Assistant()


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    """Return two turns: a question, and its answer told anew with another fact."""
    first = assistant.answer("our subscription expired on 3 November", today=TODAY)
    facts = first.case.facts.updated(expired_on=date(2026, 11, 5))
    again = assistant.lookup(
        first.topic or "", today=TODAY, language="en", facts=facts, case=first.case
    )
    return [first, again]


def kept(folder: Path) -> list[Path]:
    """Return the conversations in a folder."""
    return sorted(folder.glob("*.jsonl"))


def test_what_is_kept_is_answered_again_alike(
    tmp_path: Path, assistant: Assistant, answers: list[Answer]
) -> None:
    """Questions, and answers without a question; only the owner can read the file."""
    file = ConversationFile(tmp_path, zone="", after=Keep.CRASH)
    for answer in answers:
        file.keep(answer)
    (path,) = kept(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = [answer_again(assistant, saved) for saved in read_saved(path)]
    assert [one.schedule for one in again] == [one.schedule for one in answers]
    assert [one.case for one in again] == [one.case for one in answers]
    file.end()


@pytest.mark.parametrize(("after", "left"), [(Keep.NEVER, 0), (Keep.CRASH, 0), (Keep.ALWAYS, 1)])
def test_the_end_leaves_what_was_asked_for(
    tmp_path: Path, answers: list[Answer], after: Keep, left: int
) -> None:
    """By default nothing stays of a conversation that ends as it should."""
    file = ConversationFile(tmp_path, zone="", after=after)
    file.keep(answers[0])
    assert len(kept(tmp_path)) == (after is not Keep.NEVER)
    file.end()
    assert len(kept(tmp_path)) == left


def test_starting_over_leaves_nothing(tmp_path: Path, answers: list[Answer]) -> None:
    """What was forgotten is in no file; what comes next is."""
    file = ConversationFile(tmp_path, zone="", after=Keep.ALWAYS)
    file.keep(answers[0])
    file.forget()
    assert kept(tmp_path)[0].read_bytes() == b""
    file.keep(answers[0])
    assert len(kept(tmp_path)[0].read_bytes().splitlines()) == 1
    file.forget()
    file.end()
    assert kept(tmp_path) == []


def test_two_chats_have_two_files(tmp_path: Path, answers: list[Answer]) -> None:
    """Neither is offered to the other while it is held."""
    files = [ConversationFile(tmp_path, zone="", after=Keep.ALWAYS) for _ in range(2)]
    for file in files:
        file.keep(answers[0])
    first, second = kept(tmp_path)
    with pytest.raises(NothingKeptError):
        latest_kept(tmp_path)
    with pytest.raises(HeldError):
        ConversationFile.resumed(first, zone="", after=Keep.CRASH)
    files[1].end()
    assert latest_kept(tmp_path) == second
    files[0].end()


_KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from assistant.answering import Assistant
from assistant.render.keeping import ConversationFile, Keep
file = ConversationFile(Path(sys.argv[1]), zone="", after=Keep.CRASH)
file.keep(Assistant().answer("it expired on 3 November", today=date(2026, 11, 26)))
file._stream.write(b'{"schema": 1, "ques')
file._stream.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_crash_leaves_whole_answers(tmp_path: Path, answers: list[Answer]) -> None:
    """A line that was cut off is dropped; the conversation goes on in the same file."""
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    path = latest_kept(tmp_path)
    file = ConversationFile.resumed(path, zone="", after=Keep.CRASH)
    assert [one.values["question"] for one in file.read()] == ["it expired on 3 November"]
    file.keep(answers[0])
    assert len(list(read_saved(path))) == 2
    file.end()
    assert kept(tmp_path) == []


def test_old_conversations_go(tmp_path: Path, answers: list[Answer]) -> None:
    """Of many crashes the latest conversations are kept."""
    for number in range(40):
        (tmp_path / f"2025-{number:02}.jsonl").write_bytes(b"{}\n")
    file = ConversationFile(tmp_path, zone="", after=Keep.CRASH)
    file.keep(answers[0])
    assert len(kept(tmp_path)) == 20
    file.end()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, answers: list[Answer]) -> None:
    """Which one, in one line."""
    (tmp_path / "file").touch()
    with pytest.raises(FileAccessError):
        ConversationFile(tmp_path / "file", zone="", after=Keep.CRASH).keep(answers[0])
