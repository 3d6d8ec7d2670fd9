"""The consequence ladder: a timeline as steps, each with what it means and what to do before it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.answer import Paragraph, Role, ScheduleLine, Step
from assistant.answering.compose import Composer, state_on
from assistant.errors import mark
from assistant.lifecycle import Facts, Timeline, permissions_on

_TODAY = mark("step.today", "today")


def ladder_of(
    composer: Composer,
    facts: Facts,
    timeline: Timeline,
    schedule: Sequence[ScheduleLine],
) -> tuple[Step, ...]:
    """Return a step for each day on which something happens, and one for today.

    Args:
        composer: finds and cites the words.
        facts: what the timeline follows from.
        timeline: phases and milestones.
        schedule: the milestones in words.
    """
    today = composer.today
    days = sorted({line.milestone.date for line in schedule} | {today})
    steps = []
    for day in days:
        state = state_on(composer.pack, composer.prose, timeline, day)
        then = composer.for_state(facts, timeline, state)
        happens = tuple(line for line in schedule if line.milestone.date == day)
        steps.append(
            Step(
                date=day,
                written=composer.written(day),
                days=(day - today).days,
                distance=_distance(composer, (day - today).days),
                state=state,
                happens=happens,
                users=_said(then, "users"),
                admins=_said(then, "admins"),
                # What had to be done before a day that is over only discourages.
                before=_before(then, happens) if day > today else (),
                permissions=permissions_on(composer.pack.policy, timeline, day),
            )
        )
    return tuple(steps)


def _distance(composer: Composer, days: int) -> str:
    return composer.prose.writer.distance(days) if days else str(composer.program.text(*_TODAY))


def _said(composer: Composer, key: str) -> Paragraph | None:
    return next(iter(composer.shared(Role.LEAD, key)), None)


def _before(composer: Composer, happens: Sequence[ScheduleLine]) -> tuple[Paragraph, ...]:
    """Return what to do before what happens on a day, the same advice once."""
    advice: dict[str, Paragraph] = {}
    for line in happens:
        key = f"before.{line.milestone.event}.{line.milestone.bound}"
        for paragraph in composer.shared(Role.ACTION, key):
            advice.setdefault(paragraph.text, paragraph)
    return tuple(advice.values())
