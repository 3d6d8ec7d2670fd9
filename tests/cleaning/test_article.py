"""Cleaned articles written and read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from assistant.cleaning.article import Article, article_from_plain, load_article
from assistant.cleaning.errors import ArticleFormatError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_written_articles_read_back(tmp_path: Path, thai: Article) -> None:
    """Reading what was written gives the article and writes the same bytes."""
    path = tmp_path / "a.json"
    path.write_text(thai.to_json(), encoding="utf-8")
    article = load_article(path)
    assert article.blocks == thai.blocks
    assert article.to_json() == thai.to_json()


def test_blocks_and_variants_are_addressable(thai: Article) -> None:
    """Texts of blocks and of variants are found by identifier, copies through their block."""
    texts = thai.texts()
    assert "30 วัน" in texts["L107"]
    assert "L105" not in texts
    copy, block = thai.find("L105"), thai.find("L103")
    assert copy is block is not None
    assert thai.find("L1000") is None


def test_json_is_sorted_and_readable(greek: Article) -> None:
    """Keys are sorted, letters are not escaped, one line end closes the file."""
    text = greek.to_json()
    assert text.endswith("}\n")
    assert "Ακύρωση" in text
    plain = json.loads(text)
    assert list(plain) == sorted(plain)
    assert plain["schema"] == 1


def _schema(plain: Any) -> None:
    plain["schema"] = 2


def _key(plain: Any) -> None:
    plain["blocks"][0]["colour"] = "red"


def _type(plain: Any) -> None:
    plain["blocks"][0]["level"] = "1"


def _truth(plain: Any) -> None:
    plain["source"]["lines"] = True


def _kind(plain: Any) -> None:
    plain["blocks"][0]["kind"] = "poem"


def _twice(plain: Any) -> None:
    plain["blocks"].append(plain["blocks"][0])


def _missing(plain: Any) -> None:
    del plain["ledger"]


@pytest.mark.parametrize(
    ("damage", "detail"),
    [
        (_schema, "schema 2 is not 1"),
        (_key, "unknown key blocks[0].colour"),
        (_type, "blocks[0].level is not of type int"),
        (_truth, "source.lines is not of type int"),
        (_kind, "blocks[0].kind is none of title"),
        (_twice, "an identifier stands twice"),
        (_missing, "missing key ledger"),
    ],
)
def test_other_shapes_are_refused(
    greek: Article, damage: Callable[[Any], None], detail: str
) -> None:
    """What the cleaner does not write is refused with the key."""
    plain = json.loads(greek.to_json())
    damage(plain)
    with pytest.raises(ArticleFormatError) as caught:
        article_from_plain(plain, where="a.json")
    assert caught.value.where == "a.json"
    assert detail in str(caught.value.values["detail"])


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1]", b"\xff", b'"a"', pytest.param(b"[" * 100_000, id="nested")],
)
def test_files_that_are_no_article(tmp_path: Path, data: bytes) -> None:
    """Empty, broken, deeply nested and foreign files are clear errors."""
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(ArticleFormatError) as caught:
        load_article(path)
    assert caught.value.where == str(path)


def test_missing_and_changed_files(tmp_path: Path, greek: Article) -> None:
    """A file that is not there and one that was changed by hand are refused."""
    path = tmp_path / "a.json"
    with pytest.raises(ArticleFormatError):
        load_article(path)
    path.write_text(greek.to_json().replace("25 χρήστες", "35 χρήστες"), encoding="utf-8")
    with pytest.raises(ArticleFormatError, match="changed after cleaning"):
        load_article(path)
