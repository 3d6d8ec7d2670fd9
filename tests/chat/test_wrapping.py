"""Lines of the running application break where a reader of the script would break them."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

import pytest
from icu4py.breakers import LineBreaker
from rich._wrap import divide_line
from textual._wrap import compute_wrap_offsets
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from assistant.chat import wrapping
from assistant.text.wrap import cell_width

THAI = (
    "ถ้าคุณไม่เปิดใช้งานการสมัครใช้งานของคุณอีกครั้งเมื่ออยู่ในสถานะหมดอายุ "
    "การสมัครใช้งานจะถูกเปลี่ยนไปเป็นสถานะถูกปิดใช้งาน ซึ่งจะคงอยู่เป็นเวลา 90 วัน"
    "สำหรับการสมัครใช้งาน Office 365 ส่วนใหญ่ คำถามนี้สำคัญสำหรับทุกคน"
)
JAPANESE = "サブスクリプションの有効期限が切れると、「データ」は削除されます。"
# No word of the dictionary: one run of sixty cells, each pair one grapheme.
GIBBERISH = "ๆำ" * 30


class OneText(App[None]):
    """Shows one paragraph."""

    def __init__(self, text: str) -> None:
        wrapping.install()
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(Content(self._text))


def breaks(text: str) -> set[int]:
    """Return where ICU's dictionary allows a line of Thai to begin."""
    return {0, *accumulate(map(len, LineBreaker(text, "th")))}


async def lines_at(text: str, *widths: int) -> list[list[str]]:
    """Return the rendered lines of a paragraph at some widths of the terminal."""
    app, rendered = OneText(text), []
    async with app.run_test() as pilot:
        for width in widths:
            await pilot.resize_terminal(width, 40)
            await pilot.pause()
            strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - no public way
            rendered.append([line for strip in strips if (line := strip.text.rstrip())])
    return rendered


async def test_thai_breaks_at_word_boundaries() -> None:
    """Every rendered line begins where ICU's dictionary allows a break, and nothing is lost."""
    allowed = breaks(THAI)
    widths = (20, 40, 60, 80)
    for width, lines in zip(widths, await lines_at(THAI, *widths), strict=True):
        cursor = 0
        for line in lines:
            start = THAI.index(line, cursor)
            assert start in allowed
            assert cell_width(line) <= width
            cursor = start + len(line)
        assert "".join("".join(lines).split()) == "".join(THAI.split())


@pytest.mark.parametrize("text", [THAI, JAPANESE, GIBBERISH], ids=["th", "ja", "unknown"])
async def test_no_line_begins_with_a_mark(text: str) -> None:
    """No rendered line begins with a combining mark, SARA AM or a closing bracket."""
    for lines in await lines_at(text, 7, 20, 40, 60, 80):
        for line in lines:
            assert unicodedata.category(line[0]) not in {"Mn", "Me"}
            assert line[0] not in "ำ」、。"


def test_other_scripts_are_left_to_rich_and_textual() -> None:
    """Greek breaks where it broke before the change."""
    greek = "Οι χρήστες σας θα πάψουν να έχουν πρόσβαση"
    before = divide_line(greek, 15), compute_wrap_offsets(greek, 15, 4)
    wrapping.install()
    assert (divide_line(greek, 15), compute_wrap_offsets(greek, 15, 4)) == before


def test_text_areas_break_thai_as_well() -> None:
    """The splitter of Textual's own documents is replaced too."""
    wrapping.install()
    assert set(compute_wrap_offsets(THAI, 20, 4)) <= breaks(THAI)
