"""The gate keeps scores from falling, and floors from being lowered silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation import Rate, Scores, read_gate, set_digest, write_gate
from assistant.knowledge import PackError


def scores(first: int, wrong: int = 0) -> dict[str, Scores]:
    """Return scores of 100 Greek questions."""
    rates = dict.fromkeys(("among_three", "refused", "dates_exact", "language"), Rate(100, 100))
    rates |= dict.fromkeys(("declined", "asked_back"), Rate(0, 100))
    rates |= {"first": Rate(first, 100), "confident_wrong": Rate(wrong, 100)}
    return {"el": Scores(rates, 0.0, 0.0, (), ())}


def test_what_was_measured_passes(tmp_path: Path) -> None:
    """The scores that the floors were measured on hold."""
    path = tmp_path / "floors.toml"
    write_gate(path, "d", scores(90))
    assert not list(read_gate(path).faults("d", scores(90)))


@pytest.mark.parametrize(
    ("digest", "now", "blamed"),
    [
        ("d", scores(85), "first"),
        ("d", scores(90, 5), "confident_wrong"),
        ("e", scores(90), "questions"),
        ("d", {}, "questions"),
    ],
)
def test_what_falls_is_named(
    tmp_path: Path, digest: str, now: dict[str, Scores], blamed: str
) -> None:
    """A score below its floor, above its ceiling, other questions, a language left out."""
    path = tmp_path / "floors.toml"
    write_gate(path, "d", scores(90))
    assert [fault.rate for fault in read_gate(path).faults(digest, now)] == [blamed]


def test_a_floor_is_not_lowered_without_a_reason(tmp_path: Path) -> None:
    """Lower scores do not replace the floors; with a reason they do, and the reason stays."""
    path = tmp_path / "floors.toml"
    write_gate(path, "d", scores(90))
    before = path.read_bytes()
    with pytest.raises(PackError, match="give a reason"):
        write_gate(path, "d", scores(80))
    assert path.read_bytes() == before
    write_gate(path, "d", scores(80), reason="harder questions")
    assert read_gate(path).reason == "harder questions"


def test_floors_rise_by_measuring(tmp_path: Path) -> None:
    """Better scores raise the floors without more ado."""
    path = tmp_path / "floors.toml"
    write_gate(path, "d", scores(80))
    write_gate(path, "d", scores(95))
    assert read_gate(path).bounds["el"]["first"] == 0.94


def test_the_digest_is_of_the_questions(tmp_path: Path) -> None:
    """Another question changes it, another order of files does not."""
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_text("a", encoding="utf-8")
    two.write_text("b", encoding="utf-8")
    digest = set_digest([one, two])
    assert set_digest([two, one]) == digest
    two.write_text("c", encoding="utf-8")
    assert set_digest([one, two]) != digest
