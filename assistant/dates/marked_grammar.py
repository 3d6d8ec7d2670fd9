"""The rules of Chinese and Japanese: marks after numbers, and after a day what changes it.

2026年12月5日, 令和8年, R8.12.5, 5号; 来月の5日, 12月末, 3日前, 圣诞节前一天.
"""

from __future__ import annotations

from assistant.dates import building as make
from assistant.dates import marked
from assistant.dates.rules import Rows

_WEEKDAY = "weekday|weekday_short"
_DAY = "day|dayth|dated_day"
_MARK = "day_mark|date_mark"
_POINT = "end_post|start_post|mid_post|month_end"
# What makes "5日" five days.
_COUNTING = "bound|about|in_before|ago_before"

_PARTS: Rows = (
    (
        make.nothing,
        (
            f"day {_MARK} ~link counted|ranked",
            "^month|month_ref day day_mark int hours",
            # Three times a day.
            "^month|month_ref day day_mark int|number counted",
            # The end of an address (10.12.20.26) that stands against a letter.
            "dot triple",
            f"every ~link int month_mark ~link int {_MARK}",
            f"{_WEEKDAY} every_post",
        ),
    ),
    (make.weekday_of_week, ("week_ref week_day",)),
    (marked.named_year, ("year year_mark", "short_year year_mark >int|month", "reign first_year")),
    (marked.reign_year, ("reign int year_mark",)),
    (marked.reign_date, ("reign ~dot triple",)),
    (marked.numbered_month, ("int month_mark !half",)),
    (
        make.dated_day,
        (
            f"<month|month_ref day|no_day {_MARK}",
            f"<range_to day {_MARK} >bound_post",
            f"^{_COUNTING} day day_mark !ago_post|in_post|bound_post|half|already_after",
            "^bound day date_mark !bound_post",
        ),
    ),
)

_DAYS: Rows = (
    (
        make.calendar,
        (
            f"named_year ~link month ~link {_DAY}",
            "named_year ~link month no_day",
            "month link dated_day",
        ),
    ),
    (make.two_days, ("named_year? ~link month dated_day range_to|joint|dash|comma dated_day",)),
    (make.numeric, ("named_year ~link numeric",)),
    (make.holiday, ("named_year link? holiday",)),
    (
        make.point,
        (
            f"named_year? ~link month ~link {_POINT}",
            f"month_ref|month_unit ~link {_POINT}",
            "year_ref|named_year ~link end_post|start_post|year_end|year_start",
        ),
    ),
    (make.day_of_month, (f"month_ref link {_DAY}",)),
)

_MODIFIED: Rows = (
    (
        make.dated_weekday,
        ("calendar|month_day ~comma open weekday_sign", f"calendar link {_WEEKDAY}"),
    ),
    (make.weekday_of_week, (f"week_ref link {_WEEKDAY}",)),
    (make.dated_year, ("year_ref link calendar",)),
)

_COUNTED: Rows = (
    (make.nothing, ("event ~link span in_post", "event in_post span", "span bound_post")),
    (make.counted(-1), ("span ago_post", "lapsed ~about span already_after")),
    (make.counted(1), ("span in_post",)),
    (
        make.moved(-1),
        ("named_day ~link span ago_post", "named_day ago_post span", "named_day ~link eve_post"),
    ),
    (
        make.moved(1),
        ("named_day ~link span in_post", "named_day in_post span", "named_day ~link morrow_post"),
    ),
)

MARKED_ROWS: tuple[Rows, ...] = (_PARTS, (), _DAYS, (), _MODIFIED, _COUNTED)
"""What each layer of `grammar` has besides, in the same order."""
