"""The chat in a real terminal, and what becomes of it when the terminal goes."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from assistant.chat.hangup import HUNG_UP

pty = pytest.importorskip("pty")

_PATIENCE = 20.0  # seconds; a loaded machine starts slowly


def test_a_chat_ends_with_its_terminal() -> None:
    """Also where the hang-up signal does not reach it: it must not run on unseen."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.environ |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        os.execv(sys.executable, [sys.executable, "-m", "assistant", "chat"])  # noqa: S606
    seen = b""
    deadline = time.monotonic() + _PATIENCE
    while b"\x1b[?1049h" not in seen and time.monotonic() < deadline:
        seen += os.read(terminal, 65_536)
    os.close(terminal)
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) == HUNG_UP
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pytest.fail("the chat outlives its terminal")
