"""The shipped router: what people type is ranked alike however they type it."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.routing import DecisionKind, Router, decide
from assistant.routing.features import feature_id, features, read
from assistant.routing.lexicon import Lexicon
from assistant.routing.model import Calibration, Header, dump
from assistant.routing.phrases import NONE, Phrase, load_phrases

if TYPE_CHECKING:
    from collections.abc import Callable

PACK = Path(__file__).parents[2] / "corpus" / "office-365-business"
PHRASES = [phrase for phrase in load_phrases(PACK) if phrase.topic != NONE]
SAMPLE = PHRASES[::43]
_TO_LATIN = str.maketrans("αβγδεζηικλμνξοπρστυφχω", "avgdeziiklmnxoprstyfxo")


def without_accents(text: str) -> str:
    """Greek as it is typed in a hurry."""
    bare = (c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", "".join(bare))


def greeklish(text: str) -> str:
    """Greek in Latin letters, by sound."""
    text = without_accents(text).lower().replace("θ", "th").replace("ψ", "ps").replace("ς", "σ")
    return text.translate(_TO_LATIN)


# Keys in pairs, the US layout's beside the other's.
US_LETTERS = "qwertyuiopasdfghjklzxcvbnmERTYUIOPASDFGHJKLZXCVBNM"
GREEK_KEYS = ";ςερτυθιοπασδφγηξκλζχψωβνμΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"
US_KEYS = (
    "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?"
)
THAI_KEYS = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'

VARIATIONS: list[Callable[[str], str]] = [
    str.upper,
    without_accents,
    greeklish,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\u200b  \u00a0"),
    lambda text: text.replace(";", "\u037e") + " ",
    lambda text: text.translate(str.maketrans("aeocpxAEOCPX", "аеосрхАЕОСРХ")),
]


@pytest.fixture(scope="module")
def plain(router: Router) -> dict[Phrase, str]:
    """The first topic of each phrase of the sample as it was written."""
    return {one: _first(router, one.text) for one in SAMPLE}


@pytest.mark.parametrize("vary", VARIATIONS)
def test_topic_does_not_depend_on_spelling(
    router: Router, plain: dict[Phrase, str], vary: Callable[[str], str]
) -> None:
    """At least 97 of 100 phrases keep their first topic in each way of typing them."""
    kept = [_first(router, vary(one.text)) == topic for one, topic in plain.items()]
    assert sum(kept) >= 0.97 * len(kept)


def test_thai_with_stray_spaces_keeps_its_topic(router: Router, plain: dict[Phrase, str]) -> None:
    """A space after every second word of a Thai question changes few topics."""
    thai = {one: topic for one, topic in plain.items() if one.language == "th"}
    kept = [_first(router, _spaced(one)) == topic for one, topic in thai.items()]
    assert sum(kept) >= 0.97 * len(kept)


def on_us_keys(text: str, language: str) -> str:
    """What appears if Greek or Thai is typed with the keyboard still switched to English."""
    if language == "th":
        return text.translate(str.maketrans(THAI_KEYS, US_KEYS))
    typed = unicodedata.normalize("NFD", text).translate(str.maketrans(GREEK_KEYS, US_LETTERS))
    return without_accents(re.sub("(.)\u0301", ";\\1", typed))


@pytest.mark.parametrize("language", ["el", "th"])
def test_keys_of_the_other_layout_keep_their_topic(router: Router, language: str) -> None:
    """Greek and Thai without foreign letters, typed on the US layout, keep their topics."""
    # Few are without a Latin letter: a larger sample.
    own = [p for p in PHRASES[::7] if p.language == language and not re.search("[A-Za-z]", p.text)]
    typed = [(p, on_us_keys(p.text, language)) for p in own]
    # Guillemets and other signs are not on these keys.
    kept = [_first(router, p.text) == _first(router, keys) for p, keys in typed if keys.isascii()]
    assert sum(kept) >= 0.97 * len(kept)


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("What happens if we don't pay the invoice?", "en", "payment.missed"),
        ("Τι θα γίνει αν δεν πληρώσουμε το τιμολόγιο;", "el", "payment.missed"),
        ("ti tha ginei an den plirosoume to timologio", "el", "payment.missed"),
        ("ti ua g;inei an den plhr;vsv to timol;ogio", "el", "payment.missed"),
        ("ถ้าไม่จ่ายใบแจ้งหนี้จะเกิดอะไรขึ้น", "th", "payment.missed"),
        ("hello there", "en", "chat.greeting"),
        ("l;ylfu8iy[", "th", "chat.greeting"),
    ],
)
def test_plain_questions(router: Router, text: str, language: str, topic: str) -> None:
    """Plain questions in three languages and four ways of typing find topic and language."""
    ranking = router.rank(text)
    assert (ranking.question_language, ranking.candidates[0].topic) == (language, topic)


@pytest.mark.parametrize("text", ["", "  ", "?", "🤷", "\x00\x1b", "\ud800", "ok"])
def test_text_that_shows_nothing_is_not_answered(router: Router, text: str) -> None:
    """Nothing is concluded from nothing."""
    ranking = router.rank(text)
    topics = {candidate.topic for candidate in ranking.candidates}
    decision = decide(ranking, failures=0, answerable=topics)
    assert decision.kind is not DecisionKind.ANSWER


def test_probabilities_make_one(router: Router) -> None:
    """All topics are ranked, best first, `none` apart, and the probabilities make one."""
    ranking = router.rank("when is my data deleted")
    chances = [one.confidence for one in ranking.candidates]
    assert len(chances) == 46
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) + ranking.none == pytest.approx(1)
    assert NONE not in {one.topic for one in ranking.candidates}


def test_calibration_of_the_language_is_applied(tmp_path: Path) -> None:
    """Scores are divided by the language's temperature, and `none` is shifted."""
    grams = sorted({feature_id(*one) for one in features(read("why pay", Lexicon()))})
    calibration = {"": Calibration(1.0, 0.0), "en": Calibration(0.5, 1.0)}
    header = Header(
        ("pay", "none"), ("en",), (1.0, 0.5, 0.0), 1.0, calibration, Lexicon(), digest=""
    )
    path = tmp_path / "router.bin"
    nothing = bytes([128]) * 3 * len(grams)
    path.write_bytes(dump(header, grams, [256] * len(grams), bytes(len(grams)), nothing))
    small = Router.load(path)
    assert small.rank("pay pay", session="xx").none == pytest.approx(1 / (1 + math.exp(0.5)))
    assert small.rank("pay pay", session="en").none == pytest.approx(1 / 2)
    assert small.rank("why pay").none == pytest.approx(1 / 2)


def test_session_language_decides_what_words_do_not(router: Router) -> None:
    """A product name does not switch the language; an English sentence does."""
    assert router.rank("SharePoint", session="el").question_language is None
    assert router.rank("how do I cancel this", session="el").question_language == "en"


def test_words_of_the_subject_show_a_language(router: Router) -> None:
    """Keywords without a word of grammar show a language where there is no session's."""
    assert router.rank("subscription renewal steps").question_language == "en"
    assert router.rank("subscription renewal steps", session="el").question_language is None


def test_explanation_names_what_decided(router: Router) -> None:
    """The strongest features of the best topic come first, and the ranking is the same."""
    text = "what happens if I don't pay"
    explained = router.explain(text)
    assert explained.ranking == router.rank(text)
    assert {"pay", "not"} <= explained.reading.ideas
    weights = [weight for _, _, weight in explained.evidence]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0
    assert router.explain("").evidence == ()


@settings(max_examples=50)
@given(text=st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_ranked(text: str) -> None:
    """Control characters, lone surrogates and any script give a ranking, never an error."""
    ranking = _SHIPPED.rank(text)
    assert 0 <= ranking.none <= 1


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "ก" * 100_000, "ab " * 40_000, "เ" * 100_000, ";a" * 50_000, "8" * 99_999],
)
def test_very_long_text_takes_no_longer(router: Router, text: str) -> None:
    """Time is bounded whatever is sent."""
    started = time.process_time()
    router.rank(text)
    assert time.process_time() - started < 0.5


def test_answering_loads_no_training_library() -> None:
    """Routing a question imports neither numpy nor scikit-learn nor scipy."""
    code = (
        "import sys; from pathlib import Path; from assistant.routing import Router;"
        f"Router.load(Path({str(PACK / 'router.bin')!r})).rank('why τι ไม่');"
        "sys.exit(' '.join({'numpy', 'sklearn', 'scipy', 'joblib'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


_SHIPPED = Router.load(PACK / "router.bin")


def _first(router: Router, text: str) -> str:
    return router.rank(text).candidates[0].topic


def _spaced(phrase: Phrase) -> str:
    from assistant.text.segment import words

    found = words(phrase.text)
    return " ".join("".join(found[at : at + 2]) for at in range(0, len(found), 2))
