"""Lines break where a reader of the script would break them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from assistant.text.wrap import cell_width, wrap

THAI = (
    "ถ้าคุณไม่เปิดใช้งานการสมัครใช้งานของคุณอีกครั้งเมื่ออยู่ในสถานะหมดอายุ "
    "การสมัครใช้งานจะถูกเปลี่ยนไปเป็นสถานะถูกปิดใช้งาน ซึ่งจะคงอยู่เป็นเวลา 90 วันสำหรับการสมัครใช้งานส่วนใหญ่"
)
GREEK = "Οι χρήστες σας θα πάψουν να έχουν πρόσβαση στα δεδομένα του Office 365."
JAPANESE = "サブスクリプションの有効期限が切れると、データは「削除」されます。"


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_thai_never_breaks_inside_a_word(width: int) -> None:
    """Every line end of a Thai paragraph is a break that ICU's dictionary allows."""
    allowed, position = {0}, 0
    for piece in LineBreaker(THAI, "th"):
        position += len(piece)
        allowed.add(position)
    cursor = 0
    for line in wrap(THAI, width):
        assert cell_width(line) <= width
        start = THAI.index(line, cursor)
        assert start in allowed
        cursor = start + len(line)


@pytest.mark.parametrize("text", [THAI, GREEK, JAPANESE])
@pytest.mark.parametrize("width", [20, 40, 60])
def test_no_line_begins_with_a_mark_or_closing_bracket(text: str, width: int) -> None:
    """A combining mark, SARA AM or a closing bracket never begins a line."""
    for line in wrap(text, width):
        assert unicodedata.category(line[0]) not in {"Mn", "Me"}
        assert line[0] not in "ำ」、。"


def test_greek_breaks_at_spaces_with_a_hanging_indent() -> None:
    """Words stay whole and the lines after the first are indented as told."""
    lines = wrap(GREEK, 30, indent="• ", hanging="  ")
    assert lines[0].startswith("• Οι")
    assert all(line.startswith("  ") for line in lines[1:])
    assert " ".join(line[2:] for line in lines) == GREEK


def test_a_word_wider_than_the_line_is_cut() -> None:
    """A long address does not run out of the screen."""
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_widths_are_cells() -> None:
    """Thai marks take no cell, wide characters two."""
    assert [cell_width(text) for text in ("ที่", "日本", "abc", "e\u0301")] == [1, 4, 3, 1]


@given(st.text(alphabet=st.sampled_from("ab กำที่日本「」 \n"), max_size=60), st.integers(4, 30))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Wrapping changes white space only."""
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "word", ["ผู้ใช้", "การใช้งาน", "ความช่วยเหลือ", "[3][4]", "ใช้งาน", "วันที่", "สมัครใช้งาน", "ข้อสันนิษฐาน"]
)
@pytest.mark.parametrize("width", [16, 18, 20, 24])
def test_compounds_stay_whole(word: str, width: int) -> None:
    """What ICU's dictionary takes apart, but a reader would not, is on one line."""
    lines = wrap(f"ถ้าคุณยังไม่ได้ {word} ในตอนนี้ {word} ก็ตาม", width)
    assert sum(line.count(word) for line in lines) == 2
