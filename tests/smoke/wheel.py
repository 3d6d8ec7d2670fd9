"""Smoke test of an installed wheel, from a folder that is not the checkout.

Usage: wheel.py PATH_OF_ASSISTANT FOLDER
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

# Of what went wrong; a pack that is out of order has hundreds of lines.
_SHOWN = 500
QUESTIONS = {
    "en": ("the invoice was due on 1 October and we have not paid", "31 October 2026"),
    "el": (
        "το τιμολόγιο έληγε την 1η Οκτωβρίου και δεν πληρώσαμε, τι γίνεται;",
        "31 Οκτωβρίου 2026",
    ),
    "th": ("ใบแจ้งหนี้ครบกำหนด 1 ตุลาคม 2569 ยังไม่ได้จ่าย จะเป็นอย่างไร", "31 ตุลาคม 2569"),
}


def run(command: list[str], folder: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the wheel without the checkout on its path."""
    kept = {"PATH", "HOME", "TMPDIR", "SYSTEMROOT"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return subprocess.run(
        command, cwd=folder, env=environment, text=True, capture_output=True, check=False
    )


def main(program: str, folder: str) -> int:
    """Ask in three languages, list, check and fail as documented; return 0 if all is right."""
    failed = 0
    for language, (question, day) in QUESTIONS.items():
        done = run([program, "ask", "--json", "--today", "2026-10-10", question], folder)
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
        dates = {m["event"] + ":" + m["bound"]: m["date"] for m in answer.get("milestones", [])}
        right = (
            answer.get("topic") == "payment.missed"
            and answer.get("language") == language
            and dates.get("disabled:on") == "2026-10-31"
            and day in answer.get("text", "")
        )
        failed += not right
        print(f"{'ok' if right else 'FAILED'}: ask in {language}", done.stderr)
    for arguments, status in (
        (["topics"], 0),
        (["check"], 0),
        (["corpus", "schema"], 0),
        (["timeline", "--expired-on", "2026-02-30"], 2),
        (["lookup", "no.such.topic"], 2),
        # Without the extra; the status of what is not installed.
        (["timeline", "--expired-on", "2026-10-01", "--ics", "dates.ics"], 4),
        (["chat", "--web"], 4),
        (["ask", "--language", "xx", "hello"], 2),
    ):
        done = run([program, *arguments], folder)
        right = done.returncode == status and "Traceback" not in done.stderr
        failed += not right
        print(f"{'ok' if right else 'FAILED'}: {' '.join(arguments)}", done.stderr[:_SHOWN])
    print(f"{len(QUESTIONS) + 7 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
