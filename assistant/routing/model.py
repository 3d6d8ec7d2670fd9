"""The routing model's file, and scores from it in plain Python.

A sealed file (`assistant.routing.sealed`) whose numbers are, per feature, in the order of their
ids: id (u32), weight (u16, 1/256), exponent (u8), and a row of bytes, one a class, each kind of
number in a section of its own. The classes are the topics, `none`, and the languages. A byte `b`
stands for `(b - 128) * step / 2**exponent`: a step of its own keeps a rare feature's small
numbers, and sums of equal exponent stay sums of bytes, which Python adds fast.

The file is mapped, not read: only the rows that a question needs are touched.
"""

from __future__ import annotations

import math
import struct
import sys
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from assistant.errors import AssistantError, mark
from assistant.routing.lexicon import Lexicon
from assistant.routing.sealed import DAMAGED, mapped, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# Where a pack keeps its model.
MODEL_NAME = "router.bin"

MAGIC = b"HARM"
ZERO = 128
WEIGHT_UNIT = 1 / 256
MOST_EXPONENTS = 8

_MOST_CLASSES = 10_000
# Numbers of a header that a sum of scores can hold.
_LEAST_POSITIVE, _MOST = 1e-9, 1e9


class RouterModelError(AssistantError):
    """A routing model that cannot be used."""

    code = "router_model"
    message = mark("error.router_model", "The routing model cannot be used: {detail}.")
    hint = mark("error.router_model.hint", "Make it again: assistant train")


class Calibration(NamedTuple):
    """What turns scores into probabilities that hold on unseen questions.

    Attributes:
        temperature: scores are divided by it.
        none: added to the score of `none`.
    """

    temperature: float
    none: float


class Header(NamedTuple):
    """What the model knows beside its rows.

    Attributes:
        topics: topic ids, then `none`: the classes of the first columns.
        languages: BCP 47 tags: the classes of the last columns.
        intercepts: one a column.
        step: value of one unit at exponent 0.
        calibration: per language; "" for a question whose language is unknown.
        lexicon: names and ideas.
        digest: of all that the model was trained on, see `training_digest`.
    """

    topics: tuple[str, ...]
    languages: tuple[str, ...]
    intercepts: tuple[float, ...]
    step: float
    calibration: Mapping[str, Calibration]
    lexicon: Lexicon
    digest: str


class Scores(NamedTuple):
    """Uncalibrated scores of one question.

    Attributes:
        topics: one a topic, `none` last.
        languages: one a language.
        known: how many of the question's features the model knows.
    """

    topics: tuple[float, ...]
    languages: tuple[float, ...]
    known: int


class RouterModel:
    """A model mapped from a file; see `load`.

    Args:
        header: the decoded header.
        ids: feature ids, ascending.
        weights: one a feature, in `WEIGHT_UNIT`.
        exponents: one a feature.
        rows: all rows, one after the other.
    """

    def __init__(
        self,
        header: Header,
        ids: Sequence[int],
        weights: Sequence[int],
        exponents: memoryview,
        rows: memoryview,
    ) -> None:
        self.header = header
        self._ids = ids
        self._weights = weights
        self._exponents = exponents
        self._rows = rows
        self._columns = len(header.intercepts)

    def score(self, feature_ids: Iterable[int]) -> Scores:
        """Return the scores of a question that has the features `feature_ids`."""
        found = sorted(self._find(feature_ids))
        totals = list(self.header.intercepts)
        if found:
            length = math.hypot(*(self._weights[at] for at in found)) * WEIGHT_UNIT
            by_exponent: dict[int, list[bytes]] = {}
            for at in found:
                start = at * self._columns
                row = self._rows[start : start + self._columns].tobytes()
                by_exponent.setdefault(self._exponents[at], []).append(row)
            for exponent, rows in by_exponent.items():
                unit = self.header.step / (1 << exponent) / (length or 1)
                zero = ZERO * len(rows)
                joined = b"".join(rows)
                for column in range(self._columns):
                    totals[column] += unit * (sum(joined[column :: self._columns]) - zero)
        split = len(self.header.topics)
        return Scores(tuple(totals[:split]), tuple(totals[split:]), len(found))

    def contribution(self, feature: int, column: int) -> float:
        """Return what `feature` adds to the score of `column` before the text's length divides."""
        at = next(self._find([feature]), None)
        if at is None:
            return 0.0
        value = self._rows[at * self._columns + column] - ZERO
        return float(value * self.header.step / (1 << self._exponents[at]))

    def _find(self, feature_ids: Iterable[int]) -> Iterator[int]:
        ids, count = self._ids, len(self._ids)
        for wanted in set(feature_ids):
            at = bisect_left(ids, wanted)
            if at < count and ids[at] == wanted:
                yield at


def dump(
    header: Header,
    ids: Sequence[int],
    weights: Sequence[int],
    exponents: bytes,
    rows: bytes,
) -> bytes:
    """Return the bytes of a model file; the arguments are those of `RouterModel`."""
    head = {
        "topics": header.topics,
        "languages": header.languages,
        "intercepts": header.intercepts,
        "step": header.step,
        "calibration": header.calibration,
        "lexicon": header.lexicon.as_json(),
        "digest": header.digest,
        "features": len(ids),
    }
    numbers = struct.pack(f"<{len(ids)}I", *ids) + struct.pack(f"<{len(ids)}H", *weights)
    return seal(MAGIC, head, numbers + exponents + rows)


def load(path: Path) -> RouterModel:
    """Map the model at `path`.

    Raises:
        RouterModelError: it is missing, of another format, truncated or damaged.
    """
    try:
        return parse(mapped(path))
    except DAMAGED as error:
        raise RouterModelError(str(path), detail=f"{error or type(error).__name__}") from error


def parse(data: memoryview) -> RouterModel:
    """Return the model whose file is `data`, which it keeps a view of.

    Raises any of what decoding damaged bytes can raise; `load` makes one error of it.
    """
    raw, numbers = unseal(data, MAGIC)
    header = _header(raw)
    count = _number(raw["features"], 0, len(numbers))
    columns = len(header.intercepts)
    sizes = (4 * count, 2 * count, count, columns * count)
    if sum(sizes) != len(numbers):
        raise ValueError("truncated or damaged sections")
    sections = []
    start = 0
    for size in sizes:
        sections.append(numbers[start : start + size])
        start += size
    ids, weights, exponents, rows = sections
    return RouterModel(header, _native(ids, "I"), _native(weights, "H"), exponents, rows)


def _native(section: memoryview, code: Literal["H", "I"]) -> Sequence[int]:
    """Return little-endian numbers as this machine reads them, without a copy where it can."""
    if sys.byteorder == "little" and array(code).itemsize == struct.calcsize("<" + code):
        return section.cast(code)
    return struct.unpack(f"<{len(section) // struct.calcsize('<' + code)}{code}", section)


def _header(raw: Any) -> Header:
    """Check and decode the JSON header; raises ValueError, KeyError or TypeError."""
    topics = tuple(_texts(raw["topics"]))
    languages = tuple(_texts(raw["languages"]))
    intercepts = tuple(_real(value) for value in raw["intercepts"])
    if not 1 < len(topics) <= _MOST_CLASSES or len(intercepts) != len(topics) + len(languages):
        raise ValueError("classes and intercepts do not fit")
    calibration = calibration_of(raw["calibration"], languages)
    lexicon = Lexicon.from_json(raw["lexicon"])
    digest = _texts([raw["digest"]])[0]
    return Header(
        topics, languages, intercepts, _positive(raw["step"]), calibration, lexicon, digest
    )


def calibration_of(raw: Any, languages: Iterable[str]) -> dict[str, Calibration]:
    """Check and decode a header's calibration; raises ValueError, TypeError or AttributeError."""
    calibration = {
        tag: Calibration(_positive(temperature), _real(none))
        for tag, (temperature, none) in raw.items()
    }
    if calibration.keys() != {"", *languages}:
        raise ValueError("calibration does not fit the languages")
    return calibration


def _texts(listed: Any) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise TypeError("a list of texts was expected in the header")
    return listed


def _real(value: Any) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not -_MOST <= value <= _MOST
    ):
        raise TypeError("a number in bounds was expected in the header")
    return float(value)


def _positive(value: Any) -> float:
    if (number := _real(value)) < _LEAST_POSITIVE:
        raise ValueError("a positive number was expected in the header")
    return number


def _number(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise TypeError("a count was expected in the header")
    return value
