"""Measure the relating of paragraphs beside MinHash deduplicators and exact matching, in one run.

Usage: python -m benchmarks.dedup FILE… [--paragraphs 10000 100000] [--methods …] [--workers 2]

A FILE holds the articles of one language, a JSON object a line: {"path": …, "text": …}; its name
is the language tag (`el.jsonl`). Paragraphs are its lines of 40 characters or more, each once, and
then edits of them with known truth (`tests/corpus/perturbing.py`): the same at each run.

Every method runs in a process of its own, reads the same file of a text a line and is timed whole.
`ratio` is its time over that of a bare loop that normalises (NFC, white space) and hashes (BLAKE2b)
the same texts, held in memory. Memory is the most of the process and, for processes it starts, the
most of any of them times their number.

- ours: `assistant.corpus.relating.relate`, with what differs and what kind of edit it is
- datasketch: MinHash of 128 permutations over the set of words, LSH at a threshold of 0.9
- rensa: R-MinHash likewise, LSH of 8 bands, candidates taken from an estimated 0.9
- keys: the bare loop with the cleaner's equality key, without which nothing is merged as it merges
- exact: BLAKE2b of the normalised text

A deduplicator keeps one text and drops what it takes for copies. `lost` is the share of edits that
change what a paragraph says and were merged with a text that differs from theirs in more than
white space and a final full stop; the edits are named in columns. `merged` is the share of copies
(equal, or in white space) merged with what they are copies of; `related` the share of edits in one
group with what they were made of; `unrelated` that of random pairs of different paragraphs in one
group.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from assistant.cleaning.equality import equality_key
from assistant.corpus.relating import Passage, Place, relate
from tests.corpus.perturbing import VARIANTS, Done, Edited, Material, edits

_SEED = 20_261_126
_LEAST = 40
_UNRELATED = 100_000
_PERMUTATIONS = 128
_THRESHOLD = 0.9
_BANDS = 8
# Texts whose sketches a MinHash library makes in one call.
_AT_ONCE = 10_000
_ORIGINAL = "original"


class Row(NamedTuple):
    """A paragraph of the file that methods read.

    Args:
        language: language tag.
        source: number of the row it was made of; its own for an original.
        done: what was done to it.
        text: the paragraph, in one line.
    """

    language: str
    source: int
    done: str
    text: str


class Outcome(NamedTuple):
    """What a method found.

    Args:
        seconds: how long it took.
        megabytes: the most memory it held.
        copy_of: for each row, the row it was merged with; itself if it was kept.
        group: for each row, a number that related rows share.
    """

    seconds: float
    megabytes: float
    copy_of: list[int]
    group: list[int]


def write_rows(files: Sequence[Path], count: int, path: Path) -> None:
    """Write `count` rows, the same of each language: paragraphs, up to half, and edits of them."""
    share, number = count // len(files), 0
    with (
        path.open("w", encoding="utf-8", newline="\n") as texts,
        _truth(path).open("w", encoding="utf-8") as truth,
    ):
        for source in files:
            paragraphs = list(islice(_paragraphs(source), max(1, share // 2)))
            made = edits(Material(source.stem, paragraphs), _SEED)
            originals = (Edited(at, Done.EQUAL, text) for at, text in enumerate(paragraphs))
            for at, edited in enumerate(islice(_chained(originals, made), share)):
                done = _ORIGINAL if at < len(paragraphs) else edited.done
                # A line break within a paragraph is white space like any other.
                text = edited.text.replace("\n", "\v").replace("\r", "\v")
                texts.write(f"{text}\n")
                truth.write(f"{source.stem}\t{number + edited.source}\t{done}\n")
            number += share


def _chained(one: Iterator[Edited], other: Iterator[Edited]) -> Iterator[Edited]:
    yield from one
    yield from other


def _paragraphs(path: Path) -> Iterator[str]:
    known = set()
    with path.open(encoding="utf-8") as file:
        for line in file:
            for text in json.loads(line)["text"].splitlines():
                paragraph = " ".join(text.split())
                if len(paragraph) >= _LEAST and paragraph not in known:
                    known.add(paragraph)
                    yield paragraph


def _truth(path: Path) -> Path:
    return path.with_suffix(".truth")


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file."""
    with _truth(path).open(encoding="utf-8") as file:
        for line, text in zip(file, read_texts(path), strict=True):
            language, source, done = line.rstrip("\n").split("\t")
            yield Row(sys.intern(language), int(source), done, text)


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.removesuffix("\n")


def normalised(text: str) -> str:
    """Return what the bare loop hashes."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def bare(path: Path, _: int) -> Outcome:
    """Normalise and hash every text, and no more."""
    texts = list(read_texts(path))
    started = time.perf_counter()
    for text in texts:
        blake2b(normalised(text).encode(), digest_size=16).digest()
    return _outcome(started, list(range(len(texts))))


def keys(path: Path, _: int) -> Outcome:
    """Hash the equality key of every text, as `ours` does to merge, and no more."""
    texts = list(read_texts(path))
    started = time.perf_counter()
    for text in texts:
        blake2b(equality_key(text).encode(), digest_size=16).digest()
    return _outcome(started, list(range(len(texts))))


def exact(path: Path, _: int) -> Outcome:
    """Merge texts that are equal when normalised."""
    started = time.perf_counter()
    first: dict[bytes, int] = {}
    merged = [
        first.setdefault(blake2b(normalised(text).encode(), digest_size=16).digest(), at)
        for at, text in enumerate(read_texts(path))
    ]
    return _outcome(started, merged)


def ours(path: Path, workers: int) -> Outcome:
    """Relate the texts, each the only block of an article."""
    # As what the other methods need, it is loaded before the clock starts.
    import_module("assistant.corpus.relating.engine")
    languages = [row.language for row in read_rows(path)]
    started = time.perf_counter()
    passages = (
        Passage(Place(f"{at:08}", "L1"), language, text)
        for at, (language, text) in enumerate(zip(languages, read_texts(path), strict=True))
    )
    merged: dict[int, int] = {}
    group: dict[int, int] = {}
    for number, found in enumerate(relate(passages, workers=workers, folder=path.parent)):
        for places in (found.places, *(variant.places for variant in found.variants)):
            first = int(places[0].article)
            for place in places:
                merged[int(place.article)] = first
                group[int(place.article)] = -1 - number
    seconds = time.perf_counter() - started
    return _outcome(
        started,
        [merged.get(at, at) for at in range(len(languages))],
        [group.get(at, at) for at in range(len(languages))],
        seconds=seconds,
        workers=workers - 1,
    )


def with_datasketch(path: Path, _: int) -> Outcome:
    """Merge each text with the first whose estimated likeness reaches the threshold."""
    from datasketch import MinHash, MinHashLSH

    started = time.perf_counter()
    texts = read_texts(path)
    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    merged: list[int] = []
    while batch := [
        [word.encode() for word in set(text.split())] for text in islice(texts, _AT_ONCE)
    ]:
        for sketch in MinHash.bulk(batch, num_perm=_PERMUTATIONS):
            near = index.query(sketch)
            merged.append(min(near, default=len(merged)))
            if not near:
                index.insert(len(merged) - 1, sketch)
    return _outcome(started, merged)


def with_rensa(path: Path, _: int) -> Outcome:
    """Do the same with rensa, and estimate the likeness of its candidates."""
    from rensa import RMinHash, RMinHashLSH

    started = time.perf_counter()
    texts = read_texts(path)
    index = RMinHashLSH(_THRESHOLD, _PERMUTATIONS, _BANDS)
    merged: list[int] = []
    kept: dict[int, RMinHash] = {}
    while batch := [list(set(text.split())) for text in islice(texts, _AT_ONCE)]:
        for sketch in RMinHash.from_token_sets(batch, _PERMUTATIONS, _SEED):
            at = len(merged)
            near = [one for one in index.query(sketch) if kept[one].jaccard(sketch) >= _THRESHOLD]
            merged.append(min(near, default=at))
            if not near:
                index.insert(at, sketch)
                kept[at] = sketch
    return _outcome(started, merged)


def _outcome(
    started: float,
    merged: list[int],
    group: list[int] | None = None,
    *,
    seconds: float | None = None,
    workers: int = 0,
) -> Outcome:
    seconds = time.perf_counter() - started if seconds is None else seconds
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kilobytes += workers * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Outcome(seconds, kilobytes / 1024, merged, merged if group is None else group)


METHODS: Mapping[str, Callable[[Path, int], Outcome]] = MappingProxyType(
    {
        "bare": bare,
        "keys": keys,
        "exact": exact,
        "ours": ours,
        "datasketch": with_datasketch,
        "rensa": with_rensa,
    }
)


def run(method: str, path: Path, workers: int) -> Outcome:
    """Run a method in a fresh process, so that its memory is its own."""
    context = get_context("spawn")
    end, other = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(method, path, workers, other))
    process.start()
    other.close()
    try:
        outcome: Outcome = end.recv()
    except EOFError:
        raise SystemExit(f"{method} failed") from None
    finally:
        process.join()
    return outcome


def _send(method: str, path: Path, workers: int, end: object) -> None:
    end.send(METHODS[method](path, workers))  # type: ignore[attr-defined]


class Figures(NamedTuple):
    """How a method did, in shares; by kind of edit where there are kinds."""

    lost: dict[str, float]
    related: dict[str, float]
    merged: float
    unrelated: float


def judge(rows: Sequence[Row], outcome: Outcome) -> Figures:
    """Return how what a method found compares with what was done."""
    texts = [_key(row.text) for row in rows]
    total, lost, related = Counter[str](), Counter[str](), Counter[str]()
    for at, row in enumerate(rows):
        source = row.source
        if row.done == _ORIGINAL or (row.done in VARIANTS and texts[at] == texts[source]):
            continue
        total[row.done] += 1
        if row.done in VARIANTS:
            lost[row.done] += texts[outcome.copy_of[at]] != texts[at]
            related[row.done] += outcome.group[at] == outcome.group[source]
        else:
            total["merged"] += 1
            lost["merged"] += outcome.copy_of[at] == outcome.copy_of[source]
    return Figures(
        {kind: lost[kind] / total[kind] for kind in VARIANTS if total[kind]},
        {kind: related[kind] / total[kind] for kind in VARIANTS if total[kind]},
        lost["merged"] / max(1, total["merged"]),
        _unrelated(rows, outcome),
    )


def _key(text: str) -> str:
    """Return what no copy differs in: Thai letters may have a space between them or none."""
    joined = re.sub(r"(?<=[\u0e00-\u0e7f]) (?=[\u0e00-\u0e7f])", "", normalised(text))
    return joined.removesuffix(".").rstrip()


def _unrelated(rows: Sequence[Row], outcome: Outcome) -> float:
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    by_language: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        by_language.setdefault(row.language, []).append(at)
    languages = sorted(by_language)
    found = tried = 0
    while tried < _UNRELATED:
        one, other = rng.choices(by_language[rng.choice(languages)], k=2)
        if rows[one].source != rows[other].source:
            tried += 1
            found += outcome.group[one] == outcome.group[other]
    return found / tried


def compare(files: Sequence[Path], count: int, methods: Sequence[str], workers: int) -> None:
    """Print a table of what the methods do with `count` paragraphs."""
    names = " ".join(f"{kind:>9}" for kind in VARIANTS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        write_rows(files, count, path)
        rows = list(read_rows(path))
        print(f"\n{len(rows)} paragraphs in {', '.join(file.stem for file in files)}")
        print(
            f"{'method':12}{'seconds':>9}{'ratio':>7}{'MB':>6}  lost: {names}  "
            f"related: {names}  merged  unrelated"
        )
        # First and last, since the machine may change meanwhile.
        base = [run("bare", path, workers).seconds]
        found = {method: run(method, path, workers) for method in methods}
        base.append(run("bare", path, workers).seconds)
        seconds = sum(base) / len(base)
        print(
            f"{'bare loop':12}{seconds:9.2f}{1:7.1f}  ({base[0]:.2f} before, {base[1]:.2f} after)"
        )
        for method, outcome in found.items():
            figures = judge(rows, outcome)
            lost, related = (
                " ".join(f"{share.get(kind, 0):9.4f}" for kind in VARIANTS)
                for share in (figures.lost, figures.related)
            )
            print(
                f"{method:12}{outcome.seconds:9.2f}{outcome.seconds / seconds:7.1f}"
                f"{outcome.megabytes:6.0f}  {'':6}{lost}  {'':9}{related}  "
                f"{figures.merged:.4f}  {figures.unrelated:.5f}",
                flush=True,
            )


def main(arguments: Sequence[str]) -> int:
    """Print the tables and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dedup")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--paragraphs", nargs="+", type=int, default=[10_000, 100_000])
    choices = [name for name in METHODS if name != "bare"]
    parser.add_argument("--methods", nargs="+", choices=choices, default=choices)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    for count in given.paragraphs:
        compare(given.files, count, given.methods, given.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
