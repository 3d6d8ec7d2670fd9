"""What a hostile or broken surrounding gets: one line and a status, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.locations import default_pack
from tests.cli.conftest import Run

UNPAID = "our invoice was due on 1 October 2026 and we have not paid"
# Escape, title of the window, C1 control, text direction.
STEERING = "\x1b[31m\x1b]0;owned\x07\x9b31m\u202e"


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `assistant COMMAND` in a shell of its own; `$A` is never a user's text here."""
    program = f'"{sys.executable}" -m assistant'
    return subprocess.run(  # the streams that a shell closes cannot be had in this process
        ["/bin/sh", "-c", f"{program} {command}"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the shipped pack that may be damaged, without what only training reads."""
    ignored = shutil.ignore_patterns("phrases", "evaluation", "semantic.bin")
    return Path(shutil.copytree(default_pack(), tmp_path / "pack", ignore=ignored))


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("ask hi >&-", 0),
        ("ask - <&-", 2),
        ("ask --batch <&-", 0),
        ("chat <&-", 0),
        ("ask hi >/dev/full", 4),
        ("topics >/dev/full", 4),
        ("ask '' 2>&-", 2),
    ],
)
def test_streams_that_are_closed_or_full(command: str, status: int) -> None:
    """A closed stream is empty or swallows; a full one is said in a line."""
    done = shell(command)
    assert (done.returncode, b"Traceback" in done.stderr) == (status, False)
    assert done.stderr.count(b"\n") == (status != 0 and "2>&-" not in command)


def test_a_question_in_another_encoding_is_answered() -> None:
    """Bytes that are not UTF-8 are letters that cannot be read, not the end."""
    done = shell(r"ask - <<'E'" + "\ncan I get a refund caf\udce9\nE", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("zone", ["/etc/passwd", "/", "Nowhere/Land"])
def test_a_time_zone_that_is_none(zone: str) -> None:
    """Dates are whole days: a broken TZ stops nothing."""
    done = shell(f"ask --today 2026-10-10 '{UNPAID}'", TZ=zone)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"31 October 2026" in done.stdout


@pytest.mark.parametrize("variable", ["LANG", "LC_ALL", "LC_MESSAGES"])
@pytest.mark.parametrize("locale", ["x" * 12, "y" * 500, "en_" + "z" * 300])
def test_a_locale_that_is_none(variable: str, locale: str) -> None:
    """ICU crashes on some locales' names; a Thai answer needs ICU."""
    done = shell("ask --language th 'หมดอายุ'", **{variable: locale})
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command", [["topics"], ["lookup", "cancel.fee"], ["ask", "is there a cancellation fee?"]]
)
def test_nothing_in_a_pack_steers_the_terminal(run: Run, pack: Path, command: list[str]) -> None:
    """Titles, texts and names of articles are written without what steers a terminal."""
    escaped = json.dumps(STEERING)[1:-1]
    for path in [*(pack / "topics").glob("cancel.fee.toml"), pack / "pack.toml"]:
        path.write_text(path.read_text().replace('title = "', f'title = "{escaped}'))
        text = path.read_text().replace('\ntext = "', f'\ntext = "{escaped}')
        path.write_text(text)
    done = run(*command, "--pack", str(pack))
    assert done.status == 0
    assert not set(STEERING[:1] + "\x07\x9b\u202e") & set(done.out)
    machine = run(*command, "--json", "--pack", str(pack))
    assert not set("\x1b\x07\x9b\u202e") & set(machine.out)
    assert machine.json()


def test_an_id_comes_back_as_it_was_and_harmless(run: Run) -> None:
    """Ids are the caller's: the same value, with nothing that a terminal obeys."""
    done = run("ask", "--batch", stdin=b'{"id":"\\u009b31m\\u202e\\ud800","text":"hi"}\n')
    assert done.lines()[0]["id"] == "\x9b31m\u202e\ud800"
    assert not set("\x9b\u202e") & set(done.out)


@pytest.mark.parametrize("number", ["1e400", "NaN", "-Infinity", "9" * 5000])
def test_numbers_that_json_cannot_say(run: Run, number: str) -> None:
    """The line is refused, the next one answered."""
    batch = f'{{"id":{number},"text":"hi"}}\n{{"id":2,"text":"hi"}}\n'
    done = run("ask", "--batch", stdin=batch.encode())
    assert [line["id"] for line in done.lines()] == [None, 2]
    assert (done.status, "error" in done.lines()[0]) == (3, True)


@pytest.mark.parametrize("name", ["pack.toml", "wording.toml", "router.bin", "facts/en.toml"])
@pytest.mark.parametrize("damage", ["loop", "pipe", "digits", "empty", "binary"])
@pytest.mark.parametrize("command", ["ask", "chat"])
def test_a_damaged_file_of_a_pack(
    run: Run, pack: Path, name: str, damage: str, command: str
) -> None:
    """One line that names the file, and status 4; a pipe is not waited for."""
    path = pack / name
    path.unlink()
    if damage == "loop":
        path.symlink_to(path.name)
    elif damage == "pipe":
        os.mkfifo(path)
    else:
        data = {"digits": b"zzz=" + b"9" * 10_000, "empty": b"", "binary": bytes(range(256))}
        path.write_bytes(data[damage])
    question = UNPAID
    done = run(command, *([question] if command == "ask" else []), "--pack", str(pack),
               stdin=question.encode())  # fmt: skip
    if (name, damage) == ("wording.toml", "empty") or (
        name == "facts/en.toml" and damage in {"loop", "pipe"}
    ):
        assert done.status == 0  # a pack need not have shared texts, nor say how facts are stated
        return
    assert done.status == 4
    assert (done.err.count("\n"), path.name in done.err) == (1, True)


def test_damaged_copies_cost_time_not_the_answer(run: Run, pack: Path) -> None:
    """What was compiled from a good source is only a faster way to it."""
    (pack / "pack.compiled.json").write_bytes(b"null")
    (pack / "wording.compiled.json").write_bytes(b"[1,")
    assert run("lookup", "cancel.fee", "--pack", str(pack)).status == 0


def test_an_article_that_the_pack_does_not_list(run: Run, pack: Path) -> None:
    """Answering and checking both say which; neither falls over."""
    head, *articles = (pack / "pack.toml").read_text().split("[[article]]")
    kept = [article for article in articles if "th/when-a-subscription-ends" not in article]
    (pack / "pack.toml").write_text("[[article]]".join([head, *kept]))
    for command in (["lookup", "renew.auto"], ["check"]):
        done = run(*command, "--pack", str(pack))
        assert done.status in {1, 4}
        assert "when-a-subscription-ends" in done.err


def test_check_says_what_is_wrong_as_a_user_reads_it(run: Run, pack: Path) -> None:
    """No placeholder is left open, and each file is named once."""
    path = pack / "topics" / "cancel.fee.toml"
    path.write_text("zzz = 1\n" + path.read_text())
    done = run("check", "--pack", str(pack))
    assert done.status == 1
    assert "unknown key: zzz" in done.err
    assert f"{pack / 'phrases'}: The phrases cannot be read: none found." in done.err
    assert "{detail}" not in done.err


def test_stamps_that_cannot_be_written(run: Run, pack: Path) -> None:
    """A line says where; what stood there is as it was."""
    shutil.rmtree(pack / "stamps")
    (pack / "stamps").write_text("in the way")
    done = run("catalogs", "stamp", "--language", "en", "--reader", "r", "--pack", str(pack))
    assert (done.status, done.err.count("\n"), "stamps" in done.err) == (4, 1, True)
    assert (pack / "stamps").read_text() == "in the way"


def test_a_gate_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """The measuring is done; the file is named."""
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id":"1","text":"hi","lang":"en","expect":["chat.greeting"]}\n')
    done = run("eval", str(questions), "--update-gate", str(tmp_path / "none" / "gate.toml"))
    assert (done.status, done.err.count("\n")) == (4, 1)
    assert "gate.toml" in done.err


@pytest.mark.parametrize(
    "change", ["users=-1", "paid_on=", "expedited=x", "__class__=1", "foo", "licence=gold"]
)
def test_a_changed_fact_that_is_none(run: Run, change: str) -> None:
    """A wrong option, like the fact's own option with such a value."""
    done = run("timeline", "--payment-due", "2026-10-01", "--what-if", change)
    assert (done.status, done.err.count("\n"), "--what-if" in done.err) == (2, 1, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id":"1","text":"","lang":"en","expect":[]}', "empty"),
        ('{"id":"1","text":"a","lang":"en"}', "“expect” is missing"),
        ("{", "not JSON"),
        ('{"id":"1","text":1,"lang":"en","expect":[]}', "wrong kind"),
    ],
)
def test_a_line_that_cannot_be_scored(run: Run, tmp_path: Path, line: str, said: str) -> None:
    """File, line and what is wrong with it."""
    path = tmp_path / "q.jsonl"
    path.write_text(f"\n{line}\n")
    done = run("eval", str(path))
    assert done.err.startswith(f"assistant: {path}:2: ")
    assert said in done.err
