"""The closed list of corrections changes texts, never the record of what stood there."""

from __future__ import annotations

from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import Correction, PackRules
from assistant.cleaning.structure import Fate, Kind

RULES = PackRules(correction=(Correction("typo", "en", "gardn", "garden", "a letter is missing"),))


def test_all_places_are_corrected_and_recorded() -> None:
    """Each place is corrected; the ledger has the fault, its rule and what it became."""
    raw = b"The gardn\n\nOur gardn is a gardn.\n"
    article = clean_article(raw, language="en", name="a.txt", rules=RULES)
    assert list(article.texts().values()) == ["The garden", "Our garden is a garden."]
    spans = [s for e in article.ledger for s in e.spans if s.fate is Fate.CORRECTION]
    assert [(s.text, s.to, s.rule) for s in spans] == [("gardn", "garden", "typo")] * 3


def test_corrected_lines_can_be_headings() -> None:
    """A correction does not hide what a line is."""
    raw = b"Title\n\nWhat is a gardn?\n\nIt is green.\n"
    article = clean_article(raw, language="en", name="a.txt", rules=RULES)
    assert article.blocks[1].kind is Kind.HEADING


def test_copies_that_differ_in_a_fault_only_are_equal() -> None:
    """A fault in one copy makes no variant."""
    raw = b"Title\n\nOur gardn is here.\n\nOur garden is here.\n"
    article = clean_article(raw, language="en", name="a.txt", rules=RULES)
    assert [copy.id for copy in article.blocks[1].merged] == ["L5"]


def test_other_languages_are_left_alone() -> None:
    """A correction belongs to the articles of its language."""
    article = clean_article(b"Le gardn\n\nOui.\n", language="fr", name="a.txt", rules=RULES)
    assert article.blocks[0].text == "Le gardn"
    british = clean_article(b"A gardn\n\nYes.\n", language="en-GB", name="a.txt", rules=RULES)
    assert british.blocks[0].text == "A garden"
