"""The shipped pack's cleaned articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cleaning.article import Article, load_article
from assistant.locations import default_pack


@pytest.fixture(scope="session")
def cleaned() -> Path:
    """Return the folder of the shipped cleaned articles."""
    return default_pack() / "clean"


@pytest.fixture(scope="session")
def greek(cleaned: Path) -> Article:
    """Return the shipped Greek article."""
    return load_article(cleaned / "el" / "cancel-office-365-for-business.json")


@pytest.fixture(scope="session")
def thai(cleaned: Path) -> Article:
    """Return the shipped Thai article."""
    return load_article(cleaned / "th" / "when-a-subscription-ends.json")


@pytest.fixture(scope="session")
def pack() -> Path:
    """Return the folder of the shipped pack."""
    return default_pack()
