"""Tests of finding dates in what people write."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dates import DateMention, Direction, Kind, Tense, find_dates
from assistant.dates.lexicon import LANGUAGES

_SENTENCES = Path(__file__).parent / "sentences"
_TODAY = date(2026, 11, 25)
_LANGUAGES = ("en", "en-US", "en-GB", "el", "th", "de", "es-MX", "fr", "ja", "zh-Hans", "und", "")


def _lines(name: str) -> list[str]:
    lines = (_SENTENCES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _cases(name: str) -> list[tuple[str, str]]:
    return [(code, line) for code in LANGUAGES for line in _lines(f"{code}{name}")]


def _only(text: str, language: str = "en", today: date = _TODAY) -> DateMention:
    (mention,) = find_dates(text, language=language, today=today)
    return mention


@pytest.mark.parametrize(("language", "line"), _cases(".txt"))
def test_finds_the_day_meant(language: str, line: str) -> None:
    """Each sentence of the table gives the days that its writer meant, and no others."""
    today, tense, expected, text = (part.strip() for part in line.split("|"))
    day = date.fromisoformat(today)
    found = [
        str(mention.resolve(Tense(tense), day) or "none")
        for mention in find_dates(text, language=language, today=day)
    ]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(("language", "text"), _cases("_none.txt"))
def test_finds_no_day_where_none_is_meant(language: str, text: str) -> None:
    """Durations, counts, names, amounts, times and plain words give no date."""
    assert [m.text for m in find_dates(text, language=language, today=_TODAY)] == []


@pytest.mark.parametrize(
    ("language", "text", "expected", "other"),
    [
        ("en", "due 03/04/2026", "2026-04-03", "2026-03-04"),
        ("und", "03/04/2026", "2026-04-03", "2026-03-04"),
        ("en-US", "due 03/04/2026", "2026-03-04", None),
        ("en-GB", "due 03/04/2026", "2026-04-03", None),
        ("el", "έληξε 03/04/2026", "2026-04-03", None),
        ("th", "หมดอายุ 03/04/2026", "2026-04-03", None),
        ("en", "due 12/28/2026", "2026-12-28", None),
        ("en", "due 28/12/2026", "2026-12-28", None),
        ("en", "due 04/04/2026", "2026-04-04", None),
        ("en", "Friday 04/12/2026", "2026-12-04", None),
        ("en", "Sunday 04/12/2026", "2026-04-12", None),
    ],
)
def test_says_which_numeric_dates_are_ambiguous(
    language: str, text: str, expected: str, other: str | None
) -> None:
    """Only English of no known region leaves day and month open, unless the weekday tells."""
    mention = _only(text, language)
    assert str(mention.resolve(Tense.UNKNOWN, _TODAY)) == expected
    assert (mention.other is None) == (other is None)
    if mention.other is not None:
        assert str(mention.other.resolve(Tense.UNKNOWN, _TODAY)) == other


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 03/04/2026 to 12/28/2026", ["2026-03-04", "2026-12-28"]),
        ("from 03/04/2026 to 28/12/2026", ["2026-04-03", "2026-12-28"]),
    ],
)
def test_one_clear_date_settles_the_others(text: str, expected: list[str]) -> None:
    """Where one numeric date of a text shows its order, the others follow it."""
    mentions = find_dates(text, language="en", today=_TODAY)
    assert [str(m.resolve(Tense.UNKNOWN, _TODAY)) for m in mentions] == expected
    assert all(mention.other is None for mention in mentions)


@pytest.mark.parametrize(
    ("text", "kind", "direction", "explicit_year"),
    [
        ("5 May 2026", Kind.ABSOLUTE, Direction.NONE, True),
        ("5 May", Kind.PARTIAL, Direction.NONE, False),
        ("5 May next year", Kind.PARTIAL, Direction.FUTURE, True),
        ("Friday", Kind.WEEKDAY, Direction.NONE, False),
        ("last Friday", Kind.WEEKDAY, Direction.PAST, False),
        ("next Friday", Kind.WEEKDAY, Direction.FUTURE, False),
        ("3 days ago", Kind.RELATIVE, Direction.PAST, False),
        ("in 3 days", Kind.RELATIVE, Direction.FUTURE, False),
        ("today", Kind.RELATIVE, Direction.NONE, False),
        ("the 5th", Kind.DAY_OF_MONTH, Direction.NONE, False),
        ("the 5th of next month", Kind.DAY_OF_MONTH, Direction.FUTURE, False),
        ("Christmas", Kind.HOLIDAY, Direction.NONE, False),
        ("Christmas 2026", Kind.HOLIDAY, Direction.NONE, True),
        ("the end of the month", Kind.PERIOD_END, Direction.NONE, False),
        ("beginning of June", Kind.PERIOD_START, Direction.NONE, False),
        ("mid-June", Kind.PERIOD_MIDDLE, Direction.NONE, False),
    ],
)
def test_says_how_a_date_was_said(
    text: str, kind: Kind, direction: Direction, *, explicit_year: bool
) -> None:
    """A mention tells its kind, what it says of past and future, and whether it has a year."""
    mention = _only(text)
    assert (mention.kind, mention.direction) == (kind, direction)
    assert mention.explicit_year is explicit_year


@pytest.mark.parametrize(
    ("language", "text", "slices"),
    [
        ("en", "Our bakery: due 5 May, paid the 9th.", ["5 May", "the 9th"]),
        ("en", "on Tuesday 17/11 we left", ["Tuesday 17/11"]),
        ("en", "tomorrow, Thursday it ends", ["tomorrow, Thursday"]),
        ("en", "from 1 to 5 December", ["1", "5 December"]),
        ("el", "ανήμερα του Όχι, στις 28 Οκτωβρίου", ["του Όχι, στις 28 Οκτωβρίου"]),
        ("el", "χτες (24 Νοεμβρίου) και αύριο", ["χτες (24 Νοεμβρίου", "αύριο"]),
        ("th", "หยุดสงกรานต์ 13 เม.ย. 70 ครับ", ["สงกรานต์ 13 เม.ย. 70"]),
        ("th", "ครบกำหนดวันที่ ๕ ธันวาคม", ["วันที่ ๕ ธันวาคม"]),
        ("de", "vom 5. bis 10. Mai", ["5.", "10. Mai"]),
        ("de", "Gestern, am 24. November, gekündigt", ["Gestern, am 24. November"]),
        ("es", "el martes 17/11 dejamos", ["martes 17/11"]),
        ("fr", "mi-mai de l'année prochaine", ["mi-mai de l'année prochaine"]),
        ("ja", "9月5日から9日まで", ["9月5日", "9日"]),
        ("ja", "期限は１２月５日（土）です", ["１２月５日（土"]),
        ("zh", "昨天（11月24日）取消了", ["昨天（11月24日"]),
    ],
)
def test_joins_expressions_of_one_day(language: str, text: str, slices: list[str]) -> None:
    """Neighbours that mean one day are one mention; two days stay two; slices are the source's."""
    mentions = find_dates(text, language=language, today=_TODAY)
    assert [mention.text for mention in mentions] == slices


def test_offsets_are_those_of_the_nfc_form() -> None:
    """Decomposed and oddly spaced text gives offsets into its NFC form."""
    text = unicodedata.normalize("NFD", "  έληξε   5   Μαΐου\u200b 2026!")
    mention = _only(text, "el")
    assert unicodedata.normalize("NFC", text)[mention.start : mention.end] == mention.text
    assert mention.text == "5   Μαΐου\u200b 2026"


_DAYS = st.dates(date(2000, 1, 1), date(2042, 12, 31))


@settings(max_examples=120, deadline=None)
@given(
    day=_DAYS,
    locale=st.sampled_from(("en", "en_GB", "el", "th", "de", "es", "fr", "ja", "zh_Hans")),
    width=st.sampled_from(("short", "medium", "long", "full")),
)
def test_reads_what_babel_writes(day: date, locale: str, width: str) -> None:
    """A date in any of CLDR's formats is read as the same day."""
    language = {"en": "en-US", "en_GB": "en-GB"}.get(locale, locale)
    mention = _only(f"({format_date(day, width, locale=locale)})", language)
    assert mention.resolve(Tense.UNKNOWN, _TODAY) == day


@settings(max_examples=60, deadline=None)
@given(
    day=_DAYS,
    language=st.sampled_from(("en-GB", "el", "th", "de", "es", "fr")),
    form=st.sampled_from(("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d / %m / %Y", "%Y-%m-%d")),
)
def test_reads_numeric_dates(day: date, language: str, form: str) -> None:
    """A date in numbers, in the language's order, is read as the same day."""
    mention = _only(day.strftime(form), language)
    assert mention.resolve(Tense.PAST, _TODAY) == day


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(date(2001, 1, 1), date(2056, 12, 31)),
    width=st.sampled_from(("medium", "long", "full")),
    digits=st.sampled_from((2, 4)),
    thai=st.booleans(),
)
def test_reads_buddhist_years(day: date, width: str, digits: int, *, thai: bool) -> None:
    """A Buddhist year of four digits, or of two from 43 up, in Thai or ASCII digits, is read."""
    year = str(day.year + 543)[-digits:]
    written = format_date(day, width, locale="th").replace(f"ค.ศ. {day.year}", year)
    written = written.replace(str(day.year), year)
    if thai:
        written = written.translate({ord("0") + n: 0x0E50 + n for n in range(10)})
    assert _only(written, "th").resolve(Tense.FUTURE, _TODAY) == day


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 400),
    unit=st.sampled_from(("days", "weeks")),
    language=st.sampled_from(LANGUAGES),
)
def test_counts_days_and_weeks(count: int, unit: str, language: str) -> None:
    """So many days or weeks ago is that day, in each language."""
    phrase = {
        "en": f"{count} {unit} ago",
        "el": "πριν από {} {}".format(count, {"days": "μέρες", "weeks": "εβδομάδες"}[unit]),
        "th": "เมื่อ {} {}ก่อน".format(count, {"days": "วัน", "weeks": "สัปดาห์"}[unit]),
        "de": "vor {} {}".format(count, {"days": "Tagen", "weeks": "Wochen"}[unit]),
        "es": "hace {} {}".format(count, {"days": "días", "weeks": "semanas"}[unit]),
        "fr": "il y a {} {}".format(count, {"days": "jours", "weeks": "semaines"}[unit]),
        "ja": "{}{}前".format(count, {"days": "日", "weeks": "週間"}[unit]),
        "zh": "{}{}前".format(count, {"days": "天", "weeks": "周"}[unit]),
    }[language]
    expected = _TODAY - timedelta(days=count if unit == "days" else 7 * count)
    assert _only(phrase, language).resolve(Tense.FUTURE, _TODAY) == expected


_PIECES = st.sampled_from(
    [
        "5",
        "17",
        "31",
        "2569",
        "2026",
        "'26",
        "5/12",
        "31.2.2026",
        "1-5",
        "of",
        "the",
        "on",
        "last",
        "next",
        "in",
        "ago",
        "days",
        "May",
        "march",
        "Tuesday",
        "Christmas",
        "end",
        "half",
        "a",
        "and",
        "στις",
        "την",
        "Τρίτη",
        "Μαΐου",
        "πριν",
        "μέρες",
        "του",
        "μήνα",
        "τέλος",
        "χθες",
        "1η",
        "วัน",
        "ที่",
        "วันที่",
        "เดือน",
        "ก่อน",
        "หน้า",
        "ธ.ค.",
        "พ.ศ.",
        "สิ้น",
        "ปี",
        "หนึ่ง",
        "สิบ",
        "tin",
        "triti",
        "wan",
        "thi",
        "octobre",
        "Δεκεβρίου",
        "l'année",
        "jusqu'au",
        "prochaine",
        "am",
        "5.",
        "5.12.",
        "nächsten",
        "el",
        "de",
        "mayo",
        "que viene",
        "十二月五日",
        "二〇二六年",
        "R8.12.5",
        "令和",
        "5日",
        "号",
        "下周",
        "来月の",
        "三",
        "前",
        "後",
        "ธันวคม",
        ",",
        ".",
        "(",
        ")",
        "-",
        "/",
        "́",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.text(), st.lists(_PIECES, max_size=14).map(" ".join), st.lists(_PIECES).map("".join)
    ),
    language=st.sampled_from(_LANGUAGES),
    today=st.dates(),
)
def test_reads_any_text_without_error(text: str, language: str, today: date) -> None:
    """Whatever is written, mentions are in order, apart, cut from the text, and can be resolved."""
    source = unicodedata.normalize("NFC", text)
    position = 0
    for mention in find_dates(text, language=language, today=today):
        assert position <= mention.start < mention.end <= len(source)
        assert source[mention.start : mention.end] == mention.text
        position = mention.end
        for tense in Tense:
            mention.resolve(tense, today)


@pytest.mark.parametrize(
    "piece",
    [
        "5 octbr ",
        "วัน5",
        "1/",
        "half a year and a half ",
        "1may",
        "'5",
        "the 5th of ",
        "ก่อน",
        "a",
        "二十五日",
        "年",
        "l'",
        "5.",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_time_is_linear(language: str, piece: str) -> None:
    """Four times the text takes no more than about four times as long."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begin = time.process_time()
        find_dates(text, language=language, today=_TODAY)
        return time.process_time() - begin

    short = min(seconds(2_000), seconds(2_000))
    assert any(seconds(8_000) < 10 * short + 0.05 for _ in range(3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来月の5日に解約します", "2026-12-05"),
        ("令和8年12月5日", "2026-12-05"),
        ("下周二就要关停", "2026-12-01"),
        ("12月5号到期", "2026-12-05"),
        ("due 5 December", "2026-12-05"),
    ],
)
def test_the_script_tells_an_unknown_language(text: str, expected: str) -> None:
    """Kana are read as Japanese, Han alone as Chinese, where the language is not known."""
    assert str(_only(text, "und").resolve(Tense.UNKNOWN, _TODAY)) == expected


@pytest.mark.parametrize(
    ("language", "loaded"),
    [("en", "el en th"), ("th", "el en th"), ("de", "de en"), ("ja", "en ja")],
)
def test_loads_the_tables_it_needs(language: str, loaded: str) -> None:
    """A language is read with those that people mix into it; no other table is opened."""
    program = (
        "import pkgutil; from datetime import date; from assistant.dates import find_dates;"
        "get, names = pkgutil.get_data, [];"
        "pkgutil.get_data = lambda package, name: names.append(name[5:7]) or get(package, name);"
        f"find_dates('5/12/2026', language={language!r}, today=date(2026, 11, 25));"
        "print(*sorted(names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == loaded


def test_loads_neither_babel_nor_rapidfuzz() -> None:
    """A text without a slip is read with the standard library alone."""
    program = (
        "import sys; from datetime import date; from assistant.dates import find_dates;"
        "assert find_dates('due 5 May', language='en', today=date(2026, 11, 25));"
        "print(sorted({'babel', 'rapidfuzz', 'icu4py', 'tomllib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"
