"""The options for a calendar file, which `ask` and `timeline` share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.render.calendar import Plan

STDOUT = "-"


def add_file(parser: Any) -> None:
    """Add `--ics` to a parser or a group of it."""
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help="write the dates to a calendar file, in place of an older one; importing it again "
        "updates the events; “-” prints it instead (needs help-assistant[calendar])",
    )


def add_name(parser: argparse.ArgumentParser) -> None:
    """Add `--ics-name`."""
    parser.add_argument(
        "--ics-name",
        default="",
        metavar="NAME",
        help="name of the subscription, if you have several: keeps their events apart",
    )


def save(plan: Plan, target: str) -> None:
    """Write a calendar to a file, or print it.

    Raises:
        AssistantError: there is nothing to write, or nothing to write it with.
        OSError: the file cannot be written; an older one is intact then.
    """
    from assistant.files import write_atomically
    from assistant.render.calendar import to_calendar

    data = to_calendar(plan)
    if target != STDOUT:
        write_atomically(Path(target), data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
