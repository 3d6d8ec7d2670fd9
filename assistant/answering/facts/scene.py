"""A question as its cues, dates and clauses, and how far apart any two of them are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from assistant.answering.facts.cue import Cue, Hit, Meaning
from assistant.answering.facts.cues import FactCues
from assistant.answering.facts.words import Words, is_unspaced
from assistant.dates import DateMention
from assistant.text.fold import fold_with_offsets
from assistant.text.lookalikes import unify

# Distance is counted in words. A Thai word has five letters on average; a border of clauses is
# worth several words, a border of sentences more than any sentence that people write.
WORD = 1.0
THAI_LETTER = 0.2
CLAUSE_BORDER = 3.0
SENTENCE_BORDER = 12.0
# What is in brackets, or in a clause about a noun, belongs to what stands before.
LOOSE_BORDER = 2.0
# In Thai a space parts clauses, but also stands around names and numbers.
THAI_SPACE = 1.0
# Another date or event between: what is meant is usually the one beside.
DATE_BETWEEN = 4.0

_NUL = "\0"
_SENTENCE_END = re.compile("(?<!\\.)[.!?;\u037e\u2026](?=[\\s\"')\0]|$)|[\n]")
_CLAUSE_END = re.compile("[,:\u00b7\u2013\u2014](?=\\D|$)|(?<=\\s)-+(?=\\s)|->|=>|\\.{2,}")
_BRACKET = re.compile("[()\\[\\]]")
_SPACE_AFTER_THAI = re.compile("(?<=[\0\u0e00-\u0e7f])\\s+(?=[\u0e00-\u0e7f])")


class Stretch(Protocol):
    """What begins and ends somewhere in the folded text."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return the offset after its last character."""


class Place(NamedTuple):
    """A stretch of the folded text."""

    start: int
    end: int


class Scene:
    """One question, analysed.

    Args:
        text: the question in NFC.
        mentions: its dates; cues are not looked for inside them.
        cues: the question's language first.
    """

    def __init__(
        self, text: str, mentions: Sequence[DateMention], cues: Sequence[FactCues]
    ) -> None:
        folded = fold_with_offsets(unify(text))
        self.mentions = mentions
        self.places = [
            Place(bisect_left(folded.offsets, m.start), bisect_left(folded.offsets, m.end))
            for m in mentions
        ]
        masked = list(folded.text)
        if "\n" in text:
            # Folding makes one space of a line end, which parts sentences.
            for index, (here, following) in enumerate(pairwise(folded.offsets)):
                if masked[index] == " " and "\n" in text[here:following]:
                    masked[index] = "\n"
        for place in self.places:
            masked[place.start : place.end] = _NUL * (place.end - place.start)
        self.words = Words("".join(masked))
        self.hits: Sequence[Hit] = tuple(_find_cues(self.words, cues))
        self._hit_starts = [hit.start for hit in self.hits]
        self._hit_ends = [hit.end for hit in self.hits]
        self._borders = sorted(self._find_borders())
        self._border_places = [position for position, _ in self._borders]
        self._cost = self._accumulate()

    def hits_of(self, *cues: Cue) -> Iterator[Hit]:
        """Yield the hits of some cues, in reading order."""
        return (hit for hit in self.hits if hit.cue in cues)

    def hits_between(self, first: Stretch, second: Stretch) -> Sequence[Hit]:
        """Return the hits that begin between two stretches, the first of them standing first."""
        low = bisect_left(self._hit_starts, first.end)
        return self.hits[low : bisect_left(self._hit_starts, second.start)]

    def distance(self, first: Stretch, second: Stretch) -> float:
        """Return how far apart two stretches are, in words; 0 if they touch or overlap."""
        if first.start > second.start:
            first, second = second, first
        if first.end >= second.start:
            return 0.0
        return self._cost[second.start] - self._cost[first.end]

    def length_without(self, place: Place) -> float:
        """Return how many words the text has beside a date."""
        return self._cost[place.start] + self._cost[-1] - self._cost[place.end] - DATE_BETWEEN

    def same_clause(self, first: Stretch, second: Stretch, *, loosely: bool = False) -> bool:
        """Say whether no border lies between two stretches, or `loosely` only loose ones."""
        return not self._has_border(first, second, CLAUSE_BORDER if loosely else LOOSE_BORDER)

    def same_sentence(self, first: Stretch, second: Stretch) -> bool:
        """Say whether no end of a sentence lies between two stretches."""
        return not self._has_border(first, second, SENTENCE_BORDER)

    def before(
        self, anchor: Stretch, cues: Collection[Cue], *, within: float, loosely: bool = False
    ) -> Hit | None:
        """Return the nearest hit of `cues` that ends before `anchor` in its clause."""
        last = bisect_right(self._hit_ends, anchor.start)
        near = (self.hits[index] for index in range(last - 1, -1, -1))
        return self._first(near, anchor, cues, within, loosely=loosely)

    def after(
        self, anchor: Stretch, cues: Collection[Cue], *, within: float, loosely: bool = False
    ) -> Hit | None:
        """Return the nearest hit of `cues` that begins after `anchor` in its clause."""
        first = bisect_left(self._hit_starts, anchor.end)
        near = (self.hits[index] for index in range(first, len(self.hits)))
        return self._first(near, anchor, cues, within, loosely=loosely)

    def _first(
        self,
        hits: Iterable[Hit],
        anchor: Stretch,
        cues: Collection[Cue],
        within: float,
        *,
        loosely: bool,
    ) -> Hit | None:
        for hit in hits:
            if self.distance(hit, anchor) > within:
                return None
            if hit.cue in cues:
                return hit if self.same_clause(hit, anchor, loosely=loosely) else None
        return None

    def _has_border(self, first: Stretch, second: Stretch, least: float) -> bool:
        if first.start > second.start:
            first, second = second, first
        low = bisect_left(self._border_places, first.end)
        high = bisect_left(self._border_places, second.start)
        return any(cost >= least for _, cost in self._borders[low:high])

    def _find_borders(self) -> Iterator[tuple[int, float]]:
        text = self.words.text
        yield from ((match.start(), SENTENCE_BORDER) for match in _SENTENCE_END.finditer(text))
        yield from ((match.start(), CLAUSE_BORDER) for match in _CLAUSE_END.finditer(text))
        yield from ((match.start(), THAI_SPACE) for match in _SPACE_AFTER_THAI.finditer(text))
        yield from ((match.start(), LOOSE_BORDER) for match in _BRACKET.finditer(text))
        yield from ((hit.start, LOOSE_BORDER) for hit in self.hits_of(Cue.RELATIVE))
        # A clause word belongs to the clause that it opens.
        for hit in self.hits_of(Cue.CLAUSE):
            yield hit.start, CLAUSE_BORDER

    def _accumulate(self) -> list[float]:
        costs = [0.0] * (len(self.words.text) + 1)
        for start, end in self.words.tokens:
            if is_unspaced(self.words.text[start]):
                costs[start:end] = [THAI_LETTER] * (end - start)
            else:
                costs[start] = WORD
        for position, cost in self._borders:
            costs[position] += cost
        for place in self.places:
            if place.start < len(costs):
                costs[place.start] += DATE_BETWEEN
        return [0.0, *accumulate(costs)]


def _find_cues(words: Words, cues: Sequence[FactCues]) -> Iterator[Hit]:
    """Yield the cues of a text: at each place the longest of any language, none overlapping."""
    read_to = 0
    for token_start, token_end in words.tokens:
        spaced = words.at(token_start) is not None
        starts = (token_start,) if spaced else range(token_start, token_end)
        for start in starts:
            if start < read_to:
                continue
            end, meanings = _longest(words, start, cues)
            for meaning in meanings:
                yield Hit(meaning.cue, meaning.tense, start, end)
            read_to = end


def _longest(words: Words, start: int, cues: Sequence[FactCues]) -> tuple[int, tuple[Meaning, ...]]:
    best, meanings = start, tuple[Meaning, ...]()
    for number, cue_set in enumerate(cues):
        end, found = cue_set.match(words, start, own=number == 0)
        if end > best:
            best, meanings = end, found
    if not meanings:
        for cue_set in cues:
            best, meanings = cue_set.match_misspelt(words, start)
            if meanings:
                break
    return best, meanings
