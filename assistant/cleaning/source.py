"""First stages: bytes to raw lines, raw lines to normalised lines, every change counted."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from assistant.cleaning.errors import (
    ArticleTooLargeError,
    BinaryArticleError,
    EmptyArticleError,
    EncodingError,
)
from assistant.cleaning.structure import Change, Form

# The longest help page seen has 60 kB of text; 2 MiB and 20,000 lines leave room for whole manuals.
MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 20_000
# A page in HTML brings scripts, styles and pictures as text.
MAX_PAGE_BYTES = 8 * 1024 * 1024

UTF_8 = "utf-8"
# Byte order marks, by the encoding that they show.
BOMS = {
    UTF_8: codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_NEWLINE = re.compile(r"\r\n|\n|\r")
# Invisible, and never part of a word's spelling: soft hyphen, ZERO WIDTH SPACE, WORD JOINER, BOM,
# direction embeddings, overrides and isolates. Joiners and direction marks are spelling, and stay.
_DROPPED = frozenset(
    "\u00ad\u200b\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff"
)
_TAB_WIDTH = 4
# Scraped pages keep mark-up as runs of spaces: three or more in a line stood for an element's end.
_WIDE = 3


@dataclass(frozen=True, slots=True)
class Source:
    """The raw article.

    Args:
        name: file name, without folder.
        sha256: hexadecimal digest of the bytes.
        size: number of bytes.
        lines: raw lines without their line ends.
        bom: whether a byte order mark stood at the start.
        crlf: number of CR LF line ends.
        cr: number of bare CR line ends.
        encoding: how the bytes were read, by Python's name for it.
        form: how it is marked up.
    """

    name: str
    sha256: str
    size: int
    lines: tuple[str, ...]
    bom: bool
    crlf: int
    cr: int
    encoding: str = UTF_8
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """A normalised line: NFC, invisible characters dropped, white-space runs one space, trimmed.

    Args:
        number: 1-based number of the raw line.
        text: the normalised text.
        indent: width of the white space before it, in characters.
        gaps: indexes in `text` of spaces that stand for wide runs of white space.
        trails: whether a wide run stood at the end.
        changes: what normalisation changed, sorted.
        glued: whether the line before it is not blank.
    """

    number: int
    text: str
    indent: int
    gaps: tuple[int, ...]
    trails: bool
    changes: tuple[Change, ...]
    glued: bool


def decode(
    data: bytes,
    *,
    name: str,
    where: str | None = None,
    encoding: str = UTF_8,
    form: Form = Form.TEXT,
) -> Source:
    """Decode an article strictly and cut it into lines (LF, CR LF or CR).

    Args:
        data: the bytes of the file.
        name: file name for the record.
        where: path for messages; the name if it is not given.
        encoding: Python's name of it.
        form: how it is marked up, for the record.

    Raises:
        ArticleTooLargeError: more bytes or lines than an article can have.
        BinaryArticleError: there are NUL bytes.
        EncodingError: not of that encoding; names line and byte.
        EmptyArticleError: nothing visible is in it.
    """
    where = where or name
    limit = MAX_PAGE_BYTES if form is Form.HTML else MAX_BYTES
    if len(data) > limit:
        raise ArticleTooLargeError(where, limit=limit, unit="bytes")
    body = data.removeprefix(BOMS.get(encoding, b""))
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in body:
            raise BinaryArticleError(where) from None
        before = body[: error.start].decode(encoding)
        *above, last = _NEWLINE.split(before)
        column = len(last.encode(encoding)) + 1
        raise EncodingError(f"{where}:{len(above) + 1}", column=column) from None
    if "\0" in text:
        raise BinaryArticleError(where)
    ends = Counter(match.group() for match in _NEWLINE.finditer(text))
    if ends.total() >= MAX_LINES:
        raise ArticleTooLargeError(where, limit=MAX_LINES, unit="lines")
    if not any(not char.isspace() and not dropped(char) for char in text):
        raise EmptyArticleError(where)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        lines=tuple(_NEWLINE.split(text)),
        bom=len(body) != len(data),
        crlf=ends["\r\n"],
        cr=ends["\r"],
        encoding=encoding,
        form=form,
    )


def dropped(char: str) -> bool:
    """Return whether `char` is invisible and left out: control characters and the like."""
    return char in _DROPPED or (unicodedata.category(char) == "Cc" and not char.isspace())


def visible(raw: str) -> str:
    """Return `raw` without what is dropped."""
    return "".join(char for char in raw if not dropped(char))


def read_lines(source: Source) -> tuple[Line, ...]:
    """Return the normalised form of every raw line that has any character but white space."""
    lines: list[Line] = []
    last = -1
    for number, raw in enumerate(source.lines, 1):
        line = _normalise(number, raw, glued=last == number - 1)
        if line.text:
            last = number
        if line.text or line.changes:
            lines.append(line)
    return tuple(lines)


def _normalise(number: int, raw: str, *, glued: bool) -> Line:
    changes: Counter[str] = Counter()
    kept = raw
    if not raw.isprintable():
        kept = visible(raw)
        changes.update(_code_point(char) for char in raw if dropped(char))
    composed = unicodedata.normalize("NFC", kept)
    if not composed.strip():
        return Line(number, "", 0, (), trails=False, changes=_sorted(changes), glued=glued)
    if composed != kept:
        changes["NFC"] = 1
    words: list[str] = []
    gaps: list[int] = []
    length = 0
    spaces = 0
    run = 0
    for word, space in re.findall(r"(\S+)|(\s+)", composed):
        if space:
            run = len(space)
            spaces += run
            changes.update(_code_point(char) for char in space if char != " ")
            continue
        if words:
            if run >= _WIDE:
                gaps.append(length)
            length += 1
        words.append(word)
        length += len(word)
        run = 0
    text = " ".join(words)
    lead = composed[: len(composed) - len(composed.lstrip())]
    if left_out := spaces - (len(words) - 1):
        changes["spaces"] = left_out
    return Line(
        number=number,
        text=text,
        indent=len(lead.expandtabs(_TAB_WIDTH)),
        gaps=tuple(gaps),
        trails=run >= _WIDE,
        changes=_sorted(changes),
        glued=glued,
    )


def _sorted(changes: Counter[str]) -> tuple[Change, ...]:
    return tuple(Change(what, count) for what, count in sorted(changes.items()))


def _code_point(char: str) -> str:
    return f"U+{ord(char):04X}"
