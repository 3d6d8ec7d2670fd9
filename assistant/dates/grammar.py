"""The rules that make dates of tokens, in layers: parts, days, modified days, counted days.

Languages differ in their words (`data/`), not here: each word order that one of them uses is a
pattern that the words of the others never fill. What the rules make is in `building`.
"""

from __future__ import annotations

from functools import cache

from assistant.dates import building as make
from assistant.dates.marked_grammar import MARKED_ROWS
from assistant.dates.readings import Tense
from assistant.dates.rules import Layer, Rows, layer

_WEEKDAY = "weekday|weekday_short"
_DAY = "day|dayth|dated_day"
_POINT = "end|start|mid"
_YEAR = "~dot ~comma ~of ~year_prefix gregorian|year|quoted_year?"
# Two digits after a month are a year unless they count something.
_SHORT_YEARS = (
    "~year_prefix short_year !unknown|counted|clock|plural",
    "~year_prefix sure_year !counted|clock",
)
_YEARS = (_YEAR, *_SHORT_YEARS)
# What may follow "the 5th"; a noun may not ("the 5th user").
_FOLLOW = ">end|stop|comma|close|open|func|cue|on|prefix|dash|this_post"
# After "le 5", what shows that it is no day.
_NO_DAY_BEFORE = "street|counted|clock|ranked|unit|of|every|month|modal_month|currency|int"
_LEAD = "begin|on|prefix|the|daythe|dateword|cue|weekday|weekday_short"


def _each(patterns: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{pattern} {ending}" for pattern in patterns for ending in endings)


_PARTS: Rows = (
    (
        make.nothing,
        (
            "product int|decimal|dayth|day_month|fraction !month|modal_month",
            "version numeric|int|decimal|day_month|fraction",
            "currency int|decimal|numeric|day_month|fraction",
            "int|decimal|numeric|day_month|fraction currency",
            "^month|modal_month int|number|decimal|numeric|day_month|fraction|a counted",
            "<month|modal_month day|no_day|short_year|number|a counted",
            "int|number clock",
            f"every ~the {_WEEKDAY}|unit|dayth|holiday|dateword|month|modal_month|{_POINT} ~day",
            "every ~the int|numeric|number unit?",
            f"{_WEEKDAY} range_to|dash ~the {_WEEKDAY}",
            f"a|number {_WEEKDAY}",
            "veto",
            # Names of people and streets: Herr Freitag, rue du 8 mai 1945.
            f"title ~dot {_WEEKDAY}|month|modal_month !day|dayth",
            "day|dayth month|modal_month street",
            f"street ~of ~the day|dayth|ordinal|number ~of month|modal_month {_YEAR}",
            "ordinal_weekday ranked|counted",
            "<nominative ordinal_weekday >unknown|plural",
        ),
    ),
    (make.calendar, ("prefix month|modal_month day >counted",)),
    (make.month, ("month_unit month",)),
    (make.dated_day, ("dateword day !counted|clock",)),
    (
        make.day_and_month,
        ("dateword day month_unit day|number", "day month_unit day year_prefix year"),
    ),
    (make.era_year, ("era ~dot int", "int era")),
    *(
        (make.reference(f"{unit.partition('_')[0]}_ref", offset), patterns)
        for unit in ("week", "month_unit", "year_unit")
        for offset, patterns in (
            (-2, (f"preceding_pre {unit}", f"{unit} preceding_post")),
            # After a number, "เดือนที่แล้ว" is "months ago".
            (-1, (f"last_pre {unit}", f"^int|number|half|and_half {unit} last_post")),
            (0, (f"this_pre {unit}", f"{unit} this_post")),
            (1, (f"next_pre {unit}", f"{unit} next_post")),
            (2, (f"following_pre {unit}", f"{unit} following_post")),
        )
    ),
)

_SPANS: Rows = (
    # "สองสามวัน" is two or three days: no telling which.
    (make.nothing, ("number number unit",)),
    (
        make.span,
        (
            "number|int|decimal|a unit and_half?",
            "number|int and_half unit",
            "half ~of ~the ~a unit",
            "unit and_half",
            "number open int close unit",
        ),
    ),
)

_DAYS: Rows = (
    (make.whole_span, ("span joint? span",)),
    (
        make.two_days,
        _each(
            (
                f"{_DAY} joint|range_to|dash|comma ~dateword ~the ~daythe {_DAY} ~of month",
                "day_range ~of month",
                "day_range ~of modal_month !verb",
            ),
            _YEARS,
        ),
    ),
    (
        make.calendar,
        (
            *_each((f"{_DAY} ~ordinal_mark ~of month", "day_and_month"), _YEARS),
            *_each((f"<{_LEAD}|comma {_DAY} modal_month", f"{_DAY} modal_month !verb"), _YEARS),
            *_each((f"{_DAY}|ordinal of ~the modal_month",), _YEARS),
            f"no_day ~of ~the month {_YEAR}",
            f"no_day of ~the modal_month {_YEAR}",
            f"month ~the {_DAY} !plural {_YEAR}",
            f"month_short dot ~the {_DAY} {_YEAR}",
            f"month ~comma on|prefix|daythe ~the {_DAY} !plural|counted|clock {_YEAR}",
            f"modal_month ~the {_DAY} {_YEAR}",
            f"modal_month ~the ordinal >end|stop|comma|year {_YEAR}",
            f"number|ordinal ~of month {_YEAR}",
            f"month ~the ordinal {_YEAR}",
            f"year ~comma month|modal_month {_DAY}",
        ),
    ),
    (
        make.numeric,
        (
            "numeric ~of ~year_prefix gregorian|year?",
            f"<{_LEAD} day_month !unit|counted|plural|month|clock",
            "<prefix|daythe|dateword fraction !unit|counted|plural|month|of",
        ),
    ),
    (
        make.holiday,
        (
            f"holiday {_YEAR}",
            f"eve ~of ~the holiday {_YEAR}",
            "holiday ~of ~year_prefix sure_year",
            "holiday year_prefix short_year",
            f"dayth counted_holiday {_YEAR}",
        ),
    ),
    (
        make.point,
        (
            *_each((f"{_POINT} ~of ~the month !{_DAY}",), _YEARS),
            f"{_POINT} of ~the modal_month {_YEAR}",
            f"mid modal_month {_YEAR}",
            f"final_day|first_day of ~the month|modal_month {_YEAR}",
            f"{_POINT} ~of ~the month_unit|month_ref",
            "final_day|first_day of ~the month_unit|month_ref",
            "end|start ~of ~the ~year_prefix year_unit|year_ref|gregorian|year",
            "end|start ~of ~the year_prefix short_year|sure_year",
            "final_day|first_day of ~the year_unit|year_ref|gregorian|year",
            "month_start|month_end|year_end|year_start",
        ),
    ),
    (
        make.day_of_month,
        (
            f"{_DAY}|ordinal|number of ~the month_unit|month_ref",
            f"{_DAY} of next_pre|last_pre|this_pre {_FOLLOW}",
            f"daythe number of next_pre|last_pre|this_pre {_FOLLOW}",
            "dayth ~of ~the month_ref",
            f"the|daythe {_DAY} ~of ~the month_ref",
            "dated_day ~of ~the month_ref",
            f"month_ref ~comma the|on|prefix|daythe ~the {_DAY}",
            "month_ref ~comma ~on dated_day",
        ),
    ),
    (
        make.counted_weekday,
        (
            f"ordinal|last_pre|final_day {_WEEKDAY} of|in_before ~the month|modal_month {_YEAR}",
            f"ordinal|last_pre|final_day {_WEEKDAY} of|in_before ~the month_unit|month_ref",
        ),
    ),
)

_BARE_DAYS: Rows = (
    (make.whole_span, ("span joint? span",)),
    (
        make.two_days,
        _each(
            (
                f"{_DAY} joint|range_to|dash|comma ~dateword ~the ~daythe {_DAY} ~of month",
                "day_range ~of month",
                "day_range ~of modal_month !verb",
            ),
            _YEARS,
        ),
    ),
    (
        make.day_of_month,
        (
            f"the dayth {_FOLLOW}",
            "<prefix the dayth !counted|ranked|unit|of|plural",
            "<on|prefix|before|cue day >this_post",
            "<begin dayth >end|stop|func",
            f"<cue|prefix dayth {_FOLLOW}",
            f"<prefix the ordinal {_FOLLOW}",
            f"daythe {_DAY} {_FOLLOW} !plural",
            f"daythe_plural {_DAY} !plural|counted|clock",
            "dateword number",
            "dated_day",
            f"dayat number {_FOLLOW}",
            f"coming_day|gone_day {_DAY}|ordinal !counted|clock|ranked|unit|weekday|month",
            f"dayat day|dated_day !{_NO_DAY_BEFORE}|plural",
            f"dayat dayth|ordinal {_FOLLOW}",
        ),
    ),
)

_MODIFIED: Rows = (
    (
        make.dated_weekday,
        (
            f"{_WEEKDAY}|weekday_mark ~comma ~open ~prefix ~on ~dateword ~the ~daythe calendar",
            f"calendar ~comma ~open {_WEEKDAY}",
            f"{_WEEKDAY} ~comma ~prefix ~on ~the ~daythe month_day",
            f"{_WEEKDAY} the|dateword|daythe {_DAY} ~of ~the month_unit?",
            f"{_WEEKDAY} ~comma {_DAY} {_FOLLOW}",
            f"{_WEEKDAY} day_month",
            "weekday_mark dot ~comma calendar",
        ),
    ),
    (
        make.weekday_of_week,
        (
            f"{_WEEKDAY} ~comma ~of ~the week_ref",
            f"week_ref ~comma ~on ~of ~the {_WEEKDAY}",
        ),
    ),
    (
        make.dated_year,
        (
            "calendar ~comma ~of ~the year_ref",
            "year_ref ~comma ~on ~prefix ~the calendar",
        ),
    ),
    *(
        (make.modified(tense, further=further, this=this), patterns)
        for tense, further, this, pre, post in (
            (Tense.FUTURE, 0, False, "next_pre", "next_post"),
            (Tense.PAST, 0, False, "last_pre", "last_post"),
            (Tense.FUTURE, 0, True, "this_pre", "this_post"),
            (Tense.FUTURE, 1, False, "following_pre", "following_post"),
            (Tense.PAST, 1, False, "preceding_pre", "preceding_post"),
        )
        for patterns in (
            (
                f"{pre} {_WEEKDAY}|calendar",
                f"{_WEEKDAY}|calendar|month_day {post}",
            ),
        )
    ),
    (make.weekday, ("weekday", "<prefix weekday_short !unknown")),
    (make.dayword, ("dayword",)),
)

_COUNTED: Rows = (
    (make.nothing, ("bound ~the span",)),
    (
        make.counted(-1),
        (
            "ago_before ~about span ~already_after",
            "since_before ~about span already_after",
            "span ago_after",
            "when_before span ago_after_open",
            "span ago_after_open !glued",
            "span ago_after_end >end|stop|comma|func|close !the",
            "span ago_after ~comma ~on ~the named_weekday",
            "named_weekday ~comma span ago_after",
            "named_weekday ~comma ~of ago_lead span",
        ),
    ),
    (make.week_on, ("span on_base named_weekday", "named_weekday in_later span")),
    (make.counted(1), ("in_before ~about span in_tail?", "span in_after")),
    (
        make.moved(-1),
        (
            "span before ~the ~on date",
            "span ago_after date",
            "~the day_unit before ~the ~on date",
            "day_before ~of ~the ~on date",
        ),
    ),
    (
        make.moved(1),
        (
            "in_before? span after|from_base ~the ~on named_day",
            "~the day_unit after ~the ~on date",
            "next_pre of ~the named_day",
            "day_after ~of ~the ~on date",
            "dayword_day in_later span",
        ),
    ),
)


@cache
def layers(*, marked: bool) -> tuple[Layer, ...]:
    """Return the layers in the order in which they are applied.

    Args:
        marked: whether the writer's language puts marks after numbers, as Chinese and Japanese.
    """
    rows = (_PARTS, _SPANS, _DAYS, _BARE_DAYS, _MODIFIED, _COUNTED)
    more = MARKED_ROWS if marked else ((),) * len(rows)
    return tuple(layer((*own, *others)) for own, others in zip(rows, more, strict=True))
