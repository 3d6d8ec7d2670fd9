"""What became of a folder of articles, as one page of HTML: totals, rules, examples, articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.core import Locale, UnknownLocaleError

from assistant.cleaning.structure import Change, Fate
from assistant.corpus.inputs.document import Refused
from assistant.corpus.shelf import Shelf, Shelved, load_consistent
from assistant.corpus.tally import Example, LanguageTotals, Row, Tally, tally
from assistant.errors import mark, mark_plural
from assistant.render.corpus.details import MORE, Limits, details, fate_chip
from assistant.render.corpus.explanation import shortened
from assistant.render.corpus.page import FOOT, bulleted, foreign, head, safe, table
from assistant.render.corpus.raw import Proof, raw_of
from assistant.render.corpus.words import Words, words_for

# The page stays under some 20 MB: what is beyond is said, and can be explained one by one.
_MOST_ROWS = 2_000
_MOST_NAMED = 100
# A longer list of articles would stand between the reader and what became of them.
_MOST_OPEN = 30
_CHARACTERS = 8_000_000

_TITLE = mark("corpus.report.title", "What became of the articles")
_LEAD = mark(
    "corpus.report.lead",
    "Articles: {articles}. Lines with text: {lines}. Characters: {characters}. Every character has "
    "exactly one fate: this page says which, and why.",
)
_SECTIONS = {
    "totals": mark("corpus.report.totals", "Totals by language"),
    "chrome": mark("corpus.report.chrome", "What was left out, and by which rule"),
    "corrections": mark("corpus.report.corrections", "What was corrected"),
    "changes": mark("corpus.report.changes", "What normalisation changed"),
    "proofs": mark("corpus.report.proofs", "Checked against the raw files"),
    "failed": mark("corpus.report.failed", "Files that could not be read"),
    "articles": mark("corpus.report.articles", "Articles"),
    "details": mark("corpus.report.details", "Before and after"),
}
_CHARACTERS_BY_FATE = mark("corpus.report.characters", "Visible characters by what became of them")
_LANGUAGE = mark("corpus.report.language", "Language")
_ARTICLE = mark("corpus.report.article", "Article")
_ARTICLES = mark("corpus.report.column.articles", "Articles")
_LINES = mark("corpus.report.column.lines", "Lines")
_VARIANTS = mark("corpus.report.column.variants", "Variants")
_NOTHING = mark("corpus.report.nothing", "Nothing.")
_RULE = mark(
    "corpus.report.rule",
    "What it is: {reason}. Texts: {texts}; characters: {characters}. For example:",
)
_CORRECTED = mark_plural(
    "corpus.report.corrected",
    "{rule}: corrected in {count} place",
    "{rule}: corrected in {count} places",
)
_LISTED = mark_plural("corpus.report.listed", "{count} article", "{count} articles")
_MORE_ROWS = mark_plural(
    "corpus.report.more-rows",
    "{count} more article is counted above but not listed.",
    "{count} more articles are counted above but not listed.",
)
_CHOSEN = mark_plural(
    "corpus.report.chosen",
    "Of {all} articles, the {count} in which most happened is shown. "
    "For any other: assistant corpus explain FILE",
    "Of {all} articles, the {count} in which most happened are shown. "
    "For any other: assistant corpus explain FILE",
)
_PROVED = mark_plural(
    "corpus.report.proved",
    "{count} article was proved: nothing of its raw file was lost.",
    "{count} articles were proved: nothing of their raw files was lost.",
)
_UNPROVED = mark_plural(
    "corpus.report.unproved",
    "{count} article has no raw file there.",
    "{count} articles have no raw file there.",
)
_REFUTED = mark_plural(
    "corpus.report.refuted",
    "{count} article does not agree with its raw file:",
    "{count} articles do not agree with their raw files:",
)


class Asked(NamedTuple):
    """What a report is asked to be.

    Args:
        cleaned: folder of the cleaned articles, or one of them.
        raw: folder of the raw files, if the ledgers are to be proved by them.
        language: tag of the page's language.
        most: how many articles are shown before and after.
    """

    cleaned: Path
    raw: Path | None
    language: str
    most: int


def report(shelf: Shelf, asked: Asked) -> Iterator[str]:
    """Yield the page piece by piece; every article is read once, those shown twice.

    Args:
        shelf: the cleaned articles; afterwards it knows which files could not be read.
        asked: what the report is to be.

    Raises:
        NoCleanedArticlesError: there is no article.
    """
    words = words_for(asked.language)
    proofs = _Proofs(asked.raw)
    sums = tally(proofs.passing(shelf), rows=_MOST_ROWS, most_touched=asked.most)
    writer = _Report(words, sums, asked)
    title = words.say(_TITLE)
    yield head(title, words.program.language)
    yield f"<header>\n<h1>{safe(title)}</h1>\n<p>{writer.lead()}</p>\n</header>\n"
    sections = {
        "totals": writer.totals(),
        "chrome": writer.rules(),
        "corrections": writer.corrections(),
        "changes": writer.changes(),
        **({"proofs": proofs.told(words)} if asked.raw else {}),
        **({"failed": _failed(shelf.failed, words)} if shelf.failed else {}),
        "articles": writer.articles(),
        "details": writer.details(),
    }
    links = (
        f'<li><a href="#{name}">{safe(words.say(_SECTIONS[name]))}</a></li>' for name in sections
    )
    yield f"<nav>\n<ul>{''.join(links)}</ul>\n</nav>\n<main>\n"
    for name, content in sections.items():
        yield f'<section aria-labelledby="{name}">\n'
        yield f'<h2 id="{name}">{safe(words.say(_SECTIONS[name]))}</h2>\n'
        yield from content
        yield "</section>\n"
    yield f"</main>\n{FOOT}"


class _Proofs:
    """What the raw files say of the ledgers, counted while the articles pass."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._counts: Counter[Proof] = Counter()
        self._refuted: list[str] = []

    def passing(self, shelf: Iterable[Shelved]) -> Iterator[Shelved]:
        for shelved in shelf:
            if self._folder is not None:
                proof = raw_of(shelved.article, shelved.path, self._folder).proof
                self._counts[proof] += 1
                if proof is Proof.REFUTED and len(self._refuted) < _MOST_NAMED:
                    self._refuted.append(shelved.article.id)
            yield shelved

    def told(self, words: Words) -> Iterator[str]:
        messages = {Proof.PROVED: _PROVED, Proof.MISSING: _UNPROVED, Proof.REFUTED: _REFUTED}
        for proof, message in messages.items():
            if self._counts[proof]:
                yield f"<p>{safe(words.counted(message, self._counts[proof]))}</p>\n"
        if self._refuted:
            yield bulleted(map(safe, self._refuted))


def _failed(failed: Iterable[Refused], words: Words) -> Iterator[str]:
    named = list(failed)
    told = (f"{one.source}: {words.program.error(one.error)[0]}" for one in named[:_MOST_NAMED])
    yield bulleted(map(safe, told))
    if len(named) > _MOST_NAMED:
        yield f"<p>{safe(words.counted(MORE, len(named) - _MOST_NAMED))}</p>\n"


class _Report:
    def __init__(self, words: Words, sums: Tally, asked: Asked) -> None:
        self._words = words
        self._sums = sums
        self._asked = asked
        self._anchors = {row.path: f"a{number}" for number, row in enumerate(sums.most_touched, 1)}

    def _say(self, message: tuple[str, str], **values: object) -> str:
        return safe(self._words.say(message, **values))

    def lead(self) -> str:
        """Return in a sentence how much there is."""
        languages = self._sums.languages
        lines = sum(one.lines for one in languages)
        characters = sum(sum(one.characters.values()) for one in languages)
        return self._say(_LEAD, articles=self._sums.articles, lines=lines, characters=characters)

    def totals(self) -> Iterator[str]:
        """Yield what became of the articles of each language."""
        columns = [self._say(_LANGUAGE), *self._numbers([_ARTICLES, _LINES, _VARIANTS])]
        rows = (
            [
                f"{self._language(one.language)}{_bar(one.characters)}",
                *(self._number(n) for n in (one.articles, one.lines, one.variants)),
                *self._fates(one),
            ]
            for one in self._sums.languages
        )
        caption = self._words.say(_CHARACTERS_BY_FATE)
        yield table(caption, columns, rows, numbers=len(columns) - 1)

    def rules(self) -> Iterator[str]:
        """Yield each rule that left something out, with examples."""
        for rule in self._sums.chrome:
            reason = self._words.rule(rule.name)
            told = self._say(_RULE, reason=reason, texts=rule.spans, characters=rule.characters)
            yield f"<h3>{safe(rule.name)}</h3>\n<p>{told}</p>\n"
            yield bulleted(
                f"{foreign(one.text, one.language)} {_source(one)}" for one in rule.examples
            )
        yield from self._nothing_of(self._sums.chrome)

    def corrections(self) -> Iterator[str]:
        """Yield each correction, with what stood there and what does now."""
        for rule in self._sums.corrections:
            told = self._words.counted(_CORRECTED, rule.spans, rule=rule.name)
            yield f"<h3>{safe(told)}</h3>\n"
            yield bulleted(
                f"<del>{foreign(one.text, one.language)}</del> → "
                f"<ins>{foreign(one.to or '', one.language)}</ins> {_source(one)}"
                for one in rule.examples
            )
        yield from self._nothing_of(self._sums.corrections)

    def changes(self) -> Iterator[str]:
        """Yield what normalisation changed."""
        changes = self._sums.changes
        yield bulleted(safe(self._words.change(Change(*one))) for one in changes.items())
        yield from self._nothing_of(changes)

    def articles(self) -> Iterator[str]:
        """Yield a table of articles; those that are shown are linked."""
        columns = [self._say(_ARTICLE), *self._numbers([_LINES, _VARIANTS])]
        rows = (
            [
                self._title(row),
                self._number(row.lines),
                self._number(row.variants),
                *self._fates(row),
            ]
            for row in self._sums.rows
        )
        caption = self._words.say(_CHARACTERS_BY_FATE)
        listed = table(caption, columns, rows, numbers=len(columns) - 1)
        number = len(self._sums.rows)
        if number > _MOST_OPEN:
            told = safe(self._words.counted(_LISTED, number))
            listed = f"<details>\n<summary>{told}</summary>\n{listed}</details>\n"
        yield listed
        left = self._sums.articles - len(self._sums.rows)
        if left:
            yield f"<p>{safe(self._words.counted(_MORE_ROWS, left))}</p>\n"

    def details(self) -> Iterator[str]:
        """Yield the articles in which most happened, before and after."""
        shown = self._sums.most_touched
        if len(shown) < self._sums.articles:
            told = self._words.counted(_CHOSEN, len(shown), all=self._sums.articles)
            yield f"<p>{safe(told)}</p>\n"
        for row in shown:
            article = load_consistent(row.spot)
            raw = raw_of(article, row.path, self._asked.raw) if self._asked.raw else None
            limits = Limits(_CHARACTERS // max(1, len(shown)), row.spot.shown)
            anchor = self._anchors[row.path]
            yield from details(article, self._words, anchor=anchor, raw=raw, limits=limits)

    def _title(self, row: Row) -> str:
        title = foreign(shortened(row.title or row.id), row.language)
        anchor = self._anchors.get(row.path)
        name = f'<br><span class="quiet">{safe(row.id)}</span>'
        return (f'<a href="#{anchor}">{title}</a>' if anchor else title) + name

    def _numbers(self, first: Iterable[tuple[str, str]]) -> list[str]:
        """Return headings of columns of numbers: those given, and the fates."""
        return [*map(self._say, first), *(fate_chip(fate, self._words) for fate in Fate)]

    def _fates(self, one: LanguageTotals | Row) -> Iterator[str]:
        return (self._number(one.characters.get(fate, 0)) for fate in Fate)

    def _number(self, number: int) -> str:
        return safe(self._words.number(number))

    def _nothing_of(self, found: object) -> Iterator[str]:
        if not found:
            yield f"<p>{self._say(_NOTHING)}</p>\n"

    def _language(self, tag: str) -> str:
        """Return a language's name for the reader, with its tag."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self._words.program.language)
        except (UnknownLocaleError, ValueError):
            name = None
        return safe(f"{name} ({tag})" if name else tag)


def _source(example: Example) -> str:
    return f'<span class="quiet">{safe(f"{example.article}:{example.line}")}</span>'


def _bar(characters: dict[Fate, int]) -> str:
    """Return shares as a bar; the numbers beside it say the same."""
    total = sum(characters.values()) or 1
    start = 0.0
    parts = []
    for fate in Fate:
        share = 100 * characters.get(fate, 0) / total
        parts.append(f'<rect class="{fate}" x="{start:.2f}%" width="{share:.2f}%" height="100%"/>')
        start += share
    return f'<svg class="bar" aria-hidden="true">{"".join(parts)}</svg>'
