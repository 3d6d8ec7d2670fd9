"""`assistant ask`: one question, or a batch of them, answered."""

from __future__ import annotations

import argparse
import gc
import json
import math
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from assistant.cli import calendar, options
from assistant.errors import AssistantError, mark

if TYPE_CHECKING:
    from assistant.answering import Answer, Assistant, Case
    from assistant.lifecycle import Facts
    from assistant.messages import Prose

# A question has at most 10,000 characters; a line longer than this is no question in JSON.
_MAX_LINE_BYTES = 1_000_000
_SOME_BAD = 3


class BatchLineError(AssistantError):
    """A line of a batch that holds no question."""

    code = "batch.line"
    exit_status = _SOME_BAD
    message = mark("error.batch.line", "This line holds no question: {detail}.")
    hint = mark(
        "error.batch.line.hint",
        'Write one JSON object a line: {{"id": "1", "text": "a question"}}.',
    )


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("ask", help="answer one question, or a batch of them")
    parser.add_argument(
        "question", nargs="*", help="the question; “-” reads it from standard input"
    )
    options.add_format(parser)
    options.add_steps(parser)
    alone = parser.add_mutually_exclusive_group()
    alone.add_argument(
        "--explain", action="store_true", help="print why the question is decided as it is"
    )
    alone.add_argument(
        "--batch",
        action="store_true",
        help='read {"id", "text", "today"?, "lang"?} a line, write one JSON object a line',
    )
    calendar.add_file(alone)
    calendar.add_name(parser)
    options.add_today(parser)
    options.add_language(parser)
    options.add_pack(parser)
    options.add_profile(parser)
    options.add_semantic(parser)
    options.add_log(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Answer, print, and return the exit status."""
    from assistant.answering import Assistant, Case
    from assistant.cli.main import complain
    from assistant.render import to_json, to_markdown, to_text

    # A batch is for programs: the same wherever it runs, unless a profile is named.
    own = options.personal(parsed, named_only=parsed.batch)
    if own.fault is not None:
        if parsed.batch:
            # Who names a profile for a thousand questions wants it, or to know at once.
            raise own.fault
        complain(own.fault)
    assistant = Assistant(parsed.pack, semantic=parsed.semantic, calendar=own.dates)
    today, keep = options.today_of(parsed, own.zone), options.keeper(parsed.log)
    if parsed.batch:
        return _run_batch(assistant, parsed, own, today, keep)
    question = (
        sys.stdin.read(_MAX_LINE_BYTES) if parsed.question == ["-"] else " ".join(parsed.question)
    )
    case = Case.begin(own.saved, language=options.session_language())
    if parsed.explain:
        return _explain(assistant, question, case, today, parsed)
    answer = assistant.answer(
        question, today=today, language=parsed.language, case=case, steps=parsed.steps
    )
    keep(answer)
    if parsed.ics == calendar.STDOUT:
        pass
    elif parsed.json:
        _print_line(to_json(answer, zone=own.zone or options.zone_name()))
    elif parsed.markdown:
        print(to_markdown(answer), end="")
    else:
        print(to_text(answer, width=options.text_width()), end="")
    if parsed.ics is not None:
        from assistant.render.calendar import Plan

        # After the answer, which says what date is missing if there is none.
        calendar.save(Plan.of_answer(answer, name=parsed.ics_name), parsed.ics)
    return 0


def _explain(
    assistant: Assistant, question: str, case: Case, today: date, parsed: argparse.Namespace
) -> int:
    from assistant.answering.explaining import explain
    from assistant.messages import SOURCE_LANGUAGE, require
    from assistant.render import to_line
    from assistant.render.explanation import explanation_to_mapping, explanation_to_text

    language = case.language or SOURCE_LANGUAGE
    if parsed.language is not None:
        language = require(parsed.language, assistant.pack.languages, where="--language")
    explained = explain(assistant, question, today=today, case=case)
    if parsed.json:
        _print_line(to_line(explanation_to_mapping(explained)))
    else:
        print(explanation_to_text(explained, language=language, width=options.text_width()), end="")
    return 0


def _run_batch(
    assistant: Assistant,
    parsed: argparse.Namespace,
    own: options.Personal,
    today: date,
    keep: Callable[[Answer], None],
) -> int:
    from assistant.messages import load_program_prose, require
    from assistant.render import to_line, to_mapping

    gc.enable()
    if parsed.language is not None:
        require(parsed.language, assistant.pack.languages, where="--language")
    program = load_program_prose(options.session_language())
    zone, status = own.zone or options.zone_name(), 0
    for number, line in enumerate(_lines(sys.stdin.buffer), start=1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            item = _parse(line)
            identity = item.get("id")
            answer = _answer_item(assistant, item, parsed.language, today, own.saved)
            keep(answer)
            result = to_mapping(answer, zone=zone)
        except AssistantError as error:
            status = _SOME_BAD
            result = {"line": number, "error": _error_mapping(error, program)}
        _print_line(to_line({"id": identity, **result}))
    return status


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; of one that is too long only the beginning, with the rest passed over."""
    while line := stream.readline(_MAX_LINE_BYTES + 1):
        if len(line) > _MAX_LINE_BYTES:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(_MAX_LINE_BYTES)
        yield line


def _parse(line: bytes) -> dict[str, Any]:
    if len(line) > _MAX_LINE_BYTES:
        raise BatchLineError(detail=f"it is longer than {_MAX_LINE_BYTES} bytes")
    try:
        item = json.loads(line.decode("utf-8-sig"), parse_constant=_finite, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise BatchLineError(detail="it is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BatchLineError(detail="it is not JSON") from error
    if not isinstance(item, dict):
        raise BatchLineError(detail="it is not a JSON object")
    return item


def _finite(written: str) -> float:
    """Return a number that JSON can say back: not `NaN`, not `1e400`."""
    value = float(written)
    if not math.isfinite(value):
        raise ValueError(written)
    return value


def _answer_item(
    assistant: Assistant,
    item: dict[str, Any],
    language: str | None,
    today: date,
    saved: Facts,
) -> Answer:
    from assistant.answering import Case

    text, hint = item.get("text"), item.get("lang")
    if not isinstance(text, str):
        raise BatchLineError(detail="“text” is missing or not a text")
    day = item.get("today")
    if day is not None:
        if not isinstance(day, str):
            raise BatchLineError(detail="“today” is not a text")
        today = options.day("today")(day)
    known = isinstance(hint, str) and assistant.pack.language_for(hint) is not None
    case = Case.begin(saved, language=hint if known else options.session_language())
    return assistant.answer(text, today=today, language=language, case=case)


def _error_mapping(error: AssistantError, program: Prose) -> dict[str, str | None]:
    message, hint = program.error(error)
    return {"code": error.code, "message": message, "hint": hint}


def _print_line(text: str) -> None:
    """Print JSON as UTF-8 whatever the terminal's encoding: it is for programs."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
