"""Folders of cleaned articles: in order, one bad file stops nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path, PurePath

import pytest

from assistant.cleaning.article import article_from_plain, load_article
from assistant.cleaning.errors import ArticleFormatError, SourceNotFoundError
from assistant.corpus.json_lines import to_json_line
from assistant.corpus.shelf import NoCleanedArticlesError, Shelf


def test_articles_come_in_the_order_of_their_paths(cleaned: Path) -> None:
    """Each with its place in the folder; how many, and in which languages, is known afterwards."""
    shelf = Shelf(cleaned)
    assert [path for path, _ in shelf] == [
        PurePath("el/cancel-office-365-for-business.json"),
        PurePath("th/when-a-subscription-ends.json"),
    ]
    assert (shelf.articles, shelf.languages, shelf.failed) == (2, ("el", "th"), ())


def test_one_language(cleaned: Path) -> None:
    """Only the articles in that language are given."""
    shelf = Shelf(cleaned, language="th")
    assert [article.language for _, article in shelf] == ["th"]


def test_one_file_is_a_folder_of_one(cleaned: Path) -> None:
    """A single article has its name for a place."""
    path = next(cleaned.rglob("*.json"))
    assert [place for place, _ in Shelf(path)] == [PurePath(path.name)]


def test_a_bad_file_stops_nothing(cleaned: Path, tmp_path: Path) -> None:
    """Files that are no articles are listed; hidden ones and others are not looked at."""
    shutil.copytree(cleaned, tmp_path / "clean")
    (tmp_path / "clean" / "el" / "aaa.json").write_text("{}")
    (tmp_path / "clean" / "notes.txt").write_text("none")
    (tmp_path / "clean" / ".state.json").write_text("none")
    shelf = Shelf(tmp_path / "clean")
    assert len(list(shelf)) == 2
    (failed,) = shelf.failed
    assert failed.source == str(tmp_path / "clean" / "el" / "aaa.json")
    assert isinstance(failed.error, ArticleFormatError)


def test_nothing_there(tmp_path: Path) -> None:
    """An empty folder and a missing one are different faults."""
    with pytest.raises(NoCleanedArticlesError):
        list(Shelf(tmp_path))
    with pytest.raises(SourceNotFoundError):
        list(Shelf(tmp_path / "missing"))


def test_a_line_is_the_article(cleaned: Path) -> None:
    """An article read from its JSON line is the article of its file, with its digest."""
    for path in cleaned.rglob("*.json"):
        article = load_article(path)
        line = to_json_line(article)
        assert len(line.splitlines()) == 1
        assert article_from_plain(json.loads(line)) == article
