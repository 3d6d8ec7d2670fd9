"""How a turn goes on from the one before: starts over, corrects, asks "what if" or "and the …?".

Cues are data of the pack (`followups/<language>.toml`); where a short question leads after an
answer is data too (`followups/topics.toml`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from assistant.knowledge.pack import SAME
from assistant.knowledge.source import Table
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED

_OPENINGS = ("correction", "retraction", "what_if", "telling", "and")
# Beside its cue a short question has small words only ("and", "please", "then", ครับ), in letters;
# with more than the fewer it may be about something of its own ("what does it cost to cancel").
_SMALL_WORDS, _FEW = 12, 4
# A cue of this many letters is none by accident ("clear" may be).
_TELLING = 8
# A question with more than this is clear by itself, in letters.
_LONGEST = 80
# What only adds to what was said before is not longer, in letters and spaces.
_BRIEF = 48
# Who answers does not ask; the second is the Greek question mark.
QUESTION_MARKS = ("?", ";", "\u037e", "？")


class Continuation(NamedTuple):
    """How a turn goes on.

    Attributes:
        restart: it wants to begin anew.
        correction: it begins as people take something back.
        retraction: it begins as people drop what they only supposed.
        what_if: it begins as people change one thing of a case.
        telling: it begins as people add what a case is like.
        opened: it begins as people go on, whatever with.
        facet: the short question that it is, or None.
        bare: whether it is nothing but that short question.
        brief: whether it has a few words only.
        short: whether it has no room for more than one thing.
        asks: whether it asks for anything in particular: not just "what now?".
        rest: the question without the words that take something back.
    """

    restart: bool = False
    correction: bool = False
    retraction: bool = False
    what_if: bool = False
    telling: bool = False
    opened: bool = False
    facet: str | None = None
    bare: bool = False
    brief: bool = False
    short: bool = False
    asks: bool = False
    rest: str = ""


class ContinuationCues(NamedTuple):
    """How people go on in one language; all folded.

    Attributes:
        openings: by kind (correction, retraction, what_if, telling, and), what a turn begins with.
        restart: what a turn is as a whole.
        asks: words of questions.
        vague: questions that ask no more than what a case means ("what now?").
        facets: by name, what a short question asks.
    """

    openings: Mapping[str, tuple[str, ...]]
    restart: frozenset[str]
    asks: tuple[str, ...]
    vague: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_table(cls, table: Table, *, begins: bool = False) -> Self:
        """Return the cues that a file of the pack holds.

        Args:
            table: the file's top table.
            begins: whether they are for the first turn, which can only ask or tell: preparing
                the others would cost it 5 ms.

        Raises:
            PackError: if something in it is missing, unknown or no list of texts.
        """
        table.only(*_OPENINGS, "restart", "asks", "vague", "facets")
        if begins:
            asks, vague = (_longest_first(table.texts(name)) for name in ("asks", "vague"))
            return cls(dict.fromkeys(_OPENINGS, ()), frozenset(), asks, vague, {})
        openings = {kind: _longest_first(table.texts(kind)) for kind in _OPENINGS}
        facets = table.table("facets")
        return cls(
            openings,
            frozenset(map(_plain, table.texts("restart"))),
            _longest_first(table.texts("asks")),
            _longest_first(table.texts("vague")),
            {name: _longest_first(facets.texts(name)) for name in facets.values},
        )


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(_plain, texts), key=len, reverse=True))


def read_continuation(question: str, cues: Sequence[ContinuationCues]) -> Continuation:
    """Return how a question goes on from an answer.

    Args:
        question: as it was asked.
        cues: of the languages it may be in; the first that finds something decides.
    """
    folded = _plain(question)
    asks = _asks(question, folded, cues)
    if len(folded) > _LONGEST:
        return Continuation(asks=asks)
    brief = len(folded) <= _BRIEF
    for one in cues:
        if _restarts(folded, one.restart):
            return Continuation(restart=True)
        opening = {kind: _begins(folded, texts) for kind, texts in one.openings.items()}
        facet, beside = _facet(folded, one.facets)
        if facet is not None or any(opening.values()):
            longest = max(map(_letters, opening.values()))
            return Continuation(
                correction=bool(opening["correction"]),
                retraction=bool(opening["retraction"]),
                what_if=bool(opening["what_if"]),
                telling=bool(opening["telling"]),
                opened=any(opening.values()),
                facet=facet,
                bare=facet is not None and beside - longest <= _FEW,
                brief=brief,
                short=True,
                asks=asks,
                rest=_without(question, [*one.openings["correction"], *one.openings["retraction"]]),
            )
    return Continuation(brief=brief, short=True, asks=asks)


def _restarts(folded: str, cues: Iterable[str]) -> bool:
    """Say whether a text is one of the cues, or a long one and small words ("please")."""
    return folded in cues or any(
        _letters(cue) >= _TELLING
        and _letters(folded) - _letters(cue) <= _SMALL_WORDS
        and _holds(folded, cue)
        for cue in cues
    )


def _plain(text: str) -> str:
    """Return a text folded, with words only."""
    letters = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in fold(text))
    return " ".join("".join(letters).split())


def _begins(folded: str, cues: Iterable[str]) -> str:
    return next((cue for cue in cues if _stands_at(folded, cue, 0)), "")


def _without(question: str, cues: Sequence[str]) -> str:
    """Return what of a question comes after the cues that it begins with ("sorry, no, …")."""
    while cue := _begins(_plain(question), cues):
        question = _after(question, cue)
    return question


def _after(question: str, cue: str) -> str:
    ends = (
        end
        for end in range(1, min(len(question), 2 * _LONGEST) + 1)
        if _plain(question[:end]) == cue
    )
    return question[next(ends, 0) :]


def _facet(folded: str, facets: Mapping[str, tuple[str, ...]]) -> tuple[str | None, int]:
    """Return the facet whose longest cue leaves least of a question, and how much, in letters."""
    found: list[tuple[int, str]] = []
    for name, cues in facets.items():
        for cue in cues:
            if _holds(folded, cue):
                found.append((_letters(folded) - _letters(cue), name))
                break
    beside, facet = min(found, default=(0, None))
    return (facet, beside) if beside <= _SMALL_WORDS else (None, beside)


def _holds(folded: str, cue: str) -> bool:
    at = folded.find(cue)
    while at >= 0:
        if _stands_at(folded, cue, at):
            return True
        at = folded.find(cue, at + 1)
    return False


def _asks(question: str, folded: str, cues: Sequence[ContinuationCues]) -> bool:
    """Say whether a text asks for anything in particular."""
    vague = next((cue for one in cues for cue in one.vague if _holds(folded, cue)), None)
    if vague is None and question.rstrip().endswith(QUESTION_MARKS):
        return True
    rest = folded.replace(vague, " ") if vague else folded
    return any(_holds(rest, word) for one in cues for word in one.asks)


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _stands_at(folded: str, cue: str, at: int) -> bool:
    """Say whether a cue stands in the text as whole words, or in a script without spaces."""
    end = at + len(cue)
    if not folded.startswith(cue, at):
        return False
    if UNSPACED.match(cue[-1]):
        return True
    return (at == 0 or not folded[at - 1].isalnum()) and (
        end == len(folded) or not folded[end].isalnum()
    )


def leads_to(facet: str, topic: str, table: Mapping[str, Mapping[str, str]]) -> str | None:
    """Return the topic that a short question leads to after an answer on `topic`, if any.

    Args:
        facet: name of the short question.
        topic: of the answer before.
        table: by facet, topics by the beginnings of topics; the longest that fits is taken.
    """
    fitting = [start for start in table.get(facet, {}) if topic.startswith(start)]
    if not fitting:
        return None
    target = table[facet][max(fitting, key=len)]
    return topic if target == SAME else target
