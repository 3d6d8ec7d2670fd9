"""Chrome by evidence: what recurs in one position across the articles of a site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.corpus.recurrence import Doubt, Edge, Evidence
from assistant.corpus.relating import Passage, Place, opened
from assistant.corpus.relating.recurring import Recurring, recurring

FOOTER = "Was this page helpful to you?"


def site(*extra: str, articles: int = 10, language: str = "en") -> Iterator[Passage]:
    """Yield articles of three to seven blocks of their own, each followed by `extra`."""
    for article in range(articles):
        own = [f"{word} of {'x' * (article + 1)}" for word in "abcdefg"[: 3 + article % 5]]
        for number, text in enumerate([*own, *extra], 1):
            yield Passage(Place(f"a{article:02}", f"L{number}"), language, text)


def found(passages: Iterator[Passage], evidence: Evidence | None = None) -> list[Recurring]:
    """Return what recurs on a site that has all the articles."""
    with opened(passages) as index:
        return list(recurring(index, lambda _: "site", evidence or Evidence()))


def test_a_footer_is_found_with_its_figures() -> None:
    """A line that ends every article is chrome, and it is said how often it was where."""
    (one,) = found(site(FOOTER))
    assert (one.text, one.articles, one.of, one.doubts) == (FOOTER, 10, 10, ())
    assert (one.edge, one.position, one.steady) == (Edge.END, 0, 10)
    assert [place.article for place in one.places] == [f"a{number:02}" for number in range(10)]


def test_each_line_of_a_footer_has_its_own_position() -> None:
    """A footer of two lines is two blocks, counted from the end."""
    found_ = found(site(FOOTER, "Back to the start page"))
    assert {(one.text, one.position) for one in found_} == {
        (FOOTER, 1),
        ("Back to the start page", 0),
    }


@pytest.mark.parametrize(
    ("language", "text", "doubt"),
    [
        ("en", "All rights reserved, 2024", Doubt.NUMBER),
        ("en", "Offers end in May", Doubt.NUMBER),
        ("en", "Warning: disconnect the power", Doubt.CAUTION),
        ("en", "Do not open the case", Doubt.CAUTION),
        ("el", "Αν χρειάζεστε βοήθεια, καλέστε μας", Doubt.CAUTION),
        ("th", "ห้ามเปิดฝาเครื่อง", Doubt.CAUTION),
        ("xx", "Blah blah", Doubt.LANGUAGE),
    ],
)
def test_what_may_bind_a_reader_is_for_review(language: str, text: str, doubt: Doubt) -> None:
    """Numbers, dates, conditions, duties and warnings stay, and so does what cannot be read."""
    (one,) = found(site(text, language=language))
    assert doubt in one.doubts


def test_what_recurs_in_changing_positions_is_no_chrome() -> None:
    """A sentence that articles share in their midst belongs to them."""
    passages = [
        Passage(Place(f"a{article:02}", f"L{number}"), "en", text)
        for article in range(12)
        for number, text in enumerate(
            [
                *(f"{article} {n}" for n in range(article)),
                FOOTER,
                *("z" * n for n in range(1, 14 - article)),
            ]
        )
    ]
    assert FOOTER not in {one.text for one in found(iter(passages))}


def test_few_articles_are_no_evidence() -> None:
    """What seven articles end with is not taken for chrome, unless that is asked for."""
    assert not found(site(FOOTER, articles=7))
    assert found(site(FOOTER, articles=7), Evidence(articles=5))


def test_sites_and_languages_are_counted_apart() -> None:
    """Ten articles of one site tell nothing of another, nor a German footer of Greek articles."""
    passages = [*site(FOOTER), *site(FOOTER, language="de")]
    passages = [
        one._replace(place=one.place._replace(article=one.place.article + one.language))
        for one in passages
    ]
    with opened(passages) as index:
        sites = list(recurring(index, lambda article: article[:2], Evidence()))
        languages = list(recurring(index, lambda _: "site", Evidence()))
    assert [(one.language, one.of) for one in languages] == [("de", 10), ("en", 10)]
    assert [one.site for one in sites] == ["a0", "a0"]


def test_nothing_recurs_in_nothing() -> None:
    """An empty site has no chrome."""
    assert not found(iter(()))
