"""A map over values with a pool of processes: in order, bounded, and it survives its workers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Generic, TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")

# Fewer values than this are done before a pool has started.
_FEW = 8
# Values on their way for each worker: none waits for the next one, and few are in memory.
_AHEAD = 4


def mapped(
    function: Callable[[Value], Result],
    values: Iterable[Value],
    *,
    workers: int,
    lost: Callable[[Value], Result],
) -> Iterator[Result]:
    """Yield `function` of each value, in the order of the values.

    Args:
        function: can be sent to another process, as can values and results.
        values: taken as they are needed.
        workers: number of processes; 1 does everything in this one.
        lost: gives the result for a value whose worker died of it.
    """
    values = iter(values)
    head = list(islice(values, _FEW))
    if workers == 1 or len(head) < _FEW:
        yield from map(function, chain(head, values))
        return
    pool = _Pool(function, workers, lost)
    try:
        yield from pool.run(chain(head, values))
    finally:
        pool.close()


def _settle() -> None:
    """Make a worker end with its parent, and leave interrupts to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        # A parent that was killed cannot say so, and the queue would be waited at for ever.
        parent.join()
        os._exit(1)


class _Pool(Generic[Value, Result]):
    def __init__(
        self,
        function: Callable[[Value], Result],
        workers: int,
        lost: Callable[[Value], Result],
    ) -> None:
        self._function, self._workers, self._lost = function, workers, lost
        self._pool = self._started()
        self._running: deque[tuple[Value, Future[Result]]] = deque()

    def run(self, values: Iterable[Value]) -> Iterator[Result]:
        for value in values:
            self._submit(value)
            if len(self._running) >= self._workers * _AHEAD:
                yield self._first()
        while self._running:
            yield self._first()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        # Never a fork of this process: it may have threads, such as a progress bar's.
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_settle)

    def _submit(self, value: Value) -> None:
        try:
            future = self._pool.submit(self._function, value)
        except BrokenProcessPool:
            future = Future()
            future.set_exception(BrokenProcessPool())
        self._running.append((value, future))

    def _first(self) -> Result:
        value, future = self._running.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._again(value)

    def _again(self, value: Value) -> Result:
        """Do `value` alone, since nobody knows of what a worker died, and the others after it."""
        self.close()
        self._pool = self._started()
        try:
            result = self._pool.submit(self._function, value).result()
        except BrokenProcessPool:
            self.close()
            self._pool = self._started()
            result = self._lost(value)
        waiting = [waiting for waiting, _ in self._running]
        self._running.clear()
        for other in waiting:
            self._submit(other)
        return result
