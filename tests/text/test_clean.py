"""Controls and escape sequences never pass."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.clean import one_line, strip_controls


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("lost \x1b]0;never closed\nnext", "lost \nnext"),
        ("bell\x07 null\x00 c1\x9b31m", "bell null c1"),
        ("tab\tnbsp\u00a0end", "tab nbsp end"),
        ("right\u202eleft", "rightleft"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("[red]markup[/red] stays", "[red]markup[/red] stays"),
        ("ใบแจ้งหนี้ Ελλάδα", "ใบแจ้งหนี้ Ελλάδα"),
    ],
)
def test_what_is_visible_stays_and_nothing_else(raw: str, shown: str) -> None:
    """Escape sequences and controls vanish; visible text, mark-up included, stays."""
    assert strip_controls(raw) == shown


@given(st.text())
def test_no_control_character_passes(text: str) -> None:
    """Whatever comes in, no control character but the line break comes out."""
    assert not any(
        unicodedata.category(char) in {"Cc", "Cs"} and char != "\n" for char in strip_controls(text)
    )


def test_one_line_has_no_line_break() -> None:
    """An error message quoting a file is one line whatever the file holds."""
    assert one_line(" a\n\n b\r\nc\x1b[2J ") == "a b c"
