"""Split folded text into words; scripts written without spaces through ICU's dictionaries.

ICU costs 30 ms and 40 MB, so that it is loaded only when the text holds such a script.
"""

from __future__ import annotations

import re

# Thai, Lao, Myanmar, Khmer; kana and Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_SPACED_WORD = re.compile("[^\\W_]+(?:'[^\\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words of `text` in order, without punctuation and spaces."""
    found: list[str] = []
    position = 0
    for run in UNSPACED.finditer(text):
        found += _SPACED_WORD.findall(text, position, run.start())
        found += unspaced_words(run[0])
        position = run.end()
    return found + _SPACED_WORD.findall(text, position)


def unspaced_words(run: str) -> list[str]:
    """Return the words of `run`, text in a script that is written without spaces."""
    from icu4py.breakers import WordBreaker

    # One locale serves all languages: ICU chooses its dictionary by script.
    return [run[start:end] for start, end in WordBreaker(run, "th").segments()]
