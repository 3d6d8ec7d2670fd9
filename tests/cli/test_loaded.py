"""A text answer starts fast because it loads little."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from assistant.cli import main
status = main(sys.argv[1:])
heavy = {"textual", "rich", "numpy", "sklearn", "scipy", "icalendar"} & set(sys.modules)
print("LOADED", sorted(heavy), file=sys.stderr)
raise SystemExit(status)
"""


@pytest.mark.parametrize(
    "question",
    [
        "what happens if I don't pay",
        "το τιμολόγιο έληγε την 1η Οκτωβρίου και δεν πληρώσαμε",
        "ใบแจ้งหนี้ครบกำหนด 1 ตุลาคม ยังไม่ได้จ่าย",
    ],
)
def test_a_text_answer_loads_no_heavy_package(question: str) -> None:
    """Neither the chat's packages, nor those of training and calendars, are imported to answer."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "ask", question], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "LOADED []" in done.stderr
