"""Articles in the encodings of old pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cleaning.clean import clean_article
from assistant.cleaning.encoding import KNOWN, decode_as, decode_bytes
from assistant.cleaning.errors import EncodingError, LedgerError
from assistant.cleaning.verify import verify_written

GREEK = (
    "Ακύρωση της συνδρομής\n\nΜπορείτε να ακυρώσετε τη συνδρομή σας οποιαδήποτε στιγμή από το "
    "κέντρο διαχείρισης. Μετά την ακύρωση οι χρήστες δεν έχουν πλέον πρόσβαση στα δεδομένα τους.\n"
)
THAI = (
    "การยกเลิกการสมัครใช้งาน\n\nคุณสามารถยกเลิกการสมัครใช้งานได้ทุกเมื่อจากศูนย์การจัดการ หลังจากยกเลิกแล้ว "
    "ผู้ใช้จะไม่สามารถเข้าถึงข้อมูลได้อีก และข้อมูลจะถูกลบภายในเก้าสิบวัน\n"
)
RUSSIAN = (
    "Отмена подписки\n\nВы можете отменить подписку в любое время в центре администрирования. "
    "После отмены пользователи больше не имеют доступа к своим данным.\n"
)
GERMAN = (
    "Abonnement kündigen\n\nSie können Ihr Abonnement jederzeit im Verwaltungsportal kündigen. Für "
    "die übrigen Benutzer ändert sich dadurch nichts; gelöschte Daten können nicht zurückgeholt "
    "werden. Außerdem fallen Gebühren für die verbleibenden Tage an.\n"
)
JAPANESE = (
    "サブスクリプションの取り消し\n\nサブスクリプションは管理センターからいつでも取り消すことができます。"
    "取り消した後、ユーザーはデータにアクセスできなくなります。\n"
)


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [
        ("el", GREEK, "cp1253"),
        ("el", GREEK, "iso8859_7"),
        ("th", THAI, "cp874"),
        ("ru", RUSSIAN, "cp1251"),
        ("ru", RUSSIAN, "koi8_r"),
        ("de", GERMAN, "cp1252"),
        ("ja", JAPANESE, "cp932"),
        ("ja", JAPANESE, "euc_jp"),
        ("el", GREEK, "utf-8"),
        ("th", THAI, "utf-16"),
        ("th", THAI, "utf-8-sig"),
        ("el", GREEK, "utf-32"),
    ],
)
def test_the_encodings_of_old_pages_are_told_apart(language: str, text: str, encoding: str) -> None:
    """The text is the same, the encoding is recorded, and the ledger is proved from the bytes."""
    data = text.encode(encoding)
    article = clean_article(data, language=language, name="x.txt")
    expected = clean_article(text.encode(), language=language, name="x.txt")
    assert [block.text for block in article.blocks] == [block.text for block in expected.blocks]
    assert decode_as(data, article.source.encoding, bom=article.source.bom) == text
    verify_written(article.to_json().encode(), data)


def test_damaged_utf8_is_not_guessed_at() -> None:
    """One bad byte among good ones is said where it is; nothing is replaced."""
    data = GREEK.encode().replace("πρόσβαση".encode(), b"\xff", 1)
    with pytest.raises(EncodingError) as caught:
        clean_article(data, language="el", name="x.txt", where="el/x.txt")
    assert str(caught.value.where) == "el/x.txt:3"


def test_without_what_tells_them_apart_they_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was before the extra was there."""
    monkeypatch.setitem(__import__("sys").modules, "charset_normalizer", None)
    with pytest.raises(EncodingError):
        clean_article(GREEK.encode("cp1253"), language="el", name="x.txt")


@given(st.binary(max_size=400))
def test_no_bytes_lead_astray(data: bytes) -> None:
    """Whatever is read is read back alike by its recorded name; all else is refused."""
    try:
        decoded = decode_bytes(data)
    except UnicodeDecodeError:
        return
    assert decoded.encoding in KNOWN
    assert decode_as(data, decoded.encoding, bom=decoded.bom) == decoded.text


def test_another_encoding_in_the_record_is_seen() -> None:
    """A ledger that names one of which the bytes are not, or none that there is, is refused."""
    data = GREEK.encode("cp1253")
    written = clean_article(data, language="el", name="x.txt").to_json()
    for name in ("cp1252", "utf-8", "zip"):
        forged = written.replace('"encoding": "cp1253"', f'"encoding": "{name}"')
        assert forged != written
        with pytest.raises(LedgerError):
            verify_written(forged.encode(), data)
