"""Options that several commands share, and what their values must be."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from assistant.errors import AssistantError, FileAccessError, mark
from assistant.locations import profile_path
from assistant.messages.calendars import Calendar

if TYPE_CHECKING:
    from assistant.answering import Answer
    from assistant.lifecycle import Facts

# Prose wider than this is hard to read; narrower than that nothing can be laid out.
_NARROWEST, _WIDEST = 20, 100

# Facts by what their values are; of others some are one of a few words, and the rest days.
_FLAGS = frozenset({"expedited", "product_key"})
_METAVARS = {"users": "N", "licences": "N"}
_DAY = "YYYY-MM-DD"


class OptionError(AssistantError):
    """An option's value that cannot be used."""

    code = "option.value"
    exit_status = 2


class DateOptionError(OptionError):
    """A value that is not a date that exists."""

    code = "option.date"
    message = mark("error.option.date", "“{value}” is not a valid date.")
    hint = mark("error.option.date.hint", "Write it as YYYY-MM-DD.")


class ChoiceOptionError(OptionError):
    """A value that is none of those possible."""

    code = "option.choice"
    message = mark("error.option.choice", "“{value}” is not a valid value here.")
    hint = mark("error.option.choice.hint", "Use one of: {available}.")


class NumberOptionError(OptionError):
    """A value that is not a whole number."""

    code = "option.number"
    message = mark("error.option.number", "“{value}” is not a valid number here.")
    hint = mark("error.option.number.hint", "Use a whole number from {least} to {most}.")


def day(where: str) -> Callable[[str], date]:
    """Return a reader for a date option; `where` names it in errors."""

    def read(value: str) -> date:
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            raise DateOptionError(where, value=value[:40]) from error
        # Python reads other ISO forms, too (20261121, 2026-W47-6); the contract has one.
        if found.isoformat() != value:
            raise DateOptionError(where, value=value[:40])
        return found

    return read


def choice(where: str, kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Return a reader for an option with a closed set of values."""

    def read(value: str) -> StrEnum:
        try:
            return kind(value)
        except ValueError as error:
            raise ChoiceOptionError(where, value=value[:40], available=", ".join(kind)) from error

    return read


def number(where: str, least: int, most: int) -> Callable[[str], int]:
    """Return a reader for an option that is a whole number."""

    def read(value: str) -> int:
        if value.isdecimal() and len(value) <= len(str(most)) and least <= int(value) <= most:
            return int(value)
        raise NumberOptionError(where, value=value[:40], least=least, most=most)

    return read


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Add `--pack`."""
    parser.add_argument("--pack", type=Path, metavar="DIR", help="another knowledge pack")


def add_today(parser: argparse.ArgumentParser) -> None:
    """Add `--today`."""
    parser.add_argument(
        "--today", type=day("--today"), metavar="YYYY-MM-DD", help="the day; the system's if absent"
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add `--language`."""
    parser.add_argument(
        "--language", metavar="TAG", help="language of the answer, such as el or th"
    )


def add_facts(parser: argparse.ArgumentParser, *, without: Collection[str] = ()) -> None:
    """Add an option for every fact, but those named."""
    from assistant.lifecycle import Facts

    choices, group = _choices(), parser.add_argument_group("facts")
    for name in (name for name in Facts._fields if name not in without):
        option = "--" + name.replace("_", "-")
        if name in _FLAGS:
            group.add_argument(option, action="store_true", default=None)
        else:
            metavar = "|".join(choices[name]) if name in choices else _METAVARS.get(name, _DAY)
            group.add_argument(option, type=fact(name, option), metavar=metavar)


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and `--markdown`; without them an answer is plain text."""
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--json", action="store_true", help="print one JSON object")
    alone.add_argument("--markdown", action="store_true", help="print Markdown")


def add_steps(parser: argparse.ArgumentParser) -> None:
    """Add `--steps`."""
    parser.add_argument(
        "--steps",
        action="store_true",
        help="tell the dates step by step: what happens, who can do what, what to do before",
    )


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add how dates are written, and in which zone today is."""
    group = parser.add_argument_group("settings")
    group.add_argument(
        "--dates",
        type=choice("--dates", Calendar),
        metavar="|".join(Calendar),
        help="how dates are written; as in the language of the answer if absent",
    )
    group.add_argument(
        "--zone", type=_zone, metavar="NAME", help="time zone of today; the system's if absent"
    )


def add_profile(parser: argparse.ArgumentParser) -> None:
    """Add the settings, and which profile is used."""
    add_settings(parser)
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument("--profile", type=Path, metavar="FILE", help="another saved profile")
    alone.add_argument("--no-profile", action="store_true", help="use no saved profile")


def _zone(value: str) -> str:
    from assistant.answering.profile import known_zone

    return known_zone(value)


def profile_place(parsed: argparse.Namespace) -> Path:
    """Return where the profile is: as given, in `ASSISTANT_PROFILE`, or the platform's place."""
    if parsed.profile is not None:
        return Path(parsed.profile)
    named = os.environ.get("ASSISTANT_PROFILE", "")
    return Path(named) if named else profile_path()


class Personal(NamedTuple):
    """What a command is asked to do in a person's own way.

    Args:
        kept: facts of the profile, or None without one.
        dates: how dates are written, or None.
        zone: name of the time zone of today, or None for the system's.
        fault: why the profile could not be used, or None.
    """

    kept: Facts | None
    dates: Calendar | None
    zone: str | None
    fault: AssistantError | None

    @property
    def saved(self) -> Facts:
        """Return the facts of the profile, beneath whatever is said."""
        from assistant.lifecycle import Facts

        return self.kept or Facts()

    def beneath(self, said: Facts) -> Facts:
        """Return what was said, and what the profile holds beside it."""
        told = {name: value for name, value in said._asdict().items() if value is not None}
        return self.saved._replace(**told)


def personal(parsed: argparse.Namespace, *, named_only: bool = False) -> Personal:
    """Return the settings given, and beneath them those of the profile.

    A profile that cannot be used costs nobody the answer.

    Args:
        parsed: with the options of `add_profile`.
        named_only: use a profile only if one was named as an option.
    """
    kept, dates, zone, fault = None, None, None, None
    unwanted = parsed.no_profile or (named_only and parsed.profile is None)
    place = profile_place(parsed)
    # Whoever keeps none should not wait for what reads one.
    if not unwanted and (parsed.profile is not None or place.exists()):
        from assistant.answering.profile import load_profile

        try:
            kept, dates, zone = load_profile(place)
        except AssistantError as error:
            fault = error
        except OSError as error:
            fault = FileAccessError.of(error)
    return Personal(kept, parsed.dates or dates, parsed.zone or zone, fault)


def personal_or_said(parsed: argparse.Namespace) -> Personal:
    """Return what `personal` does, and say what is wrong with the profile if it cannot be used."""
    from assistant.cli.main import complain

    own = personal(parsed)
    if own.fault is not None:
        complain(own.fault)
    return own


def add_semantic(parser: argparse.ArgumentParser) -> None:
    """Add the option for reading questions by meaning, too."""
    parser.add_argument(
        "--semantic",
        action="store_true",
        help="read questions by meaning, too (needs help-assistant[semantic])",
    )


def add_log(parser: argparse.ArgumentParser) -> None:
    """Add `--log`, the opt-in log of questions that get no answer."""
    parser.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        help="keep questions that get no answer, without addresses and long numbers",
    )


def keeper(log: Path | None) -> Callable[[Answer], None]:
    """Return what keeps an answer's question in `log` if it got none; without a log nothing.

    Raises:
        OSError: if the log cannot be written, before anything is asked.
    """
    if log is None:
        return _keep_nothing
    # Loading it costs time, and few ask for it.
    from assistant.evaluation.unanswered import open_log, record

    os.close(open_log(log))

    def keep(answer: Answer) -> None:
        # What happens to the log later must not cost the answer.
        with suppress(OSError):
            record(log, answer)

    return keep


def _keep_nothing(_: Answer) -> None:
    """Without a log nothing is kept."""


def fact(name: str, where: str) -> Callable[[str], Any]:
    """Return a reader for a fact's value; `where` names it in errors.

    Raises:
        ChoiceOptionError: if there is no fact of that name.
    """
    from assistant.lifecycle import Facts

    choices = _choices()
    if name not in Facts._fields:
        raise ChoiceOptionError(where, value=name[:40], available=", ".join(Facts._fields))
    if name in choices:
        return choice(where, choices[name])
    if name in _FLAGS:
        return _flag(where)
    return number(where, 0, 10_000_000) if name in _METAVARS else day(where)


def _choices() -> dict[str, type[StrEnum]]:
    """Return what the facts that are one of a few words can be."""
    from assistant.lifecycle import Edition, Licence

    return {"licence": Licence, "edition": Edition}


def _flag(where: str) -> Callable[[str], bool]:
    values = {"true": True, "false": False}

    def read(value: str) -> bool:
        if value not in values:
            raise ChoiceOptionError(where, value=value[:40], available=", ".join(values))
        return values[value]

    return read


def facts_of(parsed: argparse.Namespace) -> Facts:
    """Return the facts given as options."""
    from assistant.lifecycle import Facts

    return Facts(**{name: getattr(parsed, name) for name in Facts._fields})


def today_of(parsed: argparse.Namespace, zone: str | None = None) -> date:
    """Return the day given, or the one it is in a time zone, the system's if None; read once."""
    if parsed.today:
        return cast("date", parsed.today)
    if zone is None:
        return date.today()  # noqa: DTZ011 - whole days in the system's zone
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(zone)).date()


def session_language() -> str:
    """Return the language of the user's session, by the environment."""
    from assistant.messages import from_environment, program_languages

    return from_environment(os.environ, program_languages())


def zone_name() -> str:
    """Return the name of the system's time zone: of the zone database where it is known."""
    import time

    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        link = os.path.realpath("/etc/localtime")
        name = link.partition("/zoneinfo/")[2]
    return name or time.tzname[0]


def text_width() -> int:
    """Return the cells a line of prose may take: the terminal's, or no limit in a pipe."""
    import shutil
    import sys

    from assistant.render.plain import UNWRAPPED

    if not sys.stdout.isatty():
        return UNWRAPPED
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
