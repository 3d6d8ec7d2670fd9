"""Languages of documents and of passages in them."""

from __future__ import annotations

import pytest

from assistant.cleaning.clean import clean_article
from assistant.text.document_language import language_of, other_language

TEXTS = {
    "el": "Φύτεμα φασολιών\n\nΣπείρετε τα φασόλια τον Μάιο, όταν το χώμα είναι ζεστό.\n\n"
    "Ποτίστε τα φυτά κάθε βράδυ και μην αφήνετε το χώμα να στεγνώσει.\n",
    "th": "การปลูกถั่ว\n\nหว่านเมล็ดถั่วในเดือนพฤษภาคมเมื่อดินอุ่น\n\nรดน้ำต้นไม้ทุกเย็น\n",
    "de": "Bohnen säen\n\nSäen Sie die Bohnen im Mai, wenn der Boden warm ist. Gießen Sie die "
    "Pflanzen am Abend und lassen Sie die Erde nicht für längere Zeit austrocknen.\n",
    "ja": "豆のまき方\n\n五月に豆をまきます。毎晩水をやってください。\n",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_languages_are_recognised(language: str) -> None:
    """A document that says nothing of its language shows it by script or words of grammar."""
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        (
            "Para cancelar a sua assinatura, abra a página de configurações e selecione o plano "
            "que deseja cancelar. Se não vir o botão, entre em contato com o suporte."
        ),
        (
            "Pentru a anula abonamentul, deschideți pagina de setări și selectați planul pe care "
            "doriți să îl anulați. Dacă nu vedeți butonul, contactați asistența."
        ),
        "Чтобы отменить подписку, откройте страницу настроек и выберите план.",
        "OK",
        "",
        "1234 5678",
    ],
)
def test_other_languages_are_unknown_rather_than_wrong(text: str) -> None:
    """What only resembles a language that is known, or may be several, is `und`."""
    assert language_of(text) == "und"


@pytest.mark.parametrize("article", [*sorted(TEXTS), "pt", "und"])
@pytest.mark.parametrize("passage", sorted(TEXTS))
def test_a_passage_in_another_language_is_told(article: str, passage: str) -> None:
    """By script, or words of grammar; where relatives share those, nothing is said."""
    told = None if passage == article or (article, passage) == ("pt", "de") else passage
    assert other_language(TEXTS[passage], article) == told


def test_han_alone_is_no_chinese_in_japanese() -> None:
    """Headings in Japanese are often without kana."""
    assert language_of("設定方法") == "zh"
    assert other_language("設定方法", "ja") is None
    assert other_language("設定方法", "de") == "zh"


def test_blocks_say_their_language_where_it_is_not_the_articles() -> None:
    """Product names in a Greek sentence make it no English one."""
    text = (
        "Κλείστε το Outlook και ανοίξτε το Microsoft Teams.\n\n"
        "If you want to keep your data, export it before the end of the subscription.\n"
    )
    article = clean_article(text.encode(), language="el", name="a.txt")
    assert [block.language for block in article.blocks] == [None, "en"]
