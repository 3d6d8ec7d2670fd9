"""An answer as plain text: the answer, the dates, what to do, what is open, where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering import Answer, Choice, Paragraph, Role, ScheduleLine, Source
from assistant.errors import mark
from assistant.messages import Prose, load_program_prose
from assistant.render.moves import MOVES, moves_of
from assistant.render.references import References
from assistant.text.clean import strip_controls
from assistant.text.wrap import cell_width, wrap

DATES = mark("answer.heading.dates", "Dates")
ACTIONS = mark("answer.heading.actions", "What to do")
NOTES = mark("answer.heading.notes", "Good to know")
PASSAGES = mark("answer.heading.passages", "What the articles say")
SOURCES = mark("answer.heading.sources", "Sources")
QUOTED = mark("answer.quoted", "“{text}”")
SOURCE = mark("answer.source", "{title} ({article})")
CHOOSE = mark("answer.choose", "Type the number, or ask again in other words.")

# Wide enough never to wrap: what is stored in JSON is laid out where it is shown.
UNWRAPPED = 1_000_000


def to_text(answer: Answer, *, width: int = UNWRAPPED) -> str:
    """Return an answer as plain text in its own language.

    Args:
        answer: what is shown.
        width: cells a line; not wrapped if not given.
    """
    program = load_program_prose(answer.language)
    page = Page(program, References.of_answer(answer), width)
    sections = [
        page.lines(with_role(answer, Role.LEAD)),
        page.choices(answer.choices),
        page.lines(with_role(answer, Role.UNDERSTOOD)),
        page.headed(DATES, page.schedule(answer.schedule)),
        page.headed(MOVES, page.moves(answer)),
        page.headed(ACTIONS, page.bullets(with_role(answer, Role.ACTION))),
        page.lines(with_role(answer, Role.ASK)),
        page.headed(NOTES, page.bullets(with_role(answer, Role.NOTE, Role.HEDGE))),
        page.headed(PASSAGES, page.quotations(with_role(answer, Role.PASSAGE))),
        page.headed(SOURCES, page.sources(answer.sources)),
    ]
    return join(sections)


def with_role(answer: Answer, *roles: Role) -> list[Paragraph]:
    """Return the paragraphs of some roles, in reading order."""
    return [paragraph for paragraph in answer.paragraphs if paragraph.role in roles]


def join(sections: Iterable[list[str]]) -> str:
    """Return sections with an empty line between them; empty ones are left out.

    Whatever a pack, a catalog or an article holds, nothing that steers a terminal is passed on.
    """
    return strip_controls("\n\n".join("\n".join(s) for s in sections if s) + "\n")


class Page:
    """Lays out the pieces of an answer in lines.

    Args:
        program: headings and small words in the reader's language.
        references: numbers of the sources.
        width: cells a line.
    """

    def __init__(self, program: Prose, references: References, width: int) -> None:
        self._program = program
        self._references = references
        self._width = width

    def headed(self, heading: tuple[str, str], lines: list[str]) -> list[str]:
        """Return lines under a heading, or nothing if there are none."""
        return [str(self._program.text(*heading)), *lines] if lines else []

    def lines(self, paragraphs: Iterable[Paragraph]) -> list[str]:
        """Return paragraphs, one below the other."""
        return [line for one in paragraphs for line in wrap(self.marked(one), self._width)]

    def bullets(self, paragraphs: Iterable[Paragraph]) -> list[str]:
        """Return paragraphs as a bulleted list."""
        return [
            line
            for one in paragraphs
            for line in wrap(self.marked(one), self._width, indent="• ", hanging="  ")
        ]

    def quotations(self, paragraphs: Iterable[Paragraph]) -> list[str]:
        """Return passages in quotation marks, indented."""
        lines: list[str] = []
        for one in paragraphs:
            quoted = str(self._program.text(*QUOTED, values={"text": one.text}))
            lines += wrap(self._marked(quoted, one.language, one.sources), self._width, indent="  ")
        return lines

    def choices(self, choices: Sequence[Choice]) -> list[str]:
        """Return what can be chosen, numbered, and how to choose."""
        lines = [
            line
            for number, choice in enumerate(choices, start=1)
            for line in wrap(choice.title, self._width, indent=f"{number}. ", hanging="   ")
        ]
        return [*lines, *wrap(str(self._program.text(*CHOOSE)), self._width)] if lines else []

    def schedule(self, schedule: Sequence[ScheduleLine]) -> list[str]:
        """Return the dates in a column of their own, or above their text on a narrow screen."""
        column = max((cell_width(line.written) for line in schedule), default=0)
        narrow = self._width < 2 * column
        lines: list[str] = []
        for line in schedule:
            text = self._marked(line.text, line.language, line.sources)
            if narrow:
                lines += wrap(line.written, self._width)
                lines += wrap(text, self._width, indent="  ")
            else:
                padding = " " * (column - cell_width(line.written) + 2)
                hanging = " " * (column + 2)
                lines += wrap(text, self._width, indent=line.written + padding, hanging=hanging)
        return lines

    def moves(self, answer: Answer) -> list[str]:
        """Return what moves by what is supposed, or nothing if nothing is."""
        if answer.comparison is None:
            return []
        lines = (*answer.actual_schedule, *answer.schedule)
        moved = moves_of(answer.comparison, lines, self._program)
        return [line for one in moved for line in wrap(one, self._width, hanging="  ")]

    def sources(self, sources: Sequence[Source]) -> list[str]:
        """Return each article once, with the numbers of its blocks."""
        lines: list[str] = []
        titles = {source.article: source.title for source in sources}
        for article, title in titles.items():
            values = {"title": title, "article": article}
            lines += wrap(str(self._program.text(*SOURCE, values=values)), self._width)
            blocks = "  ".join(
                f"[{number}] {block}" for number, block in self._references.blocks_of(article)
            )
            lines += wrap(blocks, self._width, indent="  ")
        return lines

    def marked(self, paragraph: Paragraph) -> str:
        """Return a paragraph with the numbers of its sources, and its language if unexpected."""
        return self._marked(paragraph.text, paragraph.language, paragraph.sources)

    def _marked(self, text: str, language: str, sources: Sequence[int]) -> str:
        expected = self._program.tag.partition("-")[0]
        foreign = "" if language.partition("-")[0] == expected else f"[{language}] "
        numbers = "".join(f"[{number}]" for number in self._references.numbers(sources))
        return f"{foreign}{text} {numbers}" if numbers else f"{foreign}{text}"
