"""End with the terminal: Textual waits for a closed one, or reads it for ever."""

from __future__ import annotations

import os
import sys
import threading
import time

HUNG_UP = 129  # 128 + SIGHUP, as shells report it

_CHECKED_EVERY = 1.0  # seconds


def end_with_terminal() -> None:
    """Watch the terminal from now on; end the process soon after it is gone.

    There is nothing to restore then. The signal that a terminal sends when it closes does not
    reach every process, for example not one whose shell ended first, and Textual's writer waits
    without end for a terminal that takes nothing.
    """
    threading.Thread(target=_watch, name="terminal watch", daemon=True).start()


def _watch() -> None:
    while sys.__stdin__ is not None and sys.__stdin__.isatty():
        time.sleep(_CHECKED_EVERY)
    os._exit(HUNG_UP)
