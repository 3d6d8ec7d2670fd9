"""The case panel: what is known so far, and how to put it right in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assistant.answering import Case
from assistant.answering.fact_value import read_fact
from assistant.chat import texts
from assistant.chat.editor import Editor
from assistant.chat.laid_out import LaidOut, Lines, literal
from assistant.errors import AssistantError
from assistant.messages import Prose
from assistant.render.facts import CHOICES, FactLine, fact_lines, value_of
from assistant.text.wrap import wrap


class ValueEditor(Editor):
    """A day or a number to type."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "take"), ("escape", "leave")]

    class Typed(Message):
        """Something was typed, or nothing that is to be kept."""

        def __init__(self, text: str | None) -> None:
            super().__init__()
            self.text = text

    def action_take(self) -> None:
        """Take what is typed."""
        self.post_message(self.Typed(self.text))

    def action_leave(self) -> None:
        """Leave the value as it was."""
        self.post_message(self.Typed(None))


class FactRow(Vertical, can_focus=True):
    """A fact: its name, its value, and on Enter what its value is changed with.

    Args:
        line: the fact as it is shown.
        program: the program's texts in the language of the screen.
        today: the day on which something is typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "edit"),
        ("delete,backspace", "forget"),
        ("escape", "leave"),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    class Changed(Message):
        """A fact was given another value; None takes it back."""

        def __init__(self, name: str, value: object) -> None:
            super().__init__()
            self.name, self.value = name, value

    def __init__(self, line: FactLine, program: Prose, today: date) -> None:
        super().__init__(classes="-known" if line.known else "")
        self._line, self._program, self._today = line, program, today

    @property
    def fact(self) -> str:
        """Return the name of the fact."""
        return self._line.name

    def compose(self) -> ComposeResult:
        """Lay out name and value."""
        yield LaidOut(self._lines)

    async def action_edit(self) -> None:
        """Show what the value is changed with, in the place of the row's end."""
        if self._editors:
            return
        name = self._line.name
        if name in CHOICES:
            said = [value_of(name, value, self._program) for value in (*CHOICES[name], None)]
            editor: OptionList | ValueEditor = OptionList(
                *(Option(_option(text)) for text in said), compact=True, markup=False
            )
        else:
            editor = ValueEditor(text=self._line.value if self._line.known else "")
        await self.mount(editor)
        editor.focus()
        if isinstance(editor, OptionList):
            editor.highlighted = said.index(self._line.value) if self._line.known else 0
        else:
            editor.move_cursor(editor.document.end)
        self.scroll_visible()

    def action_forget(self) -> None:
        """Take the fact back."""
        if self._line.known:
            self.post_message(self.Changed(self._line.name, None))

    def on_click(self) -> None:
        """Edit what is clicked on."""
        self.call_later(self.action_edit)

    @on(OptionList.OptionSelected)
    async def _on_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        values = (*CHOICES[self._line.name], None)
        await self._close()
        self.post_message(self.Changed(self._line.name, values[event.option_index]))

    @on(ValueEditor.Typed)
    async def _on_typed(self, event: ValueEditor.Typed) -> None:
        event.stop()
        if event.text is None or (self._line.known and event.text == self._line.value):
            await self._close()
            return
        name, tag = self._line.name, self._program.tag
        try:
            value = read_fact(name, event.text, language=tag, today=self._today)
        except AssistantError as error:
            await self._complain(error)
            return
        await self._close()
        self.post_message(self.Changed(name, value))

    async def action_leave(self) -> None:
        """Leave a list of values without choosing; from the row itself, the panel."""
        if self._editors:
            await self._close()
        else:
            await self.run_action("app.leave_case")

    @property
    def _editors(self) -> Sequence[OptionList | ValueEditor]:
        return [w for w in self.children if isinstance(w, OptionList | ValueEditor)]

    async def _close(self) -> None:
        for child in [*self._editors, *self.query(".complaint")]:
            await child.remove()
        self.focus()

    async def _complain(self, error: AssistantError) -> None:
        message, hint = self._program.error(error)
        await self.query(".complaint").remove()
        await self.mount(Static(literal(f"{message} {hint or ''}".strip()), classes="complaint"))

    def _lines(self, width: int) -> list[str | Content]:
        """Return name and value on one line if there is room, else the value beneath."""
        one = f"{self._line.label}: {self._line.value}"
        if len(wrap(one, width)) == 1:
            label, value = f"{self._line.label}: ", self._line.value
            return [Content.assemble(literal(label), literal(value, self._style))]
        return [
            *wrap(f"{self._line.label}:", width),
            *(literal(line, self._style) for line in wrap(self._line.value, width, indent="  ")),
        ]

    @property
    def _style(self) -> str:
        return "bold" if self._line.known else ""


class CasePanel(VerticalScroll, can_focus=False):
    """All facts that there can be, those that are known first.

    Args:
        program_of: gives the program's texts in a language.
        tag: language of the screen.
        today: the day on which something is typed.
    """

    def __init__(self, program_of: Callable[[str], Prose], tag: str, today: date) -> None:
        super().__init__()
        self._program_of, self._tag, self._today = program_of, tag, today
        self._case = Case()

    def compose(self) -> ComposeResult:
        """Lay out the facts."""
        program = self._program_of(self._tag)
        yield Static(literal(program.text(*texts.CASE_TITLE).text), classes="heading")
        lines = fact_lines(self._case, program)
        for line in sorted(lines, key=lambda line: not line.known):
            yield FactRow(line, program, self._today)
        yield Static(literal(program.text(*texts.CASE_HINT).text), classes="hint")

    async def show(self, case: Case) -> None:
        """Show what a case holds."""
        if case.facts != self._case.facts or case.actual != self._case.actual:
            self._case = case
            focused = self.screen.focused
            name = focused.fact if isinstance(focused, FactRow) else None
            await self.recompose()
            for row in self.query(FactRow):
                if row.fact == name:
                    row.focus()

    async def translate(self, tag: str) -> None:
        """Say it in another language."""
        self._tag = tag
        await self.recompose()

    def focus_first(self) -> None:
        """Go to the first fact."""
        self.query(FactRow).first().focus()


def _option(text: str) -> Lines:
    return Lines(lambda width: wrap(text, width, hanging="  "))
