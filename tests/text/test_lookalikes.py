"""Words that mix scripts are read as what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.lookalikes import unify


@pytest.mark.parametrize(
    ("mixed", "meant"),
    [
        ("\u039fffice 365", "Office 365"),
        ("\u039f\u039d\u0395Drive", "ONEDrive"),
        ("Sh\u0430rePoint", "SharePoint"),
        ("c\u0430nc\u0435l my subscripti\u043en", "cancel my subscription"),
        ("πλη\u0070ωμή", "πληρωμή"),
        ("συνδρ\u006fμή", "συνδρομή"),
    ],
)
def test_a_word_of_two_scripts(mixed: str, meant: str) -> None:
    """A Greek omicron in Office, a Latin o in συνδρομή, Cyrillic in anything."""
    assert unify(mixed) == meant


@pytest.mark.parametrize("text", ["Excelάκι", "το Office λήγει", "сору", "ยกเลิก Office", ""])
def test_what_stays(text: str) -> None:
    """Words of one script, and words whose letters look like no others."""
    assert unify(text) == text


@given(st.text(alphabet="aoAOβοαΟАаоw ά1", max_size=30))
def test_length_and_idempotence(text: str) -> None:
    """Offsets stay, and a second pass changes nothing."""
    once = unify(text)
    assert len(once) == len(text)
    assert unify(once) == once
