"""What varies without meaning to leaves the features as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.routing.features import LONGEST, View, feature_id, features, read
from assistant.routing.lexicon import Lexicon

LEXICON = Lexicon()
GREEK = "Τι γίνεται αν δεν πληρώσω το τιμολόγιο"
THAI = "ถ้าไม่จ่ายเงินจะเกิดอะไรขึ้น"


def seen(text: str) -> set[tuple[View, str]]:
    """The features of `text`."""
    return set(features(read(text, LEXICON)))


@pytest.mark.parametrize(
    "same",
    [
        GREEK.upper(),
        unicodedata.normalize("NFD", GREEK),
        "Τι γινεται αν δεν πληρωσω το τιμολογιο",
        "\u200bΤι  γίνεται\u00a0αν δεν πληρώσω το τιμολόγιο;",
        "ti ginetai an den plhrwsw to timologio",
        "ti ginete an den plirosw to timologio?",
        "ti g;inetai an den plhr;vsv to timol;ogio",
    ],
)
def test_greek_is_read_alike_however_it_is_typed(same: str) -> None:
    """Capitals, NFD, missing accents, Greeklish and the wrong keyboard change nothing."""
    assert seen(same) == seen(GREEK)


def test_thai_is_read_alike_however_it_is_typed() -> None:
    """Zero-width spaces and a doubled vowel sign for another change nothing."""
    assert seen("\u200b" + THAI) == seen(THAI)
    assert seen("เเล้วไง") == seen("แล้วไง")


def test_dates_and_addresses_are_masked() -> None:
    """Which day and whose address it is says nothing about the topic."""
    assert seen("due 30/11/2026 a@b.org") == seen("due 1.2.27 someone.else@example.com")


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    """Reading is bounded: what stands after the limit changes nothing."""
    start = "pay " * (LONGEST // 4)
    assert seen(start + "cancel") == seen(start)


def test_views_do_not_share_features() -> None:
    """The same letters in two views are two features."""
    assert feature_id(View.WORD, "ab") != feature_id(View.CHARACTERS, "ab")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_has_features(text: str) -> None:
    """Control characters and lone surrogates are read like any other."""
    assert all(0 <= feature_id(*one) < 1 << 32 for one in seen(text))
