"""Measure the router on published intent sets, beside two plain methods in the same run.

Usage: python -m benchmarks.yardsticks FILE… [--examples 5 10 20 full], from the project folder

A FILE is one set, a JSON object a line: {"text": …, "label": …, "split": …}. Splits are `train`,
`val` (not used) and `test`; what is out of scope is in `oos_train`, `oos_val` (not used) and
`oos_test`. The sets are published by others and not shipped here:

- BANKING77: PolyAI-LDN/task-specific-datasets on GitHub, CC BY 4.0
- CLINC150: clinc/oos-eval on GitHub, CC BY 3.0
- HWU64: xliuhw/NLU-Evaluation-Data on GitHub, fold 1, CC BY 4.0

The methods learn from the same examples, and answer the same questions in turn, so that a machine
that slows down slows all: compare their times, not their milliseconds.

- ours: what `assistant.routing.training` makes of these examples without names and ideas, asked
  through `Router.rank`
- nearest: the label of the training phrase with the highest RapidFuzz `token_sort_ratio`, the best
  of its ratios here (at 10 examples of BANKING77 +8 points over `ratio`)
- n-grams: scikit-learn's logistic regression on TF-IDF of characters (2 to 5, inside words)

Accuracy is the share of `test` whose most likely label is right, nothing being refused. The recall
out of scope is the share of `oos_test` refused by the least confidence that refuses 5 % of `test`
or less. Only the full row learns from `oos_train`, as one more class.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.errors import AssistantError
from assistant.routing import Router
from assistant.routing.lexicon import Lexicon
from assistant.routing.model import parse
from assistant.routing.phrases import NONE, Phrase
from assistant.routing.training import model_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask = Callable[[str], "Guess"]

METHODS = ("ours", "nearest", "n-grams")
SPLITS = ("train", "val", "test", "oos_train", "oos_val", "oos_test")
# The label of all that is out of scope; a set's own labels are never empty.
OUT = ""
FALSELY_REFUSED = 0.05

_SEED = 20_240_501
# Training holds out a fifth of each class in turn; a class must be left without it.
_LEAST_EXAMPLES = 2
_LEAST_OUT = 5
# Before a set's labels, which may be what a pack's own class is called.
_IN = "label."
# Of the n-grams; ten times scikit-learn's own, +6 points at 10 examples of BANKING77.
_STRENGTH = 10.0
_ITERATIONS = 300


class SetError(Exception):
    """A file that is no intent set; its text is one line that says where and why."""


class Example(NamedTuple):
    """A question and the label that is right for it."""

    text: str
    label: str


class Guess(NamedTuple):
    """The most likely label, and how sure of it the method is by its own measure."""

    label: str
    confidence: float


class IntentSet(NamedTuple):
    """A published set: its name, and the examples of each split."""

    name: str
    splits: dict[str, list[Example]]


class Figures(NamedTuple):
    """How a method did: accuracy, recall out of scope if the set has that, p50 and p99 in ms."""

    accuracy: float
    recall: float | None
    median: float
    late: float


def read_set(path: Path) -> IntentSet:
    """Return the set in the file `path`.

    Raises:
        SetError: it cannot be read, a line is no example, or it is too small to learn from.
    """
    splits: dict[str, list[Example]] = {split: [] for split in SPLITS}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SetError(f"{path}: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        try:
            split, example = _example(line)
        except (ValueError, TypeError, RecursionError) as error:
            raise SetError(f"{path}:{number}: {error}") from error
        splits[split].append(example)
    counts = Counter(example.label for example in splits["train"] + splits["oos_train"])
    if len(counts.keys() - {OUT}) < _LEAST_EXAMPLES or not splits["test"]:
        raise SetError(f"{path}: two labels in split train and a question in test are needed")
    if rare := sorted(label or "oos" for label, n in counts.items() if n < _LEAST_EXAMPLES):
        raise SetError(f"{path}: only one training example of {rare[0]!r}, two are needed")
    return IntentSet(path.stem, splits)


def _example(line: bytes) -> tuple[str, Example]:
    """Return the split and the example on a line; raises ValueError, TypeError, RecursionError."""
    try:
        raw = json.loads(line.decode())
    except json.JSONDecodeError as error:
        # Its own text counts lines too, from this one.
        raise ValueError(f"no JSON: {error.msg}, column {error.colno}") from error
    if not isinstance(raw, dict):
        raise TypeError("not a JSON object")
    for name in ("text", "label", "split"):
        value = raw.get(name)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"no {name!r}, or not a text")
        # JSON can write half of a surrogate pair, which no file can hold.
        value.encode()
    split = raw["split"]
    if split not in SPLITS:
        raise ValueError(f"split {split!r} is none of {', '.join(SPLITS)}")
    return split, Example(raw["text"], OUT if split.startswith("oos_") else raw["label"])


def drawn(one: IntentSet, count: int | None) -> list[Example]:
    """Return `count` training examples a label, the same at each run, or all if it is None.

    A label with fewer gives what it has. The examples of a small count are among a larger one's.
    """
    if count is None:
        return one.splits["train"] + one.splits["oos_train"]
    rng = np.random.default_rng(_SEED)
    by_label: dict[str, list[Example]] = {}
    for example in one.splits["train"]:
        by_label.setdefault(example.label, []).append(example)
    return [
        examples[at]
        for _, examples in sorted(by_label.items())
        for at in rng.permutation(len(examples))[:count].tolist()
    ]


def ours(examples: Sequence[Example]) -> Ask:
    """Return the router that is trained on `examples`."""
    out = [example.text for example in examples if example.label == OUT]
    # A pack always has phrases out of scope; empty ones are like no question.
    phrases = [
        *(Phrase("en", _IN + one.label, "published", one.text) for one in examples if one.label),
        *(Phrase("en", NONE, "published", text) for text in out or [""] * _LEAST_OUT),
    ]
    model = model_of(phrases, Lexicon.build({}, (), {}), digest="")
    router = Router(parse(memoryview(model)))

    def ask(text: str) -> Guess:
        ranking = router.rank(text)
        best = next(iter(ranking.candidates), None)
        if best is None:
            return Guess(OUT, 0.0)
        # What is out of scope is declined by its own class, where there is one to learn from.
        confidence = 1 - ranking.none if out else best.confidence
        return Guess(best.topic.removeprefix(_IN), confidence)

    return ask


def nearest(examples: Sequence[Example]) -> Ask:
    """Return a method that takes the label of the most similar phrase of `examples`."""
    texts = [example.text.lower() for example in examples]

    def ask(text: str) -> Guess:
        _, ratio, at = process.extractOne(text.lower(), texts, scorer=fuzz.token_sort_ratio)
        label = examples[at].label
        return Guess(label, 0.0 if label == OUT else ratio)

    return ask


def ngrams(examples: Sequence[Example]) -> Ask:
    """Return logistic regression on the character n-grams of `examples`."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS)
    texts, targets = zip(*examples, strict=True)
    model.fit(vectors.fit_transform(texts), targets)
    labels = [str(label) for label in model.classes_]

    def ask(text: str) -> Guess:
        chances = model.predict_proba(vectors.transform([text]))[0].tolist()
        chance, label = max(pair for pair in zip(chances, labels, strict=True) if pair[1] != OUT)
        return Guess(label, chance)

    return ask


def measure(one: IntentSet, asks: Sequence[Ask]) -> list[Figures]:
    """Return the figures of each of `asks`, asked one question at a time, in turn."""
    questions = one.splits["test"] + one.splits["oos_test"]
    guesses: list[list[Guess]] = [[] for _ in asks]
    times: list[list[float]] = [[] for _ in asks]
    for question in questions:
        for number, ask in enumerate(asks):
            started = time.perf_counter()
            guess = ask(question.text)
            times[number].append(time.perf_counter() - started)
            guesses[number].append(guess)
    return [_figures(questions, *answered) for answered in zip(guesses, times, strict=True)]


def _figures(
    questions: Sequence[Example], guesses: Sequence[Guess], times: Sequence[float]
) -> Figures:
    answered = list(zip(questions, guesses, strict=True))
    right = [guess.label == question.label for question, guess in answered if question.label]
    sure = [guess.confidence for question, guess in answered if question.label]
    unsure = [guess.confidence for question, guess in answered if not question.label]
    median, late = (np.percentile(times, [50, 99]) * 1000).tolist()
    recall = refused(sure, unsure) if unsure else None
    return Figures(sum(right) / len(right), recall, median, late)


def refused(in_scope: Sequence[float], out_of_scope: Sequence[float]) -> float:
    """Return the share of `out_of_scope` below the confidence that keeps 95 % of `in_scope`."""
    least = sorted(in_scope)[int(FALSELY_REFUSED * len(in_scope))]
    return sum(confidence < least for confidence in out_of_scope) / len(out_of_scope)


def compare(one: IntentSet, count: int | None) -> None:
    """Print a row for each method that learnt from `count` examples a label of the set."""
    examples = drawn(one, count)
    asks = (ours(examples), nearest(examples), ngrams(examples))
    for method, figures in zip(METHODS, measure(one, asks), strict=True):
        recall = "-" if figures.recall is None else f"{figures.recall:.3f}"
        print(
            f"{one.name:12s}  {count or 'full':>8}  {method:8s}  {figures.accuracy:8.3f}  "
            f"{recall:>10}  {figures.median:6.2f}  {figures.late:6.2f}",
            flush=True,
        )


def _count(text: str) -> int | None:
    """Return a number of examples, None for "full"; raises ArgumentTypeError."""
    if text == "full":
        return None
    if not text.isdecimal() or int(text) < _LEAST_EXAMPLES:
        raise argparse.ArgumentTypeError(f"a number from {_LEAST_EXAMPLES}, or full: {text!r}")
    return int(text)


def main(arguments: Sequence[str]) -> int:
    """Print the table and return the exit status: 2 if a file is no intent set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.yardsticks")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--examples", nargs="+", type=_count, default=[5, 10, 20, None])
    given = parser.parse_args(arguments)
    try:
        sets = [read_set(path) for path in given.files]
        print("set           examples  method    accuracy  oos recall  p50 ms  p99 ms")
        for one in sets:
            for count in given.examples:
                compare(one, count)
    except (SetError, AssistantError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
