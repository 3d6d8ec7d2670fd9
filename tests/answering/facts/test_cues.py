"""The data by which facts are recognised: what a cue file may hold, and how patterns match."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answering.facts import FactCues, read_facts
from assistant.knowledge.source import PackError, Table, read_toml
from assistant.lifecycle import Facts
from assistant.locations import default_pack
from assistant.text.fold import fold

TODAY = date(2026, 11, 21)


def cues(**tables: Any) -> FactCues:
    """Return cues of a made-up pack."""
    values = {"language": "en", **tables}
    return FactCues.from_table(Table(values, "facts/en.toml"))


def expired_on(text: str, own: FactCues) -> date | None:
    """Return the expiry that is read with made-up cues."""
    return read_facts(text, cues=[own], language="en", today=TODAY).facts.expired_on


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        ("vanish", "will it vanish on 5 May 2027"),
        ("vanish*", "it vanishes on 5 May 2027"),
        ("went|goes away", "it goes away on 5 May 2027"),
        ("goes ... away", "it goes, no, it goes quite far away on 5 May 2027"),
        ("non-renewal", "non renewal on 5 May 2027"),
        ("it's gone", "it’s gone on 5 May 2027"),
        ("พัง", "มันพังวันที่ 5/5/2570"),
        ("พัง แล้ว", "มันพังแล้ว 5/5/2570"),
        ("ready, vanish", "it will vanish 5 May 2027"),
        ("ready\nvanish", "it will vanish 5 May 2027"),
        ("VANÍSH", "it will vanish 5 May 2027"),
    ],
)
def test_a_pattern_matches_words_in_order(patterns: str, text: str) -> None:
    """Prefixes, alternatives, gaps, hyphens and Thai runs match as the documentation says."""
    assert expired_on(text, cues(expired={"any": patterns})) in (
        date(2027, 5, 5),
        date(2570, 5, 5),
    )


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        ("vanish", "it is varnished on 5 May 2027"),
        ("vanish", "it vanishing5 on 5 May 2027"),
        ("goes away", "it goes far away on 5 May 2027"),
        ("goes ... away", "it goes a very long way further away on 5 May 2027"),
        ("run out", "run. out on 5 May 2027"),
    ],
)
def test_a_pattern_matches_nothing_else(patterns: str, text: str) -> None:
    """Parts of words, wrong orders and wide gaps are no match."""
    assert expired_on(text, cues(expired={"any": patterns})) is None


def test_a_mistyped_long_word_is_recognised_unless_it_is_a_word() -> None:
    """One error is forgiven in a long word, but not in a word that the pack knows to exist."""
    own = cues(expired={"any": "expired"})
    careful = cues(expired={"any": "expired"}, unmistaken="expined")

    assert expired_on("it expined on 5 May 2027", own) == date(2027, 5, 5)
    assert expired_on("it expined on 5 May 2027", careful) is None


def test_the_longest_pattern_wins() -> None:
    """Of two patterns the longer one counts: "ran out of paper" hides "ran out"."""
    own = cues(expired={"any": "ran out"}, words={"neutral": "ran out of paper"})

    assert expired_on("we ran out of paper on 5 May 2027", own) is None
    assert expired_on("we ran out on 5 May 2027", own) == date(2027, 5, 5)


@pytest.mark.parametrize(
    ("tables", "detail"),
    [
        ({"expried": {"any": "x"}}, "unknown key: expried"),
        ({"expired": {"soon": "x"}}, "unknown key: soon"),
        ({"words": {"colour": "x"}}, "unknown key: colour"),
        ({"expired": {"any": ["x"]}}, "“any” has the wrong type"),
        ({"expired": "x"}, "“expired” has the wrong type"),
        ({"expired": {"any": "... out"}}, "is not a pattern"),
        ({"expired": {"any": "run ..."}}, "is not a pattern"),
        ({"expired": {"any": "run | out"}}, "is not a pattern"),
        ({"expired": {"any": "run||ran"}}, "is not a pattern"),
        ({"expired": {"any": "*"}}, "is not a pattern"),
        ({"expired": {"any": "a b c d e f g h i"}}, "is not a pattern"),
        ({"expired": {"any": ",".join(f"w{n}" for n in range(6_001))}}, "more than 6000"),
        ({"numbers": {"many": "x"}}, "is not a number"),
        ({"numbers": {"100000": "x"}}, "is not a number"),
        ({"numbers": {"5": 5}}, "“5” has the wrong type"),
        ({"language": ""}, "“language” is missing"),
    ],
)
def test_a_broken_file_names_what_is_wrong(tables: dict[str, Any], detail: str) -> None:
    """Unknown keys, wrong types and impossible patterns are errors of the pack."""
    with pytest.raises(PackError) as caught:
        cues(**tables)

    assert detail in str(caught.value.values["detail"])
    assert str(caught.value.where).startswith("facts/en.toml")


def test_no_pattern_is_a_regular_expression() -> None:
    """Characters that a regular expression would act on stand for themselves."""
    own = cues(expired={"any": "(a+)+$"})

    assert expired_on("a" * 4000 + " on 5 May 2027", own) is None


def test_without_cues_nothing_is_read_but_dates() -> None:
    """A pack without cues for a language still gets the date that was asked for."""
    empty = cues()

    reading = read_facts(
        "on 5 May 2027", cues=[empty], language="en", today=TODAY, default="expired_on"
    )

    assert reading.facts == Facts(expired_on=date(2027, 5, 5))


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_the_shipped_patterns_are_in_the_order_that_folding_makes(language: str) -> None:
    """Folding a file as a whole changes no Thai spelling order, which loading relies on."""
    pack = default_pack()
    values = read_toml(pack / "facts" / f"{language}.toml", pack).values
    blocks = [
        block for table in values.values() if isinstance(table, dict) for block in table.values()
    ]

    for block in blocks:
        for pattern in block.replace("\n", ",").split(","):
            letters = "".join(fold(letter) or " " for letter in pattern)
            assert fold(pattern) == letters.strip(), pattern
