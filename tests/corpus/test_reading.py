"""How a document's encoding and language are found out, and what is refused."""

from __future__ import annotations

import codecs

import pytest

from assistant.cleaning.errors import BinaryArticleError, EncodingError
from assistant.cleaning.rules import PackRules
from assistant.corpus.inputs.document import Document
from assistant.corpus.inputs.encodings import encoding_of
from assistant.corpus.inputs.reading import read
from assistant.corpus.making import clean_document
from assistant.errors import AssistantError

TEXTS = {
    "el": "Φύτεμα φασολιών\n\nΣπείρετε τα φασόλια τον Μάιο, όταν το χώμα είναι ζεστό.\n\n"
    "Ποτίστε τα φυτά κάθε βράδυ και μην αφήνετε το χώμα να στεγνώσει.\n",
    "th": "การปลูกถั่ว\n\nหว่านเมล็ดถั่วในเดือนพฤษภาคมเมื่อดินอุ่น\n\nรดน้ำต้นไม้ทุกเย็น\n",
    "de": "Bohnen säen\n\nSäen Sie die Bohnen im Mai, wenn der Boden warm ist. Gießen Sie die "
    "Pflanzen am Abend und lassen Sie die Erde nicht für längere Zeit austrocknen.\n",
    "ja": "豆のまき方\n\n五月に豆をまきます。毎晩水をやってください。\n",
}


def cleaned(data: bytes, language: str | None = "el") -> tuple[str, str]:
    """Return the text of the blocks and the recorded encoding, both proved."""
    article = clean_document(Document("in/page.txt", "page.txt", data, language), PackRules())
    return "\n\n".join(block.text for block in article.blocks), article.source.encoding


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("el", "cp1253"),
        ("el", "iso8859-7"),
        ("th", "cp874"),
        ("th", "tis-620"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("de", "cp1252"),
        ("el", "utf-8"),
    ],
)
def test_other_encodings_are_told(language: str, encoding: str) -> None:
    """Text in an old encoding is read to the letter, and which one it was is on record."""
    data = TEXTS[language].encode(encoding)
    text, recorded = cleaned(data, language)
    assert text == TEXTS[language].strip()
    assert data.decode(recorded) == TEXTS[language]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_marks_tell_the_encoding(mark: bytes, encoding: str) -> None:
    """A byte order mark is believed, and is no part of the text."""
    text, recorded = cleaned(mark + TEXTS["el"].encode(encoding))
    assert (text, recorded) == (TEXTS["el"].strip(), encoding)


def test_pages_say_their_encoding() -> None:
    """What a page declares counts before any guess; a false or odd declaration does not."""
    page = '<html><head><meta charset="{}"></head><p>Ποτίστε τα φυτά</p>'
    assert encoding_of(page.format("windows-1253").encode("cp1253"), where="x") == "cp1253"
    assert encoding_of(page.format("windows-1253").encode(), where="x") == "utf-8"
    for odd in ("utf-7", "idna", "zip", "nonsense", "unicode_escape"):
        with pytest.raises(EncodingError):
            encoding_of(page.format(odd).encode() + b"\xce\xff", where="x")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ((TEXTS["el"] * 3).encode() + b"\xff" + TEXTS["el"].encode(), "in/page.txt:16"),
        (TEXTS["th"].encode()[:-2], "in/page.txt:5"),
        ("α\r\nβ\r".encode() + b"\xce", "in/page.txt:3"),
        (codecs.BOM_UTF16_LE + b"a\0b", "in/page.txt:1"),
    ],
)
def test_damaged_text_is_reported(data: bytes, where: str) -> None:
    """Damaged UTF-8 is never read as something else: the line is named, nothing is replaced."""
    with pytest.raises(EncodingError) as caught:
        cleaned(data)
    assert caught.value.where == where


def test_binary_files_are_no_text() -> None:
    """A picture or a program is refused."""
    for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", bytes(range(256)) * 4):
        with pytest.raises((BinaryArticleError, EncodingError)):
            cleaned(data)


def test_escape_sequences_do_not_reach_blocks() -> None:
    """Control characters are dropped from the text, and counted."""
    reading, _ = read(Document("x", "x.txt", b"Title\n\nRed \x1b[31malert\x1b[0m.\n", "en"))
    assert "\x1b" not in "".join(piece.text for piece in reading.pieces)
    assert {change.what for line in reading.lines for change in line.changes} == {"U+001B"}


def test_long_lines_are_refused() -> None:
    """A line of 20 MB is too large for a help article, and said so at once."""
    with pytest.raises(AssistantError) as caught:
        read(Document("x", "x.txt", b"a" * 20_000_000, "en"))
    assert caught.value.code == "cleaning.large"
