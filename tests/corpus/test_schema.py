"""The shipped JSON Schema is that of the articles that are written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from assistant.cleaning.article import article_from_plain
from assistant.cleaning.errors import ArticleFormatError
from assistant.corpus.schema import SCHEMA_FILE, schema_text

SCHEMA = json.loads(SCHEMA_FILE.read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


def _renamed(plain: Any) -> None:
    plain["blocks"][0]["words"] = plain["blocks"][0].pop("text")


def _lacking(plain: Any) -> None:
    del plain["ledger"]


def _of_another_kind(plain: Any) -> None:
    plain["blocks"][0]["kind"] = "poem"


def _of_another_type(plain: Any) -> None:
    plain["ledger"][0]["line"] = "1"


def _with_null(plain: Any) -> None:
    plain["blocks"][0]["label"] = None


def _with_more(plain: Any) -> None:
    plain["outline"]["more"] = []


def _of_another_version(plain: Any) -> None:
    plain["schema"] = 99


def test_the_file_agrees_with_the_values() -> None:
    """Whoever changes the values makes the file again: `python -m assistant.corpus.schema`."""
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_file_is_a_schema() -> None:
    """The schema itself follows the standard it names."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_property_is_described() -> None:
    """Who reads the schema needs no other documentation."""
    for kind in (SCHEMA, *SCHEMA["$defs"].values()):
        assert kind["description"]
        assert all(one.get("description") for one in kind["properties"].values()), kind


def test_shipped_articles_follow_it(cleaned: Path) -> None:
    """The pack's own articles are valid."""
    paths = sorted(cleaned.rglob("*.json"))
    assert paths
    for path in paths:
        VALIDATOR.validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize(
    "damage",
    [
        _renamed, _lacking, _of_another_kind, _of_another_type, _with_null, _with_more,
        _of_another_version,
    ],
)  # fmt: skip
def test_schema_and_reader_refuse_the_same(
    cleaned: Path, damage: Callable[[dict[str, Any]], None]
) -> None:
    """What the reader takes for no article is none by the schema either."""
    plain = json.loads(next(cleaned.rglob("*.json")).read_bytes())
    damage(plain)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(plain)
    with pytest.raises(ArticleFormatError):
        article_from_plain(plain)
