"""What is merged, what becomes a variant, what stays apart."""

from __future__ import annotations

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.rules import Edition, PackRules
from assistant.cleaning.structure import By

RULES = PackRules(
    default_edition="home",
    edition=(Edition("school", ("Contoso School",), last=True), Edition("club", ("Contoso Club",))),
)
TEXT = "Your membership ends {} days after the last payment that reached us."


def clean(*lines: str, language: str = "en", rules: PackRules = RULES) -> Article:
    """Return the cleaned article whose lines, with blank ones between, are given."""
    return clean_article(
        "\n\n".join(("Title", *lines)).encode(), language=language, name="a.txt", rules=rules
    )


def shape(article: Article) -> list[tuple[str, list[str], list[tuple[str, str | None, By]]]]:
    """Return blocks but the title: identifier, merged copies, variants."""
    return [
        (b.id, [m.id for m in b.merged], [(v.id, v.edition, v.by) for v in b.variants])
        for b in article.blocks[1:]
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT.format(30), TEXT.format(90)),
        ("The late fee is 5 € in all our houses.", "The late fee is 5 $ in all our houses."),
        ("You can bring it back, if it is needed.", "You can't bring it back, if it is needed."),
        ("It opened on 1 May for all the members.", "It opened on 2 May for all the members."),
        ("Ask the office in Athens about your card.", "Ask the office in Patras about your card."),
        ("หมายเหตุ: เปิดวันที่ ๑ ๒ เดือนนี้", "หมายเหตุ: เปิดวันที่ ๑๒ เดือนนี้"),
    ],
)  # fmt: skip
def test_what_differs_is_never_merged(one: str, other: str) -> None:
    """A digit, unit, negation, date or name that differs keeps two texts apart."""
    article = clean(one, other, language="th")
    assert not any(block.merged for block in article.blocks)
    texts = list(article.texts().values())
    assert len(texts) == 3
    assert one.endswith(texts[1])
    assert other.endswith(texts[2])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sow in May.", "Sow  in\u00a0May"),
        ("• Sow in May.", "Sow in May."),
        ("Note: ปลูกใน เดือนพฤษภาคม", "Note: ปลูกในเดือนพฤษภาคม."),
        ("Cafe\u0301 in May.", "Café in May."),
    ],
)
def test_what_is_equal_is_merged(one: str, other: str) -> None:
    """Form, list marker, white space and one full stop do not make a difference."""
    assert shape(clean(one, other)) == [("L3", ["L5"], [])]


@pytest.mark.parametrize("other", ["Sow in May..", "sow in May.", "Note: Sow in May."])
def test_what_is_not_quite_equal_stays(other: str) -> None:
    """Other punctuation, case and labels make a difference."""
    assert not any(block.merged for block in clean("Sow in May.", other).blocks)


def test_third_copy_is_the_last_edition() -> None:
    """After equal copies one that differs is the last edition's, by position."""
    assert shape(clean(TEXT.format(30), TEXT.format(30), TEXT.format(90))) == [
        ("L3", ["L5"], [("L7", "school", By.POSITION)])
    ]


def test_two_copies_that_differ_are_related_without_an_edition() -> None:
    """Likeness alone relates two neighbours but does not tell whose the second is."""
    assert shape(clean(TEXT.format(30), TEXT.format(90))) == [
        ("L3", [], [("L5", None, By.POSITION)])
    ]


def test_a_name_tells_the_edition() -> None:
    """An edition that only the copy names labels it, also where it is not the last."""
    article = clean(
        "Ask our office about the card.", "Ask the office of Contoso Club about the card.",
        "Ask the office of Contoso School about the card.",
    )  # fmt: skip
    assert shape(article) == [("L3", [], [("L5", "club", By.NAME), ("L7", "school", By.NAME)])]


def test_equal_copies_of_a_variant_are_merged_into_it() -> None:
    """A variant that stands twice keeps both positions."""
    article = clean(*[TEXT.format(30)] * 2, *[TEXT.format(90)] * 2)
    (block,) = article.blocks[1:]
    assert [copy.id for copy in block.variants[0].merged] == ["L9"]
    found = article.find("L9")
    assert found is not None
    assert found.id == "L7"


def test_neighbours_that_say_other_things_stay_apart() -> None:
    """Different paragraphs, numbered steps and separate list items are no copies."""
    article = clean(
        "Sow the beans in May when nights are warm.", "Water them in the evening, never at noon.",
        " • Buy 10 kg of the black garden soil for beans.",
        " • Buy 20 kg of the black garden soil for beans.",
        "Open it.", "Close it.",
    )  # fmt: skip
    assert not any(block.merged or block.variants for block in article.blocks)


def test_equal_texts_far_apart_keep_their_positions() -> None:
    """A text that returns in another section is one block with both positions."""
    article = clean("One", "Text here.", "Same words.", "Two", "Other text.", "Same words.")
    found = article.find("L13")
    assert found is not None
    assert [(m.id, m.section) for m in found.merged] == [("L13", "L9")]


def test_sections_of_the_same_name_stay_two() -> None:
    """Equal headings over different texts are not one section."""
    article = clean("Steps", "Dig here.", "Sow now.", "Steps", "Cut wood.", "Paint it.")
    assert [section.id for section in article.sections] == ["L3", "L9"]


def test_repeated_section_with_its_own_sentence() -> None:
    """A copy of a section that lacks a block and adds one is an edition of the section."""
    article = clean(
        "Options", "You can renew now.", "You can cancel it.", TEXT.format(30),
        "Options", "You can renew now.", TEXT.format(90), "Ask Contoso School for details.",
    )  # fmt: skip
    (section,) = article.sections
    home, school = section.editions
    assert (home.edition, home.blocks) == ("home", ("L5", "L7", "L9"))
    assert (school.edition, school.by) == ("school", By.NAME)
    assert school.blocks == ("L5", "L15", "L17")
    assert article.editions_of("L17") == ("school",)
    assert article.editions_of("L7") == ("home",)
    assert article.editions_of("L5") == ()


def test_equal_copies_of_a_section_are_one_edition() -> None:
    """A section that only repeats itself has one edition with both headings."""
    article = clean("Options", "Renew now.", "Cancel it.", "Options", "Renew now.", "Cancel it.")
    ((edition,),) = [section.editions for section in article.sections]
    assert edition.headings == ("L3", "L9")


def test_items_of_a_repeated_section_may_lack_what_stood_under_them() -> None:
    """An item that is a run-in heading in one copy and a bare item in the other is merged."""
    article = clean(
        "Options", " • Renew it now   ", "  • by card", " • Let it end",
        "Options", " • Renew it now", " • Let it end",
    )  # fmt: skip
    (section,) = article.sections
    assert [edition.blocks for edition in section.editions] == [("L5", "L7", "L9"), ("L5", "L9")]


def test_only_the_last_copy_is_the_last_edition() -> None:
    """Where several copies differ, or the first text comes back, the others stay unlabelled."""
    both = clean(TEXT.format(30), TEXT.format(30), TEXT.format(60), TEXT.format(90))
    assert [v[1] for v in shape(both)[0][2]] == [None, "school"]
    back = clean(TEXT.format(30), TEXT.format(30), TEXT.format(60), TEXT.format(30))
    assert [v[1] for v in shape(back)[0][2]] == [None]


def test_differing_copies_are_evidence_of_copies_too() -> None:
    """After two alike texts under one label a third under it is a copy, however short."""
    article = clean(
        f"What to expect:      {TEXT.format(30)} You can then still bring it back.",
        f"What to expect:      {TEXT.format(60)} You can then still bring it back.",
        "What to expect:      Your membership ends after 90 days.",
    )
    assert [v[:2] for v in shape(article)[0][2]] == [("L5", None), ("L7", "school")]


def test_copies_beside_a_text_that_stood_before() -> None:
    """A copy that differs is related also where its neighbour repeats an earlier section's text."""
    article = clean(
        "One", TEXT.format(30), "Two", "Other text.", TEXT.format(30), TEXT.format(90),
    )  # fmt: skip
    found = article.find("L5")
    assert found is article.find("L11")
    assert [v.id for b in article.blocks for v in b.variants] == ["L13"]


def test_without_pack_rules_nothing_is_labelled() -> None:
    """Copies are related without rules, but no edition is made up."""
    article = clean(*[TEXT.format(30)] * 2, TEXT.format(90), rules=PackRules())
    assert shape(article) == [("L3", ["L5"], [("L7", None, By.POSITION)])]
