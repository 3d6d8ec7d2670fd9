"""Which language a question shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.language import recognise

SHIPPED = ("en", "el", "th")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What happens if I don't pay?", "en"),
        ("τι γίνεται αν δεν πληρώσω", "el"),
        ("ΤΙ ΓΙΝΕΤΑΙ ΑΝ ΔΕΝ ΠΛΗΡΩΣΩ", "el"),
        ("ti ginetai an den plhrwsw to timologio", "el"),
        ("thelo na akiroso ti sindromi mou", "el"),
        ("ti ua g;inei an den plhr;vsv to timol;ogio", "el"),
        ("Να κάνω cancel το Office 365 subscription;", "el"),
        ("ถ้าไม่จ่ายจะเป็นยังไง", "th"),
        ("subscription expire แล้ว user ทำอะไรได้บ้าง", "th"),
        ("mod a-yu wan thi 10 tong tham yang ngai krub", "th"),
        ("l;ylfu8iy[", "th"),
        ("what does Λήξη mean on the billing page", "en"),
    ],
)
def test_language_is_recognised(text: str, language: str) -> None:
    """Script decides; Greeklish, romanised Thai and keyboard slips count for their language."""
    assert recognise(text, session=None, supported=SHIPPED) == language


@pytest.mark.parametrize("session", [None, "en", "el", "th"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "30/11/2026",
        "15 Nov 2026",
        "Office 365",
        "SharePoint",
        "asdfghjkl",
        "?!",
        "🤷",
        "E3",
    ],
)
def test_nothing_shown_is_no_language(text: str, session: str | None) -> None:
    """A date, a product name or gibberish never switches the language."""
    assert recognise(text, session=session, supported=SHIPPED) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was passiert, wenn ich die Rechnung nicht bezahle?", "de"),
        ("¿Qué pasa si no pago la factura?", "es"),
        ("Que se passe-t-il si je ne paie pas la facture ?", "fr"),
        ("支払わないとどうなりますか", "ja"),
        ("契約終了後の個人情報", "ja"),
        ("契約終了", "zh-Hans"),
        ("不付款会怎么样", "zh-Hans"),
    ],
)
def test_languages_of_other_packs(text: str, language: str) -> None:
    """Words of grammar tell Latin-script languages apart, kana tell Japanese from Chinese."""
    supported = (*SHIPPED, "de", "es", "fr", "ja", "zh-Hans")
    assert recognise(text, session=None, supported=supported) == language


def test_session_wins_a_tie() -> None:
    """A word that two languages share is read as the session's."""
    supported = ("es", "fr")
    assert recognise("tu me la", session="es", supported=supported) == "es"
    assert recognise("tu me la", session="fr", supported=supported) == "fr"


def test_only_supported_tags_are_returned() -> None:
    """A language that is not spoken here is not recognised."""
    assert recognise("τι γίνεται αν δεν πληρώσω", session=None, supported=["en"]) is None


def test_session_tag_is_kept() -> None:
    """Of several tags of a language the session's is returned."""
    tags = ("pt-BR", "en-GB", "en-US")
    assert recognise("what is it and why", session="en-US", supported=tags) == "en-US"


@given(st.text(), st.sampled_from([None, "el", "xx-YY"]))
def test_any_text_is_safe(text: str, session: str | None) -> None:
    """Whatever is typed, the answer is a supported tag or nothing."""
    assert recognise(text, session=session, supported=SHIPPED) in {*SHIPPED, None}
