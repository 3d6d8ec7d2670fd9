"""Measure a pack's routing honestly: leave one writer out, and time the model that is shipped.

Usage: python -m benchmarks.routing PACK, from the project folder

For each writer a model is trained on all others' phrases and asked this writer's: nobody routes
questions in words it was taught. Decisions use the shipped model's calibration. Training is about
ten seconds a writer.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

from assistant.routing import Candidate, DecisionKind, Ranking, Router, decide
from assistant.routing.model import MODEL_NAME
from assistant.routing.phrases import NONE, load_lexicon, load_phrases
from assistant.routing.training import (
    fit,
    read_examples,
    scores_of,
    topic_columns,
    with_vocabulary,
)


def leave_one_writer_out(pack: Path, router: Router) -> None:
    """Print accuracy and decisions on each writer's phrases by the others' model."""
    phrases = load_phrases(pack)
    lexicon = load_lexicon(pack)
    topics = topic_columns(phrases)
    print("writer  first  three  wrong  asked  declined  refused  cost/100")
    for writer in sorted({phrase.writer for phrase in phrases}):
        mine = np.array([phrase.writer == writer for phrase in phrases])
        taught = [phrase for phrase in phrases if phrase.writer != writer]
        examples = read_examples(phrases, with_vocabulary(lexicon, taught))
        fitted = fit(examples, np.flatnonzero(~mine), topics, ())
        counts: Counter[str] = Counter()
        rows = np.flatnonzero(mine)
        for row, scores in zip(rows.tolist(), scores_of(examples, fitted, rows), strict=True):
            phrase = phrases[row]
            calibration = router.model.header.calibration[phrase.language]
            adjusted = scores / calibration.temperature
            adjusted[-1] += calibration.none
            powers = np.exp(adjusted - adjusted.max())
            *chances, none = (powers / powers.sum()).tolist()
            ranked = sorted(map(Candidate, topics, chances), key=lambda one: -one.confidence)
            _count(counts, phrase.topic, Ranking(phrase.language, tuple(ranked), none))
        _report(writer, counts)


def _count(counts: Counter[str], topic: str, ranking: Ranking) -> None:
    best = [one.topic for one in ranking.candidates[:3]]
    kind = decide(ranking, failures=0, answerable={c.topic for c in ranking.candidates}).kind
    counts["all"] += 1
    if topic == NONE:
        counts["out"] += 1
        counts["refused"] += kind is not DecisionKind.ANSWER
        counts["cost"] += {"answer": 5, "clarify": 1, "decline": 0}[kind]
        return
    counts["in"] += 1
    counts["first"] += best[0] == topic
    counts["three"] += topic in best
    wrong = kind is DecisionKind.ANSWER and best[0] != topic
    counts["wrong"] += wrong
    counts[kind] += 1
    counts["cost"] += 5 * wrong + {"answer": 0, "clarify": 1, "decline": 2}[kind]


def _report(writer: str, counts: Counter[str]) -> None:
    shares = [
        counts[name] / counts["in"] for name in ("first", "three", "wrong", "clarify", "decline")
    ]
    refused = counts["refused"] / max(1, counts["out"])
    figures = "  ".join(f"{share:5.3f}" for share in (*shares, refused))
    print(f"{writer:6s}  {figures}  {100 * counts['cost'] / counts['all']:.1f}", flush=True)


def speed(pack: Path, router: Router) -> None:
    """Print the model's size and the time to load it and to rank one question."""
    path = pack / MODEL_NAME
    started = time.perf_counter()
    Router.load(path)
    loading = time.perf_counter() - started
    times = []
    for phrase in load_phrases(pack)[::3]:
        started = time.perf_counter()
        router.rank(phrase.text)
        times.append(time.perf_counter() - started)
    middle, late = np.percentile(times, [50, 99]) * 1000
    print(f"model {path.stat().st_size / 1e6:.1f} MB, loaded in {loading * 1000:.1f} ms")
    print(f"one question: p50 {middle:.2f} ms, p99 {late:.2f} ms")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    shipped = Router.load(folder / MODEL_NAME)
    speed(folder, shipped)
    leave_one_writer_out(folder, shipped)
