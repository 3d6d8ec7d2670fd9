"""The chat: a conversation, what is known of the case, a line to type in."""

from __future__ import annotations

import asyncio
import gc
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Static

from assistant.chat import texts
from assistant.chat.actions import AnswerActions
from assistant.chat.choices import Choices, Offer
from assistant.chat.conversation import Conversation
from assistant.chat.foot import Foot
from assistant.chat.laid_out import literal
from assistant.chat.question import QuestionInput
from assistant.chat.resizing import Settling
from assistant.chat.setting import Setting
from assistant.chat.suggestions import Suggestions
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.answering import Answer, Answering, Talk
    from assistant.chat.case_panel import CasePanel

# Seconds after which an answer that is not there yet is said to be on its way.
_PATIENCE = 0.3


class ChatScreen(Settling):
    """What lies beneath all windows; keys that are pressed before all is drawn are typed, too."""

    AUTO_FOCUS = "QuestionInput"


class ChatApp(AnswerActions):
    """The terminal chat.

    Args:
        assistant: answers.
        setting: how the chat is held.
    """

    CSS_PATH = "chat.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's

    def __init__(self, assistant: Answering, setting: Setting) -> None:
        super().__init__(assistant.pack, setting)
        self._assistant = assistant
        self._pinned = setting.pinned
        self._talk: Talk | None = None
        # Questions that wait for their turn.
        self._waiting: deque[str] = deque()

    def get_default_screen(self) -> ChatScreen:
        """Return the screen beneath all windows."""
        return ChatScreen()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        pack, setting = self._assistant.pack, self._setting
        with Horizontal(id="above"), Container(id="talk"):
            yield Conversation(
                self._words,
                self._language,
                pack.topic_ids,
                earlier=setting.earlier is not None,
            )
            yield Suggestions()
        yield Static(id="working", markup=False)
        yield QuestionInput(
            self._say(texts.PLACEHOLDER), lambda: len(self._offers), self._questions_asked
        )
        yield Foot(self._say)

    async def on_mount(self) -> None:
        """Begin with the cursor where one types."""
        # What starts makes little garbage: it is looked for once there is something to see.
        self.call_after_refresh(gc.enable)
        self._say_working()
        if self._setting.complaint is not None:
            await self.complain(self._setting.complaint)
        if self._setting.resume:
            await self.action_resume()
        self._question.focus()

    @property
    def talk(self) -> Talk:
        """Return the conversation; what answers is loaded with it."""
        if self._talk is None:
            from assistant.answering import Talk

            setting = self._setting
            self._talk = Talk(
                self._assistant,
                today=setting.today,
                language=self._language,
                pinned=self._pinned,
                steps=setting.steps,
                saved=setting.saved,
                keeper=setting.keeper,
            )
        return self._talk

    @property
    def busy(self) -> bool:
        """Say whether an answer is on its way."""
        return bool(self._waiting)

    async def complain(self, error: AssistantError) -> None:
        """Say in the conversation what went wrong."""
        await self._conversation.add_complaint(error)

    async def speak(self, tag: str) -> None:
        """Use another language from now on; the conversation stays."""
        await super().speak(tag)
        if self._pinned is not None:
            self._pinned = tag
        if self._talk is not None:
            self._talk.speak(tag)
        self._question.placeholder = self._say(texts.PLACEHOLDER)
        self._say_working()
        self.screen_stack[0].query_one(Foot).refresh()
        await self._conversation.translate(tag)
        for panel in self._panels:
            await panel.translate(tag)

    def _questions_asked(self) -> list[tuple[str, str]]:
        """Return what people have asked, in all languages of the pack, with its topic."""
        from assistant.routing.phrases import NONE, load_phrases

        phrases = load_phrases(self._assistant.pack.folder)
        return [(phrase.text, phrase.topic) for phrase in phrases if phrase.topic != NONE]

    @property
    def _conversation(self) -> Conversation:
        return self.screen_stack[0].query_one(Conversation)

    @property
    def _question(self) -> QuestionInput:
        return self.screen_stack[0].query_one(QuestionInput)

    @property
    def _suggestions(self) -> Suggestions:
        return self.screen_stack[0].query_one(Suggestions)

    @property
    def _panels(self) -> list[CasePanel]:
        """Return the case panel; before there is a case, there is none."""
        from assistant.chat.case_panel import CasePanel

        return list(self.screen_stack[0].query(CasePanel))

    @on(QuestionInput.Submitted)
    async def _on_submitted(self, event: QuestionInput.Submitted) -> None:
        event.stop()
        self._question.clear()
        self._question.remember(event.value)
        offer = self._offer_for(event.value)
        await self._take(offer or Offer(event.value, event.value))

    @on(QuestionInput.NumberPressed)
    async def _on_number_pressed(self, event: QuestionInput.NumberPressed) -> None:
        if offer := self._offer_for(str(event.number)):
            await self._take(offer)

    @on(QuestionInput.Suggested)
    def _on_suggested(self, event: QuestionInput.Suggested) -> None:
        self._suggestions.show(event.questions)

    @on(QuestionInput.LeftBelow)
    def _on_left_below(self) -> None:
        if self._suggestions.display:
            self._suggestions.focus()

    @on(Suggestions.Taken)
    def _on_taken(self, event: Suggestions.Taken) -> None:
        if event.question is not None:
            self._question.value = event.question
        self._question.focus()

    @on(QuestionInput.HelpPressed)
    def _on_help_pressed(self) -> None:
        self.action_help()

    @on(QuestionInput.PasteRefused)
    async def _on_paste_refused(self, event: QuestionInput.PasteRefused) -> None:
        from assistant.answering.question import MAX_QUESTION_CHARACTERS, LongQuestionError

        error = LongQuestionError(length=event.length, most=MAX_QUESTION_CHARACTERS)
        await self.complain(error)

    @on(Choices.Chosen)
    async def _on_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        await self._take(event.offer)
        self._question.focus()

    @property
    def _offers(self) -> Sequence[Offer]:
        """Return what can be chosen by number now: nothing while an answer is on its way."""
        choices = self._conversation.open_choices
        return () if choices is None or self.busy else choices.offers

    def _offer_for(self, typed: str) -> Offer | None:
        """Return what a typed number chooses, in the digits of any script, or None."""
        offers, typed = self._offers, typed.strip()
        if not typed.isdecimal() or len(typed) > len(str(len(offers))):
            return None
        number = int(typed)
        return offers[number - 1] if 1 <= number <= len(offers) else None

    async def _take(self, offer: Offer) -> None:
        """Do what is offered, or show a question and have it answered after those that wait."""
        if offer.action:
            await self.run_action(offer.action)
            return
        above = self.screen_stack[0].query_one("#above")
        above.remove_class("-case")
        if offer.shown.strip():
            await self._conversation.add_question(offer.shown)
        self._waiting.append(offer.question)
        if len(self._waiting) == 1:
            self._answer_waiting()

    @work(group="answers")
    async def _answer_waiting(self) -> None:
        """Answer in order, each with the case that the answer before has left."""
        working = self.screen_stack[0].query_one("#working")
        # Most answers are there sooner; saying so for a blink would only make the screen jump.
        delay = self.set_timer(_PATIENCE, lambda: working.add_class("-shown"))
        try:
            while self._waiting:
                await self._show(partial(self.talk.ask, self._waiting[0]))
                self._waiting.popleft()
        finally:
            delay.stop()
            working.remove_class("-shown")

    async def _show(self, answering: Callable[[], Answer | None]) -> None:
        """Show an answer once it is there, or why there is none."""
        try:
            # In a thread, so that keys are read and the screen is drawn meanwhile.
            given = await asyncio.to_thread(answering)
            if given is not None:
                await self._conversation.add_answer(given)
        except AssistantError as error:
            await self.complain(error)
        except Exception as error:  # noqa: BLE001 - the conversation outlives a fault in one answer
            await self.complain(AssistantError(detail=repr(error)))
        if self.talk.fault is not None:
            fault, self.talk.fault = self.talk.fault, None
            await self.complain(fault)
        await self._show_case()

    async def _show_case(self) -> None:
        """Show what is known beside the conversation, if anything is and there is room."""
        panel = await self._panel()
        await panel.show(self.talk.case)
        known = bool(self.talk.case.facts.to_mapping())
        self.screen_stack[0].query_one("#above").set_class(known, "-known")

    async def _panel(self) -> CasePanel:
        from assistant.chat.case_panel import CasePanel

        if panels := self._panels:
            return panels[0]
        panel = CasePanel(self._words.program, self._language, self._setting.today)
        await self.screen_stack[0].query_one("#above").mount(panel)
        return panel

    async def action_case(self) -> None:
        """Go to what is known, or back; on a narrow screen it takes the conversation's place."""
        panel = await self._panel()
        if self.focused is not None and panel in self.focused.ancestors:
            self.action_leave_case()
            return
        await self._show_case()
        self.screen_stack[0].query_one("#above").add_class("-case")
        self.call_after_refresh(panel.focus_first)

    def action_leave_case(self) -> None:
        """Return from what is known to the question."""
        self.screen_stack[0].query_one("#above").remove_class("-case")
        self._question.focus()

    async def on_fact_row_changed(self, event: Any) -> None:
        """Put a fact right, and tell the last answer anew."""
        from assistant.render.facts import label_of, value_of

        event.stop()
        program = self._words.program(self._language)
        told = f"{label_of(event.name, program)}: {value_of(event.name, event.value, program)}"
        if self.screen_stack[0].has_class("-narrow"):
            self.action_leave_case()  # what the change makes of the answer is to be seen
        await self._conversation.add_question(told)
        await self._show(partial(self.talk.put_right, event.name, event.value))

    async def action_resume(self) -> None:
        """Take up an earlier conversation."""
        earlier = self._setting.earlier
        if earlier is None or (self._talk is not None and self._talk.answers):
            self.tell(texts.NOTHING_EARLIER)
            return
        try:
            answers = await asyncio.to_thread(lambda: list(earlier()))
        except AssistantError as error:
            await self.complain(error)
            return
        for answer in answers:
            if answer.question:
                await self._conversation.add_question(answer.question)
            await self._conversation.add_answer(answer)
            self.talk.take_up(answer)
            self._question.remember(answer.question)
        await self._show_case()

    async def action_steps(self) -> None:
        """Tell dates step by step, or as a list again, beginning with the last answer."""
        again = self.talk.tell_otherwise()
        if again is None:
            self.tell(texts.NO_DATES)
        else:
            await self._conversation.show_again(again)

    async def action_start_over(self) -> None:
        """Forget the conversation and what it has established."""
        self.workers.cancel_group(self, "answers")
        self._waiting.clear()
        self.talk.start_over()
        await self._conversation.start_over()
        await self._show_case()
        self._question.focus()

    def action_scroll(self, pages: int) -> None:
        """Scroll the conversation while the cursor stays in the question."""
        conversation = self._conversation
        conversation.scroll_relative(
            y=pages * conversation.scrollable_content_region.height, animate=False
        )

    def action_focus_question(self) -> None:
        """Return to the question."""
        self._question.focus()

    def _say_working(self) -> None:
        working = self.screen_stack[0].query_one("#working", Static)
        working.update(literal(self._say(texts.WORKING)))
