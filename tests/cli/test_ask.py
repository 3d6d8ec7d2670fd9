"""`assistant ask`: the JSON contract, batches, and what bad input gets."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.answering import Assistant, Case
from assistant.render import to_mapping
from tests.cli.conftest import Run

KEYS = {
    "schema",
    "question",
    "question_language",
    "language",
    "decision",
    "topic",
    "confidence",
    "candidates",
    "offered",
    "facts",
    "assumed",
    "missing",
    "as_of",
    "state",
    "milestones",
    "steps",
    "what_if",
    "text",
    "sources",
    "pack",
    "program",
    "zone",
    "case",
}
UNPAID = {
    "en": "our invoice was due on 1 October 2026 and we have not paid, what happens now?",
    "el": "το τιμολόγιο έληγε την 1η Οκτωβρίου και δεν πληρώσαμε, τι γίνεται;",
    "th": "ใบแจ้งหนี้ครบกำหนดชำระ 1 ตุลาคม 2569 แต่ยังไม่ได้จ่าย จะเกิดอะไรขึ้น",
}
ROW = {
    "expired:on": "2026-10-01",
    "disabled:on": "2026-10-31",
    "reactivation:by": "2027-01-28",
    "deprovisioned:on": "2027-01-29",
    "data_deleted:not_before": "2027-01-29",
}


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_an_unpaid_invoice_is_answered_with_its_dates(run: Run, language: str) -> None:
    """The question people ask first, in three languages: topic, language and the whole row."""
    done = run("ask", "--json", "--today", "2026-10-10", UNPAID[language])
    answer = done.json()
    assert done.status == 0
    assert answer.keys() == KEYS
    assert (answer["topic"], answer["language"]) == ("payment.missed", language)
    assert answer["facts"] == {"payment_due": "2026-10-01"}
    assert {f"{m['event']}:{m['bound']}": m["date"] for m in answer["milestones"]} == ROW
    assert answer["state"] == {"on": "2026-10-10", "possible": ["expired"]}
    assert len(answer["candidates"]) == 5
    assert answer["confidence"] == answer["candidates"][0]["confidence"]
    assert {source["article"] for source in answer["sources"]} == {"th/when-a-subscription-ends"}


def test_milestones_are_sorted_by_date_event_bound(run: Run) -> None:
    """Programs can rely on the order."""
    answer = run("ask", "--json", "--today", "2026-10-10", UNPAID["en"]).json()
    keys = [(m["date"], m["event"], m["bound"]) for m in answer["milestones"]]
    assert keys == sorted(keys)


def test_an_answer_can_be_reproduced_from_its_json(run: Run) -> None:
    """as_of, language and case give the same object again, but for the zone."""
    first = run("ask", "--json", "--today", "2026-10-10", UNPAID["el"]).json()
    again = Assistant().answer(
        first["question"],
        today=date.fromisoformat(first["as_of"]),
        language=first["language"],
        case=Case.from_mapping(first["case"]),
    )
    second = json.loads(json.dumps(to_mapping(again, zone=first["zone"])))
    assert second == first


def test_the_language_can_be_pinned(run: Run) -> None:
    """A Greek question, answered in Thai with Buddhist years."""
    answer = run("ask", "--json", "--today", "2026-10-10", "--language", "th", UNPAID["el"]).json()
    assert (answer["question_language"], answer["language"]) == ("el", "th")
    assert "2569" in answer["text"]


def test_text_is_the_default(run: Run) -> None:
    """Without --json the answer is plain text in the reader's language."""
    done = run("ask", "--today", "2026-10-10", UNPAID["el"])
    assert "31 Οκτωβρίου 2026" in done.out
    assert "Πηγές" in done.out


def test_a_batch_is_answered_line_by_line(run: Run) -> None:
    """Blank lines are skipped, bad ones named, all others answered in their order."""
    lines = [
        json.dumps({"id": "a", "text": UNPAID["en"], "today": "2026-10-10", "extra": 1}),
        "",
        "{broken",
        json.dumps({"id": 7, "text": 5}),
        json.dumps({"id": "c", "text": UNPAID["th"], "today": "2026-02-30"}),
        json.dumps([1, 2]),
        json.dumps({"id": "d", "text": ""}),
        json.dumps({"id": "e", "text": "η 31 Φεβρουαρίου 2026 ήταν η λήξη", "lang": "el"}),
        json.dumps({"id": "f", "text": UNPAID["th"], "lang": "klingon"}),
    ]
    done = run("ask", "--batch", "--json", "--today", "2026-10-10", stdin="\n".join(lines).encode())
    results = done.lines()
    assert done.status == 3
    assert [result["id"] for result in results] == ["a", None, 7, "c", None, "d", "e", "f"]
    assert [result.get("line") for result in results] == [None, 3, 4, 5, 6, 7, None, None]
    bad = [result for result in results if "error" in result]
    assert all(result["error"].keys() == {"code", "message", "hint"} for result in bad)
    assert results[0]["topic"] == "payment.missed"
    assert results[6]["milestones"] == []
    assert results[7]["language"] == "th"


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe", b"[" * 100_000, b'{"text": "' + b"x" * 1_200_000 + b'"}', b'{"text": "\\ud800"}'],
)
def test_hostile_lines_do_not_stop_a_batch(run: Run, line: bytes) -> None:
    """Whatever a line holds, the next one is answered."""
    good = json.dumps({"id": "g", "text": UNPAID["en"]}).encode()
    done = run("ask", "--batch", stdin=line + b"\n" + good + b"\n")
    assert done.status in {0, 3}
    assert done.lines()[-1]["id"] == "g"
    assert "error" not in done.lines()[-1]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["ask", ""], 2, "empty"),
        (["ask", "   \x1b[31m\x07 "], 2, "empty"),
        (["ask", "x" * 1_000_000], 2, "too long"),
        (["ask", "--today", "2026-02-30", "hello"], 2, "not a valid date"),
        (["ask", "--today", "20260101", "hello"], 2, "not a valid date"),
        (["ask", "--language", "klingon", "hello"], 2, "no texts"),
        (["ask", "--language", "../../etc", "hello"], 2, "no texts"),
        (["ask", "--pack", "/nowhere", "hello"], 4, "/nowhere"),
        (["ask", "--nonsense"], 2, "--nonsense"),
        (["nonsense"], 2, "nonsense"),
        ([], 2, "COMMAND"),
        (["timeline", "--licence", "free"], 2, "standard"),
        (["timeline", "--users", "-1"], 2, "--users"),
        (["timeline"], 2, "No dates"),
        (["timeline", "--expired-on", "9999-12-30"], 5, "9999"),
        (
            ["timeline", "--expired-on", "2026-10-01", "--reactivated-on", "2026-01-01"],
            5,
            "contradict",
        ),
        (["timeline", "--expired-on", "2026-10-01", "--what-if", "mood=good"], 2, "mood"),
        (["timeline", "--expired-on", "2026-10-01", "--what-if", "nonsense"], 2, "NAME=VALUE"),
        (["lookup", "../pack"], 2, "../pack"),
        (["corpus", "clean", "/nowhere", "--out", "out"], 4, "/nowhere"),
    ],
)
def test_bad_input_gets_one_clear_line(
    run: Run, arguments: list[str], status: int, code: str
) -> None:
    """One line on standard error that names the fault, the documented status, no traceback."""
    done = run(*arguments)
    assert done.status == status
    assert done.err.count("\n") == 1
    assert done.err.startswith("assistant: ")
    assert code in done.err
    assert not done.out


@pytest.mark.parametrize(
    ("language", "said"),
    [("el_GR.UTF-8", "Η ερώτηση"), ("th_TH.UTF-8", "คำถาม"), ("C", "The question")],
)
def test_errors_are_in_the_users_language(run: Run, language: str, said: str) -> None:
    """The session's language decides, as the environment tells it."""
    assert said in run("ask", "", language=language).err


def test_escape_sequences_and_markup_are_never_passed_on(run: Run) -> None:
    """A question with controls is answered without them; mark-up stays as text."""
    done = run("ask", "--json", "\x1b[31m[red]invoice not paid\x1b]0;pwned\x07\x9b5m \u202e")
    assert "[red]invoice not paid" in done.json()["question"]
    assert not any(char in done.out for char in "\x1b\x07\x9b\u202e")


def test_a_pack_elsewhere_is_answered_from(run: Run, pack_folder: Path) -> None:
    """--pack answers from another folder; without catalogs of its own in English."""
    done = run("ask", "--json", "--pack", str(pack_folder), UNPAID["el"])
    assert (done.json()["question_language"], done.json()["language"]) == ("el", "en")


def test_a_hostile_translation_is_refused(run: Run, pack_folder: Path) -> None:
    """An attribute access in a catalog is one line of error, not an answer and not executed."""
    path = pack_folder / "locales" / "el" / "LC_MESSAGES" / "office-365-business.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgctxt "chat.help.what"\nmsgid "I answer questions about Office 365 for business '
        "subscriptions: what happens when one expires, is cancelled or is not paid, and when a "
        'trial ends."\nmsgstr "{0.__class__}"\n',
        encoding="utf-8",
    )
    done = run("lookup", "chat.help", "--pack", str(pack_folder), "--language", "el")
    assert done.status == 4
    assert "chat.help.what" in done.err
    assert not done.out


def test_an_explanation_shows_what_decided(run: Run) -> None:
    """Folded form, language, ideas, topics, costs and phrases, in the reader's words."""
    done = run("ask", "--explain", "what happens if we don't pay the invoice")
    assert done.status == 0
    assert "payment.missed" in done.out
    assert "Ideas:" in done.out
    assert "Decision: answer" in done.out
    assert re.search(r"Margin over the next topic: [01]\.\d{3}", done.out)


def test_an_explanation_as_json(run: Run) -> None:
    """The least expected cost decides, and the margin is that of the first two."""
    done = run("ask", "--explain", "--json", "τι γίνεται αν δεν πληρώσουμε το τιμολόγιο")
    told = done.json()
    assert told["question_language"] == "el"
    assert told["decision"] == min(told["costs"], key=told["costs"].get)
    first, second = (one["confidence"] for one in told["candidates"][:2])
    assert told["margin"] == pytest.approx(first - second, abs=2e-4)
    assert {"pay", "not"} <= set(told["ideas"])
    assert len(told["nearest"]) == 5


def test_an_explanation_of_what_shows_nothing(run: Run) -> None:
    """No words, no topics: declined."""
    done = run("ask", "--explain", "--json", "??")
    assert (done.status, done.json()["decision"], done.json()["candidates"]) == (0, "decline", [])


def test_an_explanation_in_another_language(run: Run) -> None:
    """`--language` pins its words, and an unknown one is refused as ever."""
    assert "Απόφαση:" in run("ask", "--explain", "--language", "el", "hello").out
    assert run("ask", "--explain", "--language", "klingon", "hello").status == 2


def test_meaning_that_cannot_be_read_is_said(run: Run, pack_folder: Path) -> None:
    """Without its model or the encoder, `--semantic` is one line and nothing is answered."""
    (pack_folder / "semantic.bin").unlink()
    done = run("ask", "--semantic", "--pack", str(pack_folder), "hello", language="el")
    assert (done.status, done.out) == (4, "")
    assert done.err.count("\n") == 1
    assert "assistant train --semantic" in done.err


def test_a_batch_is_not_explained(run: Run) -> None:
    """Two outputs at once are refused, not chosen between."""
    assert run("ask", "--batch", "--explain").status == 2
