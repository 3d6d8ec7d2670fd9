"""The profile file: what is kept comes back, and whatever is wrong with it is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Assistant, Case
from assistant.answering.profile import (
    KEPT_FACTS,
    NewerProfileError,
    Profile,
    ProfileError,
    ZoneError,
    load_profile,
    save_profile,
)
from assistant.errors import AssistantError
from assistant.lifecycle import Edition, Facts, FactsError, Licence
from assistant.messages.calendars import Calendar

TODAY = date(2026, 11, 26)
DAYS = st.none() | st.dates()
COUNTS = st.none() | st.integers(0, 10_000_000)
FACTS = st.builds(
    Facts,
    **dict.fromkeys((n for n in KEPT_FACTS if n.endswith("_on") or n == "payment_due"), DAYS),
    asked_on=st.none(),
    licence=st.sampled_from([None, *Licence]),
    edition=st.sampled_from([None, *Edition]),
    expedited=st.sampled_from([None, True, False]),
    product_key=st.sampled_from([None, True]),
    users=COUNTS,
    licences=COUNTS,
)


@given(
    facts=FACTS,
    dates=st.sampled_from([None, *Calendar]),
    zone=st.sampled_from([None, "Europe/Athens", "Etc/GMT+3"]),
)
def test_what_is_kept_comes_back(
    facts: Facts, dates: Calendar | None, zone: str | None, tmp_path_factory: Any
) -> None:
    """Any facts and settings survive the file."""
    path = tmp_path_factory.mktemp("profile") / "deep" / "profile.toml"
    save_profile(path, Profile(facts, dates, zone))
    assert load_profile(path) == Profile(facts, dates, zone)


def test_no_file_keeps_nothing(tmp_path: Path) -> None:
    """Who has kept nothing has an empty profile."""
    assert load_profile(tmp_path / "none.toml") == Profile()


@pytest.mark.parametrize(
    ("text", "error", "part"),
    [
        ("schema = 2", NewerProfileError, "2"),
        ("", ProfileError, "schema"),
        ("schema = true", ProfileError, "schema"),
        ("schema = 1\n[fact]\n", ProfileError, "fact"),
        ("schema = 1\nfacts = 3", ProfileError, "facts"),
        ("schema = 1\n[facts]\ncolour = 1", ProfileError, "colour"),
        ("schema = 1\n[facts]\nasked_on = 2026-01-01", ProfileError, "asked_on"),
        ("schema = 1\n[facts]\nexpired_on = 2026-02-30", ProfileError, "TOML"),
        ("schema = 1\n[facts]\nexpired_on = 2026-02-01T10:00:00", FactsError, "expired_on"),
        ('schema = 1\n[facts]\nlicence = "gold"', FactsError, "licence"),
        ("schema = 1\n[facts]\nusers = -1", FactsError, "users"),
        ('schema = 1\n[settings]\ndates = "mayan"', ProfileError, "dates"),
        ("schema = 1\n[settings]\nzone = 3", ProfileError, "zone"),
        ('schema = 1\n[settings]\nzone = "../../etc/passwd"', ZoneError, "passwd"),
        ('schema = 1\n[settings]\nfont = "x"', ProfileError, "font"),
        ("not toml [", ProfileError, "TOML"),
        ("schema = 1\n#" + "x" * 30_000, ProfileError, "larger"),
    ],
)
def test_a_broken_profile_is_named(
    text: str, error: type[AssistantError], part: str, tmp_path: Path
) -> None:
    """What is wrong is said, and the file stays as it is."""
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error) as caught:
        load_profile(path)
    assert part in str(caught.value.values)
    assert path.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused."""
    path = tmp_path / "profile.toml"
    path.write_bytes(b"schema = 1\n\xff")
    with pytest.raises(ProfileError):
        load_profile(path)


def test_what_is_said_outranks_what_is_saved() -> None:
    """The profile lies beneath the conversation; starting over goes back to it."""
    assistant = Assistant()
    saved = Facts(expired_on=date(2026, 10, 1), licence=Licence.VOLUME)
    case = Case.begin(saved, language="en")
    first = assistant.answer("when can users no longer sign in?", today=TODAY, case=case)
    assert first.facts == saved
    assert first.missing == ()
    second = assistant.answer("it expired on 3 November", today=TODAY, case=first.case)
    assert second.facts == saved._replace(expired_on=date(2026, 11, 3))
    third = assistant.answer("start over", today=TODAY, case=second.case)
    assert third.facts == saved
