"""Where a cursor may stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.graphemes import (
    grapheme_after,
    grapheme_at,
    grapheme_before,
    grapheme_starts,
    without_last,
)
from assistant.text.icu import graphemes_of


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("abc", [0, 1, 2, 3]),
        ("τής", [0, 1, 2, 3]),
        ("ที่", [0, 3]),
        ("กำ", [0, 2]),
        ("e\u0301", [0, 2]),
        ("🇬🇷🇹🇭", [0, 2, 4]),
        ("👩\u200d💻", [0, 3]),
        ("\uac01", [0, 1]),
        ("\u1100\u1161\u11a8", [0, 3]),
    ],
)
def test_graphemes_start_where_a_reader_sees_a_character(text: str, starts: list[int]) -> None:
    """Marks, joined emoji, flags and jamo belong to what stands before them."""
    assert grapheme_starts(text) == starts


@given(st.text(max_size=12))
def test_the_short_way_agrees_with_icu(text: str) -> None:
    """Texts that ICU is not asked about would be cut by it in the same places."""
    lengths = [0]
    for grapheme in graphemes_of(text):
        lengths.append(lengths[-1] + len(grapheme))
    if "\r\n" not in text:  # never in a line
        assert grapheme_starts(text) == lengths


@given(st.text(alphabet="aά กำที่👩\u200d💻\u0301", max_size=12), st.integers(0, 12))
def test_moving_stops_only_between_characters(text: str, index: int) -> None:
    """Left, right and clicks end on a start; left and right move unless at an end."""
    index = min(index, len(text))
    starts = grapheme_starts(text)
    before, after = grapheme_before(text, index), grapheme_after(text, index)
    assert {before, after, grapheme_at(text, index)} <= set(starts)
    assert before < index or index == 0
    assert after > index or index == len(text)


@pytest.mark.parametrize(
    ("grapheme", "left"),
    [("a", ""), ("ή", ""), ("ที่", "ที"), ("กำ", "ก"), ("👩\u200d💻", ""), ("🇬🇷", ""), ("", "")],
)
def test_backspace_takes_a_mark_or_the_whole_sign(grapheme: str, left: str) -> None:
    """A Thai letter loses its last mark, an emoji goes as a whole."""
    assert without_last(grapheme) == left
    assert unicodedata.normalize("NFC", left) == left
