"""Words of folded text."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from assistant.text.fold import fold
from assistant.text.segment import words


def test_words_of_mixed_scripts_come_in_order() -> None:
    """Thai is cut by dictionary, Latin and Greek at spaces, punctuation is dropped."""
    found = words(fold("ไม่จ่ายเงิน Office 365 θα μπω; don't!"))
    assert found == ["ไม่", "จ่าย", "เงิน", "office", "365", "θα", "μπω", "don't"]


@given(st.text(alphabet=st.sampled_from("abς ไม่จายเงิน漢字かな'_-.😀\ud800")))
def test_no_letter_is_lost(text: str) -> None:
    """All letters of the text are in its words, in the same order."""
    letters = "".join(char for char in text if char.isalpha())
    found = "".join("".join(words(text)).split())
    assert "".join(char for char in found if char.isalpha()) == letters


def test_text_with_spaces_needs_no_icu() -> None:
    """English and Greek are segmented without the 30 ms and 40 MB of ICU."""
    code = (
        "import sys; from assistant.text.segment import words; words('what τι'); "
        "sys.exit('icu4py' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
