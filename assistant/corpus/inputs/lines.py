"""JSON lines: `{"path", "text"}` and perhaps `"language"`, a document a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, NamedTuple

from assistant.corpus.errors import JsonLineError
from assistant.corpus.inputs.document import Document, Given, Refused, named
from assistant.errors import AssistantError

# An article has at most 8 MiB; JSON may need six characters for one, but hardly ever for all.
MAX_LINE_BYTES = 16 * 1024 * 1024


class _Line(NamedTuple):
    number: int
    data: bytes
    whole: bool


def read_json_lines(
    stream: IO[bytes], *, source: str, given: Given
) -> Iterator[Document | Refused]:
    """Yield the document of every line; blank lines are skipped.

    Args:
        stream: the lines, in UTF-8.
        source: name of the file, for messages.
        given: what is said of the language of its documents.
    """
    for line in _lines(stream):
        where = f"{source}:{line.number}"
        if not line.data.strip():
            continue
        try:
            yield _document(line, where, given)
        except AssistantError as error:
            yield Refused(where, error)


def _lines(stream: IO[bytes]) -> Iterator[_Line]:
    """Yield numbered lines of bounded size; of longer ones the rest is passed over."""
    number = 0
    while data := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        whole = len(data) <= MAX_LINE_BYTES
        rest = data
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_LINE_BYTES + 1)
        yield _Line(number, data if number > 1 else data.removeprefix(b"\xef\xbb\xbf"), whole)


def _document(line: _Line, where: str, given: Given) -> Document:
    if not line.whole:
        raise JsonLineError(where, detail=f"it is longer than {MAX_LINE_BYTES} bytes")
    try:
        entry = json.loads(line.data.decode())
    except UnicodeDecodeError:
        raise JsonLineError(where, detail="it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise JsonLineError(where, detail="it is not JSON") from None
    if not isinstance(entry, dict):
        raise JsonLineError(where, detail="it is not an object")
    for key, needed in (("path", True), ("text", True), ("language", False)):
        value = entry.get(key)
        if not isinstance(value, str) and (needed or value is not None):
            raise JsonLineError(where, detail=f'"{key}" is not a text')
    try:
        data = entry["text"].encode()
    except UnicodeEncodeError:
        raise JsonLineError(where, detail='"text" has half of a surrogate pair') from None
    return named(
        entry["path"], data, source=where, given=given, language=entry.get("language") or None
    )
