"""A linear dialogue: who speaks stands before what is said, and nothing on the screen ever moves.

For screen readers, dumb terminals and pipes. What the keys of the chat do, words after a slash do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assistant.errors import AssistantError, FileAccessError, mark
from assistant.messages import Prose, load_program_prose
from assistant.text.clean import one_line
from assistant.text.wrap import wrap

if TYPE_CHECKING:
    from assistant.answering import Answer, Talk

_Message = tuple[str, str]

# Characters of a line that are read; a question has far fewer.
_LONGEST = 100_000
# Digits that a number of a source may have, and blocks of an article before and after one.
_DIGITS, _NEAR = 4, 2

_YOU = mark("dialogue.you", "You:")
_ASSISTANT = mark("dialogue.assistant", "Assistant:")
_ABOUT = mark(
    "dialogue.about",
    "I answer from help articles. Ask a question; {help} lists what else you can type.",
)
_NO_SUCH_SOURCE = mark("dialogue.no-source", "Give the number of a source, from 1 to {most}.")
_NO_ANSWER = mark("dialogue.no-answer", "There is no answer yet: ask a question first.")
_SAVED = mark("dialogue.saved", "Saved in {file}.")
_AGAIN = mark("dialogue.over", "The conversation was cleared.")
_UNKNOWN = mark("dialogue.unknown", "“{word}” is not a command here. {help} lists the commands.")

# Words after a slash, in English and in the reader's language, and what they do.
_COMMANDS: dict[str, tuple[_Message, _Message]] = {
    "help": (
        mark("dialogue.word.help", "help"),
        mark("dialogue.does.help", "list what you can type"),
    ),
    "language": (
        mark("dialogue.word.language", "language"),
        mark(
            "dialogue.does.language", "switch the language; a language code such as el may follow"
        ),
    ),
    "steps": (
        mark("dialogue.word.steps", "steps"),
        mark("dialogue.does.steps", "show the dates step by step, or as a list again"),
    ),
    "facts": (
        mark("dialogue.word.facts", "facts"),
        mark("dialogue.does.facts", "list the known facts; add “name: value” to correct one"),
    ),
    "sources": (
        mark("dialogue.word.sources", "sources"),
        mark("dialogue.does.sources", "quote the passages that the last answer is based on"),
    ),
    "article": (
        mark("dialogue.word.article", "article"),
        mark("dialogue.does.article", "read on in the article; the number of a source follows"),
    ),
    "calendar": (
        mark("dialogue.word.calendar", "calendar"),
        mark("dialogue.does.calendar", "save the last dates as a calendar file"),
    ),
    "save": (
        mark("dialogue.word.save", "save"),
        mark("dialogue.does.save", "save the conversation; md, html or jsonl may follow"),
    ),
    "helped": (
        mark("dialogue.word.helped", "helped"),
        mark("dialogue.does.helped", "note that the last answer helped"),
    ),
    "failed": (
        mark("dialogue.word.failed", "failed"),
        mark("dialogue.does.failed", "note that the last answer did not help"),
    ),
    "restart": (
        mark("dialogue.word.over", "restart"),
        mark("dialogue.does.over", "start over"),
    ),
    "quit": (
        mark("dialogue.word.quit", "quit"),
        mark("dialogue.does.quit", "end the conversation"),
    ),
}


class Dialogue:
    """Holds a dialogue.

    Args:
        talk: the conversation.
        languages: tags between which the user can switch.
        write: takes each line that is said.
        zone: name of the time zone of today, for saved conversations.
        width: cells a line.
        feedback: keeps whether an answer helped, and returns where.
    """

    def __init__(
        self,
        talk: Talk,
        *,
        languages: Iterable[str],
        write: Callable[[str], None],
        zone: str,
        width: int,
        feedback: Callable[[Answer, bool], Path],
    ) -> None:
        self._talk = talk
        self._languages = tuple(languages)
        self._write = write
        self._zone = zone
        self._width = width
        self._feedback = feedback

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

    def recall(self, earlier: Iterable[Answer]) -> None:
        """Say the answers of an earlier conversation again, and go on from there."""
        try:
            for answer in earlier:
                self._write(f"{self.prompt} {one_line(answer.question)}")
                self._talk.take_up(answer)
                self._show(answer)
        except AssistantError as error:
            self._complain(error)

    def _answer(self, question: str) -> None:
        self._show(self._talk.ask(question))
        if self._talk.fault is not None:
            fault, self._talk.fault = self._talk.fault, None
            self._complain(fault)

    def _show(self, answer: Answer) -> None:
        from assistant.render import to_text

        self._write(self._say(_ASSISTANT))
        for line in to_text(answer, width=self._width).splitlines():
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
            base = self._talk.language.partition("-")[0]
            index = self._languages.index(base) if base in self._languages else -1
            chosen = self._languages[(index + 1) % len(self._languages)]
        self._talk.speak(chosen)
        self.begin()

    def _do_steps(self, _: str) -> None:
        again = self._talk.tell_otherwise()
        if again is None:
            self._tell(self._say(_NO_ANSWER))
        else:
            self._show(again)

    def _do_facts(self, told: str) -> None:
        from assistant.render.facts import fact_lines, read_line

        if told:
            name, value = read_line(told, self._program, today=self._talk.today)
            again = self._talk.put_right(name, value)
            if again is not None:
                self._show(again)
                return
        lines = fact_lines(self._talk.case, self._program)
        self._tell(*(f"{line.label}: {line.value}" for line in lines))

    def _do_helped(self, _: str) -> None:
        self._keep_feedback(helped=True)

    def _do_failed(self, _: str) -> None:
        self._keep_feedback(helped=False)

    def _keep_feedback(self, *, helped: bool) -> None:
        if self._talk.answers:
            self._kept(self._feedback(self._talk.answers[-1], helped))
        else:
            self._tell(self._say(_NO_ANSWER))

    def _do_sources(self, _: str) -> None:
        from assistant.render.document import quoted_sources

        cited = self._talk.cited
        if cited is None:
            self._tell(self._say(_NO_ANSWER))
            return
        items = quoted_sources(cited, language=self._talk.language)
        self._tell(*(line for item in items for line in (item.term, *item.quotes)))

    def _do_article(self, number: str) -> None:
        from assistant.render.article import pieces_of
        from assistant.render.document import quoted_sources

        cited = self._talk.cited
        if cited is None:
            self._tell(self._say(_NO_ANSWER))
            return
        sources = quoted_sources(cited, language=self._talk.language)
        wanted = int(number) if number.isdecimal() and len(number) < _DIGITS else 0
        if not 1 <= wanted <= len(sources):
            self._tell(self._say(_NO_SUCH_SOURCE, most=len(sources)))
            return
        source = sources[wanted - 1]
        article = self._talk.assistant.pack.cleaned(source.article)
        pieces = list(pieces_of(article, cited))
        at = next(index for index, piece in enumerate(pieces) if piece.number == wanted)
        near = pieces[max(0, at - _NEAR) : at + _NEAR + 1]
        said = (f"→ {text}" for text in pieces[at].said)
        self._tell(source.term, *(piece.text for piece in near), *said)

    def _do_calendar(self, _: str) -> None:
        from assistant.files import write_new
        from assistant.render.calendar import Plan, to_calendar

        dated = self._talk.dated
        if dated is None:
            self._tell(self._say(_NO_ANSWER))
            return
        plan = Plan.of_answer(dated)
        self._kept(write_new(Path.cwd() / plan.file_name, to_calendar(plan)))

    def _do_save(self, form: str) -> None:
        from assistant.render.transcript import save_transcript

        talk = self._talk
        if not talk.answers:
            self._tell(self._say(_NO_ANSWER))
            return
        path = save_transcript(
            talk.answers, form, language=talk.language, today=talk.today, zone=self._zone
        )
        self._kept(path)

    def _do_restart(self, _: str) -> None:
        self._talk.start_over()
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
            for part in wrap(line, self._width):
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
        return load_program_prose(self._talk.language)

    def _say(self, message: _Message, **values: object) -> str:
        return str(self._program.text(*message, values=values or None))


def _line(stream: IO[str]) -> str:
    """Return the next line, or its beginning if it is far too long: it is refused then."""
    line = stream.readline(_LONGEST)
    rest = line
    while rest and not rest.endswith("\n"):
        rest = stream.readline(_LONGEST)
    return line


def hold(dialogue: Dialogue, earlier: Iterable[Answer] = ()) -> None:
    """Hold a dialogue on the standard streams until it ends.

    Args:
        dialogue: what is held.
        earlier: answers of an earlier conversation to go on from.
    """
    typing = sys.stdin.isatty()
    dialogue.begin()
    dialogue.recall(earlier)
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
