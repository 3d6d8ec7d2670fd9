"""Tests of the consequence ladder: what a step says, in every format."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import Assistant, Dates
from assistant.lifecycle import Edition, Facts, Licence
from assistant.render import dates_to_mapping, dates_to_markdown, dates_to_text

TODAY = date(2026, 11, 26)
EXPIRED = Facts(expired_on=date(2026, 11, 10))
ASSISTANT = Assistant()
DAYS = st.dates(TODAY - timedelta(400), TODAY + timedelta(400))


def ladder(facts: Facts, language: str = "en", *, steps: bool = True) -> Dates:
    """Return the dates that follow from facts, as steps."""
    dates = ASSISTANT.dates(facts, today=TODAY, language=language, steps=steps)
    assert dates is not None
    return dates


def test_a_step_says_what_happens_who_can_do_what_and_what_to_do_before() -> None:
    """The day on which access ends is told with its consequences and the advice before it."""
    text = dates_to_text(ladder(EXPIRED))
    step = text.partition("○ Thursday, 10 December 2026")[2].partition("○")[0]
    assert step.startswith(" · in 14 days · Disabled\n")
    assert "Users can no longer sign in" in step
    assert "Admins can sign in" in step
    assert "Before this day: Reactivate the subscription" in step


def test_today_is_marked_and_says_what_can_be_done_now() -> None:
    """A day on which nothing happens is still a step if it is today."""
    text = dates_to_text(ladder(EXPIRED))
    step = text.partition("▶ Thursday, 26 November 2026 · today · Expired\n")[2].partition("○")[0]
    assert "Users can sign in" in step
    assert "Admins can open the admin center" in step


def test_what_is_over_gives_no_advice() -> None:
    """Past steps are marked as such, and say no more what to do before them."""
    step = dates_to_text(ladder(EXPIRED)).partition("· 10 November 2026")[2].partition("▶")[0]
    assert step.startswith(" · 16 days ago · Expired")
    assert "Before this day" not in step


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_markdown_has_a_step_an_item(language: str) -> None:
    """The same steps stand in Markdown: the heading in bold, its texts beneath."""
    dates = ladder(EXPIRED, language)
    markdown = dates_to_markdown(dates)
    for step in dates.steps:
        assert f"- **{step.written} · {step.distance} · {step.state.written}**\n" in markdown


def test_json_has_the_steps_with_permissions() -> None:
    """Programs get days from today, texts, and who may do what."""
    steps = dates_to_mapping(ladder(EXPIRED))["steps"]
    disabled = next(step for step in steps if step["possible"] == ["disabled"])
    assert (disabled["date"], disabled["days"]) == ("2026-12-10", 14)
    assert disabled["can"]["users"]["sign_in"] == "no"
    assert disabled["can"]["admins"]["sign_in"] == "yes"
    assert dates_to_mapping(ladder(EXPIRED, steps=False))["steps"] == []


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(
        ["expired_on", "cancelled_on", "payment_due", "paid_on", "trial_ended_on"]
    ),
    day=DAYS,
    licence=st.sampled_from([None, *Licence]),
    edition=st.sampled_from([None, *Edition]),
    expedited=st.sampled_from([None, True]),
)
def test_every_step_of_every_case_has_its_texts(
    name: str,
    day: date,
    licence: Licence | None,
    edition: Edition | None,
    expedited: Literal[True] | None,
) -> None:
    """Whatever the case: ascending days, today once, each milestone once, users and admins told."""
    said: dict[str, Any] = {name: day, "licence": licence, "edition": edition}
    facts = Facts(**said, expedited=expedited)
    dates = ASSISTANT.dates(facts, today=TODAY, language="en", steps=True)
    if dates is None:
        return
    days = [step.date for step in dates.steps]
    assert days == sorted(set(days))
    assert days.count(TODAY) == 1
    told = [line.milestone for step in dates.steps for line in step.happens]
    assert told == [line.milestone for line in dates.schedule]
    assert all(step.users and step.admins for step in dates.steps)


def test_markdown_shows_what_a_text_holds() -> None:
    """Characters that Markdown takes for its own are shown, not obeyed."""
    dates = ladder(EXPIRED)
    hostile = dates.notes[0]._replace(text="# <script> *not* bold [x](y)")
    markdown = dates_to_markdown(dates._replace(notes=(hostile,)))
    assert "- \\# \\<script\\> \\*not\\* bold \\[x\\](y)" in markdown
