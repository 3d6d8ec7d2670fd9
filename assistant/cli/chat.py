"""`assistant chat`: the terminal chat; without a terminal it reads lines and prints answers."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from assistant.cli import keeping, options
from assistant.cli.web import DEFAULT_PORT, HIGHEST_PORT, PortAloneError, serve_chat
from assistant.errors import AssistantError, mark
from assistant.text.clean import strip_controls

if TYPE_CHECKING:
    from assistant.answering import Answer, Assistant, Case, Talk
    from assistant.lifecycle import Facts
    from assistant.messages.calendars import Calendar


# Characters of a fault that are shown.
_SHOWN_OF_CRASH = 200


class ChatCrashedError(AssistantError):
    """A fault in the program ended the chat."""

    code = "chat.crashed"
    exit_status = 70  # EX_SOFTWARE
    message = mark("error.chat.crashed", "A fault in the program ended the chat: {detail}.")
    hint = mark("error.chat.crashed.hint", "“assistant chat --resume” continues the conversation.")


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("chat", help="talk with the assistant in the terminal")
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--plain",
        action="store_true",
        help="no screen: a linear dialogue, for screen readers and dumb terminals",
    )
    way.add_argument(
        "--json",
        action="store_true",
        help="no screen: read lines, print one JSON object an answer, as “replay” reads them",
    )
    way.add_argument(
        "--web",
        action="store_true",
        help="in a browser of this computer (needs help-assistant[web])",
    )
    # What serves the chat starts it so for each page.
    way.add_argument("--served", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--port",
        type=options.number("--port", 0, HIGHEST_PORT),
        metavar="N",
        help=f"with --web: the port of the page, 0 for any that is free ({DEFAULT_PORT})",
    )
    options.add_today(parser)
    options.add_language(parser)
    options.add_pack(parser)
    options.add_steps(parser)
    options.add_profile(parser)
    options.add_semantic(parser)
    options.add_log(parser)
    keeping.add_to(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Open the chat, or answer line by line where there is no terminal."""
    from assistant.messages import require

    if parsed.port is not None and not parsed.web:
        raise PortAloneError(where="--port")

    own = options.personal(parsed)
    assistant = _Deferred(
        parsed.pack, options.keeper(parsed.log), semantic=parsed.semantic, calendar=own.dates
    )
    if parsed.language is not None:
        require(parsed.language, assistant.pack.languages, where="--language")
    today = options.today_of(parsed, own.zone)
    language = parsed.language or options.session_language()
    if parsed.web:
        return serve_chat(parsed, language)
    on_screen = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    zone = own.zone or options.zone_name()
    kept = keeping.Kept(parsed, zone=zone)
    if parsed.served or (on_screen and not (parsed.json or parsed.plain)):
        from assistant.chat import ChatApp, Setting
        from assistant.chat.hangup import end_with_server, end_with_terminal

        (end_with_server if parsed.served else end_with_terminal)()
        setting = Setting(
            today=today,
            language=language,
            pinned=parsed.language,
            steps=parsed.steps,
            saved=own.kept,
            zone=zone,
            complaint=own.fault,
            keeper=kept,
            earlier=partial(kept.earlier, assistant) if kept.offered else None,
            resume=parsed.resume is not None,
            feedback=keeping.feedback_keeper(parsed.log),
        )
        app = ChatApp(assistant, setting)
        app.run()
        if app.crash is not None:
            raise ChatCrashedError(detail=repr(app.crash)[:_SHOWN_OF_CRASH]) from app.crash
        kept.end()
        return 0
    gc.enable()
    from assistant.answering import Case, Talk
    from assistant.cli.main import complain

    if own.fault is not None:
        complain(own.fault)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    if parsed.plain or (typed and not parsed.json):
        talk = Talk(
            assistant,
            today=today,
            language=language,
            pinned=parsed.language,
            steps=parsed.steps,
            saved=own.saved,
            keeper=kept,
        )
        return _hold_dialogue(talk, kept, parsed, zone)
    ask = partial(assistant.answer, today=today, language=parsed.language, steps=parsed.steps)
    refusals = sys.stderr if parsed.json else sys.stdout
    return _read_lines(
        ask, Case.begin(own.saved, language=language), _writer(parsed, own), refusals
    )


def _hold_dialogue(talk: Talk, kept: keeping.Kept, parsed: argparse.Namespace, zone: str) -> int:
    from assistant.cli.dialogue import Dialogue, hold
    from assistant.messages import program_languages

    dialogue = Dialogue(
        talk,
        languages=program_languages(),
        write=_print_clean,
        zone=zone,
        width=options.text_width(),
        feedback=keeping.feedback_keeper(parsed.log),
    )
    earlier = kept.earlier(talk.assistant) if parsed.resume is not None else ()
    hold(dialogue, earlier)
    kept.end()
    return 0


def _print_clean(line: str) -> None:
    """Print a line; whatever it quotes, nothing in it steers the terminal."""
    print(strip_controls(line), flush=True)


class _Deferred:
    """An assistant that is loaded with the first question.

    All that answering takes is loaded in 0.1 s, a third of what an empty Textual application
    takes to start: the screen comes first.
    """

    def __init__(
        self,
        folder: Path | None,
        keep: Callable[[Answer], None],
        *,
        semantic: bool,
        calendar: Calendar | None,
    ) -> None:
        from assistant.knowledge import Pack
        from assistant.locations import default_pack

        self.pack = Pack(folder if folder is not None else default_pack())
        self._keep = keep
        self._semantic = semantic
        self._calendar = calendar
        if semantic:
            # What is not installed is said before the screen opens.
            _ = self._loaded.router

    def answer(
        self,
        question: str,
        *,
        today: date,
        language: str | None = None,
        case: Case | None = None,
        steps: bool = False,
    ) -> Answer:
        """Return the answer to a question; see `Assistant.answer`."""
        answer = self._loaded.answer(
            question, today=today, language=language, case=case, steps=steps
        )
        self._keep(answer)
        return answer

    def lookup(
        self,
        topic: str,
        *,
        today: date,
        language: str,
        facts: Facts,
        steps: bool = False,
        case: Case | None = None,
    ) -> Answer:
        """Return a topic's answer without a question; see `Assistant.lookup`."""
        return self._loaded.lookup(
            topic, today=today, language=language, facts=facts, steps=steps, case=case
        )

    @cached_property
    def _loaded(self) -> Assistant:
        from assistant.answering import Assistant

        return Assistant(self.pack.folder, semantic=self._semantic, calendar=self._calendar)


def _writer(parsed: argparse.Namespace, own: options.Personal) -> Callable[[Answer], str]:
    """Return what writes an answer: as text, or as one line of JSON."""
    from assistant.render import to_json, to_text

    if parsed.json:
        return partial(to_json, zone=own.zone or options.zone_name())
    return partial(to_text, width=options.text_width())


def _read_lines(
    ask: Callable[..., Answer], case: Case, write: Callable[[Answer], str], refusals: IO[str]
) -> int:
    """Answer each line of standard input; a line that cannot be answered says why in its place."""
    from assistant.answering import QuestionError
    from assistant.messages import load_program_prose

    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            answer = ask(line.strip(), case=case)
        except QuestionError as error:
            message, hint = load_program_prose(case.language or "en").error(error)
            print(f"{message} {hint or ''}".strip(), file=refusals)
            continue
        case = answer.case
        print(write(answer), flush=True)
    return 0
