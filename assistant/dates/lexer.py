"""Cut folded text into tokens with the roles that the tables and the shape of numbers give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.dates.lexicon import Roles, Table, latin_spelling
from assistant.dates.numerals import NumberStyle, kanji_roles, number_roles
from assistant.dates.tokens import NO_ROLES, Token
from assistant.text.segment import UNSPACED

_WORD = re.compile("[^\\W\\d_]+(?:'[^\\W\\d_]+)*")
# Bounded, so that no text makes the time more than linear.
_ALPHANUMERIC = re.compile("[^\\W_]{1,40}")
_LONGEST_WORD = 40
_ELIDED = re.compile("([^\\W\\d_]{1,8})'[^\\W\\d_]{1,40}")
# Between the words of one phrase: "day-before-yesterday", "p.m.".
_GAP = re.compile("\\.? |-|\\.")
_PLURAL: Roles = {"plural": True}
# Marks that join words: "mid-May", "5/Dec/2026".
_JOINERS = "-–/."
_TEN = 10
# An apostrophe for the century: "5 May '26".
_YEAR_MARK = re.compile("'(\\d\\d)(?!\\d)")
# Marks that write a vowel or tone onto the letter before them.
_DEPENDENT = frozenset(map(chr, (*range(0x0E30, 0x0E3B), *range(0x0E47, 0x0E4F))))
_MARKS: dict[str, Roles] = {
    ",": {"comma": True},
    ".": {"dot": True, "stop": True},
    "?": {"stop": True},
    "!": {"stop": True},
    ";": {"stop": True},
    ":": {"comma": True, "stop": True},
    "(": {"open": True},
    ")": {"close": True, "stop": True},
    "-": {"dash": True},
    "–": {"dash": True},
    "—": {"dash": True},
    "/": {"slash": True},
    "\u00b7": {"stop": True},
}
_COUNTING = frozenset({"int", "number", "multiplier", "half"})
# What a number may stand before; the marks make "5日" and "12月" of it.
_COUNTERS = frozenset({"unit", "day_mark", "date_mark", "month_mark", "year_mark"})
_NAMES = frozenset({"weekday", "dayword", "holiday"})
# Roles that show that a text really holds Greek or Thai in Latin letters: the little words alone
# ("to", "pro", "na") are words of other languages too.
_CONTENT = frozenset(
    {"month", "weekday", "unit", "dayword", "holiday", "dateword", "month_ref", "week_ref"}
)


def lex(text: str, tables: Sequence[Table], style: NumberStyle) -> list[Token]:
    """Return the tokens of `text` in order; what has no role is there too, without one.

    Args:
        text: folded text.
        tables: the words to look for, the writer's own language first.
        style: how the writer orders and counts numeric dates.
    """
    tokens = list(_scan(text, tables, style, latin=True))
    spelled = [token for token in tokens if token.latin]
    if spelled and not any(token.roles.keys() & _CONTENT for token in spelled):
        tokens = list(_scan(text, tables, style, latin=False))
    return _joined_numbers(tokens)


def _scan(
    text: str, tables: Sequence[Table], style: NumberStyle, *, latin: bool
) -> Iterator[Token]:
    position, counting = 0, False
    while position < len(text):
        char = text[position]
        if char in " '" or (char in _JOINERS and _beside_letter(text, position)):
            year = _YEAR_MARK.match(text, position)
            if year:
                yield Token(position, year.end(), {"quoted_year": 2000 + int(year[1])})
            position = year.end() if year else position + 1
            continue
        found: Sequence[Token]
        if char.isdigit() and char.isascii():
            found = _number(text, position, tables, style)
        elif UNSPACED.match(char):
            found = _unspaced(text, position, tables, style, counting=counting)
        elif char.isalpha():
            found = [_word(text, position, tables, latin=latin, counting=counting)]
        else:
            roles = _MARKS.get(char) or _listed(text, position, position + 1, tables)[1]
            found = [Token(position, position + 1, roles)]
        yield from found
        position = found[-1].end
        counting = bool(_COUNTING & found[-1].roles.keys())


def _beside_letter(text: str, position: int) -> bool:
    """Say whether a mark joins words: "mid-May", "5/Dec/2026", "5.Dec"."""
    after = text[position + 1 : position + 2]
    return after.isalnum() and (after.isalpha() or text[position - 1 : position].isalpha())


def _number(text: str, position: int, tables: Sequence[Table], style: NumberStyle) -> list[Token]:
    """Read what begins with a digit: a number, a date in numbers, "5th", "2day"."""
    whole = _end(_ALPHANUMERIC, text, position)
    if whole > position and not text[position:whole].isdigit():
        end, roles = _listed(text, position, whole, tables)
        if roles:
            return [Token(position, end, roles)]
    end, roles = number_roles(text, position, style)
    ordinal = {"day": "dayth", "no_day": "no_day"}
    for role in ordinal.keys() & roles.keys():
        suffix = _WORD.match(text, end)
        if suffix and any(suffix[0] in table.suffixes for table in tables):
            return [Token(position, suffix.end(), {ordinal[role]: roles[role]})]
        for mark in style.marks:
            after = end + len(mark)
            if text.startswith(mark, end) and not text[after : after + 1].isalnum():
                return [Token(position, after, {ordinal[role]: roles[role]})]
    return [Token(position, end, roles)]


def _word(
    text: str, position: int, tables: Sequence[Table], *, latin: bool, counting: bool
) -> Token:
    """Read a word of a script with spaces, or the phrase that it begins."""
    spelled: Token | None = None
    end = _word_end(text, position, tables)
    whole = _end(_ALPHANUMERIC, text, position)
    if whole > end:
        # Letters and digits in one: a product (E3), or Greeklish (x8es), or "dec5".
        if latin:
            spelled = _in_latin(text, position, whole, tables, counting=counting)
        if spelled:
            return spelled
        if not {"month", "modal_month", "reign"} & _listed(text, position, end, tables)[1].keys():
            return Token(position, whole, NO_ROLES)
    for known in (tables[:1], tables[1:]):
        stop, roles = _listed(text, position, end, known)
        if not roles and text[position:end].endswith("'s"):
            stop, roles = _listed(text, position, end - 2, known)
        if roles:
            return Token(position, stop, roles)
        if latin and text[position].isascii():
            spelled = _in_latin(text, position, end, known, counting=counting)
        if spelled:
            return spelled
    return Token(position, end, _plural(text[position:end], tables))


def _word_end(text: str, position: int, tables: Sequence[Table]) -> int:
    elisions = tables[0].elisions
    elided = _ELIDED.match(text, position) if elisions else None
    if elided and elided[1] in elisions:
        # "l'année" is two words, unless it is listed as one ("d'ici").
        listed = _listed(text, position, elided.end(), tables)[1]
        return elided.end() if listed else elided.end(1)
    return max(_end(_WORD, text, position), position + 1)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return where a match ends: at the latest where a script without spaces begins.

    Of "subscriptionจะหมด" the word is the first part. Saying so in the patterns would take 5 ms to
    compile, at every start.
    """
    match = pattern.match(text, position)
    if match is None or match[0].isascii():
        return match.end() if match else position
    border = UNSPACED.search(text, position, match.end())
    return border.start() if border else match.end()


def _plural(word: str, tables: Sequence[Table]) -> Roles:
    """Return the role of a word that ends like a plural noun of its script."""
    counted = any(table.endings and word.endswith(table.endings) for table in tables)
    return _PLURAL if counted else NO_ROLES


def _listed(text: str, position: int, end: int, tables: Sequence[Table]) -> tuple[int, Roles]:
    """Look up the longest phrase that begins with `text[position:end]`."""
    word = text[position:end]
    for table in tables:
        for rest, roles in table.words.get(word, ()):
            stop = _follows(text, end, rest)
            if stop:
                return stop, roles
    return end, NO_ROLES


def _follows(text: str, end: int, rest: str) -> int:
    """Return where the words of `rest` end if they follow at `end`, else 0."""
    for word in rest.split():
        gap = _GAP.match(text, end)
        if not gap or not text.startswith(word, gap.end()):
            return 0
        end = gap.end() + len(word)
    after = text[end : end + 1]
    return 0 if rest and after.isalnum() and not UNSPACED.match(after) else end


def _in_latin(
    text: str, position: int, end: int, tables: Sequence[Table], *, counting: bool
) -> Token | None:
    """Look up Greek or Thai in Latin letters: the longest phrase that begins here."""
    if end - position > _LONGEST_WORD:
        return None
    for table in tables:
        first = latin_spelling(text[position:end], table.replacements)
        found: list[Token] = []
        for rest, roles in table.latin.get(first, ()):
            stop = end
            for spelling in rest.split():
                word = _WORD.match(text, stop + 1)
                if not word or latin_spelling(word[0], table.replacements) != spelling:
                    break
                stop = word.end()
            else:
                found.append(Token(position, stop, roles, latin=True))
        if found:
            return _chosen(found, counting=counting)
    return None


def _chosen(found: Sequence[Token], *, counting: bool) -> Token:
    """Return the longest of some phrases, but after a number the unit, if one is among them.

    "5 วันที่แล้ว" is five days ago, though "วันที่" means "the date".
    """
    units = [token for token in found if _COUNTERS & token.roles.keys()]
    if counting and units and not _NAMES & found[0].roles.keys():
        return units[0]
    return found[0]


def _unspaced(
    text: str, position: int, tables: Sequence[Table], style: NumberStyle, *, counting: bool
) -> tuple[Token, ...]:
    """Read the longest phrase of a script without spaces, and what lies before it.

    Args:
        text: the folded text.
        position: where to begin.
        tables: the words to look for.
        style: how the writer counts years.
        counting: whether a number stands before.
    """
    start = position
    while position < len(text) and UNSPACED.match(text[position]):
        chosen = _longest(text, position, tables, style, counting=counting and start == position)
        if chosen:
            return (Token(start, position, NO_ROLES), chosen) if start < position else (chosen,)
        position += 1
    return (Token(start, position, NO_ROLES),)


def _longest(
    text: str, position: int, tables: Sequence[Table], style: NumberStyle, *, counting: bool
) -> Token | None:
    """Return the phrase or the number in kanji that begins at `position`, the longer of the two."""
    found = list(_phrases(text, position, tables))
    chosen = _chosen(found, counting=counting) if found else None
    if not style.kanji:
        return chosen
    end, roles = kanji_roles(text, position, style)
    if end == position or (chosen and chosen.end > end):
        return chosen
    # "一" is a number, and the day in "下周一".
    also = chosen.roles if chosen and chosen.end == end else NO_ROLES
    return Token(position, end, {**also, **roles})


def _phrases(text: str, position: int, tables: Sequence[Table]) -> Iterator[Token]:
    """Yield the phrases that begin at `position`, longest first."""
    for table in tables:
        for phrase, roles in table.unspaced.get(text[position], ()):
            end = position + len(phrase)
            if text.startswith(phrase, position) and text[end : end + 1] not in _DEPENDENT:
                yield Token(position, end, roles)


def _joined_numbers(tokens: list[Token]) -> list[Token]:
    """Join number words: "twenty-five", "είκοσι πέντε", "สามสิบเอ็ด", "twenty first"."""
    joined: list[Token] = []
    position = 0
    while position < len(tokens):
        token, length = _number_run(tokens, position)
        joined.append(token)
        position += length
    return joined


def _number_run(tokens: list[Token], position: int) -> tuple[Token, int]:
    """Read the longest number that the words from `position` on make, and their count."""
    first = last = tokens[position]
    total = pending = 0
    role = "number"
    length = 0
    for index in range(position, len(tokens)):
        token = tokens[index]
        number, factor = token.roles.get("number"), token.roles.get("multiplier")
        ordinal = token.roles.get("ordinal")
        units = pending % 100 > 0 and pending % 10 == 0
        if token.start - last.end > 1:
            break
        if isinstance(factor, int):
            total, pending = total + (pending or 1) * factor, 0
        elif isinstance(number, int) and (not pending or (units and number < _TEN)):
            pending += number
        elif isinstance(ordinal, int) and units and ordinal < _TEN:
            pending, role = pending + ordinal, "ordinal"
        else:
            break
        last, length = token, length + 1
        if role == "ordinal":
            break
    if length < 2 and "multiplier" not in first.roles:  # noqa: PLR2004 - one word stands as it is
        return first, 1
    roles = {role: total + pending}
    return Token(first.start, last.end, roles, latin=first.latin), length
