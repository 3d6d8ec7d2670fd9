"""What became of every line, as values."""

from __future__ import annotations

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import Correction, Edition, PackRules
from assistant.cleaning.structure import Fate
from assistant.corpus.differences import Run, Side
from assistant.corpus.explaining import (
    LineNotFoundError,
    Outcome,
    explain,
    explained_to_mapping,
)
from assistant.corpus.standing import standings

RULES = PackRules(
    edition=(Edition("school", ("Contoso School",)),),
    correction=(Correction("typo", "en", "gardn", "garden", "a letter is missing"),),
)
RAW = """\
Our gardn

• Sow in May.

  Sow in May

Note: Your beans need 30 days.

Note: Your beans at Contoso School need 90 days.

×\u00a0""".encode()


@pytest.fixture(scope="module")
def garden() -> Article:
    """Return a small article with every fate but contents."""
    return clean_article(RAW, language="en", name="garden.txt", rules=RULES)


def _only(article: Article, line: int) -> Outcome:
    (explained,) = explain(article, line)
    (outcome,) = explained.outcomes
    return outcome


@pytest.mark.parametrize("name", ["greek", "thai"])
def test_every_span_is_explained(name: str, request: pytest.FixtureRequest) -> None:
    """Line by line the explanations hold exactly the spans of the ledger, in order."""
    article: Article = request.getfixturevalue(name)
    explained = list(explain(article))
    assert [
        (one.line, tuple(span for outcome in one.outcomes for span in outcome.spans))
        for one in explained
    ] == [(entry.line, entry.spans) for entry in article.ledger]


def test_a_copy_points_at_its_block(garden: Article) -> None:
    """A merged line names what it was merged into, and says that a full stop differs."""
    outcome = _only(garden, 5)
    assert outcome.fate is Fate.MERGED
    assert outcome.other is not None
    assert (outcome.other.id, outcome.other.text) == ("L3", "Sow in May.")
    assert not outcome.same


def test_a_variant_shows_its_differences(garden: Article) -> None:
    """A variant is compared with its block, word by word."""
    outcome = _only(garden, 9)
    assert outcome.fate is Fate.VARIANT
    assert outcome.own is not None
    assert outcome.own.editions == ("school",)
    assert outcome.runs == (
        Run(Side.BOTH, "Your beans "),
        Run(Side.RIGHT, "at Contoso School "),
        Run(Side.BOTH, "need "),
        Run(Side.LEFT, "30"),
        Run(Side.RIGHT, "90"),
        Run(Side.BOTH, " days."),
    )


def test_chrome_and_corrections_name_their_rule(garden: Article) -> None:
    """What is left out or corrected says by which rule."""
    chrome = _only(garden, 11)
    assert (chrome.fate, chrome.own, chrome.spans[0].rule) == (Fate.CHROME, None, "close-button")
    (title,) = explain(garden, 1)
    assert [outcome.fate for outcome in title.outcomes] == [Fate.KEPT, Fate.CORRECTION]
    assert title.outcomes[1].spans[0].rule == "typo"


def test_a_blank_line_has_no_outcome(garden: Article) -> None:
    """A line between paragraphs is explained, too: nothing is in it."""
    (explained,) = explain(garden, 2)
    assert (explained.line, explained.outcomes, explained.changes) == (2, (), ())


@pytest.mark.parametrize("line", [0, -1, 12, 10**12])
def test_lines_that_are_not_there_are_refused(garden: Article, line: int) -> None:
    """A wrong number says how many lines there are."""
    with pytest.raises(LineNotFoundError) as caught:
        list(explain(garden, line))
    assert caught.value.values["last"] == "11"


def test_mapping_holds_what_a_program_needs(garden: Article) -> None:
    """As JSON: fate, block, target, rule, differences and changes of each line."""
    lines = {one["line"]: one for one in explained_to_mapping(garden, explain(garden))["lines"]}
    assert lines[1]["outcomes"][1]["corrected"] == "garden"
    assert lines[5]["outcomes"][0]["to"]["text"] == "Sow in May."
    assert lines[5]["outcomes"][0]["same"] is False
    variant = lines[9]["outcomes"][0]
    assert variant["variant"] == {"edition": "school", "by": "name", "score": 70}
    assert {"in": "right", "text": "90"} in variant["differences"]
    assert variant["parts"][0] == {"part": "label", "text": "Note: "}
    assert lines[11]["outcomes"][0]["rule"] == "close-button"
    assert {"what": "U+00A0", "count": 1} in lines[11]["changes"]


@pytest.mark.parametrize("name", ["greek", "thai"])
def test_editions_are_those_of_the_article(name: str, request: pytest.FixtureRequest) -> None:
    """What a block is limited to agrees with what the article answers."""
    article: Article = request.getfixturevalue(name)
    for one in standings(article).values():
        if one.fate is not Fate.MERGED:
            assert one.editions == article.editions_of(one.id)
