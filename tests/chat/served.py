"""`assistant chat --web` as a process, and the processes that it has."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PATIENCE = 20.0  # seconds; a loaded machine starts slowly


class Served(NamedTuple):
    """A chat that is served.

    Args:
        process: what serves it.
        said: what it printed when it could be opened.
        url: of its page.
    """

    process: subprocess.Popen[str]
    said: str
    url: str

    @property
    def socket(self) -> str:
        """Return the address of the page's socket."""
        return self.url.replace("http", "ws", 1) + "ws?width=80&height=24"

    def pages(self) -> list[int]:
        """Return the processes that it has for pages (Linux)."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split()]

    def interrupted(self) -> tuple[int, str]:
        """Press Ctrl+C; return the exit status, and all that was said after the first line."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def served(*options: str, folder: Path) -> Iterator[Served]:
    """Serve the chat on a free port.

    Args:
        options: of `assistant chat`.
        folder: in which it runs.
    """
    command = [sys.executable, "-m", "assistant", "chat", "--web", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            url = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert url is not None, said + process.stdout.read()
            yield Served(process, said, url[0])
        finally:
            process.kill()


async def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, and say whether it came to that."""
    for _ in range(int(PATIENCE / 0.05)):
        if holds():
            return True
        await asyncio.sleep(0.05)
    return holds()
