"""Tests of the notation of rules."""

from __future__ import annotations

import pytest

from assistant.dates.lexicon import Roles
from assistant.dates.rules import Match, layer
from assistant.dates.tokens import Token


def _tokens(text: str) -> list[Token]:
    """Make a token of each letter; its role is the letter, "." has none, a space is a gap."""
    return [
        Token(place, place + 1, {} if letter == "." else {letter: place})
        for place, letter in enumerate(text)
        if letter != " "
    ]


def _found(pattern: str, text: str) -> str:
    """Return what the pattern takes, in brackets."""

    def build(_: Match) -> Roles:
        return {"made": True}

    made = layer([(build, (pattern,))]).apply(_tokens(text))
    return "".join(
        f"[{text[token.start : token.end]}]" if "made" in token.roles else text[token.start]
        for token in made
    )


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("a b", "xaby", "x[ab]y"),
        ("a|c b", "cb ab", "[cb][ab]"),
        ("a b? c", "ac abc", "[ac][abc]"),
        ("a ~b", "ab", "[a]b"),
        ("a ~b c?", "abc ab", "[abc][a]b"),
        ("a !b", "ab ac", "ab[a]c"),
        ("a >b|end", "ab ac a", "[a]bac[a]"),
        ("a >unknown", "a. ab", "[a].ab"),
        ("a !glued", "ab a", "ab[a]"),
        ("<b a", "ba ca", "b[a]ca"),
        ("<begin a", "aa", "[a]a"),
        ("^b a", "ba ca a", "bac[a][a]"),
        ("a b? !b", "abb", "abb"),
    ],
)
def test_patterns(pattern: str, text: str, expected: str) -> None:
    """Each sign of the notation takes, leaves or looks at tokens as it says."""
    assert _found(pattern, text) == expected


def test_the_longest_match_wins() -> None:
    """Of rules that match at one place, the one that takes most is applied."""

    def name(value: str) -> Roles:
        return {"made": value}

    rules = layer([(lambda _: name("short"), ("a",)), (lambda _: name("long"), ("a b",))])
    assert [token.roles for token in rules.apply(_tokens("ab a"))] == [
        {"made": "long"},
        {"made": "short"},
    ]


def test_nothing_made_leaves_no_role() -> None:
    """A rule that makes nothing takes its tokens out of the way of later layers."""
    assert [token.roles for token in layer([(lambda _: None, ("a b",))]).apply(_tokens("ab"))] == [
        {}
    ]
