"""`assistant chat --plain`: a linear dialogue with everything the screen can do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXPIRED = "our subscription expired on 3 November, what now?"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files are saved in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def full_disk(_: int) -> None:
    """Refuse to write, as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def held(run: Run, *lines: str, language: str = "en") -> str:
    """Return what a dialogue looks like."""
    stdin = "".join(f"{line}\n" for line in lines).encode()
    done = run("chat", "--plain", "--today", "2026-11-26", stdin=stdin, language=language)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_everyone_who_speaks_is_named(run: Run) -> None:
    """Questions and answers follow each other, each under its speaker; nothing else is written."""
    out = held(run, EXPIRED, "until when?")
    assert f"You: {EXPIRED}\nAssistant:\n" in out
    assert "You: until when?\nAssistant:\n" in out
    assert "\x1b" not in out
    assert "\r" not in out


def test_facts_are_carried_and_forgotten(run: Run) -> None:
    """A follow-up knows the case; after starting over nobody does."""
    out = held(run, EXPIRED, "and my mail?", "/restart", "and my mail?")
    before, _, after = out.partition("The conversation was cleared.")
    assert "3 November 2026" in before.rpartition("You: and my mail?")[2]
    assert "3 November 2026" not in after


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"steps": "/steps", "sources": "/sources", "help": "/help"}),
        ("el", {"steps": "/ΒΗΜΑΤΑ", "sources": "/πηγες", "help": "/βοήθεια"}),
        ("th", {"steps": "/ขั้นตอน", "sources": "/แหล่งอ้างอิง", "help": "/วิธีใช้"}),
    ],
)
def test_commands_in_the_readers_language(run: Run, language: str, words: dict[str, str]) -> None:
    """Commands go by English words and by the reader's own, without regard to accents."""
    out = held(run, EXPIRED, words["steps"], words["sources"], words["help"], language=language)
    assert "▶" in out
    assert "ในสถานะนี้" in out
    assert out.count("\n/") == 12


def test_the_language_is_switched(run: Run) -> None:
    """With a tag or to the next one; what is known stays."""
    out = held(run, EXPIRED, "/language el", "/language xx", "μέχρι πότε;")
    assert "Εσείς: μέχρι πότε;\nΒοηθός:\n" in out
    assert "3 Νοεμβρίου 2026" in out.rpartition("μέχρι πότε;")[2]
    assert "«xx»" in out


def test_files(run: Run, folder: Path) -> None:
    """The conversation and the dates are saved, and it is said where."""
    out = held(run, EXPIRED, "/save html", "/save", "/calendar", "/save exe")
    names = {path.name for path in folder.iterdir()}
    assert {"conversation-2026-11-26.html", "conversation-2026-11-26.md"} <= names
    assert any(name.endswith(".ics") for name in names)
    assert out.count("Saved in ") == 3
    assert "“exe”" in out


def test_a_disk_that_is_full(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says so, nothing half-written is left, and the dialogue goes on."""
    monkeypatch.setattr("os.fsync", full_disk)
    out = held(run, EXPIRED, "/save", "thanks")
    assert "cannot be read or written: no space left on device" in out
    assert "You are welcome" in out
    assert list(folder.iterdir()) == []


def test_before_there_is_an_answer(run: Run) -> None:
    """What needs an answer says that there is none yet."""
    out = held(run, "/steps", "/sources", "/calendar", "/save")
    assert out.count("There is no answer yet") == 4


def test_wrong_input(run: Run) -> None:
    """Unknown words, escape sequences and questions too long are answered in one line."""
    out = held(run, "/x\x1b[31mred", "", "a" * 20_000, "/quit", "never reached")
    assert "is not a command here" in out
    assert "\x1b" not in out
    assert "never reached" not in out


def test_the_article_around_a_source(run: Run) -> None:
    """Its block with those before and after it, and the answer's sentences that rest on it."""
    out = held(run, EXPIRED, "/article 1", "/article 99", "/article x")
    told = out.partition("You: /article 1\n")[2].partition("You:")[0]
    assert "(th/when-a-subscription-ends)" in told
    assert "→ " in told
    assert len(told.strip().splitlines()) > 5
    assert out.count("Give the number of a source, from 1 to ") == 2
