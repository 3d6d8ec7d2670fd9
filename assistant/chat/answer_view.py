"""One answer on the screen: text, timeline, choices, sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.answering import Answer
from assistant.chat import texts
from assistant.chat.choices import Choices, Offer
from assistant.chat.laid_out import LaidOut, literal
from assistant.chat.texts import Message, Texts
from assistant.chat.timeline import TimelineBar
from assistant.lifecycle import Phase
from assistant.render.document import Item, Kind, Section, document_of
from assistant.render.plain import lay_out

# The key that tells the dates of an answer in the other way.
STEPS_KEY = "F5"
# Styles of steps: of what is over, and of today's.
OVER, _TODAY = "$foreground 75%", "bold"


class AnswerView(Vertical):
    """One answer, in its own language.

    Args:
        answer: what is shown.
        words: where names are found.

    Raises:
        AssistantError: if a catalog or a translation cannot be used.
    """

    def __init__(self, answer: Answer, words: Texts) -> None:
        super().__init__()
        self._words = words
        self._set(answer)

    def compose(self) -> ComposeResult:
        """Lay out the parts of the answer."""
        yield from self._parts

    async def show(self, answer: Answer) -> None:
        """Show another telling of the same answer in its place."""
        self._set(answer)
        await self.recompose()

    def _set(self, answer: Answer) -> None:
        self.answer = answer
        self._parts = [part for one in document_of(answer) for part in self._parts_of(one)]

    def _parts_of(self, section: Section) -> Iterator[Widget]:
        """Yield the heading of a section, and what stands beneath it."""
        if section.heading:
            yield Static(literal(section.heading), classes="heading")
        if section.name == "dates":
            yield from self._timeline()
        if section.kind is Kind.CHOICES:
            numbered = enumerate(section.items, start=1)
            yield Choices([Offer(item.text, str(number)) for number, item in numbered])
        else:
            yield LaidOut(lambda width: _laid_out(section, width), classes=section.name)
        if section.name == "dates":
            hint = texts.LIST_HINT if section.kind is Kind.STEPS else texts.STEPS_HINT
            yield Static(literal(self._say(hint, key=STEPS_KEY)), classes="hint")

    def _timeline(self) -> Iterator[Widget]:
        answer = self.answer
        if answer.timeline is not None:
            yield TimelineBar(
                answer.timeline.phases,
                answer.as_of,
                name_of=lambda states: self._words.states(answer.language, states),
                marker=self._say(texts.TODAY, day=answer.as_of),
                days_of=self._days_of,
            )

    def _days_of(self, phase: Phase) -> str:
        state = self._words.states(self.answer.language, phase.states)
        last = phase.end - timedelta(days=1) if phase.end is not None else None
        if phase.start is None:
            return self._say(texts.PHASE_UNTIL, state=state, last=last)
        if last is None:
            return self._say(texts.PHASE_FROM, state=state, first=phase.start)
        return self._say(texts.PHASE, state=state, first=phase.start, last=last)

    def _say(self, message: Message, **values: object) -> str:
        return self._words.say(self.answer.language, message, **values)


def _laid_out(section: Section, width: int) -> list[str | Content]:
    """Return the lines of a section: dates in bold, of steps today's, and what is over dimmed."""
    lines: list[str | Content] = []
    for item, laid_out in zip(section.items, lay_out(section, width), strict=True):
        if section.kind is Kind.STEPS:
            lines += [
                literal(line, _style_of(item, first=line is laid_out[0])) for line in laid_out
            ]
        elif section.kind is Kind.ROWS:
            lines += [_bold_beginning(line, item.term) for line in laid_out]
        else:
            lines += laid_out
    return lines


def _style_of(step: Item, *, first: bool) -> str:
    if step.days < 0:
        return OVER
    return _TODAY if first else ""


def _bold_beginning(line: str, beginning: str) -> str | Content:
    """Return a line with `beginning` in bold if it begins with it."""
    if not line.startswith(beginning):
        return line
    return Content.assemble(literal(beginning, "bold"), literal(line[len(beginning) :]))
