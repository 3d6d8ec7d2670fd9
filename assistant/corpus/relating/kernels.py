"""The work on texts, as functions from values to values that any engine can run anywhere.

`surveys` is a map over batches of passages, `confirm`, `verify` and `explain` over batches of
numbers of texts, which they read from the file. None of them keeps anything.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from assistant.cleaning.equality import key_of_tidy, tidy
from assistant.corpus.relating.alike import DATA, likenesses, masked_in
from assistant.corpus.relating.editing import describe
from assistant.corpus.relating.lexicon import Editions
from assistant.corpus.relating.scanning import JOIN, MASK, TIDY, UNSEEN, needs
from assistant.corpus.relating.sketching import Longs, Sketches, Words, sketch
from assistant.corpus.relating.texts import Reader, Spans

# What a text needs of which nothing is known.
_ANY = JOIN | MASK
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
    shown, masked, digests, headings = [], [], [], []
    known = needs([text for text, _ in batch], editions.names).tolist()
    for (text, heading), needed in zip(batch, known, strict=True):
        seen, need = unicodedata.normalize("NFC", text), needed
        if need & TIDY or seen != text:
            seen, need = tidy(UNSEEN.sub("", text)), _ANY
        encoded = _bytes(seen)
        key = _bytes(key_of_tidy(seen)) if need & JOIN else _key_of(encoded)
        digests.append(blake2b(key, digest_size=16).digest())
        shown.append(encoded)
        masked.append(masked_in(seen, editions) if need & MASK or DATA in seen else seen)
        headings.append(zlib.crc32(_bytes(heading.casefold())) if heading else 0)
    # In one go, which is faster; no text has a line break any more.
    compared = "\n".join(masked).lower().split("\n") if masked else []
    others = [_bytes(text) for text in compared]
    return Survey(
        b"".join(chain.from_iterable(zip(shown, others, strict=True))),
        _lengths(shown),
        _lengths(others),
        np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64).reshape(-1, 2),
        np.array(headings, dtype=np.uint32),
        sketch(compared),
    )


def surveys(editions: Editions, batches: Sequence[Sequence[tuple[str, str]]]) -> list[Survey]:
    """Return what is kept of some batches: a task is worth the way to another process and back."""
    return [survey(editions, batch) for batch in batches]


def confirm(path: Path, task: Task) -> NDArray[np.bool_]:
    """Return which pairs of texts with equal digests are equal."""
    with Reader(path) as reader:
        texts = reader.shown(task.spans)
    return np.array(
        [
            texts[one] == texts[other] or key_of_tidy(texts[one]) == key_of_tidy(texts[other])
            for one, other in task.pairs.tolist()
        ],
        dtype=np.bool_,
    )


def verify(path: Path, task: Task) -> NDArray[np.uint8]:
    """Return how alike the texts of pairs are in percent, 0 where they are not alike."""
    with Reader(path) as reader:
        texts = reader.compared(task.spans)
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
    with Reader(path) as reader:
        texts = iter(reader.shown(spans))
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


def _key_of(tidy_text: bytes) -> bytes:
    """Return the equality key of a text, encoded, in which no letters are to be joined."""
    return tidy_text.removesuffix(b".").rstrip(b" ")


def _lengths(texts: Sequence[bytes]) -> NDArray[np.int64]:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
