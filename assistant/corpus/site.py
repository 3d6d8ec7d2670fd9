"""What recurs on the pages of one run: which blocks are chrome, which need a look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.corpus.making import Summary
from assistant.corpus.recurrence import RULE, Doubt, Evidence, Standing, Steady, doubts, steady

# Pages that are alike as a whole, such as those of several editions, tell nothing of what stands
# around articles. An article has something of its own if what recurs is less than the one share of
# its blocks, or than the other and so many blocks are left; of those that have it, most must be so.
_LESS_THAN = 0.5
_AT_MOST, _OWN = 2 / 3, 4
_MOST = 0.5

# Gives the text of a block, by the identifiers of its article and of itself.
TextOf = Callable[[str, str], str]


class Doubtful(NamedTuple):
    """A text that recurs like a part of the page, and was kept.

    Args:
        language: tag of its language.
        text: the text.
        articles: how many articles it stands in.
        of: how many articles there are in this language.
        doubts: why it may belong to the articles.
    """

    language: str
    text: str
    articles: int
    of: int
    doubts: tuple[Doubt, ...]


class Site(NamedTuple):
    """What recurs on a site.

    Args:
        chrome: by article and block, the rule by which the block is left out.
        texts: how many different texts that are.
        doubtful: what was kept, the most frequent first.
    """

    chrome: Mapping[str, Mapping[str, str]]
    texts: int
    doubtful: tuple[Doubtful, ...]


def survey(summaries: Sequence[Summary], text_of: TextOf) -> Site:
    """Return what recurs; the order of the articles changes nothing.

    Args:
        summaries: of all articles of the site.
        text_of: gives the text of a block.
    """
    by_language: defaultdict[str, list[Summary]] = defaultdict(list)
    for summary in sorted(summaries, key=lambda one: one.id):
        by_language[summary.language].append(summary)
    chrome: dict[str, dict[str, str]] = {}
    doubtful: list[Doubtful] = []
    left_out: set[tuple[str, str]] = set()
    for language, articles in by_language.items():
        found = _recurring(articles)
        around, sure = _around(articles, found), set()
        for key, (one, text) in _texts(articles, around, text_of):
            if why := tuple(doubts(text, language)):
                doubtful.append(Doubtful(language, text, one.articles, len(articles), why))
            else:
                sure.add(key)
        for summary in articles:
            blocks = _at_the_edges(summary, found)
            marked = {block: standing.key for block, standing in blocks if standing.key in sure}
            if 0 < len(marked) < summary.ends.blocks:
                chrome[summary.id] = dict.fromkeys(marked, RULE)
                left_out |= {(language, key) for key in marked.values()}
    doubtful.sort(key=lambda one: (-one.articles, one.language, one.text))
    return Site(chrome, len(left_out), tuple(doubtful))


def _recurring(articles: Sequence[Summary]) -> dict[str, Steady]:
    def standings() -> Iterator[Iterable[Standing[str]]]:
        return ([standing for _, standing in one.ends.standings()] for one in articles)

    return steady(standings, len(articles), Evidence())


def _texts(
    articles: Sequence[Summary], found: Mapping[str, Steady], text_of: TextOf
) -> Iterator[tuple[str, tuple[Steady, str]]]:
    """Yield what recurs with its text, as the first article has it."""
    left = dict(found)
    for summary in articles:
        for block, standing in summary.ends.standings():
            if standing.key in left:
                yield standing.key, (left.pop(standing.key), text_of(summary.id, block))
        if not left:
            return


def _around(articles: Sequence[Summary], found: Mapping[str, Steady]) -> dict[str, Steady]:
    """Return what stands around articles that have something of their own."""
    held: Counter[str] = Counter()
    around: Counter[str] = Counter()
    for summary in articles:
        keys = [standing.key for _, standing in _at_the_edges(summary, found)]
        held.update(set(keys))
        share, own = len(keys) / max(1, summary.ends.blocks), summary.ends.blocks - len(keys)
        if share < _LESS_THAN or (share <= _AT_MOST and own >= _OWN):
            around.update(set(keys))
    return {key: found[key] for key, count in held.items() if around[key] >= _MOST * count}


def _at_the_edges(
    summary: Summary, found: Mapping[str, Steady]
) -> Iterator[tuple[str, Standing[str]]]:
    """Yield what recurs from an end of an article on, up to the first block of its own."""
    standings = sorted(summary.ends.standings(), key=lambda one: one[1].start)
    begun = 0
    for begun, (block, standing) in enumerate(standings):
        if standing.key not in found or standing.start != begun:
            break
        yield block, standing
    else:
        return
    for number, (block, standing) in enumerate(reversed(standings[begun:])):
        if standing.key not in found or standing.end != number:
            return
        yield block, standing
