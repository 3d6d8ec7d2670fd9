"""Which blocks of a page are the article: trafilatura finds its text, the mark-up its extent.

trafilatura leaves out what lies inside an article, too, such as short lines and boxes, and of a
short page all but one box. So it only shows where the article is: the element that holds most of
what it found, and the title over that, is the article, and what lies outside is boilerplate.
Nothing is left out for being repeated: its deduplication is off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from assistant.cleaning.pieces import TITLE, joined
from assistant.cleaning.structure import Kind
from assistant.corpus.errors import ExtraMissingError
from assistant.corpus.inputs.page import Block, Page
from assistant.text.wrap import cell_width

RULE = "html.boilerplate"

# Shorter texts stand in menus as well as in articles. In cells: letters of Chinese, Japanese and
# Korean are two, and say as much.
_TELLING = 20
# Share of the text found that an element holds if it is the article.
_MOST = 0.9


def article_of(page: Page, text: str, where: str) -> tuple[Block, ...]:
    """Return the blocks of a page, what is not of its article marked as chrome.

    Args:
        page: the page, read.
        text: the page as it was.
        where: its path for messages.

    Raises:
        ExtraMissingError: trafilatura is not installed.
    """
    own = [index for index, block in enumerate(page.blocks) if block.draft.chrome is None]
    found = _found(text, where)
    sure = {}
    for index in own:
        squeezed = _squeezed(joined(page.blocks[index].draft.spans))
        if cell_width(squeezed) >= _TELLING and squeezed in found:
            sure[index] = len(squeezed)
    if not sure:
        return page.blocks
    kept = _extent(page, own, sure)
    title = _title(page.blocks)
    return tuple(
        block._replace(draft=block.draft._replace(chrome=_rule(block, index, kept, title)))
        for index, block in enumerate(page.blocks)
    )


def _rule(block: Block, index: int, kept: Collection[int], title: int | None) -> str | None:
    if index == title:
        return None
    return block.draft.chrome or (None if index in kept else RULE)


def _found(text: str, where: str) -> str:
    """Return the text that trafilatura takes for the article, without any white space."""
    try:
        from trafilatura import extract
    except ImportError:
        raise ExtraMissingError(where, package="trafilatura") from None
    found = extract(
        text,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        favor_recall=True,
    )
    return _squeezed(found or "")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _extent(page: Page, own: Sequence[int], sure: dict[int, int]) -> set[int]:
    """Return the blocks of the element that is the article, and what was found outside of it."""
    weights: Counter[int] = Counter()
    for index, weight in sure.items():
        weights[page.blocks[index].element] += weight
    for number in sorted(page.around, reverse=True):  # inner ones first
        weights[page.around[number]] += weights[number]
    most = _MOST * sum(sure.values())
    # Elements that hold most of it lie within each other: the last one is the innermost.
    article = max(number for number, weight in weights.items() if weight >= most)
    article = _headed(page, own, article, min(sure))
    within = {article}
    for number in sorted(page.around):  # outer ones first
        if page.around[number] in within:
            within.add(number)
    inside = [index for index in own if page.blocks[index].element in within]
    if article in page.wrappers:
        # It is more than the article: what lies before and behind is something else.
        first, last = min(sure), max(sure)
        inside = [index for index in inside if first <= index <= last]
    return {*inside, *sure}


def _headed(page: Page, own: Sequence[int], article: int, first: int) -> int:
    """Return the element around an article and the title over it, unless that is a whole page.

    Args:
        page: the page.
        own: its blocks that are no chrome by their mark-up.
        article: number of the element that holds what was found.
        first: the first block that was found.
    """
    titles = [
        index
        for index in own
        if index <= first
        and page.blocks[index].draft.kind is Kind.HEADING
        and page.blocks[index].draft.level == TITLE
    ]
    if not titles:
        return article
    around = set(_outwards(page, page.blocks[titles[-1]].element))
    both = next(number for number in _outwards(page, article) if number in around)
    return article if both in page.wrappers else both


def _outwards(page: Page, number: int) -> Iterator[int]:
    """Yield an element and all around it, up to the page."""
    while number:
        yield number
        number = page.around[number]
    yield 0


def _title(blocks: Sequence[Block]) -> int | None:
    """Return the first heading of rank 1, which often stands above the article.

    One in the header of the page is the name of the site, unless there is no other.
    """
    ranked = [
        index
        for index, block in enumerate(blocks)
        if block.draft.kind is Kind.HEADING and block.draft.level == TITLE
    ]
    own = [index for index in ranked if blocks[index].draft.chrome is None]
    return next(iter([*own, *ranked]), None)
