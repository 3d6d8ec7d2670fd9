"""The files of models: a JSON header and numbers, sealed by a checksum.

Layout, little-endian: magic, format version, header length, CRC-32 of all that follows; the header,
padded to four bytes; the numbers.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

_PREFIX = struct.Struct("<4sHxxII")
_FORMAT = 1
_LARGEST_HEADER = 1 << 20
_ALIGNED = 4

# What decoding a damaged or hostile file can raise.
DAMAGED = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def seal(magic: bytes, header: Mapping[str, Any], numbers: bytes) -> bytes:
    """Return the bytes of a file of the kind `magic`, four bytes."""
    head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    head += b" " * (-len(head) % _ALIGNED)
    body = head + numbers
    return _PREFIX.pack(magic, _FORMAT, len(head), crc32(body)) + body


def unseal(data: memoryview, magic: bytes) -> tuple[Any, memoryview]:
    """Return the header, as JSON has it, and a view of the numbers.

    Raises:
        ValueError, RecursionError: it is of another kind or format, truncated or damaged.
    """
    if len(data) < _PREFIX.size:
        raise ValueError("truncated")
    found, version, head_length, checksum = _PREFIX.unpack_from(data)
    if found != magic:
        raise ValueError("not a routing model")
    if version != _FORMAT:
        raise ValueError(f"format {version}, this program reads {_FORMAT}")
    body = data[_PREFIX.size :]
    if head_length > min(_LARGEST_HEADER, len(body)) or head_length % _ALIGNED:
        raise ValueError("truncated or damaged header")
    if crc32(body) != checksum:
        raise ValueError("truncated or damaged (checksum)")
    return json.loads(bytes(body[:head_length])), body[head_length:]


def mapped(path: Path) -> memoryview:
    """Return a view of a file that is mapped, not read.

    Raises:
        OSError, ValueError: it is missing, no plain file, or empty.
    """
    if not path.is_file():
        raise FileNotFoundError("there is no such file")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
