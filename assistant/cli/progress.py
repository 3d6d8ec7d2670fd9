"""Say on a terminal how far a long run is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def counted(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items; where standard error is a terminal and output is none, say how many there were.

    What is printed for each item is progress enough where it is seen.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    rate = TextColumn("{task.fields[rate]:,.0f}/s")
    with Progress(*columns, rate, console=Console(file=sys.stderr), transient=True) as progress:
        task, begun = progress.add_task("", total=None, rate=0.0), time.monotonic()
        for number, item in enumerate(items, start=1):
            yield item
            taken = max(time.monotonic() - begun, 1e-6)
            progress.update(task, completed=number, rate=number / taken)
