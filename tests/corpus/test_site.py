"""What recurs on the pages of a site: left out by a rule, or kept to be looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.cleaning.article import Article, article_from_plain
from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Fate
from assistant.corpus.inputs.document import Document
from assistant.corpus.outputs import Output
from assistant.corpus.recurrence import RULE, Doubt
from assistant.corpus.running import Done, Settings, clean_corpus
from assistant.corpus.site import Site

ABOVE = ("Home", "Print this page")
BELOW = ("Was this page helpful?", "Terms of use")
WARNING = "Do not open the case"


def pages(
    count: int, *, above: Iterable[str] = ABOVE, below: Iterable[str] = BELOW
) -> list[Document]:
    """Return pages with paragraphs of their own between what stands on all of them."""
    documents = []
    for number in range(count):
        own = [f"Row {'x' * (number + 2)} of {word} is sown." for word in ("beans", "peas", "kale")]
        own += [f"Bed {'y' * (number + 1)}{letter} is watered." for letter in "abc"[: number % 4]]
        text = "\n\n".join([f"Garden {'z' * (number + 1)}", *above, *own, *below])
        documents.append(Document(f"in/{number}.txt", f"{number}.txt", text.encode(), "en"))
    return documents


def clean(
    documents: list[Document], out: Path, *, workers: int = 1, recurring: bool = True
) -> tuple[list[Article], Site | None]:
    """Return what was written in the end, and what recurs."""
    settings = Settings(out, PackRules(), Output.LINES, workers, recurring=recurring)
    outcomes = list(clean_corpus(lambda: documents, settings))
    assert all(isinstance(one, (Done, Site)) for one in outcomes)
    lines = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    site = next((one for one in outcomes if isinstance(one, Site)), None)
    return [article_from_plain(json.loads(line)) for line in lines], site


def texts(article: Article) -> set[str]:
    """Return the texts of an article's blocks."""
    return {block.text for block in article.blocks}


def left_out(article: Article) -> dict[str, str | None]:
    """Return what was left out, with the rule."""
    return {
        span.text: span.rule
        for line in article.ledger
        for span in line.spans
        if span.fate is Fate.CHROME
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_what_stands_on_all_pages_is_left_out_by_a_rule(tmp_path: Path, workers: int) -> None:
    """Above and below; every article is proved anew, and all its own paragraphs stay."""
    articles, site = clean(pages(12), tmp_path, workers=workers)
    assert site is not None
    assert (len(site.chrome), site.texts, site.doubtful) == (12, 4, ())
    for article in articles:
        assert left_out(article) == dict.fromkeys((*ABOVE, *BELOW), RULE)
        assert len(article.blocks) >= 4
        assert article.title is not None


def test_nothing_is_left_out_if_that_is_asked_for(tmp_path: Path) -> None:
    """`--keep-recurring` gives the articles as they are alone."""
    articles, site = clean(pages(12), tmp_path, recurring=False)
    assert site is None
    assert all(left_out(article) == {} for article in articles)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (WARNING, Doubt.CAUTION),
        ("All rights reserved, 2024", Doubt.NUMBER),
        ("Water the beds every evening.", Doubt.SENTENCE),
        ("x" * 101, Doubt.LONG),
    ],
)
def test_what_may_belong_to_the_articles_is_kept_and_named(
    tmp_path: Path, text: str, doubt: Doubt
) -> None:
    """It is named, and what lies between it and the end of the page is left out all the same."""
    articles, site = clean(pages(12, below=(text, "Terms of use")), tmp_path)
    assert site is not None
    assert [(one.text, one.articles, one.of) for one in site.doubtful] == [(text, 12, 12)]
    assert doubt in site.doubtful[0].doubts
    for article in articles:
        assert text in texts(article)
        assert "Terms of use" in left_out(article)


def test_pages_that_are_alike_as_a_whole_tell_nothing(tmp_path: Path) -> None:
    """Twenty editions of one page, a word apart, keep all they share."""
    body = ["Choose the plan", "Open the settings", "Confirm", "Edition {}", "Close the window"]
    documents = [
        Document(f"in/{n}.txt", f"{n}.txt", "\n\n".join(body).format("x" * (n + 1)).encode(), "en")
        for n in range(20)
    ]
    articles, site = clean(documents, tmp_path)
    assert site is not None
    assert site.chrome == {}
    assert all(len(article.blocks) == len(body) for article in articles)


def test_few_pages_tell_nothing(tmp_path: Path) -> None:
    """Seven pages with one footer keep it."""
    articles, site = clean(pages(7), tmp_path)
    assert site is not None
    assert site.chrome == {}
    assert all(left_out(article) == {} for article in articles)


def test_what_recurs_in_the_midst_of_articles_stays(tmp_path: Path) -> None:
    """It is no part of the page unless nothing of the article lies between it and the end."""
    documents = []
    for number, one in enumerate(pages(12, above=()), 1):
        own = f"\n\nBed {number * 'w'}\n\nThe steps\n\nRow".encode()
        documents.append(one._replace(data=one.data.replace(b"\n\nRow", own, 1)))
    articles, _ = clean(documents, tmp_path)
    assert all("The steps" in texts(article) for article in articles)


@pytest.mark.parametrize("output", list(Output))
def test_a_run_that_ends_while_articles_are_cleaned_again_goes_on(
    tmp_path: Path, output: Output
) -> None:
    """Wherever it was cut off, the next run ends with the bytes of one that was not."""
    documents = pages(12)

    def tree(out: Path) -> dict[str, bytes]:
        files = (path for path in out.rglob("*") if path.is_file())
        return {str(path.relative_to(out)): path.read_bytes() for path in files}

    list(clean_corpus(lambda: documents, Settings(tmp_path / "whole", PackRules(), output)))
    cut = Settings(tmp_path / "cut", PackRules(), output)
    for enough in (1, 5):
        run = clean_corpus(lambda: documents, cut)
        again = 0
        while again < enough:
            again += getattr(next(run), "again", False)
        run.close()
    list(clean_corpus(lambda: documents, cut))
    assert tree(cut.out) == tree(tmp_path / "whole")
