"""`assistant unanswered` and the log it reads."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tests.cli.conftest import Run

BICYCLE = "my bicycle has a flat tyre, call 0812345678"


def test_on_the_command_line(run: Run, tmp_path: Path) -> None:
    """Kept with --log only, listed, and drafted as valid TOML."""
    path = tmp_path / "log.jsonl"
    assert run("ask", BICYCLE).status == 0
    assert not path.exists()
    assert run("ask", "--log", str(path), BICYCLE).status == 0
    assert "bicycle" in run("unanswered", str(path)).out
    drafted = tomllib.loads(run("unanswered", "--draft", str(path)).out)
    assert len(drafted["log"]) == 1
    told = json.loads(run("unanswered", "--json", str(path)).out)
    assert len(told["groups"]) == 1


def test_a_log_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    """Said before anything is asked."""
    done = run("ask", "--log", str(tmp_path), "hello")
    assert (done.status, done.out, done.err.count("\n")) == (4, "", 1)
