"""Folding makes vanish what people leave out or get wrong, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.fold import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Η ΣΥΝΔΡΟΜΉ ΜΑΣ", "η συνδρομη μας"),
        ("προϊόν", "προιον"),
        ("ί\u037e", "ι;"),
        ("ใบเเจ้งหนี้", "ใบแจ้งหนี้"),
        ("ทํา", "ทำ"),
        ("หมดอายุุ", "หมดอายุ"),
        ("๒๕๖๙", "2569"),
        ("Ｏｆｆｉｃｅ　３６５", "office 365"),
        ("don’t", "don't"),
        ("zero\u200bwidth  spaces\u00a0", "zerowidth spaces"),
        ("Straße", "strasse"),
    ],
)
def test_variants_of_a_spelling_fold_alike(written: str, same: str) -> None:
    """Accents, case, final sigma, width, Thai order and digits of other scripts vanish."""
    assert fold(written) == fold(same)


@pytest.mark.parametrize(("one", "other"), [("ไม่", "ใม่"), ("が", "か"), ("จ่าย", "จาย"), ("a", "α")])
def test_different_words_stay_different(one: str, other: str) -> None:
    """Thai tones, Japanese voicing and look-alike scripts are not folded away."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Folded text is stable under folding."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    """Offsets rise, one for each character, and lie inside the NFC text."""
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert all(0 <= index < len(unicodedata.normalize("NFC", text)) for index in folded.offsets)
