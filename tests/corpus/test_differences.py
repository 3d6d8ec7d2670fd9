"""What two texts share and what only one has."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.differences import Side, differences, replacements, tokens

_TEXTS = st.text(
    st.one_of(st.sampled_from("ab 9.,\n'ต่อำกの契約έ\u0301\u093f"), st.characters()), max_size=60
)


def marked(left: str, right: str) -> str:
    """Return differences as text: what is only left in [], what is only right in {}."""
    frames = {Side.BOTH: "{}", Side.LEFT: "[{}]", Side.RIGHT: "{{{}}}"}
    return "".join(frames[side].format(text) for side, text in differences(left, right))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Keep it 30 days.", "Keep it 90 days.", "Keep it [30]{90} days."),
        ("It costs 1,500.00 now", "It costs 1,600.00 now", "It costs [1,500.00]{1,600.00} now"),
        ("You may cancel.", "You may not cancel.", "You may {not }cancel."),
        ("The 21Vianet plan", "The Vianet plan", "The [21Vianet]{Vianet} plan"),
        ("don't pay", "do pay", "[don't]{do} pay"),
        ("call us today", "write to them today", "[call us]{write to them} today"),
        ("Εντός 30 ημερών", "Εντός 90 ημερών", "Εντός [30]{90} ημερών"),
        ("ข้อมูลจะถูกลบหลัง 30 วัน", "ข้อมูลจะถูกลบหลัง 90 วัน", "ข้อมูลจะถูกลบหลัง [30]{90} วัน"),
        ("ผู้ใช้ยกเลิกการสมัครใช้งานได้", "ผู้ใช้ต่ออายุการสมัครใช้งานได้",
         "ผู้ใช้[ยกเลิก]{ต่ออายุ}การสมัครใช้งานได้"),
        ("契約を更新する", "契約を解除する", "契約を[更新]{解除}する"),
        ("हिन्दी में", "हिन्दू में", "[हिन्दी]{हिन्दू} में"),
        ("same", "same", "same"),
        ("", "", ""),
        ("", "new", "{new}"),
        ("old", "", "[old]"),
    ],
)  # fmt: skip
def test_words_that_differ_are_found(left: str, right: str, expected: str) -> None:
    """A number, a name, a negation or a word stands apart as a whole, in every script."""
    assert marked(left, right) == expected


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _TEXTS)
def test_the_runs_are_both_texts(left: str, right: str) -> None:
    """Nothing is lost or made up: each side's runs, joined, are that side's text."""
    runs = differences(left, right)
    for text, side in ((left, Side.LEFT), (right, Side.RIGHT)):
        assert "".join(run.text for run in runs if run.side in {Side.BOTH, side}) == text
    assert all(run.text for run in runs)
    assert all(one.side is not other.side for one, other in pairwise(runs))


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_tokens_joined_are_the_text(text: str) -> None:
    """Cutting a text into words leaves nothing out."""
    assert "".join(tokens(text)) == text


def test_long_texts_are_bounded() -> None:
    """Texts of a megabyte are compared in bounded time, and still agree at their ends."""
    left = "begin " + " ".join(f"a{number}" for number in range(100_000)) + " end"
    right = "begin " + " ".join(f"b{number}" for number in range(100_000)) + " end"
    start = perf_counter()
    runs = differences(left, right)
    assert perf_counter() - start < 10
    assert [run.side for run in runs] == [Side.BOTH, Side.LEFT, Side.RIGHT, Side.BOTH]
    assert (runs[0].text, runs[-1].text) == ("begin ", " end")


def test_the_same_in_every_process() -> None:
    """Where several ways are equally short, every process takes the same one."""
    code = (
        "from assistant.corpus.differences import differences;"
        "print(differences('a b c a b b a', 'c b a b a c'))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("keep for 30 days", "keep for 90 days", [("30", "90")]),
        ("one two three four five", "one three four five six", [("two", ""), ("", "six")]),
        ("same", "same", []),
        (
            "เพิ่มบัตรเครดิตหรือบัตรเดบิต",
            "เพิ่มบัตรเครดิต",
            [("หรือบัตรเดบิต", "")],
        ),
        ("請求先を変更する", "支払方法を変更する", [("請求先", "支払方法")]),
    ],
)
def test_what_is_replaced(left: str, right: str, found: list[tuple[str, str]]) -> None:
    """In whole words, also in scripts without spaces."""
    assert replacements(left, right) == found
