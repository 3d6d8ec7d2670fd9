"""`assistant chat --web`: which options reach the chat of a page, and what can go wrong before."""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import chat, web
from tests.cli.conftest import Run

# What a shell would take for something else, and a value that looks like an option.
AWKWARD = "it's; touch $(x) `y` “ก” && --web"


def parser() -> argparse.ArgumentParser:
    """Return the parser of `chat` alone."""
    outer = argparse.ArgumentParser()
    chat.add_to(outer.add_subparsers())
    return outer


def test_every_option_reaches_the_chat_of_a_page() -> None:
    """What is read from the command for a page is what was given, word for word."""
    given = ["chat", "--web", "--port", "0", "--today", "2026-11-21", "--language=th", "--steps"]
    given += ["--dates", "gregorian", "--zone", "Asia/Bangkok", "--semantic", "--keep=never"]
    given += [f"--{name}={AWKWARD}" for name in ("pack", "profile", "log", "resume")]
    parsed = parser().parse_args(given)
    command = web.page_command(parsed)
    again = vars(parser().parse_args(command[command.index("chat") :]))
    expected = vars(parsed) | {"web": False, "port": None, "served": True}
    assert again == expected
    left = {name for name, value in vars(parsed).items() if value is None or value is False}
    # With a profile named, there cannot be none; these two are other ways to show the chat.
    assert left == {"no_profile", "plain", "json", "served"}


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_the_shell_changes_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program gets each argument as it was given, and nothing else is run."""
    program = tmp_path / "py thon"
    program.write_text('#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one"; done\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    command = web.page_command(parser().parse_args(["chat", "--web", f"--pack={AWKWARD}"]))
    line = web.for_shell(command)
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == command[1:]
    assert f"--pack={AWKWARD}" in command


def test_files_in_the_current_folder_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies where the chat is started from is none of the program's."""
    (tmp_path / "textual.py").write_text("raise SystemExit('run')")
    (tmp_path / "assistant.py").write_text("raise SystemExit('run')")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    command = web.page_command(parser().parse_args(["chat", "--web"]))
    command = [*command[: command.index("chat")], "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_textual_serve(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line names what to install."""
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "assistant.chat.serving", raising=False)
    done = run("chat", "--web", "--no-profile")
    assert done.status == 4
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "help-assistant[web]" in done.err


def test_a_port_that_is_taken(run: Run) -> None:
    """One line says so, in the user's language, with the number as it is typed."""
    pytest.importorskip("textual_serve")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("chat", "--web", "--port", port, language="el_GR.UTF-8")
    assert done.status == 4
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert f"στη θύρα {port}:" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--web", "--port", "65536"), "--port: “65536”"),
        (("--web", "--port", "x"), "--port: “x”"),
        (("--port", "8000"), "--port: A port is of use only in a browser. Add --web."),
        (("--web", "--json"), "not allowed with"),
        (("--web", "--language", "xx"), "--language"),
    ],
)
def test_wrong_use_is_said_at_once(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Status 2 and one line, before anything is served."""
    done = run("chat", "--no-profile", *arguments)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
