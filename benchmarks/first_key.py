"""Seconds from the start of the chat to the first key that is seen, beside an empty application.

Both run in a pseudo-terminal, in turn; once something is drawn, a key is pressed every 10 ms until
one is shown. Run as `python -m benchmarks.first_key [ROUNDS]`; the limit is a ratio of 1.4 of the
medians within one run.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import statistics
import subprocess
import sys
import termios
import time

LIMIT = 1.4
_LOCAL_MODES = 3  # where `termios.tcgetattr` has them
_KEY = "ζ"
_PATIENCE = 20.0
_BETWEEN_KEYS = 0.01  # seconds; faster than anybody types
# Shows each key that is pressed, and nothing else.
_EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static()
    def on_key(self, event):
        self.query_one(Static).update(event.character or "")

Empty().run()
"""
_PROGRAMS = {
    "empty": [sys.executable, "-c", _EMPTY],
    "chat": [sys.executable, "-m", "assistant", "chat", "--no-profile"],
}


def seconds_to_first_key(command: list[str]) -> float:
    """Return the time from the start of a program to its showing a key."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    # Or the terminal itself would show a key that is pressed before the program takes over.
    settings = termios.tcgetattr(theirs)
    settings[_LOCAL_MODES] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    environment = {**os.environ, "TERM": "xterm-256color"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,  # where Textual draws
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown, pressed = b"", 0.0
        while time.perf_counter() - started < _PATIENCE:
            if select.select([ours], [], [], 0.002)[0]:
                shown += os.read(ours, 65536)
            if _KEY.encode() in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown):
                return time.perf_counter() - started
            # The application mode is on: from here on keys are read.
            if b"\x1b[?1049h" in shown and time.perf_counter() - pressed > _BETWEEN_KEYS:
                pressed = time.perf_counter()
                os.write(ours, _KEY.encode())
        raise TimeoutError(command)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)


def main() -> int:
    """Print best and median of both in turn, and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    times: dict[str, list[float]] = {name: [] for name in _PROGRAMS}
    for _ in range(rounds):
        for name, command in _PROGRAMS.items():
            times[name].append(seconds_to_first_key(command))
    for name, taken in times.items():
        print(f"{name:6} best {min(taken):.3f} s  median {statistics.median(taken):.3f} s")
    ratio = statistics.median(times["chat"]) / statistics.median(times["empty"])
    print(f"ratio {ratio:.2f} (limit {LIMIT})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
