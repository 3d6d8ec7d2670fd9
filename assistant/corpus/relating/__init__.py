"""Equal and alike blocks across the articles of a site.

Enters: passages, in any order, from as many articles as there are. Leaves: groups of equal blocks
and of variants of them, each variant with what differs and what kind of edit that is. Nothing is
dropped: a passage that is in no group stands for itself, and nothing but white space, invisible
characters and one final full stop differs in what a group calls equal.

It works as maps over texts and shuffles by key between them (`kernels`, `meeting`); texts wait in
a temporary file, numbers in memory, some 300 bytes a passage. The same passages give the same
groups, whatever their order and the number of workers. Needs NumPy, which the extra `corpus` has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cleaning.rules import PackRules
from assistant.corpus.relating.errors import NumpyMissingError
from assistant.corpus.relating.values import Edit, Group, Passage, Place, Replacement, Variant

if TYPE_CHECKING:
    from assistant.corpus.relating.indexing import Index

__all__ = [
    "Edit",
    "Group",
    "NumpyMissingError",
    "Passage",
    "Place",
    "Replacement",
    "Variant",
    "opened",
    "relate",
]


def relate(
    passages: Iterable[Passage],
    rules: PackRules | None = None,
    *,
    workers: int = 1,
    folder: Path | None = None,
) -> Iterator[Group]:
    """Yield groups of equal and alike passages, by language, kind and first place.

    Every place is one passage's only. The passages are read once, all of them before the first
    group is found.

    Args:
        passages: blocks of articles.
        rules: edition names of a pack; without any, those shipped count.
        workers: processes to work in, this one among them. The others are spawned: a program that
            asks for more than 1 needs the usual guard, `if __name__ == "__main__"`.
        folder: where the temporary file of texts is made, as large as twice the texts; the
            system's own place by default.

    Raises:
        NumpyMissingError: NumPy is not installed.
    """
    with opened(passages, rules, workers=workers, folder=folder) as index:
        from assistant.corpus.relating.engine import finding, groups

        with finding(index) as found:
            yield from groups(index, found)


@contextmanager
def opened(
    passages: Iterable[Passage],
    rules: PackRules | None = None,
    *,
    workers: int = 1,
    folder: Path | None = None,
) -> Iterator[Index]:
    """Read passages once for all questions: `groups`, `repeated_sections`, `recurring`.

    Args:
        passages: as for `relate`, and so are the others.
        rules: edition names of a pack.
        workers: processes to work in.
        folder: where the temporary file is made.

    Raises:
        NumpyMissingError: NumPy is not installed.
    """
    try:
        from assistant.corpus.relating.indexing import indexed
    except ModuleNotFoundError as error:
        if error.name != "numpy":
            raise
        raise NumpyMissingError(detail=str(error)) from None
    with indexed(passages, rules or PackRules(), workers, folder) as index:
        yield index
