"""`--ics` of ask and timeline: the file, standard output, and what can go wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.cli.conftest import Run

DUE = ("--payment-due", "2026-10-01", "--today", "2026-10-10")
UNPAID = "our invoice was due on 1 October 2026 and we have not paid"


def starts(text: str) -> list[str]:
    """Return the dates of a calendar's events."""
    return [str(event.dtstart) for event in IcsCalendarStream.calendar_from_ics(text).events]


def test_timeline_writes_a_calendar_beside_its_text(run: Run, tmp_path: Path) -> None:
    """The text is printed as ever, and the file holds its dates."""
    file = tmp_path / "dates.ics"
    done = run("timeline", *DUE, "--ics", str(file), "--language", "el")
    assert (done.status, done.err) == (0, "")
    assert done.out == run("timeline", *DUE, "--language", "el").out
    assert starts(file.read_text("utf-8"))[:2] == ["2026-10-01", "2026-10-31"]


def test_what_if_leaves_the_calendar_as_it_is(run: Run, tmp_path: Path) -> None:
    """A calendar holds the dates that follow from the facts, not those of the change."""
    plain, changed = tmp_path / "plain.ics", tmp_path / "changed.ics"
    run("timeline", *DUE, "--ics", str(plain))
    run("timeline", *DUE, "--ics", str(changed), "--what-if", "payment_due=2026-10-05")
    assert changed.read_bytes() == plain.read_bytes()


def test_writing_again_replaces_the_file(run: Run, tmp_path: Path) -> None:
    """The file asked for holds the newest dates; nothing else is left in its folder."""
    file = tmp_path / "dates.ics"
    file.write_text("old", encoding="utf-8")
    assert run("timeline", *DUE, "--ics", str(file)).status == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert list(tmp_path.iterdir()) == [file]


def test_ask_writes_the_dates_of_its_answer(run: Run, tmp_path: Path) -> None:
    """The JSON stays one object, and what to do stands in the events."""
    file = tmp_path / "dates.ics"
    done = run(
        "ask", UNPAID, "--today", "2026-10-10", "--json", "--ics", str(file), "--ics-name", "Shop"
    )
    milestones = [milestone["date"] for milestone in done.json()["milestones"]]
    text = file.read_text("utf-8")
    assert sorted(starts(text)) == sorted(milestones)
    first = IcsCalendarStream.calendar_from_ics(text).events[0]
    assert (first.summary or "").startswith("Shop: Expired")
    assert "payment instructions" in (first.description or "")


def test_a_hyphen_prints_the_calendar_alone(run: Run) -> None:
    """Standard output then is a calendar and nothing else, for both commands."""
    for arguments in (("timeline", *DUE), ("ask", UNPAID, "--today", "2026-10-10", "--json")):
        out = run(*arguments, "--ics", "-").out
        assert out.startswith("BEGIN:VCALENDAR\r\n")
        assert out.endswith("END:VCALENDAR\r\n")


def test_an_answer_without_dates_is_printed_and_the_calendar_refused(
    run: Run, tmp_path: Path
) -> None:
    """The answer asks for the date it lacks; the status says that there is no file."""
    file = tmp_path / "dates.ics"
    done = run("ask", "what happens if we do not pay the invoice", "--ics", str(file))
    assert done.status == 2
    assert done.out
    assert done.err.startswith("assistant: This answer has no dates for a calendar.")
    assert not file.exists()


@pytest.mark.parametrize("option", ["--batch", "--explain"])
def test_a_calendar_is_of_one_answer(run: Run, option: str) -> None:
    """Together with what gives no or many answers it is wrong use."""
    done = run("ask", UNPAID, option, "--ics", "-")
    assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize("place", ["missing/dates.ics", "folder"])
def test_what_cannot_be_written_is_one_line(run: Run, tmp_path: Path, place: str) -> None:
    """A folder that is missing or in the way is named, in the user's language."""
    (tmp_path / "folder").mkdir()
    done = run("timeline", *DUE, "--ics", str(tmp_path / place), language="el_GR.UTF-8")
    assert done.status == 4
    assert done.err.startswith(f"assistant: {tmp_path / place}: Δεν είναι δυνατή")
    assert len(done.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_full_disk_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older file stays whole, and no part of the new one is left."""
    file = tmp_path / "dates.ics"
    file.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = run("timeline", *DUE, "--ics", str(file))
    assert done.status == 4
    assert done.err.startswith(f"assistant: {file}: This cannot be read or written: no space left")
    assert file.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("", "Calendar files"), ("el", "αρχείων ημερολογίου"), ("th", "ไฟล์ปฏิทิน")],
)
def test_without_the_extra_one_line_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    """The command that installs it is named, in the user's language, with status 4."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    done = run("timeline", *DUE, "--ics", str(tmp_path / "dates.ics"), language=language)
    assert done.status == 4
    assert expected in done.err
    assert "python -m pip install 'help-assistant[calendar]'" in done.err
    assert len(done.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())
