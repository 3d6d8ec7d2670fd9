"""`assistant corpus clean` as a user runs it: sources of all kinds, what is said, exit status."""

from __future__ import annotations

import filecmp
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.cli import cleaning
from assistant.corpus import making
from assistant.corpus.inputs import reading
from assistant.corpus.inputs.document import Document
from assistant.locations import default_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run


def test_the_shipped_articles_as_before(run: Run, tmp_path: Path) -> None:
    """The pack's articles give the committed files byte for byte, and nothing beside them."""
    pack = default_pack()
    done = run(
        *("corpus", "clean", str(pack / "articles"), "--rules", str(pack / "cleaning.toml")),
        *("--out", str(tmp_path)),
    )
    assert done.status == 0
    compared = filecmp.dircmp(pack / "clean", tmp_path, ignore=[])
    assert compared.subdirs.keys() == {"el", "th"}
    for folder in (compared, *compared.subdirs.values()):
        assert not [*folder.left_only, *folder.right_only, *folder.diff_files]


def test_sources_of_all_kinds(run: Run, tmp_path: Path) -> None:
    """Standard input, an archive and a page go into one file of lines, in order of identifiers."""
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("el/peas.md", "# Μπιζέλια\n\nΠοτίστε τα.\n")
    page = "<html lang=de><h1>Bohnen</h1><p>Im Mai werden die Bohnen in warme Erde gesät.</p>"
    (tmp_path / "beans.html").write_text(page, encoding="utf-8")
    line = json.dumps({"path": "kale", "text": "Kale\n\nSow it.", "language": "en"})
    done = run(
        *("corpus", "clean", "-", str(tmp_path / "site.zip"), str(tmp_path / "beans.html")),
        *("--out", str(tmp_path / "out"), "--format", "jsonl", "--workers", "1"),
        stdin=line.encode(),
    )
    assert (done.status, done.err) == (0, "")
    lines = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(one) for one in lines]
    assert [one["id"] for one in articles] == ["de/beans", "el/peas", "en/kale"]
    assert [one["title"] for one in articles] == ["Bohnen", "Μπιζέλια", "Kale"]


def test_what_is_not_known_is_said(run: Run, tmp_path: Path) -> None:
    """Unknown languages and other encodings are summed up on standard error."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Чтобы отменить подписку, откройте", encoding="utf-8")
    greek = "Ποτίστε τα φυτά κάθε βράδυ και μην αφήνετε το χώμα να στεγνώσει."
    (tmp_path / "in" / "b.txt").write_bytes(greek.encode("cp1253"))
    done = run("corpus", "clean", str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert done.status == 0
    assert "--language" in done.err
    assert "a.txt" in done.err
    assert "cp1253 (1)" in done.err
    assert sorted(p.parent.name for p in (tmp_path / "out").rglob("*.json")) == ["el", "und"]


def test_bad_documents_are_listed_and_the_others_cleaned(run: Run, tmp_path: Path) -> None:
    """Every fault is a line with its place, without control characters, in the reader's tongue."""
    lines = [
        '{"path": "good", "text": "Title\\n\\nText."}',
        "nonsense",
        '{"path": "../up", "text": "x"}',
        '{"path": "esc\\u001b[31m", "text": "x"}',
        '{"path": "twin", "text": "x"}',
        '{"path": "twin", "text": "y"}',
    ]
    done = run(
        *("corpus", "clean", "-", "--out", str(tmp_path), "--language", "en"),
        stdin="\n".join(lines).encode(),
        language="el_GR.UTF-8",
    )
    assert done.status == 4
    assert [one.partition(" ")[0] for one in done.err.splitlines()] == [
        *("-:2:", "-:3:", "-:4:", "-:5:", "-:6:")
    ]
    assert "JSON" in done.err
    assert "αναγνωριστικό" in done.err
    assert "\x1b" not in done.err + done.out
    assert [path.name for path in tmp_path.rglob("*.json")] == ["good.json"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["{in}", "--out", "{out}"], 4),
        (["{in}/*.txt", "--out", "{out}"], 4),
        (["-", "--out", "{out}", "--language", "../x"], 4),
        (["-", "--out", "{out}", "--workers", "0"], 2),
        (["-", "--out", "{out}", "--format", "xml"], 2),
        (["--out", "{out}"], 2),
    ],
)
def test_wrong_use(run: Run, tmp_path: Path, arguments: list[str], status: int) -> None:
    """Nothing to clean and options that cannot be are one line, and nothing is written."""
    (tmp_path / "in").mkdir()
    places = {"in": str(tmp_path / "in"), "out": str(tmp_path / "out")}
    done = run("corpus", "clean", *(one.format(**places) for one in arguments))
    assert done.status == status
    assert done.err.count("\n") == 1
    assert not list(tmp_path.rglob("*.json"))


def test_a_bar_for_those_who_look(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal a bar counts the articles instead of a line for each; faults are listed."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Title\n\nText {number}.", encoding="utf-8")
    watched: Callable[[], bool] = lambda: True  # noqa: E731 - a stand-in
    monkeypatch.setattr(cleaning, "_watched", watched)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    done = run(
        *("corpus", "clean", str(tmp_path), "--language", "en", "--out", str(tmp_path / "out")),
    )
    assert (done.status, done.out.count("\n")) == (0, 1)
    assert "Articles cleaned: 3; refused: 0." in done.out
    assert "3/3" in done.err


def test_an_article_that_takes_too_much_memory_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, the others are cleaned, and the bound ends with the run."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    bounds = []
    real = reading.read

    def greedy(document: Document) -> object:
        bounds.append(resource.getrlimit(resource.RLIMIT_AS)[0])
        if document.name == "big.txt":
            bytearray(8 * 1024**3)
        return real(document)

    monkeypatch.setattr(making, "read", greedy)
    for name in ("big", "small"):
        (tmp_path / f"{name}.txt").write_text("Title\n\nText.\n", encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in ("big", "small")]
    out = ("--out", str(tmp_path / "out"), "--workers", "1", "--language", "en")
    done = run("corpus", "clean", *files, *out, "--memory", "2048")
    assert done.status == 1
    assert f"{files[0]}: " in done.err
    assert "MemoryError" in done.err
    assert "small.json" in done.out
    assert set(bounds) == {2048 * 1024**2}
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert run("corpus", "clean", *files, *out, "--memory", "1").status == 2


def test_a_source_that_does_not_exist_leaves_no_folder(run: Run, tmp_path: Path) -> None:
    """The refusal comes before anything is written."""
    done = run("corpus", "clean", str(tmp_path / "none"), "--out", str(tmp_path / "out"))
    assert done.status == 4
    assert list(tmp_path.iterdir()) == []
