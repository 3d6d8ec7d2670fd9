"""A date expression while the rules are still building on it."""

from __future__ import annotations

from typing import NamedTuple

from assistant.dates.mention import Direction, Kind
from assistant.dates.readings import Reading


class Expression(NamedTuple):
    """What a run of tokens means as a date; see `DateMention` for the fields."""

    reading: Reading
    kind: Kind
    direction: Direction = Direction.NONE
    said_year: bool = False
    other: Reading | None = None
