"""In which tokens a variant differs from the first of its group, and what kind of edit that is."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA, LCSseq, Postfix, Prefix

from assistant.corpus.relating.lexicon import Editions, date_words, negations, words_of
from assistant.corpus.relating.values import Edit, Replacement
from assistant.text.segment import UNSPACED

# Tokens of both texts multiplied, beyond which what differs is taken as a whole.
_MOST_PAIRS = 4_000_000
# Letters from which one letter more, less or other is taken for a typing error.
_TYPO = 5
# Letters of a script without spaces that are replaced as a whole: two or three words.
_FEW = 24
# Characters from which something added at a border of sentences is one.
_SENTENCE = 12
_ENDS = tuple(".!?:;。！？।॥؟۔։።။។…")
# Of the marks that go on with a word: the basic plane has those of the languages in use.
_LAST = 0xFFFF
_USUAL = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W_]+(?:['’][^\W_]+)*|\s+|.", re.DOTALL)
# Scripts without spaces between words begin here.
_UNSPACED_FROM = "\u0e00"
_DIGITS = re.compile(r"\d+")
_OPCODE = attrgetter("tag", "src_start", "src_end", "dest_start", "dest_end")
# Signs that say what a number is of, beside those of currencies.
_UNITS = "%‰°٪％"


class Described(NamedTuple):
    """An edit: what kind it is, and all that differs."""

    edit: Edit
    diff: tuple[Replacement, ...]


def describe(one: str, other: str, language: str, editions: Editions) -> Described:
    """Return how `other` differs from `one`.

    Args:
        one: a text in NFC with single spaces.
        other: a text like it.
        language: language tag of both; tells negations and names of months.
        editions: names looked for before digits: the year in "Office 2019" is no number.
    """
    start, end = _borders(one, other)
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if not left or not right or not (_several(left) or _several(right)):
        diff: tuple[Replacement, ...] = (Replacement(left.strip(), right.strip()),)
    else:
        runs = _tidy(_runs(tokens(left), tokens(right)))
        diff = tuple(part for part in runs if part.removed != part.added)
    if _is_sentence(one, other, diff):
        return Described(Edit.SENTENCE, diff)
    # What tells the others apart is in what differs, and in no more of the texts around it than a
    # name is long.
    since, until = max(0, start - editions.longest), max(0, end - editions.longest)
    near = one[since : len(one) - until], other[since : len(other) - until]
    return Described(_edit(*near, diff, language, editions), diff)


def _edit(
    one: str, other: str, diff: Sequence[Replacement], language: str, editions: Editions
) -> Edit:
    removed = " ".join(part.removed for part in diff)
    added = " ".join(part.added for part in diff)
    names, others = editions.found(one), editions.found(other)
    if names != others:
        return Edit.EDITION
    if names:
        # They hold digits, which are no numbers.
        one, other = editions.masked(one), editions.masked(other)
    if _DIGITS.search(removed + added) and _DIGITS.findall(one) != _DIGITS.findall(other):
        return Edit.NUMBER
    if _amounts(removed) != _amounts(added):
        return Edit.NUMBER
    words, new_words = words_of(removed), words_of(added)
    dates = date_words(language)
    if not dates.isdisjoint(words + new_words) and dates & {*words} != dates & {*new_words}:
        return Edit.NUMBER
    negating = negations(language)
    if negating.count_words(words) != negating.count_words(new_words) or (
        negating.count_parts(one) != negating.count_parts(other)
    ):
        return Edit.NEGATION
    left, right = (_signs().sub("", text.replace("_", "")) for text in (removed, added))
    if left == right:
        return Edit.PUNCTUATION
    if len(diff) == 1 and min(len(left), len(right)) >= _TYPO and OSA.distance(left, right) == 1:
        return Edit.TYPO
    return Edit.WORDING


def _amounts(differing: str) -> list[str]:
    """Return what else counts of what differs: numerals that are no digits, units, currencies.

    In Chinese and Japanese numerals stand in other words, too, such as 一般: they only count where
    nothing else differs.
    """
    said = differing.replace(" ", "")
    return [said] if said.isnumeric() else _amount().findall(said)


@functools.cache
def _amount() -> re.Pattern[str]:
    """Return what finds signs of units and currencies, and numerals such as ², ½ and Ⅳ."""
    return re.compile(f"[{_UNITS}{_of_categories('Sc', 'No', 'Nl')}]")


def _is_sentence(one: str, other: str, diff: Sequence[Replacement]) -> bool:
    """Return whether all that differs is text added or left out at a border of sentences."""
    if len(diff) != 1 or bool(diff[0].removed) == bool(diff[0].added):
        return False
    part = diff[0].removed or diff[0].added
    longer, shorter = (one, other) if diff[0].removed else (other, one)
    if len(part) < _SENTENCE or (" " not in part.strip() and not UNSPACED.search(part)):
        return False
    at = longer.find(part)
    before, after = longer[:at].rstrip(), longer[at + len(part) :].lstrip()
    if not before:
        return part.rstrip().endswith(_ENDS) or shorter == after
    return before.endswith(_ENDS) or (not after and _begins_sentence(part))


def _begins_sentence(part: str) -> bool:
    # Scripts without capitals, of which many write no full stop either, only leave a space.
    first = part.lstrip()[:1]
    return first.isupper() or first.lower() == first.upper()


@functools.cache
def _signs() -> re.Pattern[str]:
    """Return what finds everything but letters, marks, digits and `_`."""
    return re.compile(rf"[^\w{_marks()}]+")


def _borders(one: str, other: str) -> tuple[int, int]:
    """Return how many characters of whole tokens two texts begin and end with alike."""
    start = Prefix.similarity(one, other)
    while start and (_within(one, start) or _within(other, start)):
        start -= 1
    end = min(Postfix.similarity(one, other), len(one) - start, len(other) - start)
    while end and (_within(one, len(one) - end) or _within(other, len(other) - end)):
        end -= 1
    return start, end


def _within(text: str, at: int) -> bool:
    """Return whether a token of `text` goes on at an index."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        return False
    if before < _UNSPACED_FROM and after < _UNSPACED_FROM and before.isalpha() and after.isalpha():
        return True
    match = _pattern().match(text[at - 1 : at + 1])
    return match is not None and match.end() > 1


def _several(text: str) -> bool:
    """Return whether a text is so much that parts of it may be the same in another."""
    return " " in text or (len(text) > _FEW and UNSPACED.search(text) is not None)


def tokens(text: str) -> list[str]:
    """Return numbers, words, spaces and signs of a text, which joined are the text.

    In scripts without spaces each letter is one, with its marks: a text is compared with another
    at letters there, and no word breaker is asked.
    """
    # Most texts are of scripts with spaces and composed letters, and need no long pattern.
    pattern = _pattern() if _unusual().search(text) else _USUAL
    return pattern.findall(text)


@functools.cache
def _unusual() -> re.Pattern[str]:
    return re.compile(rf"[{_marks()}{UNSPACED.pattern.removesuffix('+')[1:]}")


@functools.cache
def _pattern() -> re.Pattern[str]:
    marks = _marks()
    unspaced = UNSPACED.pattern.removesuffix("+")
    return re.compile(
        rf"\d+(?:[.,:/]\d+)*|(?=[^\d\W_]){unspaced}[{marks}]*"
        rf"|(?:(?!{unspaced})[^\W_]|[{marks}])+(?:['’][^\W_]+)*|\s+|.",
        re.DOTALL,
    )


@functools.cache
def _marks() -> str:
    """Return the marks that go on with a letter, as they stand in a class of characters."""
    return _of_categories("Mn", "Mc", "Me")


def _of_categories(*names: str) -> str:
    """Return the characters of general categories, as they stand in a class of characters."""
    points = range(_LAST + 1)
    return "".join(_ranges(at for at in points if unicodedata.category(chr(at)) in names))


def _ranges(points: Iterable[int]) -> Iterator[str]:
    """Yield ranges of a character class for increasing code points."""
    first = last = -2
    for point in points:
        if point != last + 1:
            if first >= 0:
                yield f"{chr(first)}-{chr(last)}"
            first = point
        last = point
    if first >= 0:
        yield f"{chr(first)}-{chr(last)}"


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield what two texts have at a place, and whether that is the same."""
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        yield "".join(left), "".join(right), False
        return
    for tag, start, end, begin, stop in map(_OPCODE, LCSseq.opcodes(left, right)):
        yield "".join(left[start:end]), "".join(right[begin:stop]), tag == "equal"


def _tidy(runs: Iterable[tuple[str, str, bool]]) -> Iterator[Replacement]:
    """Yield replacements so that those with but a space or a letter between them are one."""
    removed = added = held = ""
    for one, other, same in runs:
        if same and not held and (removed or added) and len(one) <= 1 + one.isspace():
            held = one
        elif same:
            if removed or added:
                yield Replacement(removed.strip(), added.strip())
            removed = added = held = ""
        else:
            removed, added, held = removed + held + one, added + held + other, ""
    if removed or added:
        yield Replacement(removed.strip(), added.strip())
