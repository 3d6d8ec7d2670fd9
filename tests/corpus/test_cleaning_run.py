"""Runs over many articles: what is found, written and kept, what one bad file or a kill does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.cleaning.article import load_article
from assistant.cleaning.errors import (
    DuplicateOutputError,
    EmptyArticleError,
    EncodingError,
    LanguageTagError,
    LedgerError,
    NoArticlesError,
    OutsideError,
    RulesError,
    SourceNotFoundError,
    WriteError,
)
from assistant.cleaning.rules import PackRules, rules_beside
from assistant.corpus import cleaning_run
from assistant.corpus.cleaning_run import Done, clean_all, file_name
from assistant.corpus.inputs import Document, Failed, documents

TEXT = "Title\n\nSow in May.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with one English and one Greek article."""
    root = tmp_path / "articles"
    for language, name in (("en", "beans"), ("el", "peas")):
        (root / language).mkdir(parents=True)
        (root / language / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return root


class Report(NamedTuple):
    """What became of the articles of a run."""

    cleaned: list[Done]
    failed: list[Failed]


def clean(
    source: Path,
    out: Path,
    *,
    language: str | None = None,
    rules: PackRules | None = None,
    workers: int = 1,
) -> Report:
    """Clean what is in a source."""
    found = documents([str(source)], language=language)
    results = list(clean_all(found, out, rules=rules or PackRules(), workers=workers))
    return Report(
        [one for one in results if isinstance(one, Done)],
        [one for one in results if isinstance(one, Failed)],
    )


def written(out: Path) -> list[str]:
    """Return the articles under `out`, whatever they are called."""
    return sorted(
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and path.name != ".cleaned-by"
    )


def test_folder_of_languages(source: Path, tmp_path: Path) -> None:
    """Each article is written under its language; other files are left alone."""
    (source / "en" / "notes.md").write_text("x", encoding="utf-8")
    (source / "en" / ".hidden.txt").write_text("x", encoding="utf-8")
    out = tmp_path / "clean"
    report = clean(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json"]
    assert [one.output.stem for one in report.cleaned] == ["peas", "beans"]
    assert report.failed == []
    assert load_article(out / "en" / "beans.json").title == "Title"


def test_second_run_changes_nothing(source: Path, tmp_path: Path) -> None:
    """The same articles give the same bytes, and equal files are not written again."""
    out = tmp_path / "clean"
    clean(source, out)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")}
    report = clean(source, out)
    assert not any(one.changed for one in report.cleaned)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")}
    assert before == after


def test_single_file_and_folder_of_one_language(source: Path, tmp_path: Path) -> None:
    """A file and a folder named after its language take the language from there."""
    out = tmp_path / "clean"
    clean(source / "en" / "beans.txt", out)
    clean(source / "el", out)
    assert written(out) == ["el/peas.json", "en/beans.json"]


@pytest.mark.parametrize("folder", ["download", "tmp", "src", "a b"])
def test_language_as_an_argument(tmp_path: Path, folder: str) -> None:
    """A file in any folder is cleaned if its language is given, else refused."""
    path = tmp_path / folder / "page.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    (failed,) = clean(path, tmp_path / "clean").failed
    assert isinstance(failed.error, LanguageTagError)
    report = clean(path, tmp_path / "clean", language="pt-BR")
    assert [one.output for one in report.cleaned] == [tmp_path / "clean/pt-BR/page.json"]
    with pytest.raises(LanguageTagError):
        clean(path, tmp_path / "clean", language="../x")


def test_bad_files_do_not_stop_the_others(source: Path, tmp_path: Path) -> None:
    """Each bad file is reported with its place, nothing is written for it, the rest is done."""
    (source / "el" / "empty.txt").write_bytes(b"")
    (source / "el" / "latin.txt").write_bytes(b"ok\ncaf\xe9\n")
    (source / "not a tag").mkdir()
    (source / "not a tag" / "x.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "clean"
    report = clean(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json"]
    assert [type(one.error) for one in report.failed] == [
        EmptyArticleError,
        EncodingError,
        LanguageTagError,
    ]
    assert report.failed[1].error.where == str(source / "el" / "latin.txt") + ":2"


def test_nothing_to_clean(tmp_path: Path) -> None:
    """A folder without articles and a path that is not there are clear errors."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticlesError):
        clean(tmp_path / "empty", tmp_path / "clean")
    with pytest.raises(SourceNotFoundError):
        clean(tmp_path / "absent", tmp_path / "clean")


def test_links_out_of_the_folder_are_refused(source: Path, tmp_path: Path) -> None:
    """Links to files and folders elsewhere are reported and not followed; inner ones are fine."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "th").mkdir()
    (tmp_path / "th" / "secret.txt").write_text("secret", encoding="utf-8")
    (source / "en" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (source / "th").symlink_to(tmp_path / "th")
    (source / "en" / "peas.txt").symlink_to(source / "el" / "peas.txt")
    out = tmp_path / "clean"
    report = clean(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json", "en/peas.json"]
    assert [(one.source.name, type(one.error)) for one in report.failed] == [
        ("th", OutsideError),
        ("link.txt", OutsideError),
    ]


def test_output_does_not_leave_its_folder(source: Path, tmp_path: Path) -> None:
    """A link in the output folder that leads elsewhere is not written through."""
    out, elsewhere = tmp_path / "clean", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "en").symlink_to(elsewhere)
    report = clean(source, out)
    assert [type(one.error) for one in report.failed] == [OutsideError]
    assert list(elsewhere.iterdir()) == []


def test_two_articles_with_one_identifier(source: Path, tmp_path: Path) -> None:
    """A second article of the same name does not overwrite the first."""
    (source / "en" / "beans.TXT").write_text("Other\n\nText.\n", encoding="utf-8")
    report = clean(source, tmp_path / "clean")
    assert [type(one.error) for one in report.failed] == [DuplicateOutputError]


def test_output_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A file where the folder should be is a clear error for each article."""
    out = tmp_path / "clean"
    out.write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        clean(source, out)
    assert out.read_text(encoding="utf-8") == "in the way"


def test_interrupted_writing_leaves_the_old_file(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing stops half-way the file is as before and no rest is left."""
    out = tmp_path / "clean"
    clean(source, out)
    old = (out / "en" / "beans.json").read_bytes()
    (source / "en" / "beans.txt").write_text("Other\n\nText.\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    report = clean(source, out)
    assert [type(one.error) for one in report.failed] == [WriteError]
    assert (out / "en" / "beans.json").read_bytes() == old
    assert written(out) == ["el/peas.json", "en/beans.json"]


def test_unbalanced_ledger_is_not_written(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the proof fails, the file is reported and not written."""

    def lossy(*args: object, **kwargs: object) -> object:
        del args, kwargs
        raise LedgerError("beans.txt:1", detail="the line is missing")

    monkeypatch.setattr(cleaning_run, "verify_written", lossy)
    out = tmp_path / "clean"
    report = clean(source, out)
    assert [type(one.error) for one in report.failed] == [LedgerError, LedgerError]
    assert written(out) == []


def test_rules_of_the_pack_are_found(pack: Path, tmp_path: Path) -> None:
    """A pack's rules are found from its articles, a language and a file; elsewhere none."""
    articles = pack / "articles"
    for place in (pack, articles, articles / "th", articles / "th/when-a-subscription-ends.txt"):
        assert rules_beside(place) == pack.absolute() / "cleaning.toml"
    assert rules_beside(tmp_path) is None


def test_broken_rules_are_refused(tmp_path: Path) -> None:
    """A rules file with an unknown key is an error."""
    path = tmp_path / "cleaning.toml"
    path.write_text("x = 1", encoding="utf-8")
    with pytest.raises(RulesError):
        PackRules.load(path)


def test_shipped_pack_from_end_to_end(pack: Path, tmp_path: Path) -> None:
    """Cleaning the shipped articles gives the committed files."""
    articles = pack / "articles"
    rules = PackRules.load(pack / "cleaning.toml")
    report = clean(articles, tmp_path, rules=rules)
    assert len(report.cleaned) == 2
    for one in report.cleaned:
        committed = pack / "clean" / one.output.relative_to(tmp_path)
        assert one.output.read_bytes() == committed.read_bytes()


def many(folder: Path, number: int) -> Path:
    """Write many articles of two languages."""
    for language in ("en", "el"):
        (folder / language).mkdir(parents=True)
        for index in range(number):
            text = f"Title {index}\n\nSow in May.\n\nWater it {index} times.\n"
            (folder / language / f"{index:03}.txt").write_text(text, encoding="utf-8")
    return folder


def content(out: Path) -> dict[str, bytes]:
    """Return the articles of a run by their names."""
    return {name: (out / name).read_bytes() for name in written(out)}


def test_the_files_are_the_same_whatever_the_number_of_workers(tmp_path: Path) -> None:
    """And what is reported comes in the same order."""
    source = many(tmp_path / "articles", 20)
    one, two = (clean(source, tmp_path / str(n), workers=n) for n in (1, 2))
    assert content(tmp_path / "1") == content(tmp_path / "2")
    assert [done.where for done in one.cleaned] == [done.where for done in two.cleaned]


_RUN = """
import sys
from pathlib import Path
from assistant.cleaning.rules import PackRules
from assistant.corpus.cleaning_run import clean_all
from assistant.corpus.inputs import documents
if __name__ == "__main__":
    found = documents([sys.argv[1]])
    for done in clean_all(found, Path(sys.argv[2]), rules=PackRules(), workers=int(sys.argv[3])):
        print(done.where, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, workers: int) -> None:
    """It ends with the same files as one that was not killed, and makes none of them twice."""
    source, out = many(tmp_path / "articles", 60), tmp_path / "out"
    command = [sys.executable, "-c", _RUN, str(source), str(out), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as run:
        assert run.stdout is not None
        for _ in range(15):
            run.stdout.readline()
        os.killpg(run.pid, signal.SIGKILL)
    before = {name: (out / name).stat().st_mtime_ns for name in written(out) if name[0] != "."}
    done = {name for name in before if name.endswith(".json")}
    assert 10 < len(done) < 120
    clean(source, out)
    clean(source, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")
    unchanged = {name for name in done if (out / name).stat().st_mtime_ns == before[name]}
    assert unchanged == done


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_no_worker_outlives_its_run(tmp_path: Path) -> None:
    """A run that is killed alone leaves no process behind."""
    source, out = many(tmp_path / "articles", 60), tmp_path / "out"
    command = [sys.executable, "-c", _RUN, str(source), str(out), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.kill()
    deadline = time.monotonic() + 20
    while any(str(out).encode() in line for line in command_lines()):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def command_lines() -> list[bytes]:
    """Return the command lines of all processes."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(path.read_bytes())
    return lines


def test_what_others_have_made_is_made_again(source: Path, tmp_path: Path) -> None:
    """A whole file of the same source is only believed if this run, or one like it, wrote it."""
    out = tmp_path / "clean"
    clean(source, out)
    path = out / "en" / "beans.json"
    other = path.read_text(encoding="utf-8")
    edition = PackRules(default_edition="x")
    clean(source, out, rules=edition)
    again = clean(source, out)
    assert path.read_text(encoding="utf-8") == other
    assert len(again.cleaned) == 2


def test_a_damaged_file_is_made_again(source: Path, tmp_path: Path) -> None:
    """Half of an article is no article."""
    out = tmp_path / "clean"
    clean(source, out)
    path = out / "en" / "beans.json"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    clean(source, out)
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("en/beans.txt", "beans"),
        ("help/en/garden/beans.txt", "garden--beans"),
        ("garden/beans", "garden--beans"),
        ("en/.txt", None),
        ("en/../../etc/passwd.txt", None),
        ("en/a b?.txt", None),
        ("en/" + "x" * 300 + ".txt", None),
        ("en/ครบกำหนด.txt", "ครบกำหนด"),
        ("en/λήξη.txt", "λήξη"),
        ("", None),
    ],
)
def test_a_file_has_a_name_that_is_safe(name: str, expected: str | None) -> None:
    """Its path below its language; what no file can be called ends in a digest."""
    made = file_name(Document(name, b"", "en", ""))
    if expected is not None:
        assert made == expected
    assert not re.search(r"[\s/\\:?*]", made)
    assert not made.startswith(".")
    assert len(made.encode()) <= 120
    assert made == file_name(Document(name, b"", "en", ""))
