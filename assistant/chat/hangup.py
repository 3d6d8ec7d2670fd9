"""End with the terminal, or with the server: Textual waits for a closed one, or reads for ever."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

HUNG_UP = 129  # 128 + SIGHUP, as shells report it

_CHECKED_EVERY = 1.0  # seconds


def end_with_terminal() -> None:
    """Watch the terminal from now on; end the process soon after it is gone.

    There is nothing to restore then. The signal that a terminal sends when it closes does not
    reach every process, for example not one whose shell ended first, and Textual's writer waits
    without end for a terminal that takes nothing.
    """
    _watch(lambda: sys.__stdin__ is not None and sys.__stdin__.isatty())


def end_with_server() -> None:
    """Watch the process that started this one; end soon after it is gone, even if it was killed."""
    server = os.getppid()
    _watch(lambda: os.getppid() == server)


def _watch(is_there: Callable[[], bool]) -> None:
    def end_after_it() -> None:
        while is_there():
            time.sleep(_CHECKED_EVERY)
        os._exit(HUNG_UP)

    threading.Thread(target=end_after_it, name="watch", daemon=True).start()
