"""Read misspelt months, weekdays, units and words like "tomorrow", where a date may stand.

Only words that no table holds, of five letters and more, beside something that makes a date
likely; RapidFuzz is loaded when the first of them comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.dates.lexicon import Roles, Table, latin_spelling, table
from assistant.dates.tokens import Token
from assistant.text.segment import UNSPACED
from assistant.text.slips import slips_of

# A text of nothing but misspelt words must not take long.
_MOST_LOOKUPS = 48
_SHORTEST, _LONGEST = 5, 20
# From this length on two slips are allowed, below it one.
_TWO_SLIPS = 8
_NUMBERS = frozenset({"day", "dayth", "ordinal", "number"})
_LEADS = frozenset(
    {"on", "prefix", "the", "daythe", "next_pre", "last_pre", "this_pre", "following_pre"}
)
_POSTS = frozenset({"next_post", "last_post", "this_post"})
_COUNTS = frozenset({"number", "int", "decimal", "a", "half"})
# What a typo may stand for, and the roles before or after it that make that likely.
_PLACES = (
    ("month", _NUMBERS | {"month_lead"}, _NUMBERS | {"year"}),
    ("weekday", _LEADS, _POSTS),
    ("unit", _COUNTS, frozenset[str]()),
)


def corrected(text: str, tokens: Sequence[Token], tables: Sequence[Table]) -> Sequence[Token]:
    """Return `tokens` with misspelt words of dates given the roles of what they stand for.

    Args:
        text: the folded text that the tokens were cut from.
        tokens: as `lexer.lex` cut them.
        tables: the tables, the writer's own language first.
    """
    made: list[Token] = []
    lookups = 0
    # A slip in Greeklish is believed where there is other Greeklish only.
    latin = any(token.latin for token in tokens)
    for position, token in enumerate(tokens):
        if made and token.end <= made[-1].end:
            continue  # a part of the misspelt word before it
        before = made[-1].roles.keys() if made else frozenset[str]()
        after = (
            tokens[position + 1].roles.keys() if position + 1 < len(tokens) else frozenset[str]()
        )
        found = None
        if lookups < _MOST_LOOKUPS:
            if UNSPACED.match(text[token.start]):
                if before & _NUMBERS and not token.roles.keys() & {"month", "month_unit", "unit"}:
                    lookups += 1
                    found = _unspaced(text, token, tables)
            elif token.roles.keys() <= {"plural"}:
                wanted = {role for role, left, right in _PLACES if before & left or after & right}
                word = text[token.start : token.end]
                if len(word) >= _TWO_SLIPS - 1:
                    wanted.add("dayword")
                if wanted and _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                    lookups += 1
                    found = _spaced(token, word, frozenset(wanted), tables, latin=latin)
        made.append(found or token)
    return made


def _spaced(
    token: Token, word: str, wanted: frozenset[str], tables: Sequence[Table], *, latin: bool
) -> Token | None:
    for own in tables:
        for respelled in (False, True) if latin and word.isascii() else (False,):
            typed = latin_spelling(word, own.replacements) if respelled else word
            meant = _meant(typed, _names(own.language, latin=respelled), wanted)
            if meant:
                return Token(token.start, token.end, meant, latin=respelled)
    return None


def _unspaced(text: str, token: Token, tables: Sequence[Table]) -> Token | None:
    """Read a misspelt month of a script without spaces, whatever it was cut into."""
    run = UNSPACED.match(text, token.start)
    if not run:  # pragma: no cover - the caller saw one
        return None
    for own in tables:
        months = _long_months(own.language)
        for length in range(min(len(run[0]), _LONGEST), _SHORTEST - 1, -1):
            meant = _meant(run[0][:length], months, frozenset({"month"}))
            if meant:
                return Token(token.start, token.start + length, meant)
    return None


def _meant(typed: str, names: Mapping[str, Roles], wanted: frozenset[str]) -> Roles | None:
    """Return the wanted roles of the one name that `typed` is a slip of."""
    if not _SHORTEST <= len(typed) <= _LONGEST or not names:
        return None
    slips = 2 if len(typed) >= _TWO_SLIPS else 1
    roles = [
        (distance, {role: names[name][role] for role in wanted & names[name].keys()})
        for name, distance in slips_of(typed, names, slips)
        if _is_slip(typed, name, month="month" in names[name])
    ]
    roles = [(distance, found) for distance, found in roles if found]
    closest = [found for distance, found in roles if distance == roles[0][0]]
    # As close to July as to June: no guess.
    return closest[0] if closest and all(found == closest[0] for found in closest) else None


def _is_slip(typed: str, name: str, *, month: bool) -> bool:
    """Say whether `typed` is `name` mistyped, not inflected ("Mondays") or another word.

    A month stands beside a number; its last letter may be wrong too ("octobre").
    """
    return (typed[-1] == name[-1] or month) and not typed.startswith(name)


@cache
def _names(language: str, *, latin: bool) -> Mapping[str, Roles]:
    """Return the single words of a table that typos are looked for."""
    own = table(language)
    groups = own.latin if latin else own.words
    roles = {"month", "weekday", "unit", "dayword"}
    return {
        first: found
        for first, group in groups.items()
        for rest, found in group
        if not rest and len(first) >= _SHORTEST and roles & found.keys()
    }


@cache
def _long_months(language: str) -> Mapping[str, Roles]:
    return {
        phrase: found
        for group in table(language).unspaced.values()
        for phrase, found in group
        if "month" in found and len(phrase) >= _SHORTEST and "." not in phrase
    }
