"""The shipped policy, read once."""

from __future__ import annotations

import copy
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.lifecycle import Policy

_FILE = Path(__file__).parents[2] / "corpus/office-365-business/policies/default.toml"


def read_policy_file() -> dict[str, Any]:
    """Return a fresh copy of the shipped policy file's content."""
    return copy.deepcopy(_parsed())


@lru_cache(maxsize=1)
def _parsed() -> dict[str, Any]:
    # Parsing takes twenty times as long as copying, and most tests want a copy to break.
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@pytest.fixture(name="content")
def _content() -> dict[str, Any]:
    return read_policy_file()


@pytest.fixture(name="policy", scope="session")
def _policy() -> Policy:
    return Policy.from_mapping(read_policy_file(), where="default.toml")


@pytest.fixture(name="reordered_policy", scope="session")
def _reordered_policy() -> Policy:
    content = read_policy_file()
    content["rows"] = [row | {"rules": row["rules"][::-1]} for row in reversed(content["rows"])]
    content["rules"] = dict(reversed(content["rules"].items()))
    return Policy.from_mapping(content, where="default.toml")
