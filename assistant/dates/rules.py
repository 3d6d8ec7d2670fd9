"""Rules over token roles, written as short patterns, applied longest first from left to right.

A pattern is a row of elements between spaces; each names the roles that its token may have:

    a|b   a token with one of these roles
    a?    the same, optional
    ~a    filler: optional, and no part of the match where it stands at its end
    >a    the next token has one of these roles (none is taken)
    !a    the next token has none of these roles
    <a    the token before the match has one of these roles
    ^a    the token before the match has none of these roles

`end` and `begin` stand for the bounds of the text, `unknown` for a token without a role, `glued`
for one that follows without a space. Patterns hold no repetition, so that the time is linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from assistant.dates.lexicon import Roles
from assistant.dates.tokens import NO_ROLES, Token

_T = TypeVar("_T")
_AROUND = "<^"
_AHEAD = ">!"


class Match(NamedTuple):
    """The tokens that a pattern took, by the role that each was taken for.

    Args:
        values: the value of each role; of a role taken twice, the first.
        repeated: the second value of a role that was taken twice.
        tokens: the tokens, in order.
    """

    values: Mapping[str, object]
    repeated: Mapping[str, object]
    tokens: tuple[Token, ...]

    def get(self, role: str, kind: type[_T]) -> _T | None:
        """Return the value of a role if a token was taken for it."""
        value = self.values.get(role)
        return value if isinstance(value, kind) else None

    def has(self, role: str) -> bool:
        """Say whether a token was taken for a role."""
        return role in self.values


Build = Callable[[Match], Roles | None]
"""Makes the roles of the token that replaces a match; None if the match is no date at all."""


Rows = tuple[tuple[Build, tuple[str, ...]], ...]
"""What to make, and the patterns that it is made from."""


class _Element(NamedTuple):
    roles: tuple[str, ...]
    sign: str = ""

    @property
    def optional(self) -> bool:
        return self.sign in ("?", "~")


class Rule(NamedTuple):
    """A pattern and what it makes; see `rules` for the notation."""

    behind: tuple[_Element, ...]
    elements: tuple[_Element, ...]
    build: Build

    @property
    def openings(self) -> Iterable[str]:
        """The roles that a match can begin with."""
        for element in self.elements:
            if element.sign in _AHEAD and element.sign:
                continue
            yield from element.roles
            if not element.optional:
                return


class Layer(NamedTuple):
    """Rules that work side by side; what they make is seen by the next layer only."""

    rules: Mapping[str, tuple[Rule, ...]]

    def apply(self, tokens: Sequence[Token]) -> list[Token]:
        """Return `tokens` with the longest match at each place replaced by what it means."""
        made: list[Token] = []
        position = 0
        while position < len(tokens):
            best, best_end = None, position
            for rule in self._candidates(tokens[position].roles):
                if all(_stands(e, made[-1] if made else None, begin=not made) for e in rule.behind):
                    taken = _take(rule.elements, 0, tokens, position, ())
                    if taken and (end := _content_end(taken)) > best_end:
                        best, best_end = (rule, taken), end
            if best is None:
                made.append(tokens[position])
                position += 1
                continue
            rule, taken = best
            first, last = tokens[position], tokens[best_end - 1]
            roles = rule.build(_match(taken, tokens)) or NO_ROLES
            made.append(Token(first.start, last.end, roles, latin=first.latin))
            position = best_end
        return made

    def _candidates(self, roles: Roles) -> Iterable[Rule]:
        if len(roles) == 1:
            return self.rules.get(next(iter(roles)), ())
        found: dict[int, Rule] = {}
        for role in roles:
            for rule in self.rules.get(role, ()):
                found[id(rule)] = rule
        return found.values()


def layer(rows: Iterable[tuple[Build, Sequence[str]]]) -> Layer:
    """Make a layer of rows: what to make, and the patterns that it is made from."""
    index: dict[str, list[Rule]] = defaultdict(list)
    for build, patterns in rows:
        for pattern in patterns:
            rule = _rule(pattern, build)
            for role in dict.fromkeys(rule.openings):
                index[role].append(rule)
    return Layer({role: tuple(rules) for role, rules in index.items()})


def _rule(pattern: str, build: Build) -> Rule:
    elements = [_element(part) for part in pattern.split()]
    behind = tuple(element for element in elements if element.sign and element.sign in _AROUND)
    return Rule(behind, tuple(e for e in elements if e not in behind), build)


def _element(part: str) -> _Element:
    if part[0] in "~><!^":
        return _Element(tuple(part[1:].split("|")), part[0])
    if part.endswith("?"):
        return _Element(tuple(part[:-1].split("|")), "?")
    return _Element(tuple(part.split("|")))


# What was taken: for each token, its place, the role it was taken for, and whether as filler.
_Taken = tuple[tuple[int, str, bool], ...]


def _take(
    elements: tuple[_Element, ...], at: int, tokens: Sequence[Token], position: int, taken: _Taken
) -> _Taken | None:
    """Match the elements from `at` on at `position`; optional ones are taken if they can be."""
    if at == len(elements):
        return taken
    element = elements[at]
    token = tokens[position] if position < len(tokens) else None
    if element.sign and element.sign in _AHEAD:
        previous = tokens[position - 1] if position else None
        ahead = _has(element.roles, token, previous)
        return (
            _take(elements, at + 1, tokens, position, taken)
            if ahead == (element.sign == ">")
            else None
        )
    role = token and next((r for r in element.roles if r in token.roles), None)
    if role:
        step = (position, role, element.sign == "~")
        found = _take(elements, at + 1, tokens, position + 1, (*taken, step))
        if found is not None:
            return found
    return _take(elements, at + 1, tokens, position, taken) if element.optional else None


def _has(roles: tuple[str, ...], token: Token | None, previous: Token | None) -> bool:
    if token is None:
        return "end" in roles
    if not token.roles and "unknown" in roles:
        return True
    if "glued" in roles and previous and previous.end == token.start:
        return not token.roles.keys() & {"stop", "comma", "func", "close"}
    return any(role in token.roles for role in roles)


def _stands(element: _Element, previous: Token | None, *, begin: bool) -> bool:
    found = begin and "begin" in element.roles
    if previous is not None:
        found = any(role in previous.roles for role in element.roles)
    return found == (element.sign == "<")


def _content_end(taken: _Taken) -> int:
    return max((position + 1 for position, _, filler in taken if not filler), default=0)


def _match(taken: _Taken, tokens: Sequence[Token]) -> Match:
    values: dict[str, object] = {}
    repeated: dict[str, object] = {}
    for position, role, _ in taken:
        target = repeated if role in values else values
        target.setdefault(role, tokens[position].roles[role])
    return Match(values, repeated, tuple(tokens[position] for position, _, _ in taken))
