"""A piece of folded text and the roles that it can play in a date."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from assistant.dates.lexicon import Roles

NO_ROLES: Roles = MappingProxyType({})


class Token(NamedTuple):
    """A piece of folded text.

    Args:
        start: offset of its first character.
        end: offset after its last character.
        roles: what it can be; empty for what is no part of a date.
        latin: whether it is Greek or Thai in Latin letters.
    """

    start: int
    end: int
    roles: Roles
    latin: bool = False
