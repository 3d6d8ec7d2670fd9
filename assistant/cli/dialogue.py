"""A linear dialogue: who speaks stands before what is said, and nothing on the screen ever moves.

For screen readers, dumb terminals and pipes. What the keys of the chat do, words after a slash do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from assistant.errors import AssistantError, FileAccessError, mark
from assistant.lifecycle import Facts
from assistant.messages import Prose, load_program_prose
from assistant.text.clean import one_line
from assistant.text.wrap import wrap

if TYPE_CHECKING:
    from assistant.answering import Answer

_Message = tuple[str, str]

# Characters of a line that are read; a question has far fewer.
_LONGEST = 100_000

_YOU = mark("dialogue.you", "You:")
_ASSISTANT = mark("dialogue.assistant", "Assistant:")
_ABOUT = mark(
    "dialogue.about",
    "I answer from help articles. Ask a question; {help} lists what else can be typed.",
)
_NO_ANSWER = mark("dialogue.no-answer", "There is no answer yet: ask a question first.")
_SAVED = mark("dialogue.saved", "Saved in {file}.")
_AGAIN = mark("dialogue.over", "The conversation is forgotten.")
_UNKNOWN = mark("dialogue.unknown", "“{word}” is no command here. {help} lists them.")

# Words after a slash, in English and in the reader's language, and what they do.
_COMMANDS: dict[str, tuple[_Message, _Message]] = {
    "help": (
        mark("dialogue.word.help", "help"),
        mark("dialogue.does.help", "list what can be typed"),
    ),
    "language": (
        mark("dialogue.word.language", "language"),
        mark("dialogue.does.language", "switch the language; a tag such as el may follow"),
    ),
    "steps": (
        mark("dialogue.word.steps", "steps"),
        mark("dialogue.does.steps", "tell the dates step by step, or as a list again"),
    ),
    "sources": (
        mark("dialogue.word.sources", "sources"),
        mark("dialogue.does.sources", "quote what the last answer rests on"),
    ),
    "calendar": (
        mark("dialogue.word.calendar", "calendar"),
        mark("dialogue.does.calendar", "save the last dates as a calendar file"),
    ),
    "save": (
        mark("dialogue.word.save", "save"),
        mark("dialogue.does.save", "save the conversation; md, html or jsonl may follow"),
    ),
    "over": (
        mark("dialogue.word.over", "over"),
        mark("dialogue.does.over", "start over"),
    ),
    "quit": (mark("dialogue.word.quit", "quit"), mark("dialogue.does.quit", "end")),
}


class Setting(NamedTuple):
    """How a dialogue is held.

    Args:
        today: the day on which the user asks.
        language: tag of the dialogue's language.
        pinned: tag of the language of every answer, or None.
        steps: whether dates are told step by step.
        saved: facts of the user's profile.
        zone: name of the time zone of today.
        width: cells a line.
    """

    today: date
    language: str
    pinned: str | None
    steps: bool
    saved: Facts
    zone: str
    width: int


class Dialogue:
    """Holds a dialogue.

    Args:
        ask: answers a question; `Assistant.answer`.
        setting: how it is held.
        languages: tags between which the user can switch.
        write: takes each line that is said.
    """

    def __init__(
        self,
        ask: Callable[..., Answer],
        setting: Setting,
        *,
        languages: Iterable[str],
        write: Callable[[str], None],
    ) -> None:
        from assistant.answering import Case

        self._ask = ask
        self._now = setting
        self._languages = tuple(languages)
        self._write = write
        self._case = Case.begin(setting.saved, language=setting.language)
        self._turns: list[Answer] = []

    @property
    def prompt(self) -> str:
        """Return what stands before what the user types."""
        return self._say(_YOU)

    def begin(self) -> None:
        """Say what this is."""
        self._tell(self._say(_ABOUT, help=self._typed("help")))

    def hear(self, line: str) -> bool:
        """Take a line, say what there is to say, and return whether the dialogue goes on."""
        line = line.strip()
        if not line:
            return True
        word, _, rest = line[1:].partition(" ")
        name = self._command(word) if line.startswith("/") else None
        if name == "quit":
            return False
        try:
            if not line.startswith("/"):
                self._answer(line)
            elif name is None:
                shown = one_line(word)[:40]
                self._tell(self._say(_UNKNOWN, word=shown, help=self._typed("help")))
            else:
                getattr(self, f"_do_{name}")(rest.strip())
        except OSError as error:
            self._complain(FileAccessError.of(error))
        except AssistantError as error:
            # The dialogue outlives what goes wrong in one turn.
            self._complain(error)
        return True

    def _answer(self, question: str) -> None:
        answer = self._asked(question, self._case, self._now.pinned)
        self._case = answer.case
        self._turns.append(answer)
        self._show(answer)

    def _asked(self, question: str, case: object, language: str | None) -> Answer:
        now = self._now
        return self._ask(question, today=now.today, language=language, case=case, steps=now.steps)

    def _show(self, answer: Answer) -> None:
        from assistant.render import to_text

        self._write(self._say(_ASSISTANT))
        for line in to_text(answer, width=self._now.width).splitlines():
            self._write(line)
        self._write("")

    def _do_help(self, _: str) -> None:
        lines = [f"{self._typed(name)}: {self._say(does)}" for name, (_, does) in _COMMANDS.items()]
        self._tell(*lines)

    def _do_language(self, tag: str) -> None:
        from assistant.messages import require

        if tag:
            chosen = require(tag, self._languages)
        else:
            base = self._now.language.partition("-")[0]
            index = self._languages.index(base) if base in self._languages else -1
            chosen = self._languages[(index + 1) % len(self._languages)]
        pinned = chosen if self._now.pinned is not None else None
        self._now = self._now._replace(language=chosen, pinned=pinned)
        self._case = self._case._replace(language=chosen)
        self.begin()

    def _do_steps(self, _: str) -> None:
        self._now = self._now._replace(steps=not self._now.steps)
        dated = next((one for one in reversed(self._turns) if one.schedule), None)
        if dated is None:
            self._tell(self._say(_NO_ANSWER))
        else:
            self._show(self._asked(dated.question, dated.asked_in, dated.language))

    def _do_sources(self, _: str) -> None:
        from assistant.render.document import quoted_sources

        cited = next((one for one in reversed(self._turns) if one.sources), None)
        if cited is None:
            self._tell(self._say(_NO_ANSWER))
            return
        items = quoted_sources(cited, language=self._now.language)
        self._tell(*(line for item in items for line in (item.term, *item.details)))

    def _do_calendar(self, _: str) -> None:
        from assistant.files import write_new
        from assistant.render.calendar import Plan, to_calendar

        dated = next((one for one in reversed(self._turns) if one.schedule), None)
        if dated is None:
            self._tell(self._say(_NO_ANSWER))
            return
        plan = Plan.of_answer(dated)
        self._kept(write_new(Path.cwd() / plan.file_name, to_calendar(plan)))

    def _do_save(self, form: str) -> None:
        from assistant.render.transcript import save_transcript

        now = self._now
        if not self._turns:
            self._tell(self._say(_NO_ANSWER))
            return
        path = save_transcript(
            self._turns, form, language=now.language, today=now.today, zone=now.zone
        )
        self._kept(path)

    def _do_over(self, _: str) -> None:
        from assistant.answering import Case

        self._case = Case.begin(self._now.saved, language=self._now.language)
        self._turns.clear()
        self._tell(self._say(_AGAIN))

    def _kept(self, path: Path) -> None:
        self._tell(self._say(_SAVED, file=one_line(str(path))))

    def _complain(self, error: AssistantError) -> None:
        message, hint = self._program.error(error)
        place = f"{error.where}: " if error.where else ""
        self._tell(one_line(f"{place}{message} {hint or ''}".strip()))

    def _tell(self, *lines: str) -> None:
        self._write(self._say(_ASSISTANT))
        for line in lines:
            for part in wrap(line, self._now.width):
                self._write(part)
        self._write("")

    def _command(self, word: str) -> str | None:
        """Return the command that a word names, in English or in the reader's language."""
        from assistant.text.fold import fold

        wanted = fold(word)
        for name, (local, _) in _COMMANDS.items():
            if wanted in (name, fold(self._say(local))):
                return name
        return None

    def _typed(self, name: str) -> str:
        return f"/{self._say(_COMMANDS[name][0])}"

    @property
    def _program(self) -> Prose:
        return load_program_prose(self._now.language)

    def _say(self, message: _Message, **values: object) -> str:
        return str(self._program.text(*message, values=values or None))


def _line(stream: IO[str]) -> str:
    """Return the next line, or its beginning if it is far too long: it is refused then."""
    line = stream.readline(_LONGEST)
    rest = line
    while rest and not rest.endswith("\n"):
        rest = stream.readline(_LONGEST)
    return line


def hold(dialogue: Dialogue) -> None:
    """Hold a dialogue on the standard streams until it ends."""
    typing = sys.stdin.isatty()
    dialogue.begin()
    going = True
    while going:
        print(dialogue.prompt, end=" ", flush=True)
        line = _line(sys.stdin)
        if not line:
            print()
            return
        if not typing:
            # What a pipe says stands on no screen.
            print(one_line(line))
        going = dialogue.hear(line)
