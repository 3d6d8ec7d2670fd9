"""A timeline drawn to scale: which state a subscription is in, when, and where today is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import MouseMove

from assistant.chat.laid_out import LaidOut, literal
from assistant.lifecycle import Phase, State
from assistant.text.wrap import cell_width, wrap

# Patterns tell the states apart without colour, in any font with box-drawing characters; where
# several states are possible their patterns take turns.
_PATTERNS = {
    State.ACTIVE: "━",
    State.EXPIRED: "░",
    State.DISABLED: "▓",
    State.DEPROVISIONED: "╳",
}
_COLOURS = {
    State.ACTIVE: "$text-success",
    State.EXPIRED: "$text-warning",
    State.DISABLED: "$text-error",
    State.DEPROVISIONED: "$text-muted",
}
_MARKER = "▲"
# The first and last phase have no end of their own; each takes this part of the bar.
_OPEN_PART = 8
_NARROWEST_OPEN = 3
_SWATCH = 2
_BETWEEN = "   "


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of phases.

    Args:
        lengths: cells of each phase, in order; together the width.
        today: the cell in which today lies, counted from 0.
    """

    lengths: tuple[int, ...]
    today: int


def timeline_bar(phases: Sequence[Phase], today: date, width: int) -> Bar | None:
    """Return phases to scale on a bar, or None where there is nothing to draw or no room.

    Phases with both ends are to scale and have at least one cell; the open ones before and after
    them have a fixed part of the bar, in whose middle today is put if it lies there.

    Args:
        phases: adjoining, from no beginning to no end.
        today: the day to mark.
        width: cells of the bar.
    """
    starts = [phase.start for phase in phases if phase.start is not None]
    if not starts:
        return None
    open_cells = max(_NARROWEST_OPEN, width // _OPEN_PART) if len(starts) > 1 else width // 2
    inner = width - 2 * open_cells if len(starts) > 1 else 0
    if open_cells < 1 or inner < len(starts) - 1:
        return None
    edges = _edges(starts, inner)
    lengths = [open_cells, *(end - start for start, end in pairwise(edges))]
    lengths.append(width - sum(lengths))
    return Bar(tuple(lengths), _cell_of(today, phases, lengths))


def _edges(starts: Sequence[date], inner: int) -> list[int]:
    """Return at which of `inner` cells each phase starts: to scale, no phase without a cell."""
    days = (starts[-1] - starts[0]).days
    last = len(starts) - 1
    edges = [0]
    for index, start in enumerate(starts[1:], start=1):
        scaled = round((start - starts[0]).days * inner / days)
        edges.append(min(max(scaled, edges[-1] + 1), inner - (last - index)))
    return edges


def _cell_of(day: date, phases: Sequence[Phase], lengths: Sequence[int]) -> int:
    before = 0
    for phase, length in zip(phases, lengths, strict=True):
        if phase.end is None or day < phase.end:
            if phase.start is None or phase.end is None:
                return before + length // 2
            gone, whole = (day - phase.start).days, (phase.end - phase.start).days
            return before + gone * length // whole
        before += length
    raise AssertionError  # the last phase has no end


class TimelineBar(LaidOut, can_focus=True):
    """Phases to scale, today marked, and a legend; arrows or the mouse tell a phase's days.

    Args:
        phases: adjoining, from no beginning to no end.
        today: the day to mark.
        name_of: gives the name of a phase by its states.
        marker: what is written beside the mark.
        days_of: tells the days of a phase.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("left", "go(-1)"), ("right", "go(1)")]

    def __init__(
        self,
        phases: Sequence[Phase],
        today: date,
        *,
        name_of: Callable[[tuple[State, ...]], str],
        marker: str,
        days_of: Callable[[Phase], str],
    ) -> None:
        self._phases, self._today = phases, today
        self._days_of = days_of
        # The phase whose days are told, or None.
        self._told: int | None = None
        self._legend = {phase.states: name_of(phase.states) for phase in phases}
        self._marker = marker
        super().__init__(self._drawn, classes="timeline")

    def action_go(self, by: int) -> None:
        """Tell the days of the next phase in a direction, beginning with today's."""
        now = self._told
        if now is None:
            ends = (phase.end for phase in self._phases)
            now = next(n for n, end in enumerate(ends) if end is None or self._today < end)
            by = 0
        self._tell(min(max(now + by, 0), len(self._phases) - 1))

    def on_blur(self) -> None:
        """Mark today again."""
        self._tell(None)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tell the days of the phase under the mouse."""
        bar = timeline_bar(self._phases, self._today, self.content_size.width)
        if bar is None or event.y != 0:
            return
        ends = accumulate(bar.lengths)
        self._tell(next((n for n, end in enumerate(ends) if event.x < end), None))

    def on_leave(self) -> None:
        """Mark today again when the mouse has gone."""
        if not self.has_focus:
            self._tell(None)

    def _tell(self, phase: int | None) -> None:
        if phase != self._told:
            self._told = phase
            self.lay_out_again()

    def _drawn(self, width: int) -> list[str | Content]:
        bar = timeline_bar(self._phases, self._today, width)
        if bar is None:
            return []
        drawn = zip(self._phases, bar.lengths, strict=True)
        line = Content.assemble(*(_filled(phase.states, length) for phase, length in drawn))
        cell, marker = bar.today, self._marker
        if self._told is not None:
            cell = sum(bar.lengths[: self._told]) + bar.lengths[self._told] // 2
            marker = self._days_of(self._phases[self._told])
        return [line, *_pointer(cell, marker, width), *_flow(self._entries(), width)]

    def _entries(self) -> Iterable[tuple[Content, str]]:
        return ((_filled(states, _SWATCH), name) for states, name in self._legend.items())


def _filled(states: tuple[State, ...], length: int) -> Content:
    cells = [states[index % len(states)] for index in range(length)]
    return Content.assemble(*((_PATTERNS[state], _COLOURS[state]) for state in cells))


def _pointer(cell: int, marker: str, width: int) -> list[str | Content]:
    """Return the line beneath the bar that points at today; two lines where one has no room."""
    room = width - cell - 2
    if cell_width(marker) <= room:
        return [literal(f"{' ' * cell}{_MARKER} {marker}", "bold")]
    if cell_width(marker) < cell:
        padding = " " * (cell - 1 - cell_width(marker))
        return [literal(f"{padding}{marker} {_MARKER}", "bold")]
    lines = [f"{' ' * cell}{_MARKER}", *wrap(marker, width)]
    return [literal(line, "bold") for line in lines]


def _flow(entries: Iterable[tuple[Content, str]], width: int) -> list[Content]:
    """Return swatches with their names, as many on a line as there is room for."""
    lines: list[Content] = []
    used = 0
    for swatch, name in entries:
        hanging = " " * (_SWATCH + 1)
        first, *rest = wrap(name, width, indent=hanging)
        entry = Content.assemble(swatch, literal(first[_SWATCH:]))
        needed = len(_BETWEEN) + entry.cell_length
        if lines and not rest and used + needed <= width:
            lines[-1] = Content.assemble(lines[-1], _BETWEEN, entry)
            used += needed
        else:
            lines += [entry, *map(literal, rest)]
            used = lines[-1].cell_length
    return lines
