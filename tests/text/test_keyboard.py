"""Greek and Thai typed on the US keyboard layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.fold import fold
from assistant.text.keyboard import rescue


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l;ylfu8iy[", "สวัสดีครับ"),
        ("0tgdbfvtwi5hkw,j0jkp", "จะเกิดอะไรถ้าไม่จ่าย"),
        ("vpkd0tpdg]bd8iy[", "อยากจะยกเลิกครับ"),
    ],
)
def test_thai_is_rescued(typed: str, meant: str) -> None:
    """Thai keystrokes on the US layout become the Thai that was meant."""
    assert rescue(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ti ua g;inei an den plhr;vsv to timol;ogio", "τι θα γίνει αν δεν πληρώσω το τιμολόγιο"),
        ("uelv na ak;yr;vsv thn syndrom;h", "θελω να ακυρωσω την συνδρομη"),
        ("pvw ua to akyrvsv", "πως θα το ακυρωσω"),
    ],
)
def test_greek_is_rescued(typed: str, meant: str) -> None:
    """Greek keystrokes, with or without the dead accent key, become the Greek that was meant."""
    rescued = rescue(typed)
    assert rescued is not None
    assert fold(rescued) == fold(meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asdfghjkl;",
        "what happens if I don't pay the invoice?",
        "cancel; is it easy",
        "our accountant saw DEPROVISIONED and asked if she should be worried",
        "explain it like I'm five: a firm stops using Office 365",
        "ti ginetai an den plhrwsw to timologio",
        "mod a-yu wan thi 10 krub",
        "Office 365 E3",
        "ua swaps wipers",
        "VAT",
        "30/11/2026",
        "kundigen; aber wie?",
    ],
)
def test_what_was_meant_stays(text: str) -> None:
    """English, Greeklish, names, dates and gibberish are left alone."""
    assert rescue(text) is None


@given(st.text())
def test_text_that_is_not_ascii_is_no_slip(text: str) -> None:
    """A rescue is only ever tried on text that the US layout can type."""
    assert text.isascii() or rescue(text) is None


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=600))
def test_any_keystrokes_are_safe(text: str) -> None:
    """Whatever is typed, a rescue is text or nothing."""
    assert rescue(text) is None or isinstance(rescue(text), str)
