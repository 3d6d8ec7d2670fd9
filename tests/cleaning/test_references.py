"""Mentions of steps that have headings of their own."""

from __future__ import annotations

from assistant.cleaning.structure import By
from tests.cleaning.test_outline import clean


def test_steps_with_their_own_numbers() -> None:
    """A mention finds the heading with its number; numbers that no heading has stay open."""
    article = clean(
        "Garden", "After Step 2 see Step 9.", "Step 1. Dig", "Dig.", "Step 2. Sow", "Sow.",
    )  # fmt: skip
    assert [(r.text, r.by, r.heading) for r in article.outline.references] == [
        ("Step 2", By.TEXT, "L9"),
        ("Step 9", By.UNRESOLVED, None),
    ]


def test_step_named_by_its_title() -> None:
    """A title in quotation marks finds its heading even if the numbers are gone."""
    article = clean(
        "Garden", 'Go to "Step 3. Sow the beans".', "Dig", "Dig.", "Sow the bean", "Sow."
    )
    (reference,) = article.outline.references
    assert (reference.by, reference.heading) == (By.FUZZY, "L9")
