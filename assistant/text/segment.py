"""Split folded text into words; scripts written without spaces through ICU's dictionaries."""

from __future__ import annotations

import re

from assistant.text.icu import words_of

# Thai, Lao, Myanmar, Khmer; kana and Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_SPACED_WORD = re.compile("[^\\W_]+(?:'[^\\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words of `text` in order, without punctuation and spaces."""
    found: list[str] = []
    position = 0
    for run in UNSPACED.finditer(text):
        found += _SPACED_WORD.findall(text, position, run.start())
        found += words_of(run[0])
        position = run.end()
    return found + _SPACED_WORD.findall(text, position)
