"""`assistant corpus explain`, `report`, `export` and `schema`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.locations import default_pack
from tests.cli.conftest import Run

PACK = default_pack()
GREEK = PACK / "clean" / "el" / "cancel-office-365-for-business.json"
THAI_RAW = PACK / "articles" / "th" / "when-a-subscription-ends.txt"


@pytest.mark.parametrize("suffix", ["", ":9"])
def test_explain_is_the_same_for_raw_and_cleaned(run: Run, suffix: str) -> None:
    """A raw article is cleaned first: what is said of it is what is said of its cleaned form."""
    raw = PACK / "articles" / "el" / f"{GREEK.stem}.txt"
    one, other = (run("corpus", "explain", f"{path}{suffix}") for path in (raw, GREEK))
    assert one.out == other.out
    assert "Equal to L7 (paragraph), and merged into it." in one.out
    assert one.status == other.status == 0


def test_explain_one_line_in_greek(run: Run) -> None:
    """One line only, in the session's language, with the differences of its variant."""
    done = run("corpus", "explain", f"{GREEK}:11", language="el_GR.UTF-8")
    assert "Γραμμή 11" in done.out
    assert "Γραμμή 9" not in done.out
    assert "[-καλέσετε -]" in done.out


def test_explain_json(run: Run) -> None:
    """One JSON object, whatever the session's language."""
    arguments = ("corpus", "explain", f"{THAI_RAW}:93", "--json")
    result = run(*arguments).json()
    (line,) = result["lines"]
    fates = [outcome["fate"] for outcome in line["outcomes"]]
    assert fates == ["variant", "merged", "correction", "merged"]
    assert run(*arguments, language="th").json() == result


@pytest.mark.parametrize(
    ("place", "status", "told"),
    [
        (f"{GREEK}:0", 2, "no line 0"),
        (f"{GREEK}:90", 2, "the last one is 89"),
        (f"{GREEK}:{'9' * 200}", 2, "no line 9"),
        (f"{GREEK}:x", 4, "no such file"),
        ("/nowhere.txt:3", 4, "no such file"),
        ("/nowhere.json", 4, "no such file"),
        (str(PACK), 2, "--article"),
    ],
)
def test_explain_says_what_is_wrong_in_one_line(
    run: Run, place: str, status: int, told: str
) -> None:
    """A wrong line, a missing file or a folder: one clear line, nothing on standard output."""
    done = run("corpus", "explain", place)
    assert done.status == status
    assert told in done.err
    assert (done.err.count("\n"), done.out) == (1, "")


def test_explain_takes_a_file_named_like_a_line(run: Run, tmp_path: Path) -> None:
    """`a.txt:3` is a file if there is one of that name."""
    path = tmp_path / "el" / "a.txt:3"
    path.parent.mkdir()
    shutil.copy(PACK / "articles" / "el" / f"{GREEK.stem}.txt", path)
    assert run("corpus", "explain", str(path)).out.count("\nLine ") == 47


def test_explain_passes_no_escape_sequence(run: Run, tmp_path: Path) -> None:
    """What an article holds cannot steer the terminal."""
    path = tmp_path / "a.txt"
    path.write_text("Title\n\n\x1b[31mred\x1b[0m \x9b2J \u202egnp.exe\n", encoding="utf-8")
    for form in ((), ("--json",)):
        done = run("corpus", "explain", str(path), "--language", "en", *form)
        assert done.status == 0
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.out)


def test_report_is_a_page_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    """The page is written in one step, in the language of the option, and where it is is said."""
    out = tmp_path / "report.html"
    done = run(
        "corpus", "report", str(PACK / "clean"), "--raw", str(PACK / "articles"),
        "--out", str(out), "--language", "th",
    )  # fmt: skip
    assert (done.status, done.out) == (0, f"2 articles written to {out}.\n")
    assert '<html lang="th">' in out.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("form", ["jsonl", "pot", "markdown"])
def test_export_writes_what_was_asked_for(run: Run, tmp_path: Path, form: str) -> None:
    """Each form holds the articles; a second export is the same bytes."""
    written = []
    for name in ("one", "two"):
        arguments = ("corpus", "export", str(PACK / "clean"), "--to", form, "--language", "el")
        done = run(*arguments, "--out", str(tmp_path / name))
        assert (done.status, done.err) == (0, "")
        files = sorted((tmp_path / name).rglob("*.md")) or [tmp_path / name]
        written.append([path.read_bytes() for path in files])
    assert written[0] == written[1]
    assert [len(text.splitlines()) > 40 for text in written[0]] == [form != "jsonl"]


def test_export_of_several_languages_says_what_a_translator_wants(run: Run, tmp_path: Path) -> None:
    """A template of two languages is written, and how to write one of one language is said."""
    out = str(tmp_path / "a.pot")
    done = run("corpus", "export", str(PACK / "clean"), "--to", "pot", "--out", out)
    assert done.status == 0
    assert "(el, th)" in done.err
    assert "--language" in done.err


@pytest.mark.parametrize("command", [("report",), ("export", "--to", "jsonl")])
def test_bad_articles_are_named_and_left_out(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """One bad file: the others are written, it is named in one line, the exit status says so."""
    shutil.copytree(PACK / "clean", tmp_path / "clean")
    (tmp_path / "clean" / "el" / "bad.json").write_text('{"schema": 1}')
    action, *options = command
    done = run("corpus", action, str(tmp_path / "clean"), *options, "--out", str(tmp_path / "out"))
    assert done.status == 4
    assert (done.err.count("\n"), "bad.json" in done.err) == (1, True)
    assert "2 articles written" in done.out


@pytest.mark.parametrize("command", [("report",), ("export", "--to", "pot")])
def test_where_nothing_can_be_written_the_old_file_stays(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """No article, no folder, an unknown language: one line, and what was there is intact."""
    out = tmp_path / "out"
    out.write_text("old")
    (tmp_path / "empty").mkdir()
    action, *options = command
    for source, more in (
        (tmp_path / "empty", ()),
        (tmp_path / "missing", ()),
        (PACK / "clean", ("--language", "tlh")),
    ):
        done = run("corpus", action, str(source), *options, "--out", str(out), *more)
        assert done.status in {2, 4}
        assert (done.err.count("\n"), done.out) == (1, "")
        assert out.read_text() == "old"
    done = run("corpus", action, str(PACK / "clean"), *options, "--out", str(tmp_path / "no/out"))
    assert (done.status, done.err.count("\n")) == (4, 1)


def test_schema_is_printed(run: Run) -> None:
    """The schema is one JSON document that says which version it is of."""
    schema = run("corpus", "schema").json()
    assert schema["properties"]["schema"]["const"] == 1


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pack's raw articles in an archive."""
    folder = tmp_path_factory.mktemp("archive")
    return Path(shutil.make_archive(str(folder / "site"), "zip", PACK / "articles"))


@pytest.mark.parametrize("wanted", ["th/when-a-subscription-ends", "when-a-subscription-ends"])
def test_explain_takes_one_of_many(run: Run, archive: Path, tmp_path: Path, wanted: str) -> None:
    """Raw in an archive, or cleaned, an article a line: the same is said as of its own file."""
    alone = run("corpus", "explain", f"{THAI_RAW}:103").out
    lines = tmp_path / "all.jsonl"
    run("corpus", "export", str(PACK / "clean"), "--to", "jsonl", "--out", str(lines))
    rules = ("--rules", str(PACK / "cleaning.toml"))
    assert run("corpus", "explain", f"{archive}:103", "--article", wanted, *rules).out == alone
    told = run("corpus", "explain", f"{lines}:103", "--article", "th/when-a-subscription-ends")
    assert told.out == alone


@pytest.mark.parametrize(("wanted", "told"), [((), "--article"), (("--article", "no"), "“no”")])
def test_explain_says_which_one_is_wanted(
    run: Run, archive: Path, wanted: tuple[str, ...], told: str
) -> None:
    """Of many articles one is to be named, and it must be there."""
    done = run("corpus", "explain", str(archive), *wanted)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_a_report_proves_the_articles_of_an_archive(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    """The raw articles are found wherever they are."""
    page = tmp_path / "report.html"
    options = ("--raw", str(archive), "--out", str(page))
    assert run("corpus", "report", str(PACK / "clean"), *options).status == 0
    text = page.read_text(encoding="utf-8")
    assert "2 articles" in text
    assert "not found" not in text
