"""Frozen dataclasses to plain data and back, strictly: the one reader of JSON and TOML here.

Fields that equal their default are left out when written; unknown keys, missing keys and values of
another type are refused when read, with the path of the key.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T")


class ShapeError(ValueError):
    """Plain data does not have the expected shape; the message names the key."""


def to_plain(value: Any) -> Any:
    """Return dataclasses, tuples and enums as dicts, lists and strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            if field.default is dataclasses.MISSING or item != field.default:
                plain[field.name] = to_plain(item)
        return plain
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def from_plain(kind: type[T], plain: object, path: str = "") -> T:
    """Return `plain` as a `kind`.

    Args:
        kind: a dataclass whose fields are of str, int, float, bool, enums, dataclasses, tuples of
            those or optional.
        plain: what `json` or `tomllib` read.
        path: where in the document `plain` stands, for messages.

    Raises:
        ShapeError: a key is unknown or missing, or a value is of another type.
    """
    if not isinstance(plain, dict):
        raise ShapeError(f"{path or 'the document'} is not a table")
    hints = _hints(kind)  # type: ignore[arg-type]
    for key in plain:
        if key not in hints:
            raise ShapeError(f"unknown key {_join(path, str(key)[:40])}")
    values = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.name in plain:
            where = _join(path, field.name)
            values[field.name] = _value(hints[field.name], plain[field.name], where)
        elif field.default is dataclasses.MISSING:
            raise ShapeError(f"missing key {_join(path, field.name)}")
    return kind(**values)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _value(hint: Any, plain: object, path: str) -> Any:
    if isinstance(hint, types.UnionType):
        (hint,) = (option for option in typing.get_args(hint) if option is not type(None))
    if typing.get_origin(hint) is tuple:
        if not isinstance(plain, list):
            raise ShapeError(f"{path} is not a list")
        item = typing.get_args(hint)[0]
        return tuple(_value(item, one, f"{path}[{index}]") for index, one in enumerate(plain))
    if dataclasses.is_dataclass(hint):
        return from_plain(typing.cast("type[Any]", hint), plain, path)
    if issubclass(hint, StrEnum):
        if plain not in tuple(hint):
            raise ShapeError(f"{path} is none of {', '.join(hint)}")
        return hint(plain)
    # bool is an int to isinstance, but never one to a reader of the file.
    if type(plain) is not hint:
        raise ShapeError(f"{path} is not of type {hint.__name__}")
    return plain
