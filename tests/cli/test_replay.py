"""`assistant replay` and `assistant diff`: the same again, and what has changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.locations import default_pack
from assistant.render import to_mapping
from tests.cli.conftest import Run
from tests.packs import edit

QUESTIONS = (
    ("our invoice was due on 1 October 2026 and we have not paid", None),
    ("το τιμολόγιο έληγε χθες και δεν πληρώσαμε, τι γίνεται;", "th"),
    ("what is the weather", None),
    ("ok", None),
)


@pytest.fixture
def saved(run: Run, tmp_path: Path) -> Path:
    """A file of answers, one a line, with an error among them."""
    asked = [{"id": str(n), "text": text} for n, (text, _) in enumerate(QUESTIONS)]
    stdin = "\n".join(json.dumps(one) for one in asked) + "\nnonsense\n"
    done = run("ask", "--batch", "--today", "2026-10-10", stdin=stdin.encode())
    path = tmp_path / "answers.jsonl"
    path.write_text(done.out, encoding="utf-8")
    return path


def test_saved_answers_come_out_the_same(run: Run, saved: Path) -> None:
    """Years later, without the clock: the same objects, status 0; errors are passed over."""
    done = run("replay", str(saved))
    assert (done.status, done.err) == (0, "")
    assert done.out == "4 answers, 0 changed; 0 are from another state of the pack\n"


def test_a_turn_of_a_conversation_is_replayed_with_its_case(run: Run, tmp_path: Path) -> None:
    """What was said before is in the answer's case, and its language is pinned."""
    assistant, today = Assistant(), date(2026, 10, 10)
    first = assistant.answer(QUESTIONS[0][0], today=today, language="el")
    second = assistant.answer("and if we pay tomorrow?", today=today, case=first.case)
    assert second.comparison is not None
    path = tmp_path / "turn.json"
    path.write_text(json.dumps(to_mapping(second, zone="UTC"), indent=1), encoding="utf-8")
    done = run("replay", str(path))
    assert done.status == 0


def test_a_transcript_is_replayed(run: Run, tmp_path: Path) -> None:
    """A whole conversation, a line an answer: each turn comes out the same, steps and all."""
    said = "our subscription expired on 1 October 2026\nuntil when?\nand if it is Open?\nthanks\n"
    done = run("chat", "--json", "--steps", "--today", "2026-10-10", stdin=said.encode())
    path = tmp_path / "transcript.jsonl"
    path.write_text(done.out, encoding="utf-8")
    told = done.lines()
    assert [bool(one["steps"]) for one in told] == [True, True, True, False]
    assert told[2]["what_if"] is not None
    assert run("replay", str(path)).out.startswith("4 answers, 0 changed")


def test_a_language_that_is_gone_is_a_change(run: Run, saved: Path, pack_folder: Path) -> None:
    """A pack with fewer languages changes those answers, and the others are still compared."""
    done = run("replay", str(saved), "--pack", str(pack_folder))
    assert done.status == 1
    assert done.out.splitlines()[-1].startswith("4 answers, ")
    assert "  language" in done.out.splitlines()


def test_an_older_answer_lacks_newer_values(run: Run, saved: Path) -> None:
    """What an answer had not yet when it was saved is no change."""
    first = json.loads(saved.read_text("utf-8").splitlines()[0])
    del first["steps"], first["what_if"], first["pack"]["policy"]
    saved.write_text(json.dumps(first), encoding="utf-8")
    assert run("replay", str(saved)).status == 0


def test_a_changed_pack_shows_what_it_changes(run: Run, saved: Path, pack_folder: Path) -> None:
    """Other words: the changed values are named, and the old and the new text shown."""
    edit(pack_folder / "topics" / "payment.missed.toml", "Because the", "Since the")
    # This pack has English only.
    saved.write_text(saved.read_text("utf-8").splitlines()[0], encoding="utf-8")
    done = run("replay", str(saved), "--pack", str(pack_folder))
    assert done.status == 1
    assert "text" in done.out.splitlines()[1]
    assert any(line.startswith("  -") for line in done.out.splitlines())
    assert done.out.endswith("1 are from another state of the pack\n")


def test_two_packs_are_compared_in_all_their_languages(
    run: Run, pack_folder: Path, tmp_path: Path
) -> None:
    """A question is listed with each language in which its answer differs."""
    path = tmp_path / "questions.jsonl"
    asked = {"id": "q1", "text": QUESTIONS[0][0], "lang": "en", "expect": ["payment.missed"]}
    other = {"id": "q2", "text": "thank you", "lang": "en", "expect": ["chat.thanks"]}
    path.write_text(f"{json.dumps(asked)}\n{json.dumps(other)}\n", encoding="utf-8")
    folder = str(pack_folder)
    same = run("diff", folder, folder, "--questions", str(path), "--today", "2026-10-10")
    assert (same.status, same.out) == (0, "2 questions in en: 0 answered differently\n")
    shipped = str(default_pack())
    same = run("diff", shipped, shipped, "--questions", str(path), "--today", "2026-10-10")
    assert same.out == "2 questions in en, el, th: 0 answered differently\n"
    edit(pack_folder / "topics" / "payment.missed.toml", "Because the", "Since the")
    done = run("diff", shipped, folder, "--questions", str(path), "--today", "2026-10-10")
    assert done.status == 1
    assert f"q1 (en): {QUESTIONS[0][0]}" in done.out.splitlines()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[]\n", ":1"),
        ("{}", "schema"),
        ('{"schema": 2}', "schema 1"),
        ('{"schema": 1, "question": 5}', "wrong kind"),
        (
            '{"schema": 1, "question": "x", "language": "en", "text": "", "as_of": "x"}',
            "wrong kind",
        ),
        ("\ud800".encode("utf-16", "surrogatepass").decode("latin-1"), "JSON"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_answer_is_refused(run: Run, tmp_path: Path, written: str, said: str) -> None:
    """One line that says where and why, status 4."""
    path = tmp_path / "saved.json"
    path.write_text(written, encoding="utf-8")
    done = run("replay", str(path))
    assert (done.status, done.err.count("\n")) == (4, 1)
    assert said in done.err
