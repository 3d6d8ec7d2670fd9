"""How long one whole answer takes, as a ratio to an empty Python process in the same run.

Usage: python benchmarks/startup.py [RUNS]

The two are run in turn, so that a machine that slows down slows both; the best of each counts.
"""

from __future__ import annotations

import subprocess
import sys
import time

QUESTIONS = {
    "en": "what happens if I don't pay",
    "el": "το τιμολόγιο έληγε την 1η Οκτωβρίου και δεν πληρώσαμε, τι γίνεται;",
    "th": "ใบแจ้งหนี้ครบกำหนด 1 ตุลาคม 2569 ยังไม่ได้จ่าย จะเป็นอย่างไร",
}
EMPTY = [sys.executable, "-c", "pass"]


def seconds(command: list[str]) -> float:
    """Return how long a command takes from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print the best times and their ratio for each language."""
    print(f"best of {runs}, in turn")
    for language, question in QUESTIONS.items():
        ask = [sys.executable, "-m", "assistant", "ask", question]
        pairs = [(seconds(EMPTY), seconds(ask)) for _ in range(runs + 1)][1:]
        empty, answer = (min(times) for times in zip(*pairs, strict=True))
        print(
            f"{language}: python -c pass {empty * 1000:.1f} ms, assistant ask "
            f"{answer * 1000:.1f} ms, ratio {answer / empty:.1f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
