"""Folders of cleaned articles: in order, one bad file stops nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path, PurePath

import pytest

from assistant.cleaning.article import article_from_plain, load_article
from assistant.cleaning.errors import ArticleFormatError, SourceNotFoundError
from assistant.corpus.json_lines import to_json_line
from assistant.corpus.shelf import NoCleanedArticlesError, Shelf, load_consistent


def test_articles_come_in_the_order_of_their_paths(cleaned: Path) -> None:
    """Each with its place in the folder; how many, and in which languages, is known afterwards."""
    shelf = Shelf(cleaned)
    assert [shelved.path for shelved in shelf] == [
        PurePath("el/cancel-office-365-for-business.json"),
        PurePath("th/when-a-subscription-ends.json"),
    ]
    assert (shelf.articles, shelf.languages, shelf.failed) == (2, ("el", "th"), ())


def test_one_language(cleaned: Path) -> None:
    """Only the articles in that language are given."""
    shelf = Shelf(cleaned, language="th")
    assert [shelved.article.language for shelved in shelf] == ["th"]


def test_one_file_is_a_folder_of_one(cleaned: Path) -> None:
    """A single article has its name for a place."""
    path = next(cleaned.rglob("*.json"))
    assert [shelved.path for shelved in Shelf(path)] == [PurePath(path.name)]


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


def test_articles_in_the_lines_of_a_file(cleaned: Path, tmp_path: Path) -> None:
    """Each has the place that its own file would have, and can be read again from where it is."""
    articles = [load_article(path) for path in sorted(cleaned.rglob("*.json"))]
    lines = [to_json_line(article) for article in articles]
    outside = to_json_line(replace(articles[0], id="../../up"))
    written = [lines[0], "nonsense", outside, lines[1].replace('"kept"', '"chrome"', 1), lines[1]]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(written), encoding="utf-8")
    for folder in (tmp_path, file):
        shelf = Shelf(folder)
        shelved = list(shelf)
        assert [one.article for one in shelved] == articles
        assert [one.path for one in shelved] == [
            PurePath(f"{article.id}.json") for article in articles
        ]
        assert [load_consistent(one.spot) for one in shelved] == articles
        assert [one.source for one in shelf.failed] == [f"{file}:{number}" for number in (2, 3, 4)]
