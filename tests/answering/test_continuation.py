"""How a turn goes on: cues of whole words, short questions only, and what is left of a reply."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.check import check_cues
from assistant.answering.continuation import (
    Continuation,
    ContinuationCues,
    leads_to,
    read_continuation,
)
from assistant.knowledge import Pack
from assistant.locations import default_pack
from tests.packs import edit

PACK = Pack(default_pack())
CUES = {
    tag: ContinuationCues.from_table(table)
    for tag in PACK.languages
    if (table := PACK.going_on(tag)) is not None
}


@pytest.mark.parametrize(
    ("language", "text", "facet"),
    [
        ("en", "and until when?", "until"),
        ("en", "OK, who can do that then?", "who"),
        ("en", "what about the e-mails", "mail"),
        ("el", "ΚΑΙ ΜΕΧΡΙ ΠΟΤΕ;", "until"),
        ("el", "ποιος μπορεί να το κάνει αυτό", "who"),
        ("th", "แล้วไฟล์ล่ะคะ", "files"),
        ("th", "ต้องให้ใครทำครับ", "who"),
    ],
)
def test_short_questions_are_known(language: str, text: str, facet: str) -> None:
    """Small words around a cue do not matter, nor do case, accents and punctuation."""
    assert read_continuation(text, [CUES[language]]).facet == facet


@pytest.mark.parametrize(
    "text",
    [
        "how do I move the mail of twenty users to another provider before we cancel",
        "emailing list",
        "iffy business",
        "noted",
        "a restart of the server failed, and the users complain",
        "",
        "?!",
    ],
)
def test_questions_of_their_own_are_left_alone(text: str) -> None:
    """A cue inside a word, or in a question that says more, is none."""
    read = read_continuation(text, [CUES["en"]])
    assert (read.restart, read.correction, read.what_if, read.facet) == (False, False, False, None)


def test_all_languages_have_the_same_short_questions() -> None:
    """What can be asked for short in one language can be in all, and leads somewhere."""
    facets = {tag: set(cues.facets) for tag, cues in CUES.items()}
    assert len(CUES) == len(PACK.languages)
    assert all(one == set(PACK.followups) - {"supposed", "told"} for one in facets.values())


def test_the_longest_beginning_leads() -> None:
    """A topic's own rule comes before its family's, and that before the one for all."""
    table = {"who": {"": "a", "cancel.": "b", "cancel.fee": "same"}}
    assert leads_to("who", "cancel.fee", table) == "cancel.fee"
    assert leads_to("who", "cancel.how", table) == "b"
    assert leads_to("who", "expiry.let", table) == "a"
    assert leads_to("when", "expiry.let", table) is None


def test_a_correction_leaves_what_it_puts_right() -> None:
    """The words that take something back are gone, whatever punctuation follows them."""
    read = read_continuation("No, it was the 5th", [CUES["en"]])
    assert read.correction
    assert "the 5th" in read.rest
    assert "No" not in read.rest


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    """No text fails, and what is left of it is its end."""
    for cues in CUES.values():
        read = read_continuation(text, [cues])
        assert isinstance(read, Continuation)
        assert text.endswith(read.rest)


@pytest.mark.parametrize("text", ["?" * 10_000, "no" + "!" * 10_000, "no " * 3_000])
def test_a_long_text_is_no_short_question(text: str) -> None:
    """However little of it is a word, a text that is long asks nothing short."""
    assert read_continuation(text, list(CUES.values())).facet is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"reactivate"', '"no.such.topic"', "must be one of"),
        ("[who]", "[who", "TOML"),
    ],
)
def test_a_wrong_table_is_found_by_the_check(
    pack_folder: Path, old: str, new: str, said: str
) -> None:
    """An unknown topic and broken TOML are named with their file."""
    edit(pack_folder / "followups" / "topics.toml", old, new)
    ((where, detail),) = check_cues(Pack(pack_folder))
    assert "topics.toml" in where
    assert said in detail


def test_a_wrong_cue_is_found_by_the_check(pack_folder: Path) -> None:
    """A number where a list of texts belongs is named with its file and key."""
    edit(pack_folder / "followups" / "en.toml", "restart = [", "restart = [1, ")
    ((where, _),) = check_cues(Pack(pack_folder))
    assert "en.toml" in where
