"""The dates people write in questions.

Enters: a text, its language and the day it was written on. Leaves: `DateMention` values in reading
order, each with its meaning; `resolve` gives the day, once the tense of the sentence is known.

How: the folded text is cut into tokens with roles (`lexer`, from the tables in `data/`), rules
over roles build readings (`grammar`), and mentions of one day that stand side by side are joined
(`finder`). The tables are compiled from `sources/` and CLDR by `tables`, never at run time.

A language is a file in `sources/` and its tag in `lexicon.LANGUAGES`; word orders that no pattern
of `grammar` knows yet are added there, those of Chinese and Japanese to `marked_grammar`. English,
Greek and Thai are read together; German, Spanish, French, Japanese and Chinese each with English.

May import `text`, and nothing else of ours.
"""

from __future__ import annotations

from assistant.dates.finder import find_dates
from assistant.dates.mention import DateMention, Direction, Kind
from assistant.dates.readings import Tense

__all__ = ["DateMention", "Direction", "Kind", "Tense", "find_dates"]
