"""Entry point: one command, one exit status, never a traceback for what a user can mend."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from assistant import __version__
from assistant.errors import AssistantError, FileAccessError, mark

# Commands and the modules that hold them; only what is asked for is imported.
_COMMANDS = {
    "chat": "chat",
    "ask": "ask",
    "timeline": "timeline",
    "profile": "profile",
    "topics": "topics",
    "lookup": "topics",
    "corpus": "corpus",
    "check": "check",
    "catalogs": "catalogs",
    "eval": "evaluate",
    "train": "train",
    "unanswered": "unanswered",
    "replay": "replay",
    "diff": "replay",
}

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_BROKEN_PIPE = 141  # 128 + SIGPIPE

_DESCRIPTION = "Answers questions from help articles, offline, with dates for your own case."
_STATUSES = (
    "exit status: 0 done; 1 a check found faults; 2 wrong use or an unusable question; "
    "3 some lines of a batch were bad; 4 an article, pack, catalog or file cannot be used; "
    "5 facts that contradict each other; 70 a fault in the program"
)


class UsageError(AssistantError):
    """Arguments that the command does not take."""

    code = "usage"
    exit_status = 2
    message = mark("error.usage", "The command line cannot be understood: {detail}.")
    hint = mark("error.usage.hint", "See “{program} --help”.")


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing its usage and exiting."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(detail=message, program=self.prog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        arguments: without the program's name; those of the process if not given.
    """
    # One command makes little garbage. Looking for it while 200 modules load takes 6 ms, and
    # collecting what is about to vanish with the process another 12. What runs long (the chat, a
    # batch) turns the collector on again.
    gc.disable()
    status = _run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()
    return status


def _run(arguments: Sequence[str]) -> int:
    _prepare_streams()
    try:
        parsed = _parser(arguments[0] if arguments else "").parse_args(arguments)
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except AssistantError as error:
        complain(error)
        return error.exit_status
    except BrokenPipeError:
        _abandon_output()
        return _BROKEN_PIPE
    except OSError as error:
        _abandon_output()
        fault = FileAccessError.of(error)
        complain(fault)
        return fault.exit_status
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parser(command: str) -> argparse.ArgumentParser:
    """Return a parser for `command`, or for all commands if it is none."""
    parser = _Parser(prog="assistant", description=_DESCRIPTION, epilog=_STATUSES)
    parser.add_argument("--version", action="version", version=f"assistant {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    names = [_COMMANDS[command]] if command in _COMMANDS else dict.fromkeys(_COMMANDS.values())
    for name in names:
        import_module(f"assistant.cli.{name}").add_to(commands)
    return parser


def complain(error: AssistantError) -> None:
    """Say on standard error, in the user's language, what is wrong and what to do."""
    from assistant.cli.options import session_language
    from assistant.messages import SOURCE_LANGUAGE, load_program_prose
    from assistant.text.clean import one_line

    try:
        message, hint = load_program_prose(session_language()).error(error)
    except AssistantError:
        # The catalog itself is broken: what is wrong is said in English.
        message, hint = load_program_prose(SOURCE_LANGUAGE).error(error)
    place = f"{error.where}: " if error.where else ""
    # Messages quote files and options: whatever they hold must not reach the terminal raw.
    print(one_line(f"assistant: {place}{message} {hint or ''}"), file=sys.stderr)


def _prepare_streams() -> None:
    """Make the standard streams ones that can always be used.

    A stream that was closed (`<&-`) is empty, or swallows what is written. A terminal that lacks a
    letter shows a question mark, and input that is not text in its encoding becomes U+FFFD: neither
    ends the program.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _abandon_output() -> None:
    """Drop what standard output still holds, if it cannot go where it should.

    Python would try again on its way out, and complain.
    """
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
