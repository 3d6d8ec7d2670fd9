"""Two texts as runs of what they share and what only one of them has, by words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from assistant.text.icu import words_of
from assistant.text.segment import UNSPACED

# Tokens of both texts multiplied, beyond which what differs is taken as a whole: 6 MB and some
# 50 ms. Help articles have paragraphs of at most a few hundred tokens.
_MOST_PAIRS = 50_000_000
# A number with its separators, a word with its apostrophes, white space, any other character.
# `21Vianet` and `5GB` are words: half of a name is no difference.
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*|\s+|[\W_]")


class Side(StrEnum):
    """Which of two texts a run of characters stands in."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Run(NamedTuple):
    """Characters that both texts have here, or only one of them.

    Args:
        side: whose they are.
        text: the characters; never empty.
    """

    side: Side
    text: str


def differences(left: str, right: str) -> tuple[Run, ...]:
    """Return what two texts share and what only one has, in order; equal texts give one run.

    The runs of both and of the left, joined, are the left text, and likewise for the right. What
    is replaced stands before what replaces it. Always the same for the same texts; texts too long
    to be compared word by word differ as a whole between their common beginning and end.

    Args:
        left: one text.
        right: the other.
    """
    one, other = tokens(left), tokens(right)
    start = _common(one, other)
    end = _common(one[: start - len(one) - 1 : -1], other[: start - len(other) - 1 : -1])
    stop_one, stop_other = len(one) - end, len(other) - end
    runs = (
        Run(Side.BOTH, "".join(one[:start])),
        *_unlike(one[start:stop_one], other[start:stop_other]),
        Run(Side.BOTH, "".join(one[stop_one:])),
    )
    return tuple(_tidy(run for run in runs if run.text))


def replacements(left: str, right: str) -> list[tuple[str, str]]:
    """Return what stands in the left text only and what in the right one only, place by place."""
    found: list[tuple[str, str]] = []
    removed = added = ""
    for side, text in (*differences(left, right), Run(Side.BOTH, "")):
        if side is Side.LEFT:
            removed += text
        elif side is Side.RIGHT:
            added += text
        elif removed or added:
            found.append((removed.strip(), added.strip()))
            removed = added = ""
    return found


def tokens(text: str) -> list[str]:
    """Return the words, numbers, spaces and signs of a text, which joined are the text.

    Thai, Japanese, Chinese and other scripts without spaces are cut by ICU's dictionaries; marks
    stay with their letters.
    """
    found: list[str] = []
    position = 0
    for run in UNSPACED.finditer(text):
        found += _spaced(text[position : run.start()])
        found += words_of(run[0])
        position = run.end()
    return found + _spaced(text[position:])


def _spaced(text: str) -> list[str]:
    """Cut a text with spaces; a mark belongs to the letters before it and goes on with them."""
    found: list[str] = []
    marked = False
    for token in _TOKEN.findall(text):
        is_mark = unicodedata.category(token[0])[0] == "M"
        if found and (is_mark or (marked and token[0].isalnum())):
            found[-1] += token
        else:
            found.append(token)
        marked = is_mark or (marked and token[0].isalnum())
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _unlike(one: Sequence[str], other: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of two texts by their longest common subsequence of tokens."""
    if len(one) * len(other) > _MOST_PAIRS:
        yield Run(Side.LEFT, "".join(one))
        yield Run(Side.RIGHT, "".join(other))
        return
    # Numbers instead of strings: RapidFuzz compares hashes, and those of strings differ from one
    # process to the next.
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(t, len(numbers)) for t in text] for text in (one, other))
    for code in LCSseq.opcodes(left, right):
        if code.tag == "equal":
            yield Run(Side.BOTH, "".join(one[code.src_start : code.src_end]))
            continue
        yield Run(Side.LEFT, "".join(one[code.src_start : code.src_end]))
        yield Run(Side.RIGHT, "".join(other[code.dest_start : code.dest_end]))


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs so that words replaced one after another are one replacement.

    A space that both texts have between two changed words is given to each of them.
    """
    changed = {Side.LEFT: "", Side.RIGHT: ""}
    space = ""
    for side, text in runs:
        if side is not Side.BOTH:
            for one in changed:
                changed[one] += space
            space = ""
            changed[side] += text
        elif not space and text.isspace() and any(changed.values()):
            space = text
        else:
            yield from (Run(one, changed[one]) for one in changed if changed[one])
            changed = dict.fromkeys(changed, "")
            yield Run(Side.BOTH, space + text)
            space = ""
    yield from (Run(one, changed[one]) for one in changed if changed[one])
    if space:
        yield Run(Side.BOTH, space)
