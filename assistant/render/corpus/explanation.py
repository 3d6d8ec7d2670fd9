"""What became of an article's lines, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.cleaning.article import Article
from assistant.corpus.differences import Run, Side
from assistant.corpus.explaining import Explained
from assistant.errors import mark
from assistant.render.corpus.words import words_for
from assistant.text.clean import one_line
from assistant.text.wrap import wrap

_HEAD = mark("corpus.explain.head", "{article} (lines: {lines}; with text: {filled})")
_LINE = mark("corpus.explain.line", "Line {line}")
_TEXT = mark("corpus.explain.text", "“{text}”")
_THERE = mark("corpus.explain.there", "There: “{text}”")
_BLANK = mark("corpus.explain.blank", "Nothing visible is in this line.")
_DIFFERENCES = mark("corpus.explain.differences", "Differences ([-only there-], {{+only here+}}):")
# Characters that a shared run keeps at a difference: some ten words.
_AROUND = 60
_MARKS = {Side.BOTH: "{}", Side.LEFT: "[-{}-]", Side.RIGHT: "{{+{}+}}"}


def explanation_lines(
    article: Article, lines: Iterable[Explained], *, language: str, width: int
) -> Iterator[str]:
    """Yield an explanation line by line, ready for a terminal.

    Args:
        article: the article.
        lines: what became of its lines.
        language: tag of the reader's language.
        width: cells a line.
    """
    words = words_for(language)
    source = article.source
    yield from _wrapped(
        words.say(_HEAD, article=article.id, lines=source.lines, filled=source.filled), width
    )
    for one in lines:
        yield ""
        yield words.say(_LINE, line=str(one.line))
        if not one.outcomes:
            yield from _wrapped(words.say(_BLANK), width, 2)
        section: list[str] = []
        for outcome in one.outcomes:
            yield from _wrapped(words.say(_TEXT, text=outcome.text), width, 2)
            told = words.outcome(outcome)
            if outcome.own:
                told += words.editions(outcome.own)
                before, section = section, words.section(outcome.own)
                # Several in one line mostly stand in one section, which need not be said of each.
                told += section if section != before else []
            yield from _wrapped(" ".join(told), width, 4)
            if outcome.other and not outcome.same:
                yield from _wrapped(words.say(_THERE, text=outcome.other.text), width, 4)
            if outcome.runs:
                differing = f"{words.say(_DIFFERENCES)} {shown(outcome.runs)}"
                yield from _wrapped(differing, width, 4)
        if one.changes:
            yield from _wrapped(words.changes(one.changes), width, 2)


def shown(runs: Sequence[Run]) -> str:
    """Return differences as text, as wdiff writes them; long shared runs are shortened."""
    parts = (
        _MARKS[run.side].format(run.text if run.side is not Side.BOTH else shortened(run.text))
        for run in runs
    )
    return "".join(parts)


def shortened(text: str, around: int = _AROUND) -> str:
    """Return a text with what is far from both its ends left out.

    Args:
        text: what may be long.
        around: characters kept at each end.
    """
    return text if len(text) <= 2 * around + 1 else f"{text[:around]}…{text[-around:]}"


def _wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    margin, text = " " * indent, one_line(text)
    # No character is wider than two cells: what fits anyway, as in a pipe, is not measured.
    if indent + 2 * len(text) <= width:
        return [margin + text]
    return wrap(text, width, indent=margin, hanging=margin)
