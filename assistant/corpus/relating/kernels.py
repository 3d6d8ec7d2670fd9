"""The work on texts, as functions from values to values that any engine can run anywhere.

`survey` is a map over batches of passages, `confirm`, `verify` and `explain` over batches of
numbers of texts, which they read from the file. None of them keeps anything.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.cleaning.equality import key_of_tidy, tidy
from assistant.corpus.relating.alike import compared, likenesses
from assistant.corpus.relating.editing import describe
from assistant.corpus.relating.lexicon import Editions
from assistant.corpus.relating.sketching import Longs, Sketches, Words, sketch
from assistant.corpus.relating.texts import Spans, read_compared, read_shown

# Characters that nobody sees and that separate nothing: soft hyphen, zero-width space, marks of
# direction, word joiner, byte-order mark. The joiners of Indic and Persian words stay.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
# Beyond this the share of common characters is not worth its time.
_MAX_SCORED = 10_000


class Survey(NamedTuple):
    """What is kept of a batch of passages.

    Args:
        blob: their texts as shown and as compared, as `texts.Writer.add` takes them.
        shown: bytes of the shown ones.
        compared: bytes of the compared ones.
        digests: 128 bits of each equality key, as two numbers.
        headings: hashes of the headings, 0 for none.
        sketches: by which they meet.
    """

    blob: bytes
    shown: NDArray[np.int64]
    compared: NDArray[np.int64]
    digests: Longs
    headings: Words
    sketches: Sketches


class Task(NamedTuple):
    """Pairs of texts to look at.

    Args:
        spans: where their texts are, each once.
        pairs: rows of indexes into `spans`.
        framed: for each pair, whether the hashes of their frames agree.
    """

    spans: Spans
    pairs: NDArray[np.int64]
    framed: NDArray[np.bool_]


# What `values.Variant` says of a text, without its places: text, edit, score, and what is removed
# and added. Plain tuples: named ones take six times as long from one process to another.
Variation = tuple[str, str, int, tuple[tuple[str, str], ...]]
# The text of the first of a group, and its variants.
Explained = tuple[str, list[Variation]]


def survey(editions: Editions, batch: Sequence[tuple[str, str]]) -> Survey:
    """Return what is kept of some passages' texts and headings."""
    shown, masked, digests, headings = [], [], bytearray(), []
    for text, heading in batch:
        seen = tidy(text if text.isascii() or not _UNSEEN.search(text) else _UNSEEN.sub("", text))
        shown.append(seen)
        masked.append(compared(seen, editions))
        digests += blake2b(_bytes(key_of_tidy(seen)), digest_size=16).digest()
        headings.append(zlib.crc32(_bytes(heading.casefold())) if heading else 0)
    encoded = [(_bytes(one), _bytes(other)) for one, other in zip(shown, masked, strict=True)]
    return Survey(
        b"".join(part for pair in encoded for part in pair),
        np.array([len(one) for one, _ in encoded], dtype=np.int64),
        np.array([len(other) for _, other in encoded], dtype=np.int64),
        np.frombuffer(bytes(digests), dtype="<u8").astype(np.uint64).reshape(-1, 2),
        np.array(headings, dtype=np.uint32),
        sketch(masked),
    )


def confirm(path: Path, task: Task) -> NDArray[np.bool_]:
    """Return which pairs of texts with equal digests are equal."""
    texts = read_shown(path, task.spans)
    return np.array(
        [
            texts[one] == texts[other] or key_of_tidy(texts[one]) == key_of_tidy(texts[other])
            for one, other in task.pairs.tolist()
        ],
        dtype=np.bool_,
    )


def verify(path: Path, task: Task) -> NDArray[np.uint8]:
    """Return how alike the texts of pairs are in percent, 0 where they are not alike."""
    texts = read_compared(path, task.spans)
    one, other = ([texts[at] for at in column.tolist()] for column in task.pairs.T)
    return likenesses(one, other, task.framed)


def explain(
    path: Path, editions: Editions, language: str, task: tuple[Spans, Sequence[int]]
) -> list[Explained]:
    """Return what groups of alike texts differ in.

    Args:
        path: the file of the texts.
        editions: names of editions.
        language: language of the texts.
        task: where the texts are, and how many of them are in each group, the first before its
            variants.
    """
    spans, sizes = task
    texts = iter(read_shown(path, spans))
    found: list[Explained] = []
    for size in sizes:
        first = next(texts)
        others = islice(texts, size - 1)
        found.append((first, [_variation(first, text, language, editions) for text in others]))
    return found


def _variation(first: str, text: str, language: str, editions: Editions) -> Variation:
    edit, diff = describe(first, text, language, editions)
    score = round(fuzz.ratio(first[:_MAX_SCORED], text[:_MAX_SCORED]))
    return text, edit.value, score, tuple((part.removed, part.added) for part in diff)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
