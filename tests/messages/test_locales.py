"""The reader's language is found, or said to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.messages import UnknownLanguageError, from_environment, negotiate, require
from assistant.messages.locales import available_languages

KNOWN = ("en", "el", "th", "zh-Hans")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("el", "el"),
        ("el-GR", "el"),
        ("el_GR.UTF-8", "el"),
        ("TH", "th"),
        ("en-US", "en"),
        ("zh-Hans-CN", "zh-Hans"),
        ("de", None),
        ("", None),
        ("xx-nonsense", None),
        ("../../etc", None),
        ("a" * 5000, None),
    ],
)
def test_a_tag_finds_the_texts_that_serve_it(tag: str, found: str | None) -> None:
    """Region and script are given up step by step; what is no language finds nothing."""
    assert negotiate(tag, KNOWN) == found


def test_the_region_is_kept_for_writing_dates() -> None:
    """en-us becomes en-US, so that months come before days."""
    assert require("en-us", KNOWN) == "en-US"


def test_an_unknown_language_is_an_error_that_names_the_known_ones() -> None:
    """The error lists what can be used instead."""
    with pytest.raises(UnknownLanguageError) as caught:
        require("klingon", KNOWN)
    assert "el" in str(caught.value.values["available"])


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({"LANG": "el_GR.UTF-8"}, "el-GR"),
        ({"LC_ALL": "th_TH", "LANG": "el_GR"}, "th-TH"),
        ({"LANGUAGE": "fr:th", "LANG": "el_GR"}, "th"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_session_language_comes_from_the_environment(
    environment: dict[str, str], tag: str
) -> None:
    """LANGUAGE before LC_ALL before LANG; English where none is known."""
    assert from_environment(environment, KNOWN) == tag


def test_languages_are_those_with_a_catalog(tmp_path: Path) -> None:
    """A folder in CLDR form is listed under its hyphenated tag."""
    for folder in ("el", "zh_Hans"):
        path = tmp_path / folder / "LC_MESSAGES" / "x.po"
        path.parent.mkdir(parents=True)
        path.touch()
    assert available_languages(tmp_path, "x") == ("en", "el", "zh-Hans")
