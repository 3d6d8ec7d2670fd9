"""What became of many articles, added up: by language, by rule, by change; all of it bounded."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from assistant.cleaning.article import Article, LedgerSpan
from assistant.cleaning.structure import Fate
from assistant.corpus.shelf import Shelved, Spot

# An attacker's corpus may have a rule for every line.
_MOST_RULES = 500
# Texts that are shown of what a rule did: in one language, and in all.
_MOST_EACH = 3
_MOST_EXAMPLES = 60
_MOST_EXAMPLE = 300


class Example(NamedTuple):
    """A text that a rule left out or corrected.

    Args:
        text: the text, shortened if it is long.
        to: what took its place; None where nothing did.
        article: identifier of its article.
        line: number of its raw line.
        language: tag of its language.
    """

    text: str
    to: str | None
    article: str
    line: int
    language: str


class Rule(NamedTuple):
    """What one rule did.

    Args:
        name: of the rule, or identifier of the correction.
        spans: how often it applied.
        characters: visible characters that it left out or replaced.
        examples: different texts, a few of each language.
    """

    name: str
    spans: int
    characters: int
    examples: tuple[Example, ...]


class LanguageTotals(NamedTuple):
    """What became of the articles of one language.

    Args:
        language: tag.
        articles: number of articles.
        lines: raw lines with anything visible.
        variants: number of variants.
        characters: visible characters by fate.
    """

    language: str
    articles: int
    lines: int
    variants: int
    characters: dict[Fate, int]


class Row(NamedTuple):
    """What became of one article.

    Args:
        path: its file, relative to the folder.
        spot: where it can be read again.
        id: identifier.
        title: text of its title.
        language: tag.
        lines: raw lines with anything visible.
        variants: number of variants.
        characters: visible characters by fate.
    """

    path: PurePath
    spot: Spot
    id: str
    title: str | None
    language: str
    lines: int
    variants: int
    characters: dict[Fate, int]

    @property
    def touched(self) -> int:
        """Characters that are not simply kept."""
        return sum(self.characters.values()) - self.characters[Fate.KEPT]


class Tally(NamedTuple):
    """What became of many articles.

    Args:
        languages: totals, by tag.
        chrome: rules that left something out, by name.
        corrections: recorded corrections that were applied, by identifier.
        changes: what normalisation changed, and how often.
        rows: the first articles, in order.
        most_touched: the articles with the most characters that are not simply kept, in order.
    """

    languages: tuple[LanguageTotals, ...]
    chrome: tuple[Rule, ...]
    corrections: tuple[Rule, ...]
    changes: dict[str, int]
    rows: tuple[Row, ...]
    most_touched: tuple[Row, ...]

    @property
    def articles(self) -> int:
        """Number of all articles."""
        return sum(language.articles for language in self.languages)


def tally(shelf: Iterable[Shelved], *, rows: int, most_touched: int) -> Tally:
    """Add up what became of articles, one in memory at a time.

    Args:
        shelf: the articles.
        rows: how many articles to list.
        most_touched: how many of those in which much happened to name.
    """
    languages: dict[str, LanguageTotals] = {}
    chrome, corrections = _Rules(), _Rules()
    changes: Counter[str] = Counter()
    listed: list[Row] = []
    touched: list[tuple[int, int, Row]] = []
    for number, shelved in enumerate(shelf):
        article, row = shelved.article, _row(shelved)
        before = languages.get(row.language, LanguageTotals(row.language, 0, 0, 0, {}))
        languages[row.language] = _plus(before, row)
        for entry in article.ledger:
            changes.update({change.what: change.count for change in entry.changes})
            for span in entry.spans:
                if span.fate is Fate.CHROME:
                    chrome.add(span, article, entry.line)
                elif span.fate is Fate.CORRECTION:
                    corrections.add(span, article, entry.line)
        if len(listed) < rows:
            listed.append(row)
        heapq.heappush(touched, (row.touched, -number, row))
        if len(touched) > most_touched:
            heapq.heappop(touched)
    return Tally(
        languages=tuple(languages[tag] for tag in sorted(languages)),
        chrome=chrome.done(),
        corrections=corrections.done(),
        changes=dict(sorted(changes.items())),
        rows=tuple(listed),
        most_touched=tuple(row for _, _, row in sorted(touched, key=lambda one: -one[1])),
    )


def _row(shelved: Shelved) -> Row:
    article = shelved.article
    return Row(
        path=shelved.path,
        spot=shelved.spot,
        id=article.id,
        title=article.title,
        language=article.language,
        lines=article.source.filled,
        variants=sum(len(block.variants) for block in article.blocks),
        characters=article.totals(),
    )


def _plus(totals: LanguageTotals, row: Row) -> LanguageTotals:
    return totals._replace(
        articles=totals.articles + 1,
        lines=totals.lines + row.lines,
        variants=totals.variants + row.variants,
        characters={
            fate: totals.characters.get(fate, 0) + count for fate, count in row.characters.items()
        },
    )


class _Rules:
    """Rules that were applied, and the first texts of each language that each was applied to."""

    def __init__(self) -> None:
        self._spans: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        self._examples: defaultdict[str, defaultdict[str, dict[str, Example]]] = defaultdict(
            lambda: defaultdict(dict)
        )

    def add(self, span: LedgerSpan, article: Article, line: int) -> None:
        name = span.rule or ""
        if name not in self._spans and len(self._spans) >= _MOST_RULES:
            return
        self._spans[name] += 1
        self._characters[name] += len("".join(span.text.split()))
        text = span.text[:_MOST_EXAMPLE].strip()
        examples = self._examples[name][article.language]
        if text not in examples and len(examples) < _MOST_EACH:
            to = None if span.to is None else span.to[:_MOST_EXAMPLE]
            examples[text] = Example(text, to, article.id, line, article.language)

    def done(self) -> tuple[Rule, ...]:
        return tuple(
            Rule(
                name,
                self._spans[name],
                self._characters[name],
                tuple(islice(self._told(name), _MOST_EXAMPLES)),
            )
            for name in sorted(self._spans)
        )

    def _told(self, name: str) -> Iterator[Example]:
        for language in sorted(self._examples[name]):
            yield from self._examples[name][language].values()
