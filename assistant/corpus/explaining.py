"""What became of every line of an article and why, as values; readers get words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from assistant.cleaning.article import Article, LedgerLine, LedgerSpan
from assistant.cleaning.codec import to_plain
from assistant.cleaning.structure import Change, Fate, Part
from assistant.corpus.differences import Run, differences
from assistant.corpus.standing import Standing, standings
from assistant.errors import AssistantError, mark

SCHEMA = 1


class LineNotFoundError(AssistantError):
    """A number of a line that the article has not."""

    code = "corpus.line"
    exit_status = 2
    message = mark("error.corpus.line", "There is no line {line}: the last one is {last}.")


class Outcome(NamedTuple):
    """What became of neighbouring spans that share their fate and their block.

    Args:
        spans: the spans, in order.
        own: the block, variant or copy they belong to; None for chrome.
        other: what a copy was merged into, or what a variant varies.
        runs: how a variant differs from it: left is the block's, right the variant's. Empty for a
            line that only goes on with a variant.
        same: whether a copy is what it was merged into to the letter, and not but for spaces or a
            full stop.
    """

    spans: tuple[LedgerSpan, ...]
    own: Standing | None = None
    other: Standing | None = None
    runs: tuple[Run, ...] = ()
    same: bool = True

    @property
    def fate(self) -> Fate:
        """The fate they share."""
        return self.spans[0].fate

    @property
    def text(self) -> str:
        """Their characters, without mark-up unless there is nothing else."""
        shown = "".join(span.text for span in self.spans if span.part is not Part.MARKUP).strip()
        return shown or "".join(span.text for span in self.spans).strip()


class Explained(NamedTuple):
    """What became of one line.

    Args:
        line: number of the raw line.
        outcomes: of its characters, in order; empty if nothing visible is in it.
        changes: what normalisation changed in it.
    """

    line: int
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]

    @property
    def text(self) -> str:
        """The normalised line."""
        return "".join(span.text for outcome in self.outcomes for span in outcome.spans)


def explain(article: Article, line: int | None = None) -> Iterator[Explained]:
    """Yield what became of every line that is not blank, or of one line.

    Args:
        article: a cleaned article.
        line: number of a raw line, blank or not.

    Raises:
        LineNotFoundError: the article has no such line.
    """
    if line is not None and not 1 <= line <= article.source.lines:
        raise LineNotFoundError(article.source.name, line=str(line), last=str(article.source.lines))
    explainer = _Explainer(article)
    if line is None:
        yield from map(explainer.line, article.ledger)
        return
    recorded = (entry for entry in article.ledger if entry.line == line)
    yield explainer.line(next(recorded, LedgerLine(line)))


def explained_to_mapping(article: Article, lines: Iterator[Explained]) -> dict[str, Any]:
    """Return explanations as JSON values.

    Args:
        article: the article.
        lines: what became of its lines.
    """
    return {
        "schema": SCHEMA,
        "article": article.id,
        "language": article.language,
        "lines": [
            {
                "line": one.line,
                "text": one.text,
                "outcomes": [_mapping(outcome) for outcome in one.outcomes],
                "changes": to_plain(one.changes),
            }
            for one in lines
        ],
    }


class _Explainer:
    def __init__(self, article: Article) -> None:
        self._standings = standings(article)
        self._copies = _texts_of_copies(article)
        self._compared: set[str] = set()

    def line(self, entry: LedgerLine) -> Explained:
        grouped = groupby(entry.spans, key=lambda span: (span.fate, span.block, span.to, span.rule))
        outcomes = tuple(self._outcome(tuple(spans)) for _, spans in grouped)
        return Explained(entry.line, outcomes, entry.changes)

    def _outcome(self, spans: tuple[LedgerSpan, ...]) -> Outcome:
        """Return what became of `spans`; each variant is compared once."""
        first = spans[0]
        own = self._standings.get(first.block or "")
        if own is None or first.fate not in {Fate.MERGED, Fate.VARIANT}:
            return Outcome(spans, own)
        other = self._standings[first.to or ""]
        if first.fate is Fate.MERGED:
            return Outcome(spans, own, other, same=self._copies[own.id] == other.text)
        if own.id in self._compared:
            return Outcome(spans, own, other)
        self._compared.add(own.id)
        return Outcome(spans, own, other, differences(other.text, own.text))


def _texts_of_copies(article: Article) -> dict[str, str]:
    """Return the corrected texts of merged copies, which only the ledger has."""
    merged = {s.block for entry in article.ledger for s in entry.spans if s.fate is Fate.MERGED}
    texts: dict[str, str] = {}
    for entry in article.ledger:
        lines: dict[str, str] = {}
        for span in entry.spans:
            if span.block is not None and span.block in merged and span.part is Part.TEXT:
                corrected = span.to if span.fate is Fate.CORRECTION else None
                lines[span.block] = lines.get(span.block, "") + (corrected or span.text)
        for block, text in lines.items():
            texts[block] = f"{texts.get(block, '')} {text.strip()}".lstrip()
    return texts


def _mapping(outcome: Outcome) -> dict[str, Any]:
    first = outcome.spans[0]
    mapping: dict[str, Any] = {
        "fate": outcome.fate.value,
        "parts": [{"part": span.part.value, "text": span.text} for span in outcome.spans],
    }
    if outcome.own is not None:
        mapping["block"] = _standing(outcome.own)
    if outcome.other is not None:
        mapping["to"] = {**_standing(outcome.other), "text": outcome.other.text}
    if first.rule is not None:
        mapping["rule"] = first.rule
    if outcome.fate is Fate.CORRECTION:
        mapping["corrected"] = first.to
    if outcome.fate is Fate.MERGED:
        mapping["same"] = outcome.same
    if outcome.own is not None and outcome.own.variant is not None:
        variant = outcome.own.variant
        mapping["variant"] = {
            "edition": variant.edition,
            "by": variant.by.value,
            "score": variant.score,
        }
    if outcome.runs:
        mapping["differences"] = [{"in": run.side.value, "text": run.text} for run in outcome.runs]
    return mapping


def _standing(one: Standing) -> dict[str, Any]:
    return {"id": one.id, "kind": one.kind.value, "section": one.section}
