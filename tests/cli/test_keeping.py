"""What the chat keeps: cut off, resumed, kept always or never; feedback."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXPIRED = "our subscription expired on 3 November, what now?"
TODAY = ("--today", "2026-11-26")
_PATIENCE = 30.0  # seconds; a loaded machine starts slowly


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program keep what it keeps in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "assistant"


def conversations(state: Path) -> list[Path]:
    """Return the conversations that are kept."""
    return sorted((state / "conversations").glob("*.jsonl"))


@pytest.mark.skipif(sys.platform != "linux", reason="a pseudo-terminal is needed")
def test_a_chat_that_is_killed_is_resumed(run: Run, state: Path) -> None:
    """What was answered is in a file of its own; the next chat takes it up and goes on."""
    import pty
    import termios

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        termios.tcsetwinsize(0, (24, 80))
        os.environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "assistant", "chat", *TODAY]
        os.execv(sys.executable, command)  # noqa: S606
    seen, deadline = b"", time.monotonic() + _PATIENCE
    asked = False
    # A turn is a line: part of one may be seen while it is written.
    while not any(one.read_bytes().endswith(b"\n") for one in conversations(state)):
        assert time.monotonic() < deadline
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65_536)
        if not asked and b"sk a question" in seen:
            os.write(terminal, f"{EXPIRED}\r".encode())
            asked = True
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    done = run("chat", "--plain", *TODAY, "--resume", stdin=b"until when?\n")
    assert (done.status, done.err) == (0, "")
    again, _, after = done.out.partition("You: until when?")
    assert f"You: {EXPIRED}\nAssistant:\n" in again
    assert "3 November 2026" in again
    assert "2026" in after
    assert conversations(state) == []


@pytest.mark.parametrize(("keep", "left"), [("never", 0), ("crash", 0), ("always", 1)])
def test_a_chat_that_ends_leaves_what_was_asked_for(
    run: Run, state: Path, keep: str, left: int
) -> None:
    """By default nothing."""
    run("chat", "--plain", *TODAY, "--keep", keep, stdin=f"{EXPIRED}\n".encode())
    assert len(conversations(state)) == left


def test_a_saved_conversation_is_gone_on_with(run: Run, state: Path, tmp_path: Path) -> None:
    """A file that the user has is read, and stays as it is."""
    saved = run("ask", "--json", *TODAY, EXPIRED).out
    path = tmp_path / "saved.jsonl"
    path.write_text(saved, encoding="utf-8")
    done = run("chat", "--plain", *TODAY, "--resume", str(path), stdin=b"until when?\n")
    assert f"You: {EXPIRED}" in done.out
    assert path.read_text(encoding="utf-8") == saved
    assert conversations(state) == []


@pytest.mark.parametrize("what", ["", "missing.jsonl", "broken.jsonl"])
def test_what_cannot_be_resumed_is_said(run: Run, tmp_path: Path, what: str) -> None:
    """One line, and the dialogue goes on without."""
    (tmp_path / "broken.jsonl").write_text("no answer\n", encoding="utf-8")
    resume = ("--resume", str(tmp_path / what)) if what else ("--resume",)
    done = run("chat", "--plain", *TODAY, *resume, stdin=f"{EXPIRED}\n".encode())
    assert done.status == 0
    assert "Traceback" not in done.out + done.err
    said = done.out.split("Assistant:\n")[2]
    assert len(said.strip().splitlines()) >= 1
    assert "3 November 2026" in done.out


def test_feedback_is_grouped_with_what_got_no_answer(run: Run, state: Path) -> None:
    """What did not help; what helped is only noted."""
    lines = f"{EXPIRED}\n/failed\nwhat is a trial?\n/helped\n"
    done = run("chat", "--plain", *TODAY, stdin=lines.encode())
    log = state / "feedback.jsonl"
    assert done.out.count(str(log)) == 2
    grouped = run("unanswered", str(log))
    assert EXPIRED in grouped.out
    assert "trial?" not in grouped.out


def test_facts_are_listed_and_put_right(run: Run) -> None:
    """By name and value, as the list has them; what is neither is said."""
    typed = ("/facts", "/facts Expired: 5 November", "/facts Users: many", "/facts Colour: red")
    lines = "\n".join((EXPIRED, *typed)).encode()
    out = run("chat", "--plain", *TODAY, stdin=lines).out
    assert "Expired: 3 November 2026" in out
    assert "5 November 2026" in out.partition("You: /facts Expired")[2]
    assert "“many” is not a number." in out
    assert "There is no fact called “Colour”." in out


_CRASHING = """
import sys
from assistant.chat import ChatApp
from assistant.cli import main

def broken(self):
    raise RuntimeError("a fault")

ChatApp.action_help = broken
sys.exit(main(["chat", "--today", "2026-11-26"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a pseudo-terminal is needed")
def test_a_fault_restores_the_terminal_and_keeps_the_conversation(state: Path) -> None:
    """One line, no traceback, exit status 70; what was answered can be resumed."""
    import pty
    import termios

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        termios.tcsetwinsize(0, (24, 80))
        os.environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        os.execv(sys.executable, [sys.executable, "-c", _CRASHING])  # noqa: S606
    seen, deadline, asked, broken = b"", time.monotonic() + _PATIENCE, False, False
    while True:
        assert time.monotonic() < deadline
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 65_536)
            except OSError:  # the other end is closed
                break
        if not asked and b"sk a question" in seen:
            os.write(terminal, f"{EXPIRED}\r".encode())
            asked = True
        if not broken and any(one.stat().st_size for one in conversations(state)):
            os.write(terminal, b"\x1bOP")  # F1
            broken = True
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    after = seen.rpartition(b"\x1b[?1049l")[2].decode()
    assert os.waitstatus_to_exitcode(status) == 70
    assert "A fault in the program ended the chat: RuntimeError('a fault')." in after
    assert "Traceback" not in after
    assert len(conversations(state)) == 1
