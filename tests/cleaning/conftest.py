"""The shipped pack's raw articles and rules, and their cleaned form."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import PackRules

PACK = Path(__file__).resolve().parents[2] / "corpus" / "office-365-business"


def _clean(language: str, name: str) -> Article:
    raw = (PACK / "articles" / language / name).read_bytes()
    rules = PackRules.load(PACK / "cleaning.toml")
    return clean_article(raw, language=language, name=name, rules=rules)


@pytest.fixture(scope="session")
def pack() -> Path:
    """Return the folder of the shipped pack."""
    return PACK


@pytest.fixture(scope="session")
def rules() -> PackRules:
    """Return the shipped pack's rules."""
    return PackRules.load(PACK / "cleaning.toml")


@pytest.fixture(scope="session")
def greek() -> Article:
    """Return the Greek article, cleaned now."""
    return _clean("el", "cancel-office-365-for-business.txt")


@pytest.fixture(scope="session")
def thai() -> Article:
    """Return the Thai article, cleaned now."""
    return _clean("th", "when-a-subscription-ends.txt")
