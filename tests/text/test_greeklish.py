"""The phonetic skeleton: Greek and its Latin spellings come out equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.fold import fold
from assistant.text.greeklish import skeleton


@pytest.mark.parametrize(
    ("greek", "latin"),
    [
        ("Τι γίνεται αν δεν πληρώσω;", "Ti ginetai an den plhrwsw?"),
        ("πληρώσω", "plirosw"),
        ("συνδρομή", "syndromi"),
        ("συνδρομή", "sundromh"),
        ("της συνδρομής", "ths syndromhs"),
        ("χωρίς να χρεώσει", "xwris na xrewsei"),
        ("χωρίς να χρεώσει", "horis na hreosei"),
        ("λήξει", "li3ei"),
        ("λήξει", "lhksei"),
        ("θέλω", "8elw"),
        ("θέλω", "thelo"),
        ("ευχαριστώ", "efharisto"),
        ("αυτόματη", "automath"),
        ("αυτόματη", "aftomati"),
        ("μπορώ", "mporw"),
        ("μπορώ", "boro"),
        ("ψάχνω", "psaxnw"),
        ("που", "pou"),
        ("αγγελία", "aggelia"),
        ("έντυπο", "entypo"),
    ],
)
def test_greeklish_sounds_like_greek(greek: str, latin: str) -> None:
    """A word by sound, by look or by key has the skeleton of the Greek word."""
    assert skeleton(fold(greek)).rstrip(";") == skeleton(fold(latin)).rstrip("?")


def test_different_words_stay_different() -> None:
    """What the topics turn on is not folded together."""
    listed = ["πληρώνω", "ακυρώνω", "ανανεώνω", "λήγω", "σβήνω", "δοκιμή", "τιμολόγιο", "άδεια"]
    assert len({skeleton(fold(word)) for word in listed}) == len(listed)


@pytest.mark.parametrize("text", ["ไม่จ่ายเงิน 30 วัน", "解約したい", "25 30/11"])
def test_other_scripts_are_left_alone(text: str) -> None:
    """Thai, Japanese and plain numbers come out as they are."""
    assert skeleton(fold(text)) == fold(text)


@given(st.text())
def test_any_text_has_a_skeleton(text: str) -> None:
    """Whatever is typed, the skeleton is at most twice as long and never an error."""
    folded = fold(text)
    assert len(skeleton(folded)) <= 2 * len(folded)
