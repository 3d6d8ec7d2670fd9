"""Find the dates in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from assistant.dates.expression import Expression
from assistant.dates.grammar import layers
from assistant.dates.lexer import lex
from assistant.dates.lexicon import Table, likely_tables, tables
from assistant.dates.mention import DateMention, Direction, Kind
from assistant.dates.numerals import NumberStyle
from assistant.dates.readings import Tense
from assistant.dates.tokens import Token
from assistant.dates.typos import corrected
from assistant.text.fold import fold_with_offsets

# Regions whose English writes the month first (CLDR short date patterns).
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "VI", "AS", "MP", "UM"})
# One date of a text that can be read in one way only tells how the others are meant.
_DAY_SECOND = re.compile("(?<!\\d)(?:0?\\d|1[0-2])[/.-](?:1[3-9]|2\\d|3[01])[/.-]\\d\\d")
_DAY_FIRST = re.compile("(?<!\\d)(?:1[3-9]|2\\d|3[01])[/.-](?:0?\\d|1[0-2])[/.-]\\d\\d")
# Between two mentions of one day: "ανήμερα του Όχι, στις 28 Οκτωβρίου", "tomorrow (26/11)".
_BETWEEN = frozenset({"comma", "open", "on", "the", "prefix", "daythe", "dateword", "dash"})
_MOST_BETWEEN = 4
# The more a kind says, the further to the front.
_TELLING = (
    Kind.ABSOLUTE,
    Kind.RELATIVE,
    Kind.HOLIDAY,
    Kind.PARTIAL,
    Kind.PERIOD_END,
    Kind.PERIOD_START,
    Kind.PERIOD_MIDDLE,
    Kind.DAY_OF_MONTH,
    Kind.WEEKDAY,
)


def find_dates(text: str, *, language: str, today: date) -> tuple[DateMention, ...]:
    """Return the dates that `text` mentions, in reading order.

    Durations, counts, amounts, times, versions and product names are no dates, nor are months,
    weeks and movable feasts. A date that does not exist (31 February) is mentioned all the same;
    it resolves to None. Two expressions of one day, side by side, are one mention.

    Args:
        text: what was written, of any length; the time taken is linear in it.
        language: BCP 47 tag of the writer's language; its words are tried first, those of the
            other languages next. A region decides the order of numeric dates ("en-US"). "und" if
            unknown.
        today: the day of writing. Only joining mentions of one day looks at it.
    """
    source = unicodedata.normalize("NFC", text)
    folded, offsets = fold_with_offsets(source)
    primary, *rest = language.replace("_", "-").split("-")
    known = likely_tables(folded) if primary.lower() in ("", "und") else tables(primary.lower())
    tokens = corrected(
        folded, lex(folded, known, _style(folded, primary.lower(), rest, known)), known
    )
    for layer in layers(marked=known[0].numerals):
        tokens = layer.apply(tokens)
    return tuple(
        _mention(source, offsets, start, end, found) for start, end, found in _joined(tokens, today)
    )


def _style(folded: str, primary: str, rest: Sequence[str], known: Sequence[Table]) -> NumberStyle:
    regions = {part.upper() for part in rest}
    greek = any("\u0370" <= char <= "\u03ff" for char in folded)
    thai = any("\u0e00" <= char <= "\u0e7f" for char in folded)
    english = primary in ("en", "und") and not greek and not thai
    second = not regions and bool(_DAY_SECOND.search(folded))
    if known[0].year_first:
        return NumberStyle(
            month_first=True,
            settled=True,
            buddhist=False,
            year_first=True,
            kanji=known[0].numerals,
        )
    return NumberStyle(
        month_first=english and (bool(regions & _MONTH_FIRST) or second),
        settled=not english or bool(regions) or second or bool(_DAY_FIRST.search(folded)),
        buddhist=thai or (known[0].language == primary and known[0].buddhist),
        marks=known[0].marks,
    )


def _joined(tokens: Sequence[Token], today: date) -> list[tuple[int, int, Expression]]:
    """Return the dates among `tokens`, neighbours that mean one day joined."""
    found: list[tuple[int, int, Expression]] = []
    between = _MOST_BETWEEN + 1
    for token in tokens:
        pair = token.roles.get("dates")
        expression = token.roles.get("date")
        if isinstance(pair, tuple):
            found += pair  # two dates that share their month
        elif isinstance(expression, Expression):
            one = found and between <= _MOST_BETWEEN and _one_day(found[-1][2], expression, today)
            if one:
                found[-1] = (found[-1][0], token.end, one)
            else:
                found.append((token.start, token.end, expression))
        else:
            between = between + 1 if token.roles.keys() & _BETWEEN else _MOST_BETWEEN + 1
            continue
        between = 0
    return found


def _one_day(first: Expression, second: Expression, today: date) -> Expression | None:
    """Return the more telling of two expressions if both can mean one day, else None."""
    telling, other = sorted((first, second), key=lambda e: _TELLING.index(e.kind))
    for tense in _tenses(telling):
        day = telling.reading.resolve(tense, today)
        if day is not None and other.reading.admits(day, today):
            direction = next(
                (e.direction for e in (telling, other) if e.direction != Direction.NONE),
                Direction.NONE,
            )
            return telling._replace(direction=direction)
    return None


def _tenses(expression: Expression) -> Sequence[Tense]:
    if expression.direction is Direction.NONE:
        return tuple(Tense)
    return (Tense(expression.direction.value),)


def _mention(
    source: str, offsets: Sequence[int], start: int, end: int, found: Expression
) -> DateMention:
    first, after = offsets[start], offsets[end - 1] + 1
    # Marks that folding drops belong to the letter before them.
    while after < len(source) and unicodedata.combining(source[after]):
        after += 1
    return DateMention(
        start=first,
        end=after,
        text=source[first:after],
        kind=found.kind,
        direction=found.direction,
        reading=found.reading,
        explicit_year=found.said_year,
        other=found.other,
    )
