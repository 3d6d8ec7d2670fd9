"""The other commands: timeline, topics, lookup, corpus, catalogs, chat without a terminal."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.locations import default_pack
from tests.cli.conftest import Run


def test_timeline_prints_dates_in_words(run: Run) -> None:
    """Facts as options, dates as the reader writes them."""
    done = run(
        "timeline", "--expired-on", "2026-10-01", "--today", "2026-10-10", "--language", "el"
    )
    assert done.status == 0
    assert "31 Οκτωβρίου 2026" in done.out


def test_timeline_json_has_milestones_and_phases(run: Run) -> None:
    """The whole row, the phases that adjoin, and the state on the day."""
    result = run(
        "timeline",
        "--json",
        "--payment-due",
        "2026-10-01",
        "--licence",
        "volume",
        "--today",
        "2026-11-21",
    ).json()
    assert {m["event"] + ":" + m["bound"] for m in result["milestones"]} == {
        "expired:on",
        "disabled:not_before",
        "disabled:by",
        "reactivation:by",
        "deprovisioned:not_before",
        "deprovisioned:by",
        "data_deleted:not_before",
    }
    phases = result["phases"]
    assert all(a["end"] == b["start"] for a, b in pairwise(phases))
    assert result["state"]["possible"] == ["expired", "disabled"]


def test_what_if_says_what_moves(run: Run) -> None:
    """Cancelling today instead of letting it expire: which dates move, and by how much."""
    arguments = ("timeline", "--expired-on", "2026-12-31", "--today", "2026-11-21")
    result = run(*arguments, "--json", "--what-if", "cancelled_on=2026-11-21").json()
    moves = {m["event"] + ":" + m["bound"]: m for m in result["what_if"]["moves"]}
    assert moves["disabled:on"]["days"] == -70
    assert moves["expired:on"]["after"] is None
    text = run(*arguments, "--what-if", "cancelled-on=2026-11-21").out
    assert "(−70 days)" in text


def test_topics_lists_all_in_the_readers_language(run: Run) -> None:
    """All 46, with those that have an answer told apart."""
    listed = run("topics", "--json", "--language", "th").json()
    assert len(listed) == 46
    assert sum(topic["answerable"] for topic in listed) >= 7
    assert "payment.missed" in run("topics", language="el_GR.UTF-8").out


def test_lookup_prints_a_topic_without_a_question(run: Run) -> None:
    """The text for the facts given, in the language asked for."""
    done = run("lookup", "cancel.eligibility", "--users", "6", "--language", "el")
    assert done.status == 0
    assert "6 χρήστες" in done.out


def test_chat_without_a_terminal_reads_lines(run: Run) -> None:
    """Each line is answered in turn; the case goes on; a bad line says why and is not the end."""
    stdin = b"what happens if we do not pay the invoice\n\n1 October 2026\n"
    done = run("chat", "--today", "2026-10-10", stdin=stdin)
    assert done.status == 0
    assert "31 October 2026" in done.out


def test_corpus_clean_reports_and_keeps_going(run: Run, tmp_path: Path) -> None:
    """A binary file is named on standard error; the good one is written."""
    source = tmp_path / "in" / "el"
    source.mkdir(parents=True)
    good = default_pack() / "articles" / "el" / "cancel-office-365-for-business.txt"
    shutil.copy(good, source / "good.txt")
    (source / "bad.txt").write_bytes(b"\x00\x01\xff\xfe")
    (source / "empty.txt").write_bytes(b"")
    done = run("corpus", "clean", str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert done.status == 4
    assert (tmp_path / "out" / "el" / "good.json").is_file()
    assert done.err.count("\n") == 2
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.json")) == ["good.json"]


def test_check_names_faults_and_says_so_by_status(run: Run, pack_folder: Path) -> None:
    """A quote that is not in the article is a line on standard error and status 1."""
    topic = pack_folder / "topics" / "trial.end.toml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace('block = "L179"', 'block = "L178"'), encoding="utf-8")
    done = run("check", "--pack", str(pack_folder))
    assert done.status == 1
    assert "L178" in done.err


def test_catalogs_update_begins_a_language(run: Run, pack_folder: Path) -> None:
    """A new language gets a catalog with every message, and the second update changes nothing."""
    first = run("catalogs", "update", "--pack", str(pack_folder), "--language", "de")
    assert first.status == 0
    path = pack_folder / "locales" / "de" / "LC_MESSAGES" / "office-365-business.po"
    before = path.read_bytes()
    assert b'msgctxt "payment.missed.general"' in before
    assert "unchanged" in run("catalogs", "update", "--pack", str(pack_folder)).out
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command", ["ask", "chat", "timeline", "topics", "lookup", "corpus", "check"]
)
def test_every_command_has_help(run: Run, command: str) -> None:
    """--help works for each."""
    with pytest.raises(SystemExit) as caught:
        run(command, "--help")
    assert caught.value.code == 0


@pytest.mark.parametrize("change", ["users=30", "expedited=true", "licence=open"])
def test_every_kind_of_fact_can_be_changed(run: Run, change: str) -> None:
    """Numbers, flags and choices, not only dates."""
    done = run("timeline", "--cancelled-on", "2026-10-01", "--what-if", change, "--json")
    assert done.status == 0
    assert done.json()["what_if"]
