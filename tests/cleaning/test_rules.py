"""Cue files and pack rules: complete, strict, and data only."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cleaning import rules as rules_module
from assistant.cleaning.clean import clean_article
from assistant.cleaning.errors import LanguageTagError, RulesError
from assistant.cleaning.rules import PackRules, cues_for, rules_beside
from assistant.cleaning.structure import Fate, Kind

LANGUAGES = ["de", "el", "en", "es", "fr", "ja", "th", "zh"]
# Languages that only articles are in.
OTHERS = """
    ar cs da fi he hi hu id it ko nb nl pl pt ro ru sv tr uk vi
""".split()  # noqa: SIM905 - a list of so many words is read better like this


def test_every_language_has_its_cues() -> None:
    """Each language of the program has a file, so have others, and no file is left over."""
    folder = Path(rules_module.__file__).parent / "data"
    assert sorted(path.stem for path in folder.glob("*.toml")) == sorted(
        [*LANGUAGES, *OTHERS, "und"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_are_complete(language: str) -> None:
    """Each language knows contents, links, steps, all kinds of notes and chrome."""
    cues = cues_for(language)
    labels = cues.labels
    assert all((cues.contents, cues.links, cues.steps, cues.image_starts, labels.state))
    assert all((labels.note, labels.tip, labels.warning, labels.important))
    assert [chrome.rule for chrome in cues.chrome] == [
        "close-button",
        "feedback",
        "training-banner",
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_cues_of_other_languages_tell_the_most(language: str) -> None:
    """The other languages know contents, links, all kinds of notes and what asks for a rating."""
    cues = cues_for(language)
    labels = cues.labels
    assert all((cues.contents, cues.links, cues.image_starts, cues.lead_ins))
    assert all((labels.note, labels.tip, labels.warning, labels.important))
    assert [chrome.rule for chrome in cues.chrome] == ["close-button", "feedback"]


@pytest.mark.parametrize("language", [*LANGUAGES, *OTHERS])
def test_cues_work_in_an_article(language: str) -> None:
    """A page made of a language's own cues is read as what they say."""
    cues = cues_for(language)
    page = "\n\n".join(
        ["1", f"{cues.labels.tip[0]}: 2", cues.links[0], "3", cues.chrome[1].lines[0], "×"]
    )
    article = clean_article(page.encode(), language=language, name="a.txt")
    assert [block.kind for block in article.blocks] == [
        Kind.TITLE,
        Kind.NOTE,
        Kind.HEADING,
        Kind.LINKS,
    ]
    chrome = [s.rule for e in article.ledger for s in e.spans if s.fate is Fate.CHROME]
    assert chrome == ["feedback", "close-button"]


def test_regional_languages_use_their_parents_cues() -> None:
    """`th-TH` has the cues of `th`; an unknown language has the shared ones."""
    assert cues_for("th-TH") == cues_for("th")
    assert cues_for("qaa").contents == ()
    assert cues_for("qaa").chrome[0].rule == "close-button"


@pytest.mark.parametrize("tag", ["", "..", "../en", "e", "english", "en/", "en\n", "ไทย"])
def test_what_is_no_language_tag(tag: str) -> None:
    """Only language tags are looked up, never paths."""
    with pytest.raises(LanguageTagError):
        cues_for(tag)


def test_shipped_rules(rules: PackRules) -> None:
    """The pack's list of corrections is closed: six for Thai and Greek together."""
    assert len(rules.correction) == 6
    assert [edition.id for edition in rules.edition] == ["21vianet"]
    assert rules.default_edition == "worldwide"
    assert len(rules.missing_heading) == 4


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("colour = 1", "unknown key colour"),
        ("edition = 1", "edition is not a list"),
        ("[[edition]]\nid = 'a'", "missing key edition[0].names"),
        ("[[edition]]\nid = 'a'\nnames = [1]", "edition[0].names[0] is not of type str"),
        ("[[edition]]\nid = 'a'\nnames = []\nlast = 1", "edition[0].last is not of type bool"),
        (
            "[[correction]]\nid='a'\nlanguage='en'\nwrong='x'\nright='x'\nreason='r'",
            "correction a corrects nothing",
        ),
        ("= broken", "(at line 1, column 1)"),
        pytest.param("#" * 300_000, "it is larger than 262144 bytes", id="large"),
        pytest.param("a = " + "[" * 20_000, "nested", id="nested"),
    ],
)
def test_broken_rules_name_file_and_key(tmp_path: Path, text: str, detail: str) -> None:
    """Rules with a fault are refused with the file and what is wrong."""
    path = tmp_path / "cleaning.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        PackRules.load(path)
    assert caught.value.where == str(path)
    assert detail in str(caught.value.values["detail"])


def test_rules_that_are_no_text(tmp_path: Path) -> None:
    """Rules in another encoding and rules that are not there are clear errors."""
    path = tmp_path / "cleaning.toml"
    with pytest.raises(RulesError):
        PackRules.load(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RulesError):
        PackRules.load(path)


def test_rules_of_the_pack_are_found(pack: Path, tmp_path: Path) -> None:
    """A pack's rules are found from its articles, a language and a file; elsewhere none."""
    articles = pack / "articles"
    for place in (pack, articles, articles / "th", articles / "th/when-a-subscription-ends.txt"):
        assert rules_beside(place) == pack.absolute() / "cleaning.toml"
    assert rules_beside(tmp_path) is None
