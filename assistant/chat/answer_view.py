"""One answer on the screen: text, timeline, choices, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.answering import Answer, Paragraph, Role
from assistant.chat import texts
from assistant.chat.choices import Choices, Offer
from assistant.chat.laid_out import LaidOut, literal
from assistant.chat.texts import Message, Texts
from assistant.chat.timeline import TimelineBar
from assistant.render.moves import MOVES
from assistant.render.plain import ACTIONS, CHOOSE, DATES, NOTES, PASSAGES, SOURCES, Page, with_role
from assistant.render.references import References

_ANY_WIDTH = 80

_Laid = Sequence[str | Content]
_LayOut = Callable[[Page, Sequence[Paragraph]], list[str]]


class AnswerView(Vertical):
    """One answer, in its own language.

    Args:
        answer: what is shown.
        words: where headings and names are found.

    Raises:
        AssistantError: if a catalog or a translation cannot be used.
    """

    def __init__(self, answer: Answer, words: Texts) -> None:
        super().__init__()
        self.answer = answer
        self._words = words
        self._references = References.of_answer(answer)
        self._parts = list(self._make_parts())

    def compose(self) -> ComposeResult:
        """Lay out the parts of the answer."""
        yield from self._parts

    def _make_parts(self) -> Iterator[Widget]:
        """Yield the parts of the answer that there are, in reading order."""
        answer = self.answer
        yield from self._paragraphs(Page.lines, Role.LEAD)
        if answer.choices:
            numbered = enumerate(answer.choices, start=1)
            yield Choices([Offer(choice.title, str(number)) for number, choice in numbered])
            yield Static(literal(self._say(CHOOSE)), classes="hint")
        yield from self._paragraphs(Page.lines, Role.UNDERSTOOD)
        if answer.schedule:
            yield self._heading(DATES)
            yield from self._timeline()
            yield self._laid_out(self._schedule)
        if answer.comparison is not None:
            yield self._heading(MOVES)
            yield self._laid_out(lambda page: page.moves(answer))
        yield from self._paragraphs(Page.bullets, Role.ACTION, heading=ACTIONS)
        yield from self._paragraphs(Page.lines, Role.ASK)
        yield from self._paragraphs(Page.bullets, Role.NOTE, Role.HEDGE, heading=NOTES)
        yield from self._paragraphs(Page.quotations, Role.PASSAGE, heading=PASSAGES)
        if answer.sources:
            yield self._heading(SOURCES)
            yield self._laid_out(lambda page: page.sources(answer.sources))

    def _schedule(self, page: Page) -> list[str | Content]:
        """Return the milestones, each with its date in bold."""
        dates = {line.written for line in self.answer.schedule}
        return [_bold_beginning(line, dates) for line in page.schedule(self.answer.schedule)]

    def _timeline(self) -> Iterable[Widget]:
        answer = self.answer
        if answer.timeline is not None:
            yield TimelineBar(
                answer.timeline.phases,
                answer.as_of,
                name_of=lambda states: self._words.states(answer.language, states),
                marker=self._say(texts.TODAY, day=answer.as_of),
            )

    def _paragraphs(
        self, lay_out: _LayOut, *roles: Role, heading: Message | None = None
    ) -> Iterable[Widget]:
        paragraphs = with_role(self.answer, *roles)
        if not paragraphs:
            return
        if heading is not None:
            yield self._heading(heading)
        yield self._laid_out(lambda page: lay_out(page, paragraphs), classes=roles[0].value)

    def _heading(self, message: Message) -> Static:
        return Static(literal(self._say(message)), classes="heading")

    def _laid_out(self, lay_out: Callable[[Page], _Laid], *, classes: str = "") -> LaidOut:
        program = self._words.program(self.answer.language)

        def lines(width: int) -> _Laid:
            return lay_out(Page(program, self._references, width))

        # A translation that cannot be filled fails here, not while the screen is drawn.
        lines(_ANY_WIDTH)
        return LaidOut(lines, classes=classes)

    def _say(self, message: Message, **values: object) -> str:
        return self._words.say(self.answer.language, message, **values)


def _bold_beginning(line: str, beginnings: Iterable[str]) -> str | Content:
    """Return a line with the one of `beginnings` in bold with which it begins, if any."""
    for beginning in beginnings:
        if line.startswith(beginning):
            return Content.assemble(literal(beginning, "bold"), literal(line[len(beginning) :]))
    return line
