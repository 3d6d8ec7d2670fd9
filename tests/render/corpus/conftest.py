"""The shipped pack's cleaned articles."""

from __future__ import annotations

import pytest

from assistant.cleaning.article import Article, load_article
from assistant.locations import default_pack


@pytest.fixture(scope="session")
def greek() -> Article:
    """Return the shipped Greek article."""
    return load_article(default_pack() / "clean/el/cancel-office-365-for-business.json")


@pytest.fixture(scope="session")
def thai() -> Article:
    """Return the shipped Thai article."""
    return load_article(default_pack() / "clean/th/when-a-subscription-ends.json")
