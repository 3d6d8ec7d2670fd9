"""Number the blocks of articles that a text rests on, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Self

from assistant.answering import Answer, Role, Source


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
        dates = [line.sources for line in answer.schedule]
        rest = [p.sources for p in answer.paragraphs if p.role is not Role.LEAD]
        return cls(answer.sources, chain.from_iterable([*lead, *dates, *rest]))

    def numbers(self, indexes: Iterable[int]) -> list[int]:
        """Return the numbers of some sources, each once, ascending."""
        return sorted({self._numbers[self._blocks[index]] for index in indexes})

    def blocks_of(self, article: str) -> Iterator[tuple[int, str]]:
        """Yield number and block for every block of an article that is used."""
        return ((n, block) for (owner, block), n in self._numbers.items() if owner == article)
