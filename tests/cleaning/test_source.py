"""Bytes to normalised lines: every kind of bad input, every change counted."""

from __future__ import annotations

import pytest

from assistant.cleaning.errors import (
    ArticleTooLargeError,
    BinaryArticleError,
    EmptyArticleError,
    EncodingError,
)
from assistant.cleaning.source import MAX_BYTES, MAX_LINES, Line, decode, read_lines
from assistant.cleaning.structure import Change


def line(raw: str) -> Line:
    """Return the only line of an article that is `raw`."""
    (only,) = read_lines(decode(raw.encode(), name="a.txt"))
    return only


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\ufeff".encode(), "\u200b\u00a0\n\x1b".encode()]
)
def test_nothing_visible_is_an_empty_article(data: bytes) -> None:
    """White space, byte order mark and invisible characters do not make an article."""
    with pytest.raises(EmptyArticleError) as caught:
        decode(data, name="a.txt")
    assert caught.value.where == "a.txt"


def test_binary_file() -> None:
    """NUL bytes show that a file is no text."""
    with pytest.raises(BinaryArticleError):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", name="a.txt")


@pytest.mark.parametrize(
    ("data", "where", "column"),
    [
        (b"caf\xe9", "a.txt:1", 4),
        ("Εδώ\r\nκαι\r".encode() + b"x\xff", "a.txt:3", 2),
        ("ก\n".encode() + "ก".encode() + b"\x80", "a.txt:2", 4),
    ],
)
def test_other_encodings_name_line_and_byte(data: bytes, where: str, column: int) -> None:
    """What is not UTF-8 is refused with the place of the first bad byte."""
    with pytest.raises(EncodingError) as caught:
        decode(data, name="a.txt")
    assert (caught.value.where, caught.value.values["column"]) == (where, column)


def test_too_large() -> None:
    """Bytes and lines are bounded, and the bound is named."""
    with pytest.raises(ArticleTooLargeError) as caught:
        decode(b"a" * (MAX_BYTES + 1), name="a.txt")
    assert caught.value.values == {"limit": MAX_BYTES, "unit": "bytes"}
    with pytest.raises(ArticleTooLargeError):
        decode(b"a\n" * MAX_LINES, name="a.txt")


def test_line_ends_are_cut_and_counted() -> None:
    """LF, CR LF and CR end lines; blank ones count for the numbers; the mark is left out."""
    source = decode("\ufeffone\r\n\r\ntwo\rthree\nfour".encode(), name="a.txt")
    assert (source.bom, source.crlf, source.cr) == (True, 2, 1)
    assert [(one.number, one.text) for one in read_lines(source)] == [
        (1, "one"),
        (3, "two"),
        (4, "three"),
        (5, "four"),
    ]


def test_other_separators_do_not_end_lines() -> None:
    """Form feeds and LINE SEPARATOR are white space within a line."""
    assert line("one\u2028two\x0cthree\x85four").text == "one two three four"


def test_changes_are_counted() -> None:
    """Composed, dropped and replaced characters and left out spaces are recorded."""
    found = line(" cafe\u0301\u00a0\u00a0 au\u200b lait\x1b ")
    assert found.text == "café au lait"
    assert found.changes == (
        Change("NFC", 1),
        Change("U+001B", 1),
        Change("U+00A0", 2),
        Change("U+200B", 1),
        Change("spaces", 4),
    )


def test_wide_runs_are_remembered() -> None:
    """Three spaces or more stand for mark-up; where they stood is kept."""
    found = line("  Head\u00a0\u00a0\u00a0text  more   ")
    assert (found.text, found.gaps, found.trails, found.indent) == ("Head text more", (4,), True, 2)


def test_joiners_stay() -> None:
    """Joiners are part of the spelling of some languages and are not dropped."""
    assert line("می\u200cخواهم").text == "می\u200cخواهم"


def test_lines_of_invisible_characters_are_recorded() -> None:
    """A line of which nothing is left is in the record with what was dropped."""
    lines = read_lines(decode("one\n\u200b\ntwo".encode(), name="a.txt"))
    assert [(one.number, one.text, one.glued) for one in lines] == [
        (1, "one", False),
        (2, "", True),
        (3, "two", False),
    ]
    assert lines[1].changes == (Change("U+200B", 1),)
