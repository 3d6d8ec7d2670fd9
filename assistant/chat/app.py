"""The chat: a conversation, a line to type in, keys; one question answered after the other."""

from __future__ import annotations

import asyncio
import gc
import os
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Container
from textual.widgets import Footer, Static

from assistant.chat import keys, texts, wrapping
from assistant.chat.answering import Answering
from assistant.chat.choices import Choices, Offer
from assistant.chat.conversation import Conversation
from assistant.chat.laid_out import literal
from assistant.chat.question import QuestionInput
from assistant.chat.suggestions import Suggestions
from assistant.chat.texts import Message, Texts, screen_languages
from assistant.chat.themes import THEMES, next_appearance
from assistant.errors import AssistantError
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from textual.command import Provider

    from assistant.answering import Answer, Case
    from assistant.lifecycle import Facts

# Seconds after which an answer that is not there yet is said to be on its way.
_PATIENCE = 0.3


def _load_commands() -> type[Provider]:
    """Return what finds commands, loaded with the first palette."""
    from assistant.chat.palette import Commands

    return Commands


class ChatApp(App[None], inherit_bindings=False):
    """The terminal chat.

    Args:
        assistant: answers.
        today: the day on which the user asks.
        language: tag of the screen's language, and of answers where the question does not tell.
        pinned: tag of the language of every answer, or None; switching the language moves it.
        steps: whether dates are told step by step.
        saved: facts of the user's profile; every conversation begins with them.
        zone: name of the time zone of today, for saved conversations.
        complaint: why the profile cannot be used, or None; said once.
    """

    COMMANDS: ClassVar = {_load_commands}
    CSS_PATH = "chat.tcss"
    TITLE = "assistant"

    def __init__(
        self,
        assistant: Answering,
        *,
        today: date,
        language: str,
        pinned: str | None,
        steps: bool = False,
        saved: Facts | None = None,
        zone: str = "",
        complaint: AssistantError | None = None,
    ) -> None:
        wrapping.install()
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self._assistant = assistant
        self._today = today
        self._language = language
        self._pinned = pinned
        self._languages = screen_languages(language)
        self._words = Texts(assistant.pack)
        self._case: Case | None = None
        self._steps = steps
        self._saved = saved
        self._zone = zone
        self._complaint = complaint
        # Questions that wait for their turn.
        self._waiting: deque[str] = deque()
        self._name_keys()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Container(id="above"):
            yield Conversation(self._words, self._language, self._assistant.pack.topic_ids)
            yield Suggestions()
        yield Static(id="working", markup=False)
        yield QuestionInput(
            self._say(texts.PLACEHOLDER), lambda: len(self._offers), self._questions_asked
        )
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        """Begin with the cursor where one types."""
        # What starts makes little garbage: it is looked for once there is something to see.
        self.call_after_refresh(gc.enable)
        self._say_working()
        if self._complaint is not None:
            await self._conversation.add_complaint(self._complaint)
        self._question.focus()

    @property
    def case(self) -> Case:
        """Return what the conversation has established so far."""
        from assistant.answering import Case
        from assistant.lifecycle import Facts

        return self._case or Case.begin(self._saved or Facts(), language=self._language)

    def _questions_asked(self) -> list[tuple[str, str]]:
        """Return what people have asked, in all languages of the pack, with its topic."""
        from assistant.routing.phrases import NONE, load_phrases

        phrases = load_phrases(self._assistant.pack.folder)
        return [(phrase.text, phrase.topic) for phrase in phrases if phrase.topic != NONE]

    @property
    def busy(self) -> bool:
        """Say whether an answer is on its way."""
        return bool(self._waiting)

    @property
    def _conversation(self) -> Conversation:
        return self.screen_stack[0].query_one(Conversation)

    @property
    def _question(self) -> QuestionInput:
        return self.screen_stack[0].query_one(QuestionInput)

    @property
    def _suggestions(self) -> Suggestions:
        return self.screen_stack[0].query_one(Suggestions)

    @on(QuestionInput.Submitted)
    async def _on_submitted(self, event: QuestionInput.Submitted) -> None:
        event.stop()
        self._question.clear()
        self._question.remember(event.value)
        offer = self._offer_for(event.value)
        await self._ask(offer or Offer(event.value, event.value))

    @on(QuestionInput.NumberPressed)
    async def _on_number_pressed(self, event: QuestionInput.NumberPressed) -> None:
        if offer := self._offer_for(str(event.number)):
            await self._ask(offer)

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
        await self._conversation.add_complaint(error)

    @on(Choices.Chosen)
    async def _on_chosen(self, event: Choices.Chosen) -> None:
        event.stop()
        await self._ask(event.offer)
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

    async def _ask(self, offer: Offer) -> None:
        """Show a question and have it answered after those that wait."""
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
                await self._answer(self._waiting[0])
                self._waiting.popleft()
        finally:
            delay.stop()
            working.remove_class("-shown")

    async def _answer(self, question: str) -> None:
        try:
            # In a thread, so that keys are read and the screen is drawn meanwhile.
            given = await asyncio.to_thread(self._answer_now, question)
            await self._conversation.add_answer(given)
        except AssistantError as error:
            await self._conversation.add_complaint(error)
        except Exception as error:  # noqa: BLE001 - the conversation outlives a fault in one answer
            await self._conversation.add_complaint(AssistantError(detail=repr(error)))
        else:
            self._case = given.case

    def _answer_now(self, question: str) -> Answer:
        return self._assistant.answer(
            question,
            today=self._today,
            language=self._pinned,
            case=self.case,
            steps=self._steps,
        )

    def action_help(self) -> None:
        """Show what the program can do, and the keys."""
        from assistant.chat.windows import HelpWindow

        if not self._window_is_open:
            self.push_screen(HelpWindow(keys.HELP_KEYS, self._words, self._language))

    def action_sources(self) -> None:
        """Show the sources of the last answer that has any."""
        from assistant.chat.windows import SourcesWindow

        answer = self._conversation.last_answer
        if answer is None:
            self.notify(self._say(texts.NO_SOURCES), markup=False)
        elif not self._window_is_open:
            self.push_screen(SourcesWindow(answer, self._words, self._language))

    async def action_calendar(self) -> None:
        """Save the dates of the last answer that shows any, and say where they are."""
        from assistant.chat.saving import save_calendar

        answer = self._conversation.last_dated
        if answer is None:
            self.notify(self._say(texts.NO_DATES), markup=False)
            return
        await self._save(partial(save_calendar, answer), texts.CALENDAR_SAVED)

    async def action_steps(self) -> None:
        """Tell dates step by step, or as a list again, beginning with the last answer."""
        answer = self._conversation.last_dated
        if answer is None:
            self.notify(self._say(texts.NO_DATES), markup=False)
            return
        self._steps = not answer.steps
        # An answer is the same whenever it is asked for with the same case on the same day.
        again = self._assistant.answer(
            answer.question,
            today=answer.as_of,
            language=answer.language,
            case=answer.asked_in,
            steps=self._steps,
        )
        await self._conversation.show_again(again)

    async def action_copy_answer(self) -> None:
        """Copy the last answer as plain text, and say where it is."""
        from assistant.chat.copying import copy_to_system
        from assistant.render import to_text

        answers = self._conversation.answers
        if not answers:
            self.notify(self._say(texts.NO_ANSWERS), markup=False)
            return
        text = to_text(answers[-1])
        if await asyncio.to_thread(copy_to_system, text, os.environ):
            self.notify(self._say(texts.COPIED), markup=False)
        else:
            self.copy_to_clipboard(text)
            self.notify(self._say(texts.COPIED_BY_TERMINAL), markup=False)

    async def action_save(self, form: str) -> None:
        """Save the conversation in a format, and say where it is."""
        from assistant.chat.saving import save_conversation
        from assistant.render.transcript import TranscriptFormat

        answers = self._conversation.answers
        if not answers:
            self.notify(self._say(texts.NO_ANSWERS), markup=False)
            return
        write = partial(
            save_conversation,
            answers,
            TranscriptFormat(form),
            language=self._language,
            today=self._today,
            zone=self._zone,
        )
        await self._save(write, texts.SAVED)

    async def _save(self, write: Callable[[], Path], saved: Message) -> None:
        """Write a file, and say where it is or why it is not."""
        try:
            path = await asyncio.to_thread(write)
        except AssistantError as error:
            await self._conversation.add_complaint(error)
        else:
            self.notify(self._say(saved, file=one_line(str(path))), markup=False)

    async def action_next_language(self) -> None:
        """Switch the language of the screen, and of answers that it decides."""
        index = self._languages.index(self._language)
        tag = self._languages[(index + 1) % len(self._languages)]
        try:
            self._words.program(tag)
        except AssistantError as error:  # a catalog that cannot be read
            await self._conversation.add_complaint(error)
            return
        self._language = tag
        if self._case is not None:
            self._case = self._case._replace(language=tag)
        if self._pinned is not None:
            self._pinned = tag
        self._question.placeholder = self._say(texts.PLACEHOLDER)
        self._say_working()
        self._name_keys()
        for screen in self.screen_stack:
            screen.refresh_bindings()
            if hasattr(screen, "translate"):
                await screen.translate(tag)
        await self._conversation.translate(tag)

    def action_next_appearance(self) -> None:
        """Change the colours: dark, light, high contrast on dark or light."""
        self.theme = next_appearance(self.theme)

    async def action_start_over(self) -> None:
        """Forget the conversation and what it has established."""
        self.workers.cancel_group(self, "answers")
        self._waiting.clear()
        self._case = None
        await self._conversation.start_over()
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

    def action_how_to_quit(self) -> None:
        """Say how to quit, where people press what quits elsewhere."""
        self.notify(self._say(texts.HOW_TO_QUIT, key="Ctrl+Q"), markup=False)

    def action_command_palette(self) -> None:
        """Open the list of commands."""
        from assistant.chat.palette import Palette

        if not self._window_is_open:
            placeholder, nothing = self._say(texts.FIND_COMMAND), self._say(texts.NO_COMMAND)
            self.push_screen(Palette(placeholder=placeholder, nothing=nothing))

    def commands(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the commands of the palette: their names, and what runs them."""
        named = [(message, action) for _, _, action, message in keys.FOOT_KEYS]
        return [
            (self._say(message), partial(self.run_action, action))
            for message, action in (*named, *keys.COMMANDS)
        ]

    @property
    def _window_is_open(self) -> bool:
        return len(self.screen_stack) > 1

    def _name_keys(self) -> None:
        """Name the keys in the language of the screen; Textual has no public way to rename."""
        self._bindings = BindingsMap(
            [
                *(
                    Binding(key, action, self._say(message), key_display=shown, priority=True)
                    for key, shown, action, message in keys.FOOT_KEYS
                ),
                *(Binding(key, action, show=False) for key, action in keys.HIDDEN_KEYS),
            ]
        )

    def _say_working(self) -> None:
        working = self.screen_stack[0].query_one("#working", Static)
        working.update(literal(self._say(texts.WORKING)))

    def _say(self, message: Message, **values: object) -> str:
        return self._words.say(self._language, message, **values)
