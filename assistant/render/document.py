"""An answer, or dates without a question, as sections that every format writes in its own way.

Texts are in the reader's language and marked: with the numbers of their sources, and with the
language they are really in where a translation is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from assistant.answering import Answer, Dates, Paragraph, Role, ScheduleLine, Source, Step
from assistant.errors import mark
from assistant.messages import Prose, load_program_prose
from assistant.render.moves import moves_of
from assistant.render.references import References

DATES = mark("answer.heading.dates", "Dates")
STEPS = mark("answer.heading.steps", "Step by step")
MOVES = mark("dates.moves", "What changes")
ACTIONS = mark("answer.heading.actions", "What to do")
NOTES = mark("answer.heading.notes", "Good to know")
PASSAGES = mark("answer.heading.passages", "What the articles say")
SOURCES = mark("answer.heading.sources", "Sources")
QUOTED = mark("answer.quoted", "“{text}”")
SOURCE = mark("answer.source", "{title} ({article})")
CHOOSE = mark("answer.choose", "Type the number, or ask again in other words.")
_BEFORE = mark("step.before", "Before this day: {text}")
_STATE = mark("dates.state", "State on {day}: {state}")
_CHANGED = mark("dates.changed", "With the change")

_Heading = tuple[str, str]


class Kind(StrEnum):
    """How the items of a section are laid out."""

    TEXT = "text"
    CHOICES = "choices"
    ROWS = "rows"
    STEPS = "steps"
    BULLETS = "bullets"
    QUOTATIONS = "quotations"
    SOURCES = "sources"


class Item(NamedTuple):
    """A piece of a section.

    Args:
        text: what it says.
        term: what it says it of: a date, or the heading of a step.
        details: what belongs to it: of a step what it means, of a source its blocks.
        days: of a step, days from today; negative when it is over.
    """

    text: str
    term: str = ""
    details: tuple[str, ...] = ()
    days: int = 0


class Section(NamedTuple):
    """Items that belong together.

    Args:
        kind: how they are laid out.
        name: what they are, such as "lead" or "dates".
        items: at least one.
        heading: in the reader's language; empty for none.
    """

    kind: Kind
    name: str
    items: tuple[Item, ...]
    heading: str = ""


def document_of(answer: Answer) -> tuple[Section, ...]:
    """Return the sections of an answer, in reading order; none is empty."""
    writer = _SectionWriter(load_program_prose(answer.language), References.of_answer(answer))

    def said(*roles: Role) -> list[Paragraph]:
        return [paragraph for paragraph in answer.paragraphs if paragraph.role in roles]

    choices = [Item(choice.title) for choice in answer.choices]
    sections = [
        writer.texts("lead", said(Role.LEAD)),
        Section(Kind.CHOICES, "choices", tuple(choices)),
        Section(Kind.TEXT, "hint", (Item(writer.say(CHOOSE)),) if choices else ()),
        writer.texts("understood", said(Role.UNDERSTOOD)),
        *writer.dates(answer),
        writer.moves(answer),
        writer.texts("action", said(Role.ACTION), ACTIONS, Kind.BULLETS),
        writer.texts("ask", said(Role.ASK)),
        writer.texts("note", said(Role.NOTE, Role.HEDGE), NOTES, Kind.BULLETS),
        writer.quotations(said(Role.PASSAGE)),
        writer.sources(answer),
    ]
    return tuple(section for section in sections if section.items)


def document_of_dates(dates: Dates) -> tuple[Section, ...]:
    """Return the sections of dates without a question, in reading order; none is empty."""
    writer = _SectionWriter(load_program_prose(dates.language), References.of_dates(dates))
    state = writer.say(_STATE, day=dates.state.on, state=dates.state.written)
    sections = [
        Section(Kind.TEXT, "lead", (Item(state),)),
        *writer.dates(dates),
        writer.rows("changed", dates.changed_schedule, _CHANGED),
        writer.moves(dates),
        writer.texts("note", dates.notes, NOTES, Kind.BULLETS),
        writer.sources(dates),
    ]
    return tuple(section for section in sections if section.items)


class _SectionWriter:
    def __init__(self, program: Prose, references: References) -> None:
        self._program = program
        self._references = references

    def say(self, message: _Heading, **values: object) -> str:
        return str(self._program.text(*message, values=values))

    def texts(
        self,
        name: str,
        paragraphs: Iterable[Paragraph],
        heading: _Heading | None = None,
        kind: Kind = Kind.TEXT,
    ) -> Section:
        items = tuple(Item(self._marked(paragraph)) for paragraph in paragraphs)
        return Section(kind, name, items, self.say(heading) if heading else "")

    def quotations(self, passages: Iterable[Paragraph]) -> Section:
        quoted = [one._replace(text=self.say(QUOTED, text=one.text)) for one in passages]
        return self.texts("passage", quoted, PASSAGES, Kind.QUOTATIONS)

    def dates(self, dated: Answer | Dates) -> Iterator[Section]:
        """Yield the dates: as a ladder if one was asked for, else as a list."""
        if dated.steps:
            items = tuple(map(self._step, [None, *dated.steps], dated.steps))
            yield Section(Kind.STEPS, "dates", items, self.say(STEPS))
        else:
            yield self.rows("dates", dated.schedule, DATES)

    def rows(self, name: str, schedule: Iterable[ScheduleLine], heading: _Heading) -> Section:
        items = tuple(Item(self._marked(line), line.written) for line in schedule)
        return Section(Kind.ROWS, name, items, self.say(heading))

    def moves(self, dated: Answer | Dates) -> Section:
        if dated.comparison is None:
            return Section(Kind.BULLETS, "moves", ())
        moved = moves_of(dated.moves, self._program)
        kind = Kind.BULLETS if dated.moves else Kind.TEXT
        return Section(kind, "moves", tuple(map(Item, moved)), self.say(MOVES))

    def sources(self, dated: Answer | Dates) -> Section:
        """Return each article once, with the numbers of its blocks."""
        titles = {source.article: source.title for source in dated.sources}
        items = tuple(
            Item(
                self.say(SOURCE, title=title, article=article),
                details=tuple(
                    f"[{number}] {block}" for number, block in self._references.blocks_of(article)
                ),
            )
            for article, title in titles.items()
        )
        return Section(Kind.SOURCES, "sources", items, self.say(SOURCES))

    def _step(self, earlier: Step | None, step: Step) -> Item:
        term = f"{step.written} · {step.distance} · {step.state.written}"
        details = chain(
            map(self._marked, step.happens),
            map(self._marked, _news(step, earlier)),
            (self.say(_BEFORE, text=self._marked(advice)) for advice in step.before),
        )
        return Item("", term, tuple(details), step.days)

    def _marked(self, said: Paragraph | ScheduleLine) -> str:
        """Return a text with the numbers of its sources, and its language if unexpected."""
        expected = self._program.tag.partition("-")[0]
        foreign = "" if said.language.partition("-")[0] == expected else f"[{said.language}] "
        numbers = "".join(f"[{number}]" for number in self._references.numbers(said.sources))
        return f"{foreign}{said.text} {numbers}" if numbers else f"{foreign}{said.text}"


def _news(step: Step, earlier: Step | None) -> Iterator[Paragraph]:
    """Yield what people can do from a step on; said again only if it changes, and of today."""
    was: Sequence[Paragraph | None] = (None, None)
    if earlier is not None and step.days != 0:
        was = (earlier.users, earlier.admins)
    for now, before in zip((step.users, step.admins), was, strict=True):
        if now is not None and (before is None or now.text != before.text):
            yield now


class QuotedSource(NamedTuple):
    """A block that an answer rests on.

    Attributes:
        term: its number, the article's title and name, and the block.
        quotes: what is quoted of it, in the article's language.
        article: id of the article.
        block: id of the block.
    """

    term: str
    quotes: tuple[str, ...]
    article: str
    block: str


def quoted_sources(answer: Answer, *, language: str) -> tuple[QuotedSource, ...]:
    """Return each block that an answer rests on, with its quotations in the article's language.

    Args:
        answer: whose sources are listed.
        language: tag of the reader's language; the answer's may be another one.
    """
    program = load_program_prose(language)
    references = References.of_answer(answer)
    by_number: dict[int, list[Source]] = {}
    for index, source in enumerate(answer.sources):
        (number,) = references.numbers([index])
        by_number.setdefault(number, []).append(source)
    items = []
    for number, sources in sorted(by_number.items()):
        first = sources[0]
        named = program.text(*SOURCE, values={"title": first.title, "article": first.article})
        quotes = _longest({source.quote for source in sources})
        quoted = (str(program.text(*QUOTED, values={"text": quote})) for quote in quotes)
        term = f"[{number}] {named} {first.block}"
        items.append(QuotedSource(term, tuple(quoted), first.article, first.block))
    return tuple(items)


def _longest(quotes: set[str]) -> list[str]:
    """Return the quotes of a block that stand in no other one."""
    return sorted(q for q in quotes if not any(q in other for other in quotes - {q}))
