"""`assistant timeline`: the dates that follow from facts, and what one changed fact would move."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.cli import calendar, options
from assistant.errors import AssistantError, mark
from assistant.lifecycle import Facts


class WhatIfError(options.OptionError):
    """A changed fact that is not `name=value`."""

    code = "option.what-if"
    message = mark("error.option.what-if", "“{value}” does not say which fact to change.")
    hint = mark("error.option.what-if.hint", "Write it as NAME=VALUE, such as paid_on=2026-10-20.")


class NoDatesError(AssistantError):
    """Facts from which no dates follow."""

    code = "timeline.no-dates"
    exit_status = 2
    message = mark("error.timeline.no-dates", "No dates follow from these facts.")
    hint = mark(
        "error.timeline.no-dates.hint",
        "Give at least one date, such as --expired-on or --payment-due.",
    )


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("timeline", help="the dates that follow from facts")
    options.add_facts(parser)
    parser.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="compare with one fact changed; may be given several times",
    )
    options.add_format(parser)
    options.add_steps(parser)
    options.add_profile(parser)
    calendar.add_file(parser)
    calendar.add_name(parser)
    options.add_today(parser)
    options.add_language(parser)
    options.add_pack(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Compute, print, and return the exit status."""
    from assistant.answering import Assistant
    from assistant.render import dates_to_mapping, dates_to_markdown, dates_to_text, to_line

    own = options.personal_or_said(parsed)
    assistant = Assistant(parsed.pack, calendar=own.dates)
    facts, today = own.beneath(options.facts_of(parsed)), options.today_of(parsed, own.zone)
    language = parsed.language or options.session_language()
    changed = Facts(**dict(_change(value) for value in parsed.what_if))
    changes = changed.to_mapping()
    dates = assistant.dates(
        facts, today=today, language=language, changes=changes, steps=parsed.steps
    )
    if dates is None:
        raise NoDatesError
    if parsed.ics == calendar.STDOUT:
        pass
    elif parsed.json:
        print(to_line(dates_to_mapping(dates)))
    elif parsed.markdown:
        print(dates_to_markdown(dates), end="")
    else:
        print(dates_to_text(dates, width=options.text_width()), end="")
    if parsed.ics is not None:
        from assistant.render.calendar import Plan

        plan = Plan.of_dates(dates, pack=assistant.pack.id, name=parsed.ics_name)
        calendar.save(plan, parsed.ics)
    return 0


def _change(value: str) -> tuple[str, Any]:
    name, equals, changed = value.partition("=")
    if not equals:
        raise WhatIfError("--what-if", value=value[:40])
    name = name.strip().replace("-", "_")
    return name, options.fact(name, "--what-if")(changed.strip())
