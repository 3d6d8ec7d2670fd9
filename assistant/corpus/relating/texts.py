"""Texts on disk: written once, read by number, so that a million of them take no memory."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray


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

    The file is mapped: a system call for each text takes three times as long.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            # Nothing can be mapped of a file that is empty.
            empty = os.fstat(file.fileno()).st_size == 0
            self._content = None if empty else mmap(file.fileno(), 0, access=ACCESS_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._content is not None:
            self._content.close()

    def shown(self, spans: Spans) -> list[str]:
        """Return texts as they are shown."""
        return self._read(spans.starts, spans.shown)

    def compared(self, spans: Spans) -> list[str]:
        """Return texts as they are compared."""
        return self._read(spans.starts + spans.shown, spans.compared)

    def _read(self, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[str]:
        content = self._content or b""
        return [
            content[start : start + size].decode("utf-8", "surrogatepass")
            for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
        ]
