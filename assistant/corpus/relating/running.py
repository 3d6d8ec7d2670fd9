"""How kernels are run: here, or in other processes, or by an engine with the same signature."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any

# A kernel over values, its results in their order. Values are taken as they are needed.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

# Tasks that wait for each worker.
_AHEAD = 3


@contextmanager
def running(workers: int) -> Iterator[Map]:
    """Run kernels in so many processes while the context lasts; one is this process itself."""
    if workers <= 1:
        yield map
        return
    # Spawned, not forked: a forked worker would share, and slowly copy, all that is in memory.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield _parallel(pool, workers)


def _parallel(pool: Executor, workers: int) -> Map:
    def run(kernel: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Future[Any]] = deque()
        source = iter(items)
        for item in islice(source, workers * _AHEAD):
            waiting.append(pool.submit(kernel, item))
        while waiting:
            yield waiting.popleft().result()
            for item in islice(source, 1):
                waiting.append(pool.submit(kernel, item))

    return run
