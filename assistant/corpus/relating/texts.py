"""Texts on disk: written once, read by number, so that a million of them take no memory."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

# Bytes of a file up to which it is mapped, since a system call for each text takes three times as
# long. What is mapped counts as memory.
_MOST_MAPPED = 1 << 27


class Spans(NamedTuple):
    """Where texts stand in the file: as they are shown, and behind it as they are compared.

    Args:
        starts: first bytes.
        shown: bytes of the texts as they are shown.
        compared: bytes of the texts as they are compared.
    """

    starts: NDArray[np.int64]
    shown: NDArray[np.int64]
    compared: NDArray[np.int64]

    def of(self, ids: NDArray[np.int64]) -> Spans:
        """Return the spans of some texts."""
        return Spans(*(column[ids] for column in self))


class Writer:
    """A file of texts that grows.

    Args:
        path: the file; it is made anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")
        self._size = 0
        self._columns: list[tuple[NDArray[np.int64], ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, blob: bytes, shown: NDArray[np.int64], compared: NDArray[np.int64]) -> None:
        """Write texts one after another: each as shown, then as compared, of so many bytes."""
        ends = self._size + np.cumsum(shown + compared)
        self._columns.append((ends - shown - compared, shown, compared))
        self._size += self._file.write(blob)

    def spans(self) -> Spans:
        """Return where all texts are, in the order in which they were written."""
        if not self._columns:
            empty = np.empty(0, dtype=np.int64)
            return Spans(empty, empty, empty)
        return Spans(*(np.concatenate(column) for column in zip(*self._columns, strict=True)))


class Reader:
    """The texts of a file, read in any order.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        # Texts are read out of order: what a buffer reads ahead is not what comes next.
        self._file = path.open("rb", buffering=0)
        size = os.fstat(self._file.fileno()).st_size
        mapped = 0 < size <= _MOST_MAPPED
        self._map = mmap(self._file.fileno(), 0, access=ACCESS_READ) if mapped else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._map is not None:
            self._map.close()
        self._file.close()

    def shown(self, spans: Spans) -> list[str]:
        """Return texts as they are shown."""
        return self._read(spans.starts, spans.shown)

    def compared(self, spans: Spans) -> list[str]:
        """Return texts as they are compared."""
        return self._read(spans.starts + spans.shown, spans.compared)

    def _read(self, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[str]:
        places = zip(starts.tolist(), sizes.tolist(), strict=True)
        if self._map is not None:
            content = self._map
            return [
                content[start : start + size].decode("utf-8", "surrogatepass")
                for start, size in places
            ]
        return [self._at(start, size).decode("utf-8", "surrogatepass") for start, size in places]

    def _at(self, start: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # one system call where the system has it
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        return self._file.read(size)
