"""How the bytes of a document are read: its mark, UTF-8, what it says of itself, a good guess."""

from __future__ import annotations

import codecs
import re

from assistant.cleaning.errors import EncodingError
from assistant.cleaning.source import BOMS, UTF_8
from assistant.cleaning.structure import Form
from assistant.corpus.errors import ExtraMissingError
from assistant.text.document_language import language_of

# As of the HTML standard: a page says its encoding in its first 1,024 bytes.
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_HEAD = 1024
# A sequence of UTF-8 for one character that is not ASCII.
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
# Share of the bytes above ASCII in sound sequences from which a text is UTF-8, only damaged.
_DAMAGED = 0.5
# Above this share of odd characters a guess is none (`CharsetMatch.chaos`).
_MAX_CHAOS = 0.1
# Encodings that pages are written in (WHATWG Encoding Standard), in Python's names. Rarer ones fit
# short texts by chance: Johab makes Korean letters of Japanese ones, Mac Roman odd ones of German.
_CANDIDATES = [
    *(f"cp{number}" for number in (866, 874, *range(1250, 1259))),
    *(f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("koi8_r", "koi8_u", "mac_cyrillic", "tis_620"),
    *("gb18030", "big5", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr"),
]
# More is not looked at to guess.
_SAMPLE = 256 * 1024


def encoding_of(
    data: bytes, *, where: str, form: Form | None = None, language: str | None = None
) -> str:
    """Return Python's name of the encoding of `data`; decoding with it raises nothing.

    Args:
        data: a document.
        where: where it came from, for messages.
        form: how it is marked up, if that is known; only HTML says its own encoding.
        language: its language, if that is known: of several guesses, one that shows it is best.

    Raises:
        EncodingError: it is damaged UTF-8, or of no encoding that can be told.
        ExtraMissingError: only a guess could tell, and the package for it is not installed.
    """
    marked = next((name for name, mark in BOMS.items() if data.startswith(mark)), None)
    if marked is not None:
        return _checked(data, marked, where)
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError as error:
        fault = error
    else:
        return UTF_8
    declared = _declared(data) if form in {None, Form.HTML} else None
    if declared is not None:
        return declared
    guessed = None if _damaged(data) else _guessed(data, language, where)
    if guessed is None:
        raise _error(data, fault, where)
    return guessed


def _checked(data: bytes, encoding: str, where: str) -> str:
    try:
        data.removeprefix(BOMS[encoding]).decode(encoding)
    except UnicodeDecodeError as error:
        raise _error(data, error, where) from None
    return encoding


def _error(data: bytes, error: UnicodeDecodeError, where: str) -> EncodingError:
    before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    return EncodingError(f"{where}:{before.count(10) + 1}", column=column)


def _damaged(data: bytes) -> bool:
    """Return whether `data` is UTF-8 but for some of its bytes: that is never read as another."""
    sound = sum(len(found[0]) for found in _SEQUENCE.finditer(data))
    return sound >= _DAMAGED * len(_HIGH.findall(data))


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return _usable(data, found[1].decode()) if found else None


def _usable(data: bytes, name: str) -> str | None:
    """Return Python's name of an encoding of texts in which `data` can be read."""
    try:
        codec = codecs.lookup(name)
        data.decode(codec.name)
    except (LookupError, UnicodeError):
        return None
    # A page in UTF-16 could not say so in ASCII.
    return None if codec.name.startswith(("utf", "unicode", "raw", "idna", "puny")) else codec.name


def _guessed(data: bytes, language: str | None, where: str) -> str | None:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise ExtraMissingError(where, package="charset-normalizer") from None
    matches = from_bytes(data[:_SAMPLE], threshold=_MAX_CHAOS, cp_isolation=_CANDIDATES)
    fitting = [one for one in matches if language and language_of(str(one)) == language]
    best = fitting[0] if fitting else matches.best()
    return _usable(data, best.encoding) if best is not None else None
