"""Sections that several articles have, as one section with its editions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.relating import Passage, Place, opened
from assistant.corpus.relating.engine import finding
from assistant.corpus.relating.sections import RepeatedSection, repeated_sections

FIRST = "Sign in to the admin centre and choose your subscription from the list there."
AFTER = "After {} days all of your data is deleted, and nobody can bring it back again."
TELL = "Tell the people in your organisation about it before you take this step."


def section(article: str, heading: str, *blocks: str) -> list[Passage]:
    """Return the passages of an article's section, its heading first."""
    kinds = ["heading", *["paragraph"] * len(blocks)]
    return [
        Passage(Place(article, f"L{at}"), "en", text, kind, heading)
        for at, (kind, text) in enumerate(zip(kinds, (heading, *blocks), strict=True), 1)
    ]


def found_in(*sections: Sequence[Passage]) -> list[RepeatedSection]:
    """Return the repeated sections among some."""
    passages = [passage for one in sections for passage in one]
    with opened(passages) as index, finding(index) as found:
        return list(repeated_sections(index, found))


def test_equal_sections_are_one_with_all_their_places() -> None:
    """One form, and each place at which it stands."""
    heading = "Cancel your subscription"
    (one,) = found_in(*(section(name, heading, FIRST, TELL) for name in "abc"))
    assert (one.language, one.heading) == ("en", heading)
    (form,) = one.editions
    assert form.headings == (Place("a", "L1"), Place("b", "L1"), Place("c", "L1"))
    assert form.blocks == (Place("a", "L2"), Place("a", "L3"))


def test_what_differs_makes_editions() -> None:
    """The block that differs is the edition's own, the others are shared; its name is told."""
    (one,) = found_in(
        section("a", "Cancel Office 365 Business", FIRST, AFTER.format(30), TELL),
        section("b", "Cancel Office 365 Enterprise", FIRST, AFTER.format(90), TELL),
        section("c", "Cancel Office 365 Business", FIRST, AFTER.format(30), TELL),
    )
    business, enterprise = one.editions
    assert (business.edition, enterprise.edition) == ((), ("Office 365 Enterprise",))
    assert business.headings == (Place("a", "L1"), Place("c", "L1"))
    assert enterprise.blocks == (Place("a", "L2"), Place("b", "L3"), Place("a", "L4"))


def test_sections_that_share_less_than_half_are_others() -> None:
    """The same heading is not enough, nor is one block of three, nor blocks without a heading."""
    heading = "Before you begin"
    assert not found_in(
        section("a", heading, FIRST, "Water the beans in the evening of every day in summer."),
        section("b", heading, TELL, "Nothing that is said in here has to do with the others."),
    )
    assert not found_in(
        section("a", heading, FIRST, "Water the beans in the evening.", "Slugs eat the leaves."),
        section("b", heading, FIRST, "An invoice comes by post.", "Keep it for your records."),
    )
    assert not found_in(*(section(name, "", FIRST, TELL)[1:] for name in "ab"))


def test_sections_are_told_apart_where_one_article_ends() -> None:
    """Two articles of one section each, under the same heading, one behind the other."""
    heading = "Cancel your subscription"
    (one,) = found_in(section("a", heading, FIRST), section("b", heading, FIRST))
    assert [len(form.headings) for form in one.editions] == [2]


def test_the_order_of_the_input_changes_nothing() -> None:
    """Nor does what stands between."""
    sections = [
        section(name, f"Cancel Office {year}", FIRST, AFTER.format(days), TELL)
        for name, year, days in (("a", 2016, 30), ("b", 2019, 90), ("c", 2016, 60))
    ]
    passages = [passage for one in sections for passage in one]
    assert (
        found_in(passages[::-1]) == found_in(passages[1::2], passages[::2]) == found_in(*sections)
    )
