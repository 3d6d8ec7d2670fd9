"""The comparison of deduplicators counts what was lost, and runs ours on a small set."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.dedup import Outcome, Row, judge, main, normalised
from tests.corpus.perturbing import VARIANTS, Done, Material, edits

TEXTS = tuple(
    f"Your administrator can restore a deleted {thing} within {number} days in Office 365."
    for number, thing in enumerate(("mailbox", "calendar", "folder", "site", "team", "list"), 20)
)


def test_every_edit_of_the_generator_changes_what_it_says() -> None:
    """A variant differs from what it was made of; a copy differs in white space at most."""
    for edit in islice(edits(Material("en", TEXTS), 1), 70):
        same = normalised(edit.text) == normalised(TEXTS[edit.source])
        assert same is (edit.done not in VARIANTS), edit


def test_the_generator_repeats_itself_and_takes_turns() -> None:
    """A seed gives the same edits, and each kind as often as the others."""
    first, again = (list(islice(edits(Material("en", TEXTS), 7), 70)) for _ in range(2))
    assert first == again
    assert {kind: sum(edit.done is kind for edit in first) for kind in Done} == dict.fromkeys(
        Done, 10
    )


def test_thai_words_are_edited_as_words() -> None:
    """A negation in Thai stands before a word that ICU finds, without a space."""
    text = "ผู้ดูแลระบบสามารถคืนค่ากล่องจดหมายได้"
    edit = next(one for one in edits(Material("th", [text]), 1) if one.done is Done.NEGATION)
    assert "ไม่" in edit.text
    assert " " not in edit.text


def test_merging_a_variant_is_a_loss_and_merging_a_copy_is_not() -> None:
    """Only edits that change the text count as lost, and only with a text that differs."""
    rows = [
        Row("en", 0, "original", "keep 30 days"),
        Row("en", 0, "number", "keep 90 days"),
        Row("en", 0, "space", "keep  30 days"),
        Row("en", 4, "original", "something else"),
    ]
    figures = judge(rows, Outcome(1.0, 1.0, [0, 0, 0, 3], [0, 0, 0, 3]))
    assert figures.lost == {"number": 1.0}
    assert (figures.merged, figures.unrelated) == (1.0, 0.0)
    figures = judge(rows, Outcome(1.0, 1.0, [0, 1, 0, 3], [0, 0, 0, 0]))
    assert figures.lost == {"number": 0.0}
    assert figures.related == {"number": 1.0}
    assert figures.unrelated == 1.0


def test_the_table_shows_nothing_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a small set ours loses nothing and merges every copy; exact matching relates nothing."""
    path = tmp_path / "en.jsonl"
    path.write_text(json.dumps({"path": "a", "text": "\n".join(TEXTS)}), encoding="utf-8")
    methods = ["--methods", "ours", "exact", "--workers", "1", "--paragraphs", "60"]
    assert main([str(path), *methods]) == 0
    lines = capsys.readouterr().out.splitlines()
    ours = next(line.split() for line in lines if line.startswith("ours"))
    assert ours[4:9] == ["0.0000"] * 5
    assert ours[-2] == "1.0000"
