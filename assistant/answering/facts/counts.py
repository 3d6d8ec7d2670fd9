"""Read how many users and licences a question speaks of; other numbers are not counts.

People count as users only where the text says that they use the service or have licences: "25
users", "sixty licensed teachers", but not "a firm of 12", because who works there need not have a
licence. A bound ("fewer than 25 users") or a change ("another 5 licences") is no count either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.answering.facts.cue import Cue
from assistant.answering.facts.cues import FactCues
from assistant.answering.facts.scene import Scene
from assistant.answering.facts.words import is_unspaced

USERS = "users"
LICENCES = "licences"

# In words: between a number and what is counted, its qualifier, what makes it a bound.
_NOUN = 2.1
_TOUCH = 0.1
_QUALIFIER = 4.0
_INEXACT = 1.6
_MAX_DIGITS = 6
_MAX_WORDS = 6
_REPLY_WORDS = 4
_TENS = 10
_AMOUNT_BEFORE = frozenset("$€£฿¥#/%")
_AMOUNT_AFTER = frozenset("$€£฿¥%/")
_DIGIT_JOINERS = frozenset(".,:")


class _Number(NamedTuple):
    value: int
    start: int
    end: int


class _Count(NamedTuple):
    fact: str
    value: int
    qualified: bool


def read_counts(scene: Scene, cues: Sequence[FactCues], expecting: str | None) -> Mapping[str, int]:
    """Return `users` and `licences` as far as they are said.

    Args:
        scene: the question.
        cues: whose number words are known.
        expecting: the fact that was asked for just now: a bare number answers it.
    """
    numbers = [n for n in _numbers(scene, cues) if not _is_inexact(scene, n)]
    counts = [count for number in numbers for count in _counted(scene, number)]
    found: dict[str, int] = {}
    for fact in (USERS, LICENCES):
        said = [count for count in counts if count.fact == fact]
        # "40 people here, 22 users with a licence": the qualified number is the one that counts.
        chosen = [count for count in said if count.qualified] or said
        values = {count.value for count in chosen}
        if len(values) == 1:
            found[fact] = values.pop()
    is_reply = len(scene.words.tokens) <= _REPLY_WORDS and not scene.places
    if expecting in (USERS, LICENCES) and is_reply and not found and len(numbers) == 1:
        found[expecting] = numbers[0].value
    return found


def _counted(scene: Scene, number: _Number) -> Iterator[_Count]:
    for hit in scene.hits_of(Cue.USERS, Cue.PEOPLE, Cue.LICENCES):
        after = hit.start >= number.end
        # Thai names first what it counts; after the number the classifier follows at once.
        thai = is_unspaced(scene.words.text[hit.start])
        reach = _TOUCH if after and thai else _NOUN
        if not (after or thai) or scene.distance(number, hit) > reach:
            continue
        if not scene.same_clause(number, hit):
            continue
        qualified = any(
            scene.distance(hit, other) <= _QUALIFIER and scene.same_clause(hit, other)
            for other in scene.hits_of(Cue.LICENSED)
        )
        if hit.cue is Cue.LICENCES:
            yield _Count(LICENCES, number.value, qualified=False)
        elif hit.cue is Cue.USERS or qualified:
            yield _Count(USERS, number.value, qualified)


def _is_inexact(scene: Scene, number: _Number) -> bool:
    bounds = (Cue.INEXACT,)
    return bool(
        scene.before(number, bounds, within=_INEXACT) or scene.after(number, bounds, within=_NOUN)
    )


def _numbers(scene: Scene, cues: Sequence[FactCues]) -> Iterator[_Number]:
    """Yield the whole numbers of a text, in digits and words, outside dates and names."""
    taken = [(hit.start, hit.end) for hit in scene.hits_of(Cue.NEUTRAL)]
    for number in (*_in_digits(scene), *_in_words(scene, cues), *_in_runs(scene, cues)):
        if not any(start < number.end and number.start < end for start, end in taken):
            yield number


def _in_digits(scene: Scene) -> Iterator[_Number]:
    text = scene.words.text
    for start, end in scene.words.tokens:
        digits = text[start:end]
        if digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS:
            amount = text[end : end + 1] == "-" or text[max(start - 1, 0) : start] in _AMOUNT_BEFORE
            if not (amount or text[end : end + 1] in _AMOUNT_AFTER or _goes_on(text, start, end)):
                yield _Number(int(digits), start, end)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Say whether digits go on beyond a point, comma or colon: 1,200, 10:30, 2.5."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (before[1:] in _DIGIT_JOINERS and before[:1].isdigit()) or (
        after[:1] in _DIGIT_JOINERS and after[1:].isdigit()
    )


def _in_words(scene: Scene, cues: Sequence[FactCues]) -> Iterator[_Number]:
    words, parts = scene.words, list[tuple[int, int, int, bool]]()
    for start, end in words.tokens:
        word = words.at(start)
        value = _value(word.text, cues) if word else None
        if value is None:
            yield from _joined(parts)
            parts = []
            continue
        if parts and (len(parts) == _MAX_WORDS or words.skip_separators(parts[-1][1]) != start):
            yield from _joined(parts)
            parts = []
        parts.append((start, end, *value))
    yield from _joined(parts)


def _in_runs(scene: Scene, cues: Sequence[FactCues]) -> Iterator[_Number]:
    """Yield numbers in Thai words, which stand inside runs of letters."""
    text = scene.words.text
    tables = [c for c in cues if any(is_unspaced(word[0]) for word in c.numbers)]
    if not tables:
        return
    longest = max(len(word) for c in tables for word in (*c.numbers, *c.multipliers))
    for run_start, run_end in scene.words.tokens:
        if not is_unspaced(text[run_start]):
            continue
        position, parts = run_start, list[tuple[int, int, int, bool]]()
        while position < run_end:
            for length in range(min(longest, run_end - position), 0, -1):
                value = _value(text[position : position + length], tables)
                if value is not None and len(parts) < _MAX_WORDS:
                    parts.append((position, position + length, *value))
                    position += length
                    break
            else:
                yield from _classified(scene, parts)
                parts = []
                position += 1
        yield from _classified(scene, parts)


def _classified(scene: Scene, parts: Sequence[tuple[int, int, int, bool]]) -> Iterator[_Number]:
    """Yield a number if what is counted follows: สาม is also how สามารถ ("can") begins."""
    for number in _joined(parts):
        counted = scene.hits_of(Cue.CLASSIFIER, Cue.PEOPLE, Cue.USERS, Cue.LICENCES)
        if any(hit.start == scene.words.skip_separators(number.end) for hit in counted):
            yield number


def _value(word: str, cues: Sequence[FactCues]) -> tuple[int, bool] | None:
    for cue_set in cues:
        if word in cue_set.numbers:
            return cue_set.numbers[word], False
        if word in cue_set.multipliers:
            return cue_set.multipliers[word], True
    return None


def _joined(parts: Sequence[tuple[int, int, int, bool]]) -> Iterator[_Number]:
    """Yield the number that words make together: two hundred, twenty-five, สามสิบห้า."""
    if not parts:
        return
    total = unit = 0
    for _, _, value, multiplies in parts:
        if multiplies:
            total, unit = total + (unit or 1) * value, 0
        elif value < _TENS:
            unit = value
        else:
            total += value
    yield _Number(total + unit, parts[0][0], parts[-1][1])
