"""What texts need not be searched for: the look at code points agrees with the searches."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cleaning.equality import key_of_tidy, tidy
from assistant.cleaning.rules import PackRules
from assistant.corpus.relating.lexicon import Editions
from assistant.corpus.relating.scanning import JOIN, MASK, TIDY, UNSEEN, needs

# Letters of names, white space of all sorts, scripts without spaces, other planes.
_SOME = "aOMt73 .\t\n\r\u00a0\u200b\u00ad\u2002\u3000กา\u0e48のか\u3099한\u212a\u0301e\U0002f800"
_EDITIONS = Editions.of(PackRules())


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("a b", 0),
        ("", TIDY),
        (" a", TIDY),
        ("a ", TIDY),
        ("a  b", TIDY),
        ("a\tb", TIDY),
        ("a\u00a0b", TIDY),
        ("a\u200bb", TIDY),
        ("กา กา", JOIN),
        ("a กา", 0),
        ("for Teams", MASK),
        ("Te", 0),
    ],
)
def test_a_text_needs_what_is_in_it(text: str, need: int) -> None:
    """Each need has its sign, also beside texts with other needs."""
    assert needs(["Te", text, "a กา"], ("Teams",)).tolist() == [0, need, 0]


@given(st.lists(st.one_of(st.text(_SOME), st.text()), max_size=8))
def test_what_is_not_needed_would_change_nothing(texts: Sequence[str]) -> None:
    """Without a need, making tidy, joining letters and masking leave a text as it is."""
    for text, need in zip(texts, needs(texts, _EDITIONS.names).tolist(), strict=True):
        if unicodedata.normalize("NFC", text) == text:
            assert need & TIDY or tidy(UNSEEN.sub("", text)) == text
            assert need & (TIDY | JOIN) or key_of_tidy(text) == text.removesuffix(".").rstrip()
            assert need & MASK or _EDITIONS.masked(text) == text


@pytest.mark.parametrize("names", [("i",), ("x", "ab"), ("\U0001f600",), ()])
def test_names_of_one_letter_or_of_another_plane_are_found(names: tuple[str, ...]) -> None:
    """A name needs no three letters, and may end a text."""
    editions = Editions(names)
    for text in ("i", "see i", "x", "to ab", "\U0001f600", "no"):
        (need,) = needs([text], names)
        assert need & MASK or editions.masked(text) == text
    assert not names or needs([names[0]], names)[0] & MASK


def test_nothing_needs_nothing() -> None:
    """No texts are no error."""
    assert len(needs([], ())) == 0
