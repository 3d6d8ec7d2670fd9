"""Measure how long one question takes as phrases grow: the index beside a scan of all phrases.

Usage: python -m benchmarks.scale PACK [--phrases 10000 100000 1000000], from the project folder

The phrases are the pack's, perturbed: words dropped, doubled and moved, letters mistyped, the same
at each run. Questions are perturbed anew. Both methods answer the same questions in turn, so that a
machine that slows down slows both: compare their times, not their milliseconds. `found` is the
share of questions for which the index has a phrase as similar as the most similar of all.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.errors import AssistantError
from assistant.routing.nearest import PhraseIndex
from assistant.routing.phrases import Phrase, load_phrases
from assistant.text.fold import fold

_SEED = 20_260_101
_QUESTIONS = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def perturbed(phrases: Sequence[Phrase], rng: random.Random) -> Iterator[Phrase]:
    """Yield, without end, phrases that differ from `phrases` as typing and wording differ."""
    while True:
        phrase = rng.choice(phrases)
        words = phrase.text.split()
        for _ in range(1 + len(words) // 6):
            at = rng.randrange(len(words))
            match rng.randrange(4):
                case 0 if len(words) > 1:
                    del words[at]
                case 1:
                    words.insert(at, rng.choice(rng.choice(phrases).text.split()))
                case 2:
                    words.insert(rng.randrange(len(words)), words.pop(at))
                case _:
                    cut = rng.randrange(len(words[at]))
                    words[at] = words[at][:cut] + rng.choice(_LETTERS) + words[at][cut + 1 :]
        yield replace(phrase, text=" ".join(words))


def measure(phrases: Sequence[Phrase], questions: Sequence[str]) -> None:
    """Print a row: time to index, p50 of both methods, their ratio, and what the index found."""
    started = time.perf_counter()
    index = PhraseIndex(phrases)
    built = time.perf_counter() - started
    folded = [fold(phrase.text) for phrase in phrases]
    pruned, scanned, found = [], [], 0
    for question in questions:
        started = time.perf_counter()
        nearest = index.nearest(question, most=1)
        middle = time.perf_counter()
        best = process.extractOne(fold(question), folded, scorer=fuzz.token_sort_ratio)
        ended = time.perf_counter()
        pruned.append(middle - started)
        scanned.append(ended - middle)
        found += bool(nearest) and nearest[0].likeness >= best[1] / 100
    fast, slow = (1000 * sorted(times)[len(times) // 2] for times in (pruned, scanned))
    print(
        f"{len(phrases):9,d}  {built:7.1f}  {fast:8.2f}  {slow:8.1f}  {slow / fast:6.1f}  "
        f"{found / len(questions):5.2f}",
        flush=True,
    )


def main(arguments: Sequence[str]) -> int:
    """Print the table and return the exit status: 2 if the pack's phrases cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--phrases", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    given = parser.parse_args(arguments)
    try:
        phrases = [phrase for phrase in load_phrases(given.pack) if phrase.text.strip()]
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    asked = perturbed(phrases, random.Random(_SEED + 1))  # noqa: S311 - no secret
    questions = [next(asked).text for _ in range(_QUESTIONS)]
    print("  phrases  index s  index ms   scan ms   ratio  found")
    for count in given.phrases:
        made = perturbed(phrases, random.Random(_SEED))  # noqa: S311 - no secret
        measure([next(made) for _ in range(count)], questions)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
