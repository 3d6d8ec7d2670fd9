"""How kernels are run: here, or in other processes, or by an engine with the same signature."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

# A kernel over values, its results in their order. Values are taken as they are needed.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

# Tasks that wait for each other process, and results that wait for one before them.
_AHEAD = 3
_MOST = 32
_END = object()


@contextmanager
def running(workers: int) -> Iterator[Map]:
    """Run kernels in so many processes, this one among them, while the context lasts."""
    if workers <= 1:
        yield map
        return
    # Spawned, not forked: a forked worker would share, and slowly copy, all that is in memory.
    with ProcessPoolExecutor(workers - 1, mp_context=get_context("spawn")) as pool:
        yield _shared(pool, (workers - 1) * _AHEAD)


def _shared(pool: Executor, ahead: int) -> Map:
    """Return a map that gives tasks to others first, and does one itself when it would wait."""

    def run(kernel: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Future[Any]] = deque()
        source = iter(items)
        item = next(source, _END)
        while waiting or item is not _END:
            if item is not _END and sum(not one.done() for one in waiting) < ahead:
                waiting.append(pool.submit(kernel, item))
                item = next(source, _END)
            elif waiting[0].done() or item is _END or len(waiting) >= _MOST:
                yield waiting.popleft().result()
            else:
                own: Future[Any] = Future()
                own.set_result(kernel(item))
                waiting.append(own)
                item = next(source, _END)

    return run
