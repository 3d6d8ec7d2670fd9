"""The table of growing packs: a row a size, the same phrases at each run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assistant.routing.phrases import Phrase
from benchmarks.scale import main, perturbed


def test_the_table_has_a_row_a_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each size has its row, and the index finds what the scan finds."""
    place = tmp_path / "phrases" / "en"
    place.mkdir(parents=True)
    (place / "pay.toml").write_text(
        'a = ["how do I pay this invoice", "when must we pay the bill"]\n', "utf-8"
    )
    assert main([str(tmp_path), "--phrases", "5", "50"]) == 0
    _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["5", "50"]
    assert all(float(row.split()[-1]) >= 0.9 for row in rows)


def test_a_folder_without_phrases_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error, status 2."""
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_perturbed_phrases_are_the_same_at_each_run() -> None:
    """The seed decides, and most phrases differ from what they were made of."""
    source = [
        Phrase("en", "pay", "a", "how do I pay this invoice"),
        Phrase("th", "pay", "a", "จ่าย"),
    ]
    first, second = (perturbed(source, random.Random(3)) for _ in range(2))  # noqa: S311 - no secret
    made = [next(first) for _ in range(50)]
    assert made == [next(second) for _ in range(50)]
    assert sum(phrase in source for phrase in made) < 15
