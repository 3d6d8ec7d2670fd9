"""Folders of articles: what is found, what is written, what one bad file does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.cleaning import folder as folder_module
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
from assistant.cleaning.folder import clean_folder, rules_beside
from assistant.cleaning.rules import PackRules

TEXT = "Title\n\nSow in May.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with one English and one Greek article."""
    root = tmp_path / "articles"
    for language, name in (("en", "beans"), ("el", "peas")):
        (root / language).mkdir(parents=True)
        (root / language / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return root


def written(out: Path) -> list[str]:
    """Return the files under `out`, whatever they are called."""
    return sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())


def test_folder_of_languages(source: Path, tmp_path: Path) -> None:
    """Each article is written under its language; other files are left alone."""
    (source / "en" / "notes.md").write_text("x", encoding="utf-8")
    (source / "en" / ".hidden.txt").write_text("x", encoding="utf-8")
    out = tmp_path / "clean"
    report = clean_folder(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json"]
    assert [one.article.id for one in report.cleaned] == ["el/peas", "en/beans"]
    assert (report.failed, report.exit_status) == ((), 0)
    assert load_article(out / "en" / "beans.json").title == "Title"


def test_second_run_changes_nothing(source: Path, tmp_path: Path) -> None:
    """The same articles give the same bytes, and equal files are not written again."""
    out = tmp_path / "clean"
    clean_folder(source, out)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")}
    report = clean_folder(source, out)
    assert not any(one.changed for one in report.cleaned)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")}
    assert before == after


def test_single_file_and_folder_of_one_language(source: Path, tmp_path: Path) -> None:
    """A file and a folder named after its language take the language from there."""
    out = tmp_path / "clean"
    clean_folder(source / "en" / "beans.txt", out)
    clean_folder(source / "el", out)
    assert written(out) == ["el/peas.json", "en/beans.json"]


@pytest.mark.parametrize("folder", ["download", "tmp", "src", "a b"])
def test_language_as_an_argument(tmp_path: Path, folder: str) -> None:
    """A file in any folder is cleaned if its language is given, else refused."""
    path = tmp_path / folder / "page.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    (failed,) = clean_folder(path, tmp_path / "clean").failed
    assert isinstance(failed.error, LanguageTagError)
    report = clean_folder(path, tmp_path / "clean", language="pt-BR")
    assert [one.article.id for one in report.cleaned] == ["pt-BR/page"]
    with pytest.raises(LanguageTagError):
        clean_folder(path, tmp_path / "clean", language="../x")


def test_bad_files_do_not_stop_the_others(source: Path, tmp_path: Path) -> None:
    """Each bad file is reported with its place, nothing is written for it, the rest is done."""
    (source / "el" / "empty.txt").write_bytes(b"")
    (source / "el" / "latin.txt").write_bytes(b"ok\ncaf\xe9\n")
    (source / "not a tag").mkdir()
    (source / "not a tag" / "x.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "clean"
    report = clean_folder(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json"]
    assert [type(one.error) for one in report.failed] == [
        EmptyArticleError,
        EncodingError,
        LanguageTagError,
    ]
    assert report.failed[1].error.where == str(source / "el" / "latin.txt") + ":2"
    assert report.exit_status == 4


def test_nothing_to_clean(tmp_path: Path) -> None:
    """A folder without articles and a path that is not there are clear errors."""
    with pytest.raises(NoArticlesError):
        clean_folder(tmp_path, tmp_path / "clean")
    with pytest.raises(SourceNotFoundError):
        clean_folder(tmp_path / "absent", tmp_path / "clean")


def test_links_out_of_the_folder_are_refused(source: Path, tmp_path: Path) -> None:
    """Links to files and folders elsewhere are reported and not followed; inner ones are fine."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "th").mkdir()
    (tmp_path / "th" / "secret.txt").write_text("secret", encoding="utf-8")
    (source / "en" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (source / "th").symlink_to(tmp_path / "th")
    (source / "en" / "peas.txt").symlink_to(source / "el" / "peas.txt")
    out = tmp_path / "clean"
    report = clean_folder(source, out)
    assert written(out) == ["el/peas.json", "en/beans.json", "en/peas.json"]
    assert [(one.source.name, type(one.error)) for one in report.failed] == [
        ("link.txt", OutsideError),
        ("th", OutsideError),
    ]


def test_output_does_not_leave_its_folder(source: Path, tmp_path: Path) -> None:
    """A link in the output folder that leads elsewhere is not written through."""
    out, elsewhere = tmp_path / "clean", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "en").symlink_to(elsewhere)
    report = clean_folder(source, out)
    assert [type(one.error) for one in report.failed] == [OutsideError]
    assert list(elsewhere.iterdir()) == []


def test_two_articles_with_one_identifier(source: Path, tmp_path: Path) -> None:
    """A second article of the same name does not overwrite the first."""
    (source / "en" / "beans.TXT").write_text("Other\n\nText.\n", encoding="utf-8")
    report = clean_folder(source, tmp_path / "clean")
    assert [type(one.error) for one in report.failed] == [DuplicateOutputError]


def test_output_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A file where the folder should be is a clear error for each article."""
    out = tmp_path / "clean"
    out.write_text("in the way", encoding="utf-8")
    report = clean_folder(source, out)
    assert [type(one.error) for one in report.failed] == [WriteError, WriteError]
    assert out.read_text(encoding="utf-8") == "in the way"


def test_interrupted_writing_leaves_the_old_file(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing stops half-way the file is as before and no rest is left."""
    out = tmp_path / "clean"
    clean_folder(source, out)
    old = (out / "en" / "beans.json").read_bytes()
    (source / "en" / "beans.txt").write_text("Other\n\nText.\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    report = clean_folder(source, out)
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

    monkeypatch.setattr(folder_module, "verify_written", lossy)
    out = tmp_path / "clean"
    report = clean_folder(source, out)
    assert (len(report.failed), report.exit_status) == (2, 1)
    assert not out.exists()


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
    report = clean_folder(articles, tmp_path, rules=rules)
    assert len(report.cleaned) == 2
    for one in report.cleaned:
        committed = pack / "clean" / one.output.relative_to(tmp_path)
        assert one.output.read_bytes() == committed.read_bytes()
