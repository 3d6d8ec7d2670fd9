"""Dates written otherwise than the language has them: the wish travels in the tag."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.messages.calendars import Calendar, split_calendar, with_calendar
from assistant.messages.locales import negotiate, require
from assistant.messages.writing import writer_for

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "31 October 2026"),
        ("en-u-ca-buddhist", "31 October 2569 BE"),
        ("en-u-ca-gregory", "31 October 2026"),
        ("en-US-u-ca-buddhist", "October 31, 2569 BE"),
        ("el-u-ca-buddhist", "31 Οκτωβρίου 2569 Β.Ε."),
        ("th", "31 ตุลาคม 2569"),
        ("th-u-ca-buddhist", "31 ตุลาคม 2569"),
        ("th-u-ca-gregory", "31 ตุลาคม ค.ศ. 2026"),
        ("el-u-ca-iso8601", "2026-10-31"),
        ("en-u-ca-mayan", "31 October 2026"),
    ],
)
def test_days(tag: str, written: str) -> None:
    """A year whose calendar readers do not expect is named by its era."""
    assert writer_for(tag).day(DAY) == written


def test_the_first_of_a_month_in_iso_has_no_article_of_its_own() -> None:
    """The Greek article of the first day goes with its name only."""
    writer = writer_for("el-u-ca-iso8601")
    assert writer.day_after("στις ", date(2026, 10, 1)) == ("στις ", "2026-10-01")


@pytest.mark.parametrize("calendar", [None, *Calendar])
def test_a_tag_takes_a_calendar_and_gives_it_back(calendar: Calendar | None) -> None:
    """Put in and taken out, whatever was there before; texts are found all the same."""
    tag = with_calendar("th-TH", calendar)
    assert split_calendar(tag) == ("th-TH", calendar)
    assert negotiate(tag, ["th"]) == "th"
    assert require(tag, ["th"]) == tag
    assert split_calendar(with_calendar("th-TH-u-ca-iso8601", Calendar.BUDDHIST)) == (
        "th-TH",
        Calendar.BUDDHIST,
    )
