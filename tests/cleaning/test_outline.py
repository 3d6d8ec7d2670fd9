"""Title, contents, headings, links and sections."""

from __future__ import annotations

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import MissingHeading, PackRules
from assistant.cleaning.structure import By, Kind


def clean(*lines: str, language: str = "en", rules: PackRules | None = None) -> Article:
    """Return the cleaned article whose lines, with blank ones between, are given."""
    return clean_article("\n\n".join(lines).encode(), language=language, name="a.txt", rules=rules)


def kinds(article: Article) -> dict[str, Kind]:
    """Return the kind of each block by its text."""
    return {block.text: block.kind for block in article.blocks}


def test_no_heading_ends_like_a_sentence_in_any_script() -> None:
    """Stops and commas of Devanagari, Arabic and Chinese end no heading, but a question may."""
    found = kinds(
        clean(
            "حديقة", "متى تسقي النباتات؟", "اسقها صباحا،", "पौधों को सुबह पानी दें।",
            "清晨浇水，", "清晨浇水！", "浇水", "ا.",
        )
    )  # fmt: skip
    headings = [text for text, kind in found.items() if kind is Kind.HEADING]
    assert headings == ["متى تسقي النباتات؟", "浇水"]


def test_contents_end_where_the_body_begins() -> None:
    """An entry that comes back after others is the first heading of the body."""
    article = clean(
        "Garden", "In this article", "When to sow", "When to water", "When to sow", "In May.",
        "When to water", "In the evening.",
    )  # fmt: skip
    assert [(e.block, e.heading, e.by) for e in article.outline.contents] == [
        ("L5", "L9", By.TEXT),
        ("L7", "L13", By.TEXT),
    ]
    assert [s.id for s in article.sections] == ["L9", "L13"]


def test_contents_with_a_reworded_first_heading() -> None:
    """If no entry comes back the last short line before the text opens the body."""
    article = clean(
        "Garden", "Contents:", "When do I sow the beans", "When do I water the beans",
        "When to sow the beans", "In May.", "When do I water the beans", "In the evening.",
    )  # fmt: skip
    assert [(e.block, e.heading, e.by) for e in article.outline.contents] == [
        ("L5", "L9", By.FUZZY),
        ("L7", "L13", By.TEXT),
    ]


def test_contents_as_a_list() -> None:
    """Entries may be list items; the list's end is the contents' end."""
    article = clean(
        "Garden", "In this article", " • Sowing", " • Watering", "Sowing", "In May.", "Watering",
        "In the evening.",
    )  # fmt: skip
    assert [e.heading for e in article.outline.contents] == ["L9", "L13"]


def test_entry_without_heading_is_unresolved() -> None:
    """An entry whose place holds no heading stays open rather than being guessed."""
    article = clean(
        "Garden", "In this article", "Sowing", "Slugs and snails", "Watering", "Sowing", "In May.",
        "Watering", "In the evening.",
    )  # fmt: skip
    assert [(e.heading, e.by) for e in article.outline.contents] == [
        ("L11", By.TEXT),
        (None, By.UNRESOLVED),
        ("L15", By.TEXT),
    ]


def test_order_outranks_likeness() -> None:
    """A heading before the last match is never taken, however alike."""
    article = clean(
        "Fees", "In this article", "What if I pay late", "How do I pay", "What if I pay too late",
        "What if I pay late", "A fee.", "How do I pay", "By card.", "Refunds", "None.",
    )  # fmt: skip
    last = article.outline.contents[-1]
    assert (last.heading, last.by) == ("L19", By.POSITION)


def test_headings_by_form() -> None:
    """Short lines without a full stop open sections; sentences and lead-ins do not."""
    article = clean(
        "Garden", "Sowing beans (if it is warm)", "Sow in May.", "You need the following",
        "A rake.",
        "What about slugs?", "Collect them.", "lower case line", "Do this:", "Dig.", "Goodbye",
    )  # fmt: skip
    assert [text for text, kind in kinds(article).items() if kind is Kind.HEADING] == [
        "Sowing beans (if it is warm)",
        "What about slugs?",
    ]


def test_greek_question_mark_ends_a_heading() -> None:
    """The Greek question mark looks like a semicolon and does not make a sentence of a heading."""
    article = clean("Κήπος", "Πότε σπέρνω;", "Τον Μάιο.", language="el")
    assert kinds(article)["Πότε σπέρνω;"] is Kind.HEADING


CHAPTERS = (
    "Cancel", "1. Before you cancel", "Save what you need, and tell those who work with it.",
    "Do it in this order:", "1. Mail", "2. Files", "2. After you have cancelled",
    "Nobody can sign in from the day on which you cancelled.", "Your data is kept for some days.",
)  # fmt: skip


def test_numbered_headings_have_text_under_each_of_them() -> None:
    """A list within a chapter begins with 1 again, and stays a list."""
    article = clean(*CHAPTERS)
    found = kinds(article)
    assert found["Before you cancel"] is found["After you have cancelled"] is Kind.HEADING
    assert found["Mail"] is found["Files"] is Kind.LIST_ITEM
    assert [section.id for section in article.sections] == ["L3", "L13"]
    (after,) = (block for block in article.blocks if block.text == "After you have cancelled")
    assert after.marker == "2."


@pytest.mark.parametrize(
    "more",
    [
        ("3. Pay what is owed",),
        ("3. Pay what is owed", "Soon."),
        ("3. Pay what is owed.", "Soon.", "Or later."),
    ],
)
def test_steps_with_text_under_some_of_them_stay_a_list(more: tuple[str, ...]) -> None:
    """So does a list of which one has hardly any text, or ends as a sentence does."""
    assert kinds(clean(*CHAPTERS, *more))["Before you cancel"] is Kind.LIST_ITEM


def test_text_that_is_indented_belongs_to_its_step() -> None:
    """A chapter's text begins where its heading does."""
    lines = [line if line[0].isdigit() else f"   {line}" for line in CHAPTERS]
    assert kinds(clean("Cancel", *lines[1:]))["Before you cancel"] is Kind.LIST_ITEM


def test_what_the_contents_list_is_a_heading_also_with_a_number() -> None:
    """However little stands under it."""
    article = clean(
        "Garden", "In this article", "1. Water", "2. Slugs", "It grows.", "1. Water", "Daily.",
        "2. Slugs", "Never.",
    )  # fmt: skip
    assert [block.text for block in article.blocks if block.kind is Kind.HEADING] == [
        "Water",
        "Slugs",
    ]
    assert [entry.by for entry in article.outline.contents] == [By.TEXT, By.TEXT]


def test_links_under_their_heading() -> None:
    """What stands under "See also" is links until something else begins."""
    article = clean(
        "Garden", "Sow in May.", "See also", "Watering", "Slugs - how to be rid of them",
        "We hope that this helps.",
    )  # fmt: skip
    found = kinds(article)
    assert found["See also"] is Kind.HEADING
    assert found["Watering"] is found["Slugs - how to be rid of them"] is Kind.LINKS
    assert found["We hope that this helps."] is Kind.PARAGRAPH


def test_missing_headings_come_from_the_rules() -> None:
    """A recorded place of a lost heading begins a section."""
    rules = PackRules(missing_heading=(MissingHeading("en/a", "Water in"),))
    article = clean("Garden", "Sowing", "In May.", "Water in the evening.", rules=rules)
    assert article.outline.missing == ("L7",)
    assert [block.section for block in article.blocks] == [None, "L3", "L3", "L7"]


def test_articles_without_a_title() -> None:
    """A first line that is a sentence is no title."""
    assert clean("Sow in May.", "Water.").title is None
