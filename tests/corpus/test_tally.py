"""Sums over many articles."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.structure import Fate
from assistant.corpus.shelf import Shelf, Shelved, Spot
from assistant.corpus.tally import Tally, tally


def _shelved(*texts: str, language: str = "en") -> list[Shelved]:
    found = []
    for number, text in enumerate(texts):
        name = f"{number}.txt"
        article = clean_article(text.encode(), language=language, name=name)
        found.append(
            Shelved(PurePath(language, f"{number}.json"), article, Spot(Path(f"{number}.json")))
        )
    return found


@pytest.fixture(scope="module")
def shipped(cleaned: Path) -> Tally:
    """Return the sums over the shipped articles."""
    return tally(Shelf(cleaned), rows=10, most_touched=1)


def test_totals_are_those_of_the_articles(shipped: Tally, greek: Article, thai: Article) -> None:
    """By language and by article every character is counted once, under its fate."""
    for totals, row, article in zip(shipped.languages, shipped.rows, (greek, thai), strict=True):
        assert totals.characters == row.characters == article.totals()
        assert (totals.language, totals.lines) == (article.language, article.source.filled)
    assert [row.variants for row in shipped.rows] == [1, 7]
    assert shipped.articles == 2


def test_rules_account_for_all_that_was_left_out_and_corrected(shipped: Tally) -> None:
    """The characters of the rules together are those of their fates."""
    for rules, fate in ((shipped.chrome, Fate.CHROME), (shipped.corrections, Fate.CORRECTION)):
        total = sum(one.characters[fate] for one in shipped.languages)
        assert sum(rule.characters for rule in rules) == total
    (feedback,) = (rule for rule in shipped.chrome if rule.name == "feedback")
    assert {example.language for example in feedback.examples} == {"el", "th"}
    (bracket,) = (rule for rule in shipped.corrections if rule.name == "el-bracket")
    assert bracket.examples[0].to == "Microsoft Intune) ή εάν"


def test_the_article_in_which_most_happened_is_named(shipped: Tally) -> None:
    """Among the shipped ones the Thai article, most of which is merged."""
    assert [row.language for row in shipped.most_touched] == ["th"]


def test_examples_are_different_and_few() -> None:
    """A text that is left out of every article is one example; each language has a few."""
    many = _shelved(*(f"Title {n}\n\n×\n\nWas this article helpful?\n" for n in range(9)))
    sums = tally(many, rows=3, most_touched=2)
    assert [(rule.name, rule.spans, len(rule.examples)) for rule in sums.chrome] == [
        ("close-button", 9, 1),
        ("feedback", 9, 1),
    ]
    assert [row.id for row in sums.rows] == ["en/0", "en/1", "en/2"]
    assert [row.id for row in sums.most_touched] == ["en/0", "en/1"]


def test_changes_are_counted() -> None:
    """What normalisation met is summed over lines and articles."""
    sums = tally(_shelved("a\u00a0b  c\n", "a\u00a0b\u200b\n"), rows=0, most_touched=0)
    assert sums.changes == {"U+00A0": 2, "U+200B": 1, "spaces": 1}
    assert sums.rows == sums.most_touched == ()
