"""The JSON Schema of cleaned articles: made from the values that are written, shipped as a file.

`python -m assistant.corpus.schema` makes the file again; a test fails if it is not what would be
made.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import types
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.cleaning.article import SCHEMA, Article

SCHEMA_FILE = Path(__file__).parent / "data" / f"article-{SCHEMA}.schema.json"

_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}
# `name: what it is` in a docstring, and the lines indented under it; one text may be of several.
_ARGUMENT = re.compile(r"^ {4}([a-z_0-9]+(?:, [a-z_0-9]+)*): (.+(?:\n {8}.+)*)", re.MULTILINE)


def article_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12) that every cleaned article follows."""
    definitions: dict[str, Any] = {}
    top = _object(Article, definitions)
    top["properties"]["schema"]["const"] = SCHEMA
    top["required"] = sorted([*top["required"], "digest"])  # computed, and so always written
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Cleaned help article, version {SCHEMA}",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=1) + "\n"


def _object(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a dataclass; what it holds goes into `definitions`."""
    hints = typing.get_type_hints(kind)
    told = _told(kind)
    properties = {
        field.name: _property(hints[field.name], definitions, told.get(field.name))
        for field in dataclasses.fields(kind)
    }
    missing = dataclasses.MISSING
    required = [f.name for f in dataclasses.fields(kind) if f.default is missing]
    return {
        "description": (kind.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }


def _property(hint: Any, definitions: dict[str, Any], told: str | None) -> dict[str, Any]:
    described = {"description": told} if told else {}
    if isinstance(hint, types.UnionType):
        # What is None is left out when written.
        (hint,) = (option for option in typing.get_args(hint) if option is not type(None))
    if typing.get_origin(hint) is tuple:
        item = _property(typing.get_args(hint)[0], definitions, None)
        return {**described, "type": "array", "items": item}
    if issubclass(hint, StrEnum):
        return {**described, "enum": [one.value for one in hint]}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # so that a value which holds its own kind ends
            definitions[hint.__name__] = _object(hint, definitions)
        return {**described, "$ref": f"#/$defs/{hint.__name__}"}
    return {**described, "type": _NAMES[hint]}


def _told(kind: type[Any]) -> dict[str, str]:
    """Return what a docstring tells of each argument."""
    found = _ARGUMENT.findall(inspect.getdoc(kind) or "")
    return {name: " ".join(text.split()) for names, text in found for name in names.split(", ")}


if __name__ == "__main__":
    SCHEMA_FILE.parent.mkdir(exist_ok=True)
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
