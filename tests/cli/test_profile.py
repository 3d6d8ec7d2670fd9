"""`assistant profile`, and what commands make of it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs
import pytest

from assistant.locations import profile_path
from tests.cli.conftest import Run

QUESTION = "when can users no longer sign in?"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's profile is."""
    path = tmp_path / "config" / "profile.toml"
    monkeypatch.setenv("ASSISTANT_PROFILE", str(path))
    return path


def test_set_show_unset_clear(run: Run, place: Path) -> None:
    """Facts and settings are kept beside those kept before, and forgotten by name or all."""
    assert run("profile", "set", "--expired-on", "2026-10-01", "--licence", "volume").status == 0
    assert run("profile", "set", "--users", "0", "--dates", "iso").status == 0
    shown = run("profile", "show", "--json").json()
    assert shown["facts"] == {"expired_on": "2026-10-01", "licence": "volume", "users": 0}
    assert shown["settings"] == {"dates": "iso"}
    assert "licence = volume" in run("profile", "show").out
    run("profile", "unset", "licence", "--", "dates")
    assert run("profile", "show", "--json").json()["settings"] == {}
    assert run("profile", "clear").status == 0
    assert not place.exists()


def test_answers_use_it(run: Run, place: Path) -> None:
    """Questions begin with what is kept; what is said outranks it, an option leaves it out."""
    run("profile", "set", "--expired-on", "2026-10-01", "--dates", "iso", "--zone", "Asia/Bangkok")
    answer = run("ask", "--json", "--today", "2026-11-26", QUESTION).json()
    assert answer["facts"] == {"expired_on": "2026-10-01"}
    assert "2026-10-31" in answer["text"]
    assert answer["zone"] == "Asia/Bangkok"
    said = run("ask", "--json", "--today", "2026-11-26", f"{QUESTION} It expired yesterday").json()
    assert said["facts"] == {"expired_on": "2026-11-25"}
    without = run("ask", "--json", "--no-profile", QUESTION).json()
    assert without["facts"] == {}
    assert run("timeline", "--today", "2026-11-26").status == 0
    assert "31 October 2026" in run("timeline", "--dates", "gregorian").out
    assert place.is_file()


@pytest.mark.usefixtures("place")
def test_a_batch_uses_it_only_if_it_is_named(run: Run, place: Path) -> None:
    """Programs get the same answers wherever they run."""
    run("profile", "set", "--expired-on", "2026-10-01")
    line = json.dumps({"id": 1, "text": QUESTION}).encode()
    assert run("ask", "--batch", stdin=line).json()["facts"] == {}
    named = run("ask", "--batch", "--profile", str(place), stdin=line).json()
    assert named["facts"] == {"expired_on": "2026-10-01"}
    place.write_text("schema = 9", encoding="utf-8")
    broken = run("ask", "--batch", "--profile", str(place), stdin=line)
    assert (broken.status, broken.out) == (4, "")


def test_an_answer_with_a_profile_is_replayed_without_it(
    run: Run, place: Path, tmp_path: Path
) -> None:
    """What a saved answer rests on is in the answer."""
    run("profile", "set", "--expired-on", "2026-10-01", "--dates", "iso")
    saved = tmp_path / "answer.json"
    saved.write_text(run("ask", "--json", "--today", "2026-11-26", QUESTION).out, encoding="utf-8")
    place.unlink()
    assert run("replay", str(saved)).status == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("schema = 9", "νεότερης έκδοσης"), ("[facts]\nx = 1", "schema"), ("\x1b[31m[", "TOML")],
)
def test_a_broken_one_costs_nobody_the_answer(run: Run, place: Path, text: str, words: str) -> None:
    """It is said once, in the user's language; the answer is given, the file left as it is."""
    place.parent.mkdir()
    place.write_text(text, encoding="utf-8")
    done = run("ask", "ευχαριστώ", language="el")
    assert done.status == 0
    assert "Παρακαλώ" in done.out
    assert done.err.count("\n") == 1
    assert words in done.err
    assert "\x1b" not in done.err
    assert place.read_text(encoding="utf-8") == text
    assert run("profile", "set", "--licence", "open").status != 0
    assert place.read_text(encoding="utf-8") == text


def test_facts_that_contradict_each_other_are_not_kept(run: Run, place: Path) -> None:
    """The old file stays."""
    run("profile", "set", "--payment-due", "2026-10-01", "--paid-on", "2026-10-05")
    before = place.read_text(encoding="utf-8")
    done = run("profile", "set", "--licence", "trial", "--reactivated-on", "2020-01-01")
    assert done.status == 5, done.out
    assert place.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("set",),
        ("set", "--zone", "Mars/Olympus"),
        ("set", "--dates", "mayan"),
        ("set", "--expired-on", "2026-02-30"),
        ("unset", "colour"),
        ("unset",),
    ],
)
@pytest.mark.usefixtures("place")
def test_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    """One line and status 2."""
    done = run("profile", *arguments)
    assert done.status == 2
    assert done.err.startswith("assistant: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_cannot_be_written(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """A full disk or a folder that is read-only is said in one line; the old file is intact."""
    run("profile", "set", "--licence", "volume")
    before = place.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("os.fsync", refuse)
    done = run("profile", "set", "--licence", "open", language="el")
    assert (done.status, done.err.count("\n")) == (4, 1)
    assert str(place) in done.err
    assert place.read_bytes() == before
    assert {path.name for path in place.parent.iterdir()} == {place.name, f".{place.name}.lock"}


def test_a_supposition_is_held_against_the_profile(run: Run, place: Path) -> None:
    """The first question may suppose already: what is kept is the case that it is compared with."""
    run("profile", "set", "--payment-due", "2026-11-01")
    answer = run(
        "ask", "--json", "--today", "2026-11-26", "what if we pay the invoice tomorrow?"
    ).json()
    assert answer["what_if"] is not None
    assert "Supposing: you pay on 27 November 2026." in answer["text"]
    assert place.is_file()


def test_a_place_that_is_no_folder(run: Run, place: Path) -> None:
    """Nothing is kept where a file stands in the way, and it is said."""
    place.parent.write_text("in the way", encoding="utf-8")
    done = run("profile", "set", "--licence", "open")
    assert (done.status, done.err.count("\n")) == (4, 1)


def test_two_at_once_lose_nothing(place: Path) -> None:
    """Eight processes that each keep another fact leave all of them kept."""
    facts = {
        "--expired-on": "2026-10-01",
        "--licence": "volume",
        "--edition": "worldwide",
        "--users": "7",
        "--licences": "9",
        "--dates": "iso",
        "--zone": "Asia/Bangkok",
    }
    running = [
        subprocess.Popen([sys.executable, "-m", "assistant", "profile", "set", name, value])
        for name, value in facts.items()
    ]
    assert [one.wait(60) for one in running] == [0] * len(facts)
    kept = place.read_text(encoding="utf-8")
    assert all(value in kept for value in facts.values())
    left = {path.name for path in place.parent.iterdir()}
    assert left == {"profile.toml", ".profile.toml.lock"}


@pytest.mark.usefixtures("place")
def test_the_zone_decides_what_today_is(run: Run) -> None:
    """Today is today there; the farthest zones are never on the same day."""
    days = set()
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        answer = run("ask", "--json", "--zone", zone, QUESTION).json()
        assert answer["as_of"] == datetime.now(ZoneInfo(zone)).date().isoformat()
        days.add(answer["as_of"])
    assert len(days) == 2


def test_the_place_is_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder is the one that platformdirs names."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = platformdirs.user_config_path("assistant", appauthor=False)
    assert profile_path() == folder / "profile.toml"
