"""Bytes to text: a byte order mark, UTF-8, or what the bytes themselves make likely.

Old pages are in the code pages of their languages. They are told apart by charset-normalizer
(extra `corpus`); without it, and where it sees no language, a file that is not UTF-8 is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# Byte order marks, the longer ones first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Few texts are sound in one of these by chance; of a language it is not always certain.
_OF_MANY_BYTES = frozenset(
    {
        *("cp932", "cp949", "cp950", "big5", "big5hkscs", "gb2312", "gbk", "gb18030", "johab"),
        *("euc_jp", "euc_jis_2004", "euc_jisx0213", "euc_kr"),
        *("shift_jis", "shift_jis_2004", "shift_jisx0213"),
    }
)
# What an article may be recorded in; a name from a file is never looked up among all codecs.
KNOWN = frozenset(
    {name for _, name in _MARKS}
    | {
        *(f"cp{number}" for number in (437, 737, 850, 852, 855, 857, 866, 869, 874)),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
        *("koi8_r", "koi8_u", "tis_620", "mac_greek", "mac_cyrillic", "mac_latin2", "mac_roman"),
    }
    | _OF_MANY_BYTES
)
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# A file with this many sound sequences of UTF-8 for each fault is damaged UTF-8, nothing else.
_SOUND_FOR_EACH_FAULT = 4


class Decoded(NamedTuple):
    """A text and what its bytes were.

    Attributes:
        text: without a byte order mark.
        encoding: one of `KNOWN`.
        bom: whether a byte order mark stood at the start.
    """

    text: str
    encoding: str
    bom: bool


def decode_bytes(data: bytes) -> Decoded:
    """Return the text of bytes.

    Raises:
        UnicodeDecodeError: it is damaged UTF-8, or nothing that can be told.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name), name, bom=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", bom=False)
    except UnicodeDecodeError as error:
        likely = None if _is_damaged(data) else _likely(data)
        if likely is None:
            raise
        try:
            return Decoded(data.decode(likely), likely, bom=False)
        except UnicodeDecodeError:
            raise error from None


def decode_as(data: bytes, encoding: str, *, bom: bool) -> str:
    """Return the text of bytes whose encoding is recorded.

    Raises:
        UnicodeDecodeError: they are in another one.
        LookupError: it is none of `KNOWN`.
    """
    if encoding not in KNOWN:
        raise LookupError(encoding)
    marks = [mark for mark, name in _MARKS if name == encoding]
    start = len(marks[0]) if bom and marks and data.startswith(marks[0]) else 0
    return data[start:].decode(encoding)


def has_mark(data: bytes) -> bool:
    """Say whether bytes begin with a byte order mark."""
    return data.startswith(tuple(mark for mark, _ in _MARKS))


def _is_damaged(data: bytes) -> bool:
    """Say whether bytes are UTF-8 but for some faults: guessing would spoil all of them."""
    sound = len(_SEQUENCE.findall(data))
    faults = data.decode("utf-8", "replace").count("\ufffd")
    return sound >= _SOUND_FOR_EACH_FAULT * faults


def _likely(data: bytes) -> str | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data).best()
    if best is None or not (best.languages or best.encoding in _OF_MANY_BYTES):
        return None
    return best.encoding if best.encoding in KNOWN else None
