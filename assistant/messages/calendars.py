"""How dates are written where a reader wants it otherwise than the language does.

The wish travels in the language tag, as Unicode says it (UTS 35, extension "u", key "ca"):
`th-u-ca-gregory` is Thai with Gregorian years. So it reaches every text, and a saved answer that
is asked for again in its language comes out with the same dates.
"""

from __future__ import annotations

import re
from enum import StrEnum

_EXTENSION = re.compile(r"-u-ca-([a-z0-9]{3,8})$", re.IGNORECASE)


class Calendar(StrEnum):
    """A way of writing dates; `tag` names it in language tags."""

    BUDDHIST = "buddhist"
    GREGORIAN = "gregorian"
    ISO = "iso"

    @property
    def tag(self) -> str:
        """Return the name that Unicode has for it."""
        return _TAGS[self]


_TAGS = {Calendar.BUDDHIST: "buddhist", Calendar.GREGORIAN: "gregory", Calendar.ISO: "iso8601"}
_BY_TAG = {tag: calendar for calendar, tag in _TAGS.items()}


def split_calendar(tag: str) -> tuple[str, Calendar | None]:
    """Return a language tag without its calendar, and the calendar if it names one of ours."""
    found = _EXTENSION.search(tag)
    if found is None:
        return tag, None
    return tag[: found.start()], _BY_TAG.get(found[1].lower())


def with_calendar(tag: str, calendar: Calendar | None) -> str:
    """Return a language tag with a calendar in place of the one it has; None leaves it."""
    if calendar is None:
        return tag
    return f"{split_calendar(tag)[0]}-u-ca-{calendar.tag}"
