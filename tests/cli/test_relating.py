"""`assistant corpus relate`: groups and what recurs, as lines of JSON and as totals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

NOTICE = "Was this page of help to you?"
PARAGRAPH = "You can restore a deleted mailbox within {} days of the day on which it was deleted."


@pytest.fixture
def cleaned(tmp_path: Path, run: Run) -> Path:
    """Return a folder of cleaned articles of one site."""
    lines = []
    for number in range(12):
        days = 30 if number < 8 else 90
        own = "".join(f"Only in {name * 9}.\n\n" for name in "abcdefghijkl"[number::5])
        text = f"Mailbox {number}\n\n{own}"
        text += f"{PARAGRAPH.format(days)}\n\n{NOTICE}\n"
        lines.append(json.dumps({"path": f"{number:02}.txt", "text": text, "language": "en"}))
    (tmp_path / "site.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "clean"
    options = ("--out", str(out), "--keep-recurring")
    assert run("corpus", "clean", str(tmp_path / "site.jsonl"), *options).status == 0
    return out


def groups_in(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file of groups."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_equal_and_differing_blocks_are_told_apart(run: Run, cleaned: Path, tmp_path: Path) -> None:
    """Copies are one group; what differs in a number is its variant, with the difference."""
    out = tmp_path / "groups.jsonl"
    done = run("corpus", "relate", str(cleaned), "--out", str(out))
    assert (done.status, done.err) == (0, "")
    group = next(one for one in groups_in(out) if one["text"] == PARAGRAPH.format(30))
    assert len(group["places"]) == 8
    (variant,) = group["variants"]
    assert (variant["edit"], variant["diff"]) == ("number", [["30", "90"]])
    assert len(variant["places"]) == 4
    assert "variants: number: " in done.out


def test_what_recurs_is_listed_with_its_evidence(run: Run, cleaned: Path, tmp_path: Path) -> None:
    """A line at the end of every page is chrome; what holds a number is only to be looked at."""
    out = tmp_path / "groups.jsonl"
    run("corpus", "relate", str(cleaned), "--out", str(out))
    found = {one["text"]: one for one in groups_in(out) if "rule" in one}
    notice = found[NOTICE]
    assert (notice["rule"], notice["articles"], notice["of"]) == ("site.recurring", 12, 12)
    assert (notice["edge"], notice["position"], notice["doubts"]) == ("end", 0, [])
    assert found[PARAGRAPH.format(30)]["doubts"]


def test_the_number_of_workers_changes_nothing(run: Run, cleaned: Path, tmp_path: Path) -> None:
    """The same file, byte for byte."""
    for workers in ("1", "2"):
        run(
            "corpus", "relate", str(cleaned), "--out", str(tmp_path / workers), "--workers", workers
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_bad_article_is_named(run: Run, cleaned: Path, tmp_path: Path) -> None:
    """The others are related; the exit status says that one was not."""
    (cleaned / "en" / "00.json").write_text("{}", encoding="utf-8")
    done = run("corpus", "relate", str(cleaned), "--out", str(tmp_path / "groups.jsonl"))
    assert done.status == 4
    assert "00.json" in done.err
    assert len(done.err.splitlines()) == 1


def test_repeated_sections_are_one_with_editions(run: Run, tmp_path: Path) -> None:
    """A section that pages have in two forms is one line, each form with where it stands."""
    lines = []
    for number in range(4):
        days = 30 if number < 3 else 90
        text = f"# Page {number}\n\n## Restore a mailbox\n\nAsk an admin of your organisation.\n\n"
        text += f"{PARAGRAPH.format(days)}\n"
        lines.append(json.dumps({"path": f"{number}.md", "text": text, "language": "en"}))
    (tmp_path / "site.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "clean"
    run("corpus", "clean", str(tmp_path / "site.jsonl"), "--out", str(out), "--keep-recurring")
    done = run("corpus", "relate", str(out), "--out", str(tmp_path / "groups.jsonl"))
    assert "repeated sections: with editions: 1" in done.out
    (section,) = (one for one in groups_in(tmp_path / "groups.jsonl") if "section" in one)
    assert section["section"] == "Restore a mailbox"
    assert [form["headings"] for form in section["editions"]] == [
        [["en/0", "L3"], ["en/1", "L3"], ["en/2", "L3"]],
        [["en/3", "L3"]],
    ]
    assert section["editions"][1]["blocks"] == [["en/0", "L5"], ["en/3", "L7"]]
