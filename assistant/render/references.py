"""Number the blocks of articles that a text rests on, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Self

from assistant.answering import Answer, Dates, Role, Source


class References:
    """Numbers for sources; quotations of one block share a number.

    Args:
        sources: the sources of a text.
        order: indexes into them, in reading order.
    """

    def __init__(self, sources: Sequence[Source], order: Iterable[int]) -> None:
        self._blocks = [(source.article, source.block) for source in sources]
        read = dict.fromkeys(self._blocks[index] for index in order)
        self._numbers = {block: number for number, block in enumerate(read, start=1)}

    @classmethod
    def of_answer(cls, answer: Answer) -> Self:
        """Return the numbers for an answer's text: lead, dates, then the rest as it stands."""
        lead = [p.sources for p in answer.paragraphs if p.role is Role.LEAD]
        rest = [p.sources for p in answer.paragraphs if p.role is not Role.LEAD]
        return cls(answer.sources, chain.from_iterable([*lead, *_dated(answer), *rest]))

    @classmethod
    def of_dates(cls, dates: Dates) -> Self:
        """Return the numbers for dates without a question: dates, changed dates, notes."""
        changed = [line.sources for line in dates.changed_schedule]
        notes = [note.sources for note in dates.notes]
        return cls(dates.sources, chain.from_iterable([*_dated(dates), *changed, *notes]))

    def numbers(self, indexes: Iterable[int]) -> list[int]:
        """Return the numbers of some sources, each once, ascending."""
        return sorted({self._numbers[self._blocks[index]] for index in indexes})

    def blocks_of(self, article: str) -> Iterator[tuple[int, str]]:
        """Yield number and block for every block of an article that is used."""
        return ((n, block) for (owner, block), n in self._numbers.items() if owner == article)


def _dated(answer: Answer | Dates) -> Iterator[tuple[int, ...]]:
    """Yield what the dates rest on, in reading order."""
    yield from (line.sources for line in answer.schedule)
    for step in answer.steps:
        said = (step.users, step.admins, *step.before)
        yield from (paragraph.sources for paragraph in said if paragraph is not None)
