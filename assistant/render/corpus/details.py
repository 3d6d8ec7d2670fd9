"""One article in the report: before and after side by side, variants, outline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from assistant.cleaning.article import Article, Block, Variant
from assistant.cleaning.structure import Fate, Kind
from assistant.corpus.differences import Run, Side, differences
from assistant.corpus.explaining import Explained, Outcome, explain
from assistant.corpus.standing import standings
from assistant.errors import mark, mark_plural
from assistant.render.corpus.explanation import shortened
from assistant.render.corpus.page import MOST_TEXT, foreign, safe
from assistant.render.corpus.raw import Proof, Raw
from assistant.render.corpus.words import Words

_SIDES = mark("corpus.report.sides", "Before and after, line by line")
_LINE = mark("corpus.report.line", "Line")
_BEFORE = mark("corpus.report.before", "Before")
_AFTER = mark("corpus.report.after", "What became of it")
_ONLY_CHANGED = mark("corpus.report.only-changed", "Hide lines that are kept")
_MORE_LINES = mark_plural(
    "corpus.report.more-lines",
    "{count} more line is not shown here: assistant corpus explain {file}",
    "{count} more lines are not shown here: assistant corpus explain {file}",
)
_VARIANTS = mark_plural("corpus.report.variants", "{count} variant", "{count} variants")
MORE = mark_plural("corpus.report.more", "and {count} more", "and {count} more")
_OUTLINE = mark("corpus.report.outline", "Outline")
_NO_OUTLINE = mark("corpus.report.outline.none", "This article has no heading.")
_UNLISTED = mark("corpus.report.outline.unlisted", "not in the article’s own contents")
_MISSING = mark("corpus.report.outline.missing", "A heading was lost over this block:")
_UNRESOLVED = mark(
    "corpus.report.outline.unresolved", "An entry of the contents without a heading:"
)
_REMOVED = mark("corpus.report.removed", "only before:")
_ADDED = mark("corpus.report.added", "only here:")
_PROOFS = {
    Proof.PROVED: mark(
        "corpus.report.proof.proved", "Proved against the raw file: nothing was lost."
    ),
    Proof.MISSING: mark(
        "corpus.report.proof.missing",
        "The raw file was not found, so the lines below are those of the ledger.",
    ),
    Proof.REFUTED: mark(
        "corpus.report.proof.refuted",
        "The raw file does not agree with the ledger: clean the article again.",
    ),
}
# What marks a line in which several things happened: the rarest and weightiest of them.
_BY_WEIGHT = (Fate.CHROME, Fate.CORRECTION, Fate.VARIANT, Fate.MERGED, Fate.CONTENTS, Fate.KEPT)
_MOST_HEADINGS = 200
# Characters of a heading, at either end.
_HEADING = 100


class Limits(NamedTuple):
    """How much of an article is shown.

    Args:
        characters: of HTML, about, for its variants and for its lines.
        file: what to explain for the rest.
    """

    characters: int
    file: str


def details(
    article: Article, words: Words, *, anchor: str, raw: Raw | None, limits: Limits
) -> Iterator[str]:
    """Yield one article's part of the page.

    Args:
        article: the article.
        words: words of the page's language.
        anchor: identifier of its part; lines and blocks have identifiers that begin with it.
        raw: its raw file, if one was asked for.
        limits: how much is shown.
    """
    writer = _Details(article, words, anchor, raw)
    title = foreign(shortened(article.title or article.id, _HEADING), article.language)
    yield (
        f'<details id="{anchor}">\n<summary>{title} '
        f'<span class="quiet">{safe(article.id)}</span></summary>\n'
    )
    if raw is not None:
        yield f"<p>{safe(words.say(_PROOFS[raw.proof]))}</p>\n"
    yield from writer.outline()
    yield from writer.variants(limits)
    yield from writer.sides(limits)
    yield "</details>\n"


class _Details:
    def __init__(self, article: Article, words: Words, anchor: str, raw: Raw | None) -> None:
        self._article = article
        self._words = words
        self._anchor = anchor
        self._raw = raw.lines if raw else ()
        self._standings = standings(article)

    def _say(self, message: tuple[str, str], **values: object) -> str:
        return safe(self._words.say(message, **values))

    def _foreign(self, text: str) -> str:
        return foreign(text, self._article.language)

    def _link(self, block: str) -> str:
        """Return a link to the line on which a block, variant or copy begins."""
        line = block.removeprefix("L").partition(".")[0]
        return f'<a href="#{self._anchor}-{safe(line)}">{safe(block)}</a>'

    def outline(self) -> Iterator[str]:
        """Yield the headings, each under the one above it, and what is wrong with them."""
        outline = self._article.outline
        headings = [b for b in self._article.blocks if b.kind in {Kind.TITLE, Kind.HEADING}]
        unlisted = set(outline.unlisted)
        yield f"<h3>{self._say(_OUTLINE)}</h3>\n"
        if not headings:
            yield f"<p>{self._say(_NO_OUTLINE)}</p>\n"
        depth = 0
        for block in headings[:_MOST_HEADINGS]:
            level = min(max(block.level or 1, 1), depth + 1)
            opened = "<ul>\n" if level > depth else "</li>\n" + "</ul></li>\n" * (depth - level)
            told = (
                f' <em class="quiet">({self._say(_UNLISTED)})</em>' if block.id in unlisted else ""
            )
            text = self._foreign(shortened(block.text, _HEADING))
            yield f"{opened}<li>{text} {self._link(block.id)}{told}"
            depth = level
        yield "</li></ul>\n" * depth
        yield self._more(len(headings) - _MOST_HEADINGS)
        for block_id in outline.missing[:_MOST_HEADINGS]:
            yield f"<p>{self._say(_MISSING)} {self._link(block_id)}</p>\n"
        lost = [entry.block for entry in outline.contents if entry.heading is None]
        for block_id in lost[:_MOST_HEADINGS]:
            text = self._foreign(self._standings[block_id].text)
            yield f"<p>{self._say(_UNRESOLVED)} {text} {self._link(block_id)}</p>\n"

    def variants(self, limits: Limits) -> Iterator[str]:
        """Yield how each variant differs from its block, as far as it may be long."""
        pairs = [(block, one) for block in self._article.blocks for one in block.variants]
        if not pairs:
            return
        number = safe(self._words.counted(_VARIANTS, len(pairs)))
        yield f'<details class="variants">\n<summary>{number}</summary>\n'
        room, told = limits.characters, 0
        for block, variant in pairs:
            if room <= 0:
                break
            piece = self._variant(block, variant)
            room, told = room - len(piece), told + 1
            yield piece
        yield self._more(len(pairs) - told)
        yield "</details>\n"

    def _variant(self, block: Block, variant: Variant) -> str:
        said = " ".join(self._words.variant(self._standings[block.id], variant))
        return (
            f"<p>{self._link(variant.id)} {safe(said)}</p>\n<blockquote>"
            f"{self._difference(differences(block.text, variant.text))}</blockquote>\n"
        )

    def _more(self, number: int) -> str:
        return f"<p>{safe(self._words.counted(MORE, number))}</p>\n" if number > 0 else ""

    def sides(self, limits: Limits) -> Iterator[str]:
        """Yield the table of all lines, before and after, as far as it may be long."""
        columns = ((_LINE, "line"), (_BEFORE, "side"), (_AFTER, "side"))
        titles = (f'<th scope="col" class="{name}">{self._say(one)}</th>' for one, name in columns)
        yield (
            f"<h3>{self._say(_SIDES)}</h3>\n"
            f'<label class="choice"><input type="checkbox" class="only-changed"> '
            f"{self._say(_ONLY_CHANGED)}</label>\n"
            f'<table class="sides">\n<thead><tr>{"".join(titles)}</tr></thead>\n<tbody>\n'
        )
        room, left = limits.characters, 0
        for one in explain(self._article):
            if room > 0:
                row = self._row(one)
                room -= len(row)
                yield row
            else:
                left += 1
        yield "</tbody>\n</table>\n"
        if left:
            told = self._words.counted(_MORE_LINES, left, file=limits.file)
            yield f"<p>{safe(told)}</p>\n"

    def _row(self, one: Explained) -> str:
        fates = {outcome.fate for outcome in one.outcomes}
        main = next((fate for fate in _BY_WEIGHT if fate in fates), Fate.KEPT)
        same = fates <= {Fate.KEPT}
        number = safe(str(one.line))
        changes = f'<p class="said">{safe(self._words.changes(one.changes))}</p>'
        return (
            f'<tr id="{self._anchor}-{number}" class="{main}{" same" if same else ""}">'
            f'<th scope="row" class="line">{number}</th>'
            f"<td><p>{self._before(one)}</p>{changes if one.changes else ''}</td>"
            f"<td>{''.join(map(self._after, one.outcomes))}</td></tr>\n"
        )

    def _before(self, one: Explained) -> str:
        """Return the raw line, its characters that normalisation changed shown by their codes."""
        if not 0 < one.line <= len(self._raw):
            return self._foreign(one.text)
        changed = {change.what for change in one.changes}
        text = self._raw[one.line - 1]
        tag = safe(self._article.language)
        runs = groupby(text[:MOST_TEXT].rstrip(" "))
        parts = (_coded(char, len(list(run)), changed) for char, run in runs)
        cut = "…" if len(text) > MOST_TEXT else ""
        return f'<span class="text" lang="{tag}" dir="auto">{"".join(parts)}{cut}</span>'

    def _after(self, outcome: Outcome) -> str:
        said = " ".join(self._words.outcome(outcome))
        if outcome.own:
            said = " ".join([said, *self._words.editions(outcome.own)])
        linked = safe(said)
        if outcome.other:
            name = rf"\b{re.escape(outcome.other.id)}\b(?!\.\d)"
            linked = re.sub(name, self._link(outcome.other.id), linked, count=1)
        return (
            f"<p>{fate_chip(outcome.fate, self._words)} {self._result(outcome)}</p>"
            f'<p class="said">{linked}</p>'
        )

    def _result(self, outcome: Outcome) -> str:
        """Return what stands in place of the characters now, and what no longer does."""
        if outcome.fate is Fate.CHROME:
            return self._difference((Run(Side.LEFT, outcome.text),))
        if outcome.fate is Fate.CORRECTION:
            right = outcome.spans[0].to or ""
            return self._difference((Run(Side.LEFT, outcome.text), Run(Side.RIGHT, right)))
        if outcome.runs:
            return self._difference(outcome.runs)
        same = outcome.other is None or outcome.other.variant is not None
        return self._foreign(outcome.text if same or not outcome.other else outcome.other.text)

    def _difference(self, runs: Sequence[Run]) -> str:
        """Return differences with a word before each for those who do not see the marks."""
        marks = {Side.LEFT: ("del", _REMOVED), Side.RIGHT: ("ins", _ADDED)}
        parts = []
        for side, text in runs:
            shown = self._foreign(shortened(text, MOST_TEXT // 4))
            if side is not Side.BOTH:
                name, told = marks[side]
                shown = f'<{name}><span class="hidden">{self._say(told)} </span>{shown}</{name}>'
            parts.append(shown)
        return "".join(parts)


def fate_chip(fate: Fate, words: Words) -> str:
    """Return the name of a fate in its colour."""
    return f'<span class="fate {fate}">{safe(words.fate(fate))}</span>'


def _coded(char: str, times: int, changed: set[str]) -> str:
    """Return a run of one character, by its code if normalisation changed it."""
    code = f"U+{ord(char):04X}"
    if code not in changed:
        return safe(char * times)
    name = safe(unicodedata.name(char, code))
    return f'<span class="code" title="{name}">{code}{f"×{times}" if times > 1 else ""}</span>'
