"""The conversation: questions, answers, and lines that say why there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.answering import Answer, Paragraph, Role
from assistant.chat import texts
from assistant.chat.choices import Choices, Offer
from assistant.chat.laid_out import LaidOut, literal
from assistant.chat.texts import Message, Texts
from assistant.chat.timeline import TimelineBar
from assistant.errors import AssistantError
from assistant.render.plain import ACTIONS, DATES, NOTES, PASSAGES, SOURCES, Page, with_role
from assistant.render.references import References
from assistant.text.clean import strip_controls

_Laid = Sequence[str | Content]
_LayOut = Callable[[Page, Sequence[Paragraph]], list[str]]

# Of a question that is refused for its length, this much is shown.
_MOST_SHOWN = 500


class Question(Static):
    """What the user asked, as it was typed."""

    def __init__(self, text: str) -> None:
        shown = strip_controls(text[: _MOST_SHOWN + 1])
        if len(shown) > _MOST_SHOWN:
            shown = f"{shown[:_MOST_SHOWN]}…"
        super().__init__(literal(shown))


class Complaint(Static):
    """Why there is no answer, in the language of the screen.

    Args:
        error: what went wrong.
        words: where its text is found.
        tag: language of the screen.
    """

    def __init__(self, error: AssistantError, words: Texts, tag: str) -> None:
        self._error, self._words = error, words
        super().__init__(self._content(tag))

    def translate(self, tag: str) -> None:
        """Say it in another language."""
        self.update(self._content(tag))

    def _content(self, tag: str) -> Content:
        message, hint = self._words.program(tag).error(self._error)
        return literal(f"{message} {hint or ''}".strip())


class Welcome(Vertical):
    """The first screen: what the program can do, and questions to begin with.

    Args:
        words: where its texts are found.
        tag: language of the screen.
        topics: ids of the pack's topics, for which there may be an example.
    """

    def __init__(self, words: Texts, tag: str, topics: Sequence[str]) -> None:
        super().__init__()
        self._words, self._tag = words, tag
        self._examples = [texts.EXAMPLES[topic] for topic in texts.EXAMPLES if topic in topics]

    def compose(self) -> ComposeResult:
        """Lay out the lines and the examples."""
        yield Static(literal("\n".join(self._say(line) for line in texts.ABOUT)))
        if self._examples:
            yield Static(literal(self._say(texts.FOR_EXAMPLE)), classes="heading")
            shown = [self._say(example) for example in self._examples]
            yield Choices([Offer(example, example) for example in shown])

    async def translate(self, tag: str) -> None:
        """Say it in another language."""
        self._tag = tag
        await self.recompose()

    def _say(self, message: Message) -> str:
        return self._words.say(self._tag, message)


class AnswerView(Vertical):
    """One answer, in its own language.

    Args:
        answer: what is shown.
        words: where headings and names are found.
    """

    def __init__(self, answer: Answer, words: Texts) -> None:
        super().__init__()
        self.answer = answer
        self._words = words
        self._references = References.of_answer(answer)

    def compose(self) -> ComposeResult:
        """Lay out the parts of the answer that there are, in reading order."""
        answer = self.answer
        yield from self._paragraphs(Page.lines, Role.LEAD)
        if answer.choices:
            numbered = enumerate(answer.choices, start=1)
            yield Choices([Offer(choice.title, str(number)) for number, choice in numbered])
        if answer.schedule:
            yield self._heading(DATES)
            yield from self._timeline()
            yield self._laid_out(self._schedule)
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
                marker=self._words.say(answer.language, texts.TODAY, day=answer.as_of),
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
        text = self._words.say(self.answer.language, message)
        return Static(literal(text), classes="heading")

    def _laid_out(self, lay_out: Callable[[Page], _Laid], *, classes: str = "") -> LaidOut:
        program = self._words.program(self.answer.language)
        return LaidOut(
            lambda width: lay_out(Page(program, self._references, width)), classes=classes
        )


def _bold_beginning(line: str, beginnings: Iterable[str]) -> str | Content:
    """Return a line with the one of `beginnings` in bold with which it begins, if any."""
    for beginning in beginnings:
        if line.startswith(beginning):
            return Content.assemble(literal(beginning, "bold"), literal(line[len(beginning) :]))
    return line


class Conversation(VerticalScroll):
    """All turns so far, the last one in view.

    Args:
        words: where texts are found.
        tag: language of the screen.
        topics: ids of the pack's topics.
    """

    def __init__(self, words: Texts, tag: str, topics: Sequence[str]) -> None:
        super().__init__()
        self._words, self._tag, self._topics = words, tag, topics

    def compose(self) -> ComposeResult:
        """Begin with what the program can do."""
        yield Welcome(self._words, self._tag, self._topics)

    @property
    def open_choices(self) -> Choices | None:
        """Return the list from which something can be chosen now, or None."""
        return next((c for c in reversed(self.query(Choices)) if not c.disabled), None)

    @property
    def last_answer(self) -> Answer | None:
        """Return the last answer that rests on sources, or None."""
        views = reversed(self.query(AnswerView))
        return next((view.answer for view in views if view.answer.sources), None)

    async def add_question(self, text: str) -> None:
        """Show what was asked."""
        await self.mount(Question(text))
        self.scroll_end(animate=False)

    async def add_answer(self, answer: Answer) -> None:
        """Show an answer from its beginning; lists offered before can be chosen from no more."""
        for choices in self.query(Choices):
            choices.disabled = True
        view = AnswerView(answer, self._words)
        await self.mount(view)
        self._read_from(view)

    async def add_complaint(self, error: AssistantError) -> None:
        """Show why there is no answer."""
        await self.mount(Complaint(error, self._words, self._tag))
        self.scroll_end(animate=False)

    async def translate(self, tag: str) -> None:
        """Say in another language what is not an answer."""
        self._tag = tag
        for welcome in self.query(Welcome):
            await welcome.translate(tag)
        for complaint in self.query(Complaint):
            complaint.translate(tag)

    async def start_over(self) -> None:
        """Forget all turns."""
        await self.recompose()

    def _read_from(self, view: AnswerView) -> None:
        """Bring an answer into view, with the question above it if there is room for both."""
        questions = list(self.query(Question))
        first: Widget = questions[-1] if questions else view
        self.call_after_refresh(self.scroll_to_widget, first, top=True, animate=False)
