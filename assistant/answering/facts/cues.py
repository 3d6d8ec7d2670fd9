"""The cues by which people of a language state facts: the pack's data, read and found in text.

A cue file is TOML: `language`, one table per event with patterns by tense, `[words]` with patterns
for everything else, `[numbers]`. Patterns stand in plain text blocks, separated by commas or line
ends. A pattern is words in order; of a word,

- `cancel*` matches every word that begins so,
- `ran|runs` matches either,
- `...` between two words stands for up to three words of any kind.

Thai patterns match anywhere in a run of Thai, since Thai has no spaces between words. Nothing in
the data is a regular expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from assistant.answering.facts.cue import EVENTS, Cue, Meaning
from assistant.answering.facts.words import Words, is_unspaced
from assistant.dates import Tense
from assistant.knowledge.source import PackError, Table
from assistant.text.fold import fold
from assistant.text.greeklish import skeleton
from assistant.text.slips import slips_of

_WORDS = tuple(cue for cue in Cue if cue not in EVENTS)
_TENSES = {"past": Tense.PAST, "future": Tense.FUTURE, "any": Tense.UNKNOWN}

# Bounds of a cue file: the shipped ones have under 1,500 patterns.
_MAX_PATTERNS = 6_000
_MAX_PARTS = 8
_MAX_NUMBER = 1_000

_SEPARATORS = frozenset("\n, ")
_GAP = "..."
_GAP_WORDS = 3
# They part words in a pattern, as they do in a text.
_PARTING = {"-": " ", "'": " ", "’": " "}

# Typing errors: one in words of 6 letters, two from 9; shorter words have too many neighbours.
_SHORTEST_TYPO = 6
_TWO_ERRORS = 9
# A misheard spelling keeps its sounds; words shorter than this share theirs with too many others.
_SHORTEST_SOUND = 6
_THAI_KEY = 2
_LAST_LATIN = "\u024f"


class _Pattern(NamedTuple):
    """One pattern and what it means; a tuple, because 1,500 frozen dataclasses take 2 ms more."""

    text: str
    meaning: Meaning


class _Index:
    """Patterns by how their first word begins; what follows is read when that word is met."""

    __slots__ = ("lengths", "prefixes", "unspaced", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[_Pattern]] = {}
        self.prefixes: dict[str, list[_Pattern]] = {}
        self.unspaced: dict[str, list[_Pattern]] = {}
        self.lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, patterns: Iterable[_Pattern]) -> _Index:
        index = cls()
        words, prefixes, unspaced = index.words, index.prefixes, index.unspaced
        for pattern in patterns:
            first = pattern.text.partition(" ")[0]
            for word in first.split("|") if "|" in first else (first,):
                if is_unspaced(word[0]):
                    unspaced.setdefault(word[:_THAI_KEY], []).append(pattern)
                elif word[-1] == "*":
                    prefixes.setdefault(word[:-1], []).append(pattern)
                else:
                    words.setdefault(word, []).append(pattern)
        index.lengths = tuple(sorted({len(prefix) for prefix in prefixes}))
        return index

    def starting(self, word: str) -> Iterator[_Pattern]:
        """Yield the patterns whose first word may be `word`."""
        yield from self.words.get(word, ())
        for length in self.lengths:
            if length > len(word):
                break
            yield from self.prefixes.get(word[:length], ())


class FactCues:
    """How people of one language state facts; made by `from_table`.

    Args:
        language: tag of the language.
        read_by_sound: whether words are also compared by `greeklish.skeleton`.
        patterns: the cues.
        numbers: number words, folded, to their values.
        multipliers: number words that multiply what stands before them.
        unmistaken: words that are no typing errors, however near a cue they are.
    """

    def __init__(
        self,
        language: str,
        *,
        read_by_sound: bool,
        patterns: Sequence[_Pattern],
        numbers: Mapping[str, int],
        multipliers: Mapping[str, int],
        unmistaken: Iterable[str],
    ) -> None:
        self.language = language
        self.numbers = numbers
        self.multipliers = multipliers
        self._read_by_sound = read_by_sound
        self._patterns = patterns
        self._spelt = _Index.of(patterns)
        self._unmistaken = frozenset(unmistaken)
        # A script other than Latin: what is in Latin letters is how people romanise it.
        self._romanised = any(word > _LAST_LATIN for word in self._spelt.words) or bool(
            self._spelt.unspaced
        )

    @cached_property
    def _sounds(self) -> _Index:
        return _Index.of(_sounding(self._patterns))

    @cached_property
    def _typed(self) -> Mapping[str, Meaning]:
        return _typed_words(self._patterns)

    @classmethod
    def from_table(cls, table: Table) -> FactCues:
        """Read a cue file.

        Raises:
            PackError: naming file and key, if a key is unknown, a value of the wrong type, or a
                pattern empty or out of bounds.
        """
        table.only("language", "read_by_sound", "unmistaken", "words", "numbers", *EVENTS)
        blocks: list[tuple[Meaning, str, Table]] = []
        for event in EVENTS:
            tenses = table.table(event).only(*_TENSES)
            blocks += [(Meaning(event, tense), key, tenses) for key, tense in _TENSES.items()]
        words = table.table("words").only(*_WORDS)
        blocks += [(Meaning(cue), cue, words) for cue in _WORDS]
        patterns = [pattern for block in blocks for pattern in _read_block(*block)]
        if len(patterns) > _MAX_PATTERNS:
            raise PackError(table.where, detail=f"there are more than {_MAX_PATTERNS} patterns")
        numbers, multipliers = _read_numbers(table.table("numbers"))
        return cls(
            table.text("language"),
            read_by_sound=table.flag("read_by_sound"),
            patterns=patterns,
            numbers=numbers,
            multipliers=multipliers,
            unmistaken=_split(table.optional_text("unmistaken") or ""),
        )

    def match(self, words: Words, start: int, *, own: bool) -> tuple[int, tuple[Meaning, ...]]:
        """Return the end and the meanings of the longest cue that begins at `start`.

        Args:
            words: the text.
            start: where a word begins, or any place in a run of unspaced script.
            own: whether this is the language of the text: only then are words of another script
                looked for in Latin letters, where they would meet English ones.

        Returns:
            `start` and nothing if there is none.
        """
        word = words.at(start)
        if not own and self._romanised and word is not None and word.text.isascii():
            return start, ()
        if word is None:
            key = words.text[start : start + _THAI_KEY]
            return _longest(self._spelt.unspaced.get(key, ()), words, start)
        end, meanings = _longest(self._spelt.starting(word.text), words, start)
        if meanings or not (self._read_by_sound and own):
            return end, meanings
        if word.text[0].isascii() or len(word.text) >= _SHORTEST_SOUND:
            return _longest(self._sounds.starting(word.sound), words, start, sounds=True)
        return start, ()

    def match_misspelt(self, words: Words, start: int) -> tuple[int, tuple[Meaning, ...]]:
        """Return the end and the meanings of a cue of one long word, typed with an error or two."""
        word = words.at(start)
        if word is None or len(word.text) < _SHORTEST_TYPO or word.text in self._unmistaken:
            return start, ()
        errors = 2 if len(word.text) >= _TWO_ERRORS else 1
        found = slips_of(word.text, self._typed, errors)
        return (word.end, (self._typed[found[0][0]],)) if found else (start, ())


def _longest(
    patterns: Iterable[_Pattern], words: Words, start: int, *, sounds: bool = False
) -> tuple[int, tuple[Meaning, ...]]:
    best, meanings = start, tuple[Meaning, ...]()
    for pattern in patterns:
        end = _match(pattern, words, start, sounds=sounds)
        if end > best:
            best, meanings = end, (pattern.meaning,)
        elif end == best:
            meanings += (pattern.meaning,)
    return best, meanings


def _match(pattern: _Pattern, words: Words, start: int, *, sounds: bool) -> int:
    """Return where the pattern ends if it stands at `start`, else -1."""
    position, gap = start, False
    for part in _parts(pattern.text):
        if not part:
            gap = True
            continue
        position = words.skip_separators(position)
        end = _match_part(part, words, position, sounds=sounds)
        for _ in range(_GAP_WORDS if gap and end < 0 else 0):
            position = words.next_word(position)
            end = -1 if position < 0 else _match_part(part, words, position, sounds=sounds)
            if end >= 0 or position < 0:
                break
        if end < 0:
            return -1
        position, gap = end, False
    return position


def _match_part(part: tuple[str, ...], words: Words, position: int, *, sounds: bool) -> int:
    word = words.at(position)
    if word is None:
        ends = (position + len(text) for text in part if words.text.startswith(text, position))
        return max(ends, default=-1)
    form = word.sound if sounds else word.text
    for text in part:
        if text == form or (text[-1] == "*" and form.startswith(text[:-1])):
            return word.end
    return -1


def _split(block: str) -> list[str]:
    """Return the folded patterns of a text block.

    Letters are folded one by one, each once: folding 20,000 letters takes 10 ms. What that leaves
    out, the order of Thai marks, the data has right.
    """
    for letter in set(block) - _SEPARATORS:
        folded = _fold_letter(letter)
        if folded != letter:
            block = block.replace(letter, folded)
    return [pattern for text in block.replace("\n", ",").split(",") if (pattern := text.strip())]


@cache
def _fold_letter(letter: str) -> str:
    return _PARTING.get(letter) or fold(letter) or " "


def _read_block(meaning: Meaning, key: str, table: Table) -> Iterator[_Pattern]:
    """Yield the patterns of one text block of a cue file."""
    for text in _split(table.optional_text(key) or ""):
        if text.count(" ") >= _MAX_PARTS or not text.strip(".*| ") or _is_open(text):
            raise PackError(table.where, detail=f"“{key}”: “{text[:40]}” is not a pattern")
        yield _Pattern(text, meaning)


def _is_open(text: str) -> bool:
    """Say whether a gap or an empty alternative leaves open where a pattern begins or ends."""
    return text[0] in ".*|" or text[-1] in ".|" or "||" in text or "| " in text or " |" in text


@cache
def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of each word of a pattern; those of a gap are none."""
    return tuple(() if part == _GAP else tuple(part.split("|")) for part in text.split())


def _sounding(patterns: Sequence[_Pattern]) -> Iterator[_Pattern]:
    """Yield the patterns by sound; one call for all, because a call for each takes 10 ms."""
    sounds = skeleton("\n".join(pattern.text for pattern in patterns)).split("\n")
    for sound, pattern in zip(sounds, patterns, strict=True):
        yield _Pattern(sound, pattern.meaning)


def _typed_words(patterns: Iterable[_Pattern]) -> dict[str, Meaning]:
    """Return the words of events that are long enough to be recognised when mistyped."""
    return {
        word: pattern.meaning
        for pattern in patterns
        if " " not in pattern.text and pattern.meaning.cue not in (Cue.OTHER, Cue.NEUTRAL)
        for word in pattern.text.split("|")
        if len(word) >= _SHORTEST_TYPO and word[-1] != "*" and not is_unspaced(word[0])
    }


def _read_numbers(table: Table) -> tuple[dict[str, int], dict[str, int]]:
    """Return number words and multipliers (`x100 = "hundred"`)."""
    numbers: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    for key in table.values:
        digits = key.removeprefix("x")
        if not (digits.isascii() and digits.isdigit()) or int(digits) > _MAX_NUMBER:
            raise PackError(table.where, detail=f"“{key[:20]}” is not a number up to 1000")
        target = numbers if digits == key else multipliers
        target.update(dict.fromkeys(_split(table.text(key)), int(digits)))
    return numbers, multipliers
