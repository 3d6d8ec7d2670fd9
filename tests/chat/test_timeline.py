"""The bar: to scale, nothing missing, today inside its phase."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.laid_out import Lines
from assistant.chat.timeline import TimelineBar, timeline_bar
from assistant.lifecycle import Phase, State
from assistant.lifecycle.timeline import states_on
from assistant.text.wrap import cell_width

DUE = date(2026, 10, 1)


def phases(*lengths: int) -> tuple[Phase, ...]:
    """Return phases whose middle ones last some days each."""
    days = [DUE]
    for length in lengths:
        days.append(days[-1] + timedelta(length))
    order = list(State) * 3
    starts: list[date | None] = [None, *days]
    ends: list[date | None] = [*days, None]
    return tuple(
        Phase((order[index],), start, end)
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def test_phases_are_to_scale() -> None:
    """Ninety days take three times the cells of thirty."""
    bar = timeline_bar(phases(30, 90), DUE, 80)
    assert bar is not None
    assert bar.lengths == (10, 15, 45, 10)


@pytest.mark.parametrize(
    ("today", "cell"),
    [
        (DUE - timedelta(1), 5),
        (DUE, 10),
        (DUE + timedelta(29), 24),
        (DUE + timedelta(30), 25),
        (DUE + timedelta(119), 69),
        (DUE + timedelta(120), 75),
        (DUE + timedelta(4000), 75),
    ],
)
def test_today_is_in_its_phase_on_the_first_and_last_day(today: date, cell: int) -> None:
    """The mark changes phase on the very day on which the state does."""
    bar = timeline_bar(phases(30, 90), today, 80)
    assert bar is not None
    assert bar.today == cell


def test_a_single_day_still_shows() -> None:
    """Phases of days beside one of years keep a cell each, and the bar its width."""
    bar = timeline_bar(phases(5000, 1, 1), DUE, 40)
    assert bar is not None
    assert bar.lengths == (5, 28, 1, 1, 5)


def test_one_change_divides_the_bar_in_two() -> None:
    """Where only one day is known there is no scale to keep."""
    bar = timeline_bar(phases(), DUE, 41)
    assert bar is not None
    assert bar.lengths == (20, 21)


def test_nothing_is_drawn_without_dates_or_room() -> None:
    """A case without changes and a screen without room leave the bar out."""
    assert timeline_bar((Phase((State.ACTIVE,), None, None),), DUE, 80) is None
    assert timeline_bar(phases(30, 90), DUE, 7) is None


@given(
    lengths=st.lists(st.integers(1, 5000), max_size=6),
    offset=st.integers(-6000, 30000),
    width=st.integers(1, 200),
)
def test_bar_fills_the_width_and_today_lies_in_its_phase(
    lengths: list[int], offset: int, width: int
) -> None:
    """Every phase has a cell, together they are the width, and today is where its state is."""
    row, today = phases(*lengths), DUE + timedelta(offset)
    bar = timeline_bar(row, today, width)
    if bar is None:
        assert width < 2 * 3 + len(lengths) or width < 2
        return
    assert sum(bar.lengths) == width
    assert min(bar.lengths) >= 1
    states = [phase.states for phase in row]
    cells = [s for s, length in zip(states, bar.lengths, strict=True) for _ in range(length)]
    assert cells[bar.today] == states_on(row, today)


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_drawn_lines_fit_and_name_every_state(width: int) -> None:
    """Bar, mark and legend fit any width, and alternatives are shown by both patterns."""
    row = (
        Phase((State.ACTIVE,), None, DUE),
        Phase((State.EXPIRED,), DUE, DUE + timedelta(30)),
        Phase((State.EXPIRED, State.DEPROVISIONED), DUE + timedelta(30), None),
    )
    drawn = TimelineBar(row, DUE, name_of=" or ".join, marker="Today, 1 October 2026", days_of=str)
    visual = drawn.content
    assert isinstance(visual, Lines)
    lines = visual.at(width).plain.split("\n")
    assert all(cell_width(line) <= width for line in lines)
    assert "░╳" in lines[0]
    assert "▲" in lines[1]
    assert "expired or deprovisioned" in " ".join(" ".join(lines[2:]).split())
    assert "Today, 1 October 2026" in " ".join(" ".join(lines).split())
