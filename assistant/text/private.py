"""Take out of a text what identifies people: before a question is kept, never for answering."""

from __future__ import annotations

import re

EMAIL = re.compile("[^\\s@]{1,64}@[^\\s@]{1,64}")

# Phone, account and card numbers, however they are grouped; a date is shorter or has its form.
_LONG_NUMBER = re.compile("[+(]?\\d(?:[\\s().\u2010-\u2013/-]{0,2}\\d){6,40}")
_DATE = re.compile("\\d{1,2}[./-]\\d{1,2}[./-]\\d{4}|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}")
_ADDRESS = re.compile("\\b(?:[a-z][a-z0-9+.-]{1,20}://|www\\.)\\S{1,2000}", re.IGNORECASE)

HIDDEN = "[…]"


def scrub(text: str) -> str:
    """Return `text` with e-mail and web addresses, and numbers of seven or more digits, hidden.

    Names of people and firms stay: no rule finds them in every language.
    """
    text = EMAIL.sub(HIDDEN, _ADDRESS.sub(HIDDEN, text))
    return _LONG_NUMBER.sub(lambda match: match[0] if _DATE.fullmatch(match[0]) else HIDDEN, text)
