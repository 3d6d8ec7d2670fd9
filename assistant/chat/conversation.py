"""The conversation: questions, answers, and lines that say why there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.chat import texts
from assistant.chat.choices import Choices, Offer
from assistant.chat.laid_out import literal
from assistant.chat.scrolling import SteadyScroll
from assistant.chat.texts import Message, Texts
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answering import Answer

# Of a question that is refused for its length, this much is shown.
_MOST_SHOWN = 500


class Question(Static):
    """What the user asked, as it was typed."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
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
        place = f"{self._error.where}: " if self._error.where else ""
        return literal(f"{place}{message} {hint or ''}".strip())


class Welcome(Vertical):
    """The first screen: what the program can do, and questions to begin with.

    Args:
        words: where its texts are found.
        tag: language of the screen.
        topics: ids of the pack's topics, for which there may be an example.
        earlier: whether there is an earlier conversation to go on with.
    """

    def __init__(self, words: Texts, tag: str, topics: Sequence[str], *, earlier: bool) -> None:
        super().__init__()
        self._words, self._tag, self._earlier = words, tag, earlier
        self._examples = [texts.EXAMPLES[topic] for topic in texts.EXAMPLES if topic in topics]

    def compose(self) -> ComposeResult:
        """Lay out the lines and the examples."""
        yield Static(literal("\n".join(self._say(line) for line in texts.ABOUT)))
        if self._examples:
            yield Static(literal(self._say(texts.FOR_EXAMPLE)), classes="heading")
        shown = [self._say(example) for example in self._examples]
        offers = [Offer(example, example) for example in shown]
        if self._earlier:
            offers.append(Offer(self._say(texts.GO_ON), "", action="resume"))
        if offers:
            yield Choices(offers)

    async def translate(self, tag: str) -> None:
        """Say it in another language."""
        self._tag = tag
        await self.recompose()

    def _say(self, message: Message) -> str:
        return self._words.say(self._tag, message)


class Conversation(SteadyScroll):
    """All turns so far, the last one in view until the user scrolls.

    Args:
        words: where texts are found.
        tag: language of the screen.
        topics: ids of the pack's topics.
        earlier: whether there is an earlier conversation to go on with.
    """

    def __init__(self, words: Texts, tag: str, topics: Sequence[str], *, earlier: bool) -> None:
        super().__init__()
        self._words, self._tag, self._topics = words, tag, topics
        self._earlier = earlier
        self._answered = False

    def compose(self) -> ComposeResult:
        """Begin with what the program can do."""
        yield Welcome(self._words, self._tag, self._topics, earlier=self._earlier)

    @property
    def open_choices(self) -> Choices | None:
        """Return the list from which something can be chosen now, or None."""
        return next((c for c in reversed(self.query(Choices)) if not c.disabled), None)

    async def add_question(self, text: str) -> None:
        """Show what was asked."""
        question = Question(text)
        await self.mount(question)
        self.begin_with(question)

    async def add_answer(self, answer: Answer) -> None:
        """Show an answer from its beginning; lists offered before can be chosen from no more."""
        self._answered = True
        self._close_lists()
        # What draws an answer is loaded with the first one: the first screen comes sooner.
        from assistant.chat.answer_view import AnswerView

        view = AnswerView(answer, self._words)
        await self.mount(view)
        self._read_answer(view)

    async def show_again(self, answer: Answer) -> None:
        """Show another telling of the last answer with dates in the place of the first."""
        from assistant.chat.answer_view import AnswerView

        view = next(v for v in reversed(self.query(AnswerView)) if v.answer.schedule)
        await view.show(answer)
        self._read_answer(view)

    async def add_complaint(self, error: AssistantError) -> None:
        """Show why there is no answer."""
        complaint = Complaint(error, self._words, self._tag)
        await self.mount(complaint)
        self.begin_with(complaint)

    async def translate(self, tag: str) -> None:
        """Say in another language what is not an answer."""
        self._tag = tag
        for welcome in self.query(Welcome):
            await welcome.translate(tag)
        for complaint in self.query(Complaint):
            complaint.translate(tag)
        if self._answered:
            self._close_lists(Welcome)

    async def start_over(self) -> None:
        """Forget all turns."""
        self._answered, self._earlier = False, False
        self.begin_with(None)
        await self.recompose()

    def _close_lists(self, *owners: type[Widget]) -> None:
        """Let nothing more be chosen from the lists, or from those of some widgets."""
        for choices in self.query(Choices):
            if not owners or isinstance(choices.parent, owners):
                choices.disabled = True

    def _read_answer(self, view: Widget) -> None:
        """Bring an answer into view, with the question above it if there is room for both."""
        questions = list(self.query(Question))
        self.begin_with(questions[-1] if questions else view)
