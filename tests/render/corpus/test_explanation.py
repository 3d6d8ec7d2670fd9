"""Explanations in words, for a terminal."""

from __future__ import annotations

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import Correction, Edition, PackRules
from assistant.corpus.differences import differences
from assistant.corpus.explaining import explain
from assistant.render.corpus.explanation import explanation_lines, shortened, shown
from assistant.text.wrap import cell_width

RULES = PackRules(
    edition=(Edition("school", ("Contoso School",)),),
    correction=(Correction("typo", "en", "gardn", "garden", "a letter is missing"),),
)
RAW = """\
Our gardn

Sowing

• Sow in May.

  Sow in May

Note: Your beans need 30 days.

Note: Your beans at Contoso School need 90 days.

×\u00a0""".encode()
GARDEN = clean_article(RAW, language="en", name="garden.txt", rules=RULES)


def told(article: Article, line: int | None, *, language: str = "en", width: int = 1000) -> str:
    """Return an explanation."""
    lines = explain(article, line)
    return "\n".join(explanation_lines(article, lines, language=language, width=width))


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        (1, ["Kept as L1 (title).", "Corrected to “garden” in L1, as recorded under “typo”."]),
        (2, ["Nothing visible is in this line."]),
        (5, ["Kept as L5 (list item). Section: “Sowing”."]),
        (7, ["Equal to L5 (list item) but for spaces or a full stop, and merged into it.",
             "There: “Sow in May.”"]),
        (11, ["Differs from L9 (note), 70% alike: kept as its variant.",
              "For the edition school, because the text names it.",
              "Your beans {+at Contoso School +}need [-30-]{+90+} days."]),
        (13, ["Left out by the rule “close-button”: the sign on a button that closes.",
              "Normalised: U+00A0 NO-BREAK SPACE made a space (×1); 1 space left out."]),
    ],
)  # fmt: skip
def test_every_fate_is_said_in_a_sentence(line: int, sentences: list[str]) -> None:
    """Block, target, rule, difference and change are named as a reader needs them."""
    text = told(GARDEN, line)
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_lines_fit_the_terminal(thai: Article, language: str, width: int) -> None:
    """No line is wider than asked for, in any language of the program."""
    lines = told(thai, None, language=language, width=width).split("\n")
    assert max(map(cell_width, lines)) <= width


@pytest.mark.parametrize("language", ["el", "th"])
def test_nothing_is_left_in_english(greek: Article, thai: Article, language: str) -> None:
    """Explanations in another language hold none of the English sentences."""
    for article in (greek, thai):
        text = told(article, None, language=language)
        for english in ("Kept", "Equal", "Differs", "Left out", "Corrected", "Normalised", "Line"):
            assert english not in text


def test_changes_are_parted_as_the_language_does() -> None:
    """A semicolon would be a question mark in Greek."""
    text = told(GARDEN, 13, language="el")
    assert "(×1)· αφαιρέθηκε 1" in text
    assert ";" not in text


def test_long_shared_text_is_shortened() -> None:
    """Differences stay in sight between pages of what is the same; a short text stays whole."""
    same = "word " * 100
    text = shown(differences(f"{same}30 {same}", f"{same}90 {same}"))
    assert "…" in text
    assert "word [-30-]{+90+} word" in text
    assert len(text) < 300
    assert shortened("short") == "short"
