"""How kernels are run: here, or in other processes, or by an engine with the same signature."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Any

# A kernel over values, its results in their order. Values are taken as they are needed.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

# Tasks done before another process is started: a small corpus is done before that one has begun.
_ALONE = 3
# Tasks that wait for each other process, and results that wait for one before them.
_AHEAD = 3
_MOST = 32
# Seconds after which threads take turns, a tenth of what is usual: results come through a pipe in
# pieces, and for each the thread that reads them waits for its turn.
_SWITCH = 0.0005
_END = object()


@contextmanager
def running(workers: int) -> Iterator[Map]:
    """Run kernels in so many processes, this one among them, while the context lasts."""
    if workers <= 1:
        yield map
        return
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        with ExitStack() as stack:
            yield _Shared(workers - 1, stack).run
    finally:
        sys.setswitchinterval(before)


class _Shared:
    """A map that gives tasks to others first, and does one itself when it would wait.

    Args:
        others: other processes; none is started for what is soon done.
        stack: what ends them.
    """

    def __init__(self, others: int, stack: ExitStack) -> None:
        self._others = others
        self._stack = stack
        self._alone = _ALONE
        self._pool: Executor | None = None
        # Two threads may map at a time.
        self._lock = Lock()

    def run(self, kernel: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield what a kernel makes of each value, in order."""
        waiting: deque[Future[Any]] = deque()
        source = iter(items)
        item = next(source, _END)
        while waiting or item is not _END:
            if item is not _END and self._awaits(waiting):
                waiting.append(self._started().submit(kernel, item))
                item = next(source, _END)
            elif waiting and (waiting[0].done() or item is _END or len(waiting) >= _MOST):
                yield waiting.popleft().result()
            else:
                own: Future[Any] = Future()
                own.set_result(kernel(item))
                self._alone -= 1
                waiting.append(own)
                item = next(source, _END)

    def _awaits(self, waiting: Iterable[Future[Any]]) -> bool:
        """Return whether other processes are to have one more task."""
        undone = sum(not one.done() for one in waiting)
        return self._alone <= 0 and undone < self._others * _AHEAD

    def _started(self) -> Executor:
        with self._lock:
            if self._pool is None:
                # Here, since both take time that a program without other processes need not spend.
                from concurrent.futures import ProcessPoolExecutor
                from multiprocessing import get_context

                # Spawned, not forked: a forked worker would share, and slowly copy, all that is in
                # memory.
                context = get_context("spawn")
                self._pool = self._stack.enter_context(
                    ProcessPoolExecutor(self._others, mp_context=context)
                )
            return self._pool
