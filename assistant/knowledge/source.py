"""Read a pack's TOML files: bounded, inside the pack, and with every fault named by file and key.

`tomllib` gives no line numbers for values, so a fault names the key; a fault of syntax names the
line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from assistant.errors import AssistantError, mark
from assistant.files import read_bounded

# The largest file of the shipped pack is under 100 kB.
MAX_FILE_BYTES = 4_000_000

# Compiled files are made at installation and never committed.
COMPILED_SUFFIX = ".compiled.json"

_LINE = re.compile(r"at line (\d+)")


class PackError(AssistantError):
    """A pack that cannot be used as it is."""

    code = "pack.broken"
    message = mark("error.pack.broken", "This knowledge pack cannot be used: {detail}.")
    hint = mark("error.pack.broken.hint", "Mend the file, then run “assistant check --pack DIR”.")


def read_bytes(path: Path, root: Path) -> bytes:
    """Return a file's bytes.

    Args:
        path: the file; links that lead out of `root` are refused.
        root: the pack's folder.

    Raises:
        PackError: if the file is outside `root`, missing, unreadable or too large.
    """
    try:
        data = read_bounded(path, MAX_FILE_BYTES)
        if not path.resolve().is_relative_to(root.resolve()):
            raise PackError(str(path), detail="the file lies outside the pack")
    except OSError as error:
        raise PackError(str(path), detail=(error.strerror or "unreadable").lower()) from error
    if len(data) > MAX_FILE_BYTES:
        raise PackError(str(path), detail=f"the file is larger than {MAX_FILE_BYTES} bytes")
    return data


def read_toml(path: Path, root: Path) -> Table:
    """Return the top table of a TOML file.

    What `compile_toml` made of the file is read instead where it stands beside it and was made
    from exactly these bytes: JSON is read ten times as fast, and start-up time is the user's.

    Raises:
        PackError: as `read_bytes`, and if the file is not UTF-8 or not TOML.
    """
    data = read_bytes(path, root)
    compiled = path.with_suffix(COMPILED_SUFFIX)
    if compiled.is_file():
        try:
            checksum, values = json.loads(read_bytes(compiled, root))
        except (PackError, ValueError, TypeError, RecursionError):
            # A damaged copy costs time, not the answer.
            checksum = values = None
        if checksum == crc32(data) and isinstance(values, dict):
            return Table(values, str(path))
    return Table(_parse(data, path), str(path))


def compile_toml(path: Path, root: Path) -> bytes:
    """Return what `read_toml` reads faster than TOML: the values and their source's checksum.

    Raises:
        PackError: as `read_toml`.
    """
    data = read_bytes(path, root)
    pair = [crc32(data), _parse(data, path)]
    return json.dumps(pair, ensure_ascii=False, separators=(",", ":")).encode()


def _parse(data: bytes, path: Path) -> dict[str, Any]:
    # Where the compiled file is there, nothing of TOML is loaded.
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackError(f"{path}:{line}", detail="the file is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line_number = _LINE.search(str(error))
        where = f"{path}:{line_number[1]}" if line_number else str(path)
        raise PackError(where, detail=f"broken TOML ({error})") from error
    except ValueError as error:  # an integer of more digits than Python reads
        raise PackError(str(path), detail=f"a value cannot be read ({error})") from error
    except RecursionError as error:
        raise PackError(str(path), detail="the values are nested too deeply") from error


class Table(NamedTuple):
    """A TOML table that knows where it stands, and complains in those terms.

    Args:
        values: the parsed table.
        where: file, then the keys that lead here.
    """

    values: Mapping[str, Any]
    where: str

    def only(self, *known: str) -> Table:
        """Return the table if all its keys are known.

        Raises:
            PackError: naming the unknown ones.
        """
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            names = ", ".join(unknown)
            raise PackError(self.where, detail=f"unknown key: {names}")
        return self

    def text(self, key: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self.optional_text(key)
        if not value:
            raise PackError(self.where, detail=f"“{key}” is missing or empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None if the key is absent."""
        value: str | None = self._typed(key, str)
        return value

    def flag(self, key: str) -> bool:
        """Return a truth value; absent is false."""
        return bool(self._typed(key, bool))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return an array of texts; absent is empty."""
        values = self._typed(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise PackError(self.where, detail=f"“{key}” must be a list of texts")
        return tuple(values)

    def table(self, key: str) -> Table:
        """Return a sub-table; absent is empty."""
        return Table(self._typed(key, dict) or {}, f"{self.where}: {key}")

    def tables(self, key: str) -> Iterator[Table]:
        """Return the tables of an array; a single table counts as an array of one."""
        value = self.values.get(key, [])
        items = [value] if isinstance(value, dict) else value
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise PackError(self.where, detail=f"“{key}” must be tables")
        return (
            Table(item, f"{self.where}: {key} {number}")
            for number, item in enumerate(items, start=1)
        )

    def choice(self, key: str, known: Iterable[str]) -> str:
        """Return a text that is one of `known`."""
        value, choices = self.text(key), sorted(known)
        if value not in choices:
            expected = ", ".join(choices)
            raise PackError(self.where, detail=f"“{key}” must be one of {expected}")
        return value

    def _typed(self, key: str, kind: type) -> Any:
        value = self.values.get(key)
        if value is not None and not isinstance(value, kind):
            raise PackError(self.where, detail=f"“{key}” has the wrong type")
        return value
