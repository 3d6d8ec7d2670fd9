"""What is done with answers: their sources, copies, files, and what the user thinks of them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from assistant.chat import texts
from assistant.chat.frame import Frame
from assistant.chat.setting import Setting
from assistant.chat.texts import Message
from assistant.errors import AssistantError
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering import Talk
    from assistant.knowledge import Pack


class AnswerActions(Frame):
    """A frame whose commands do something with answers.

    Args:
        pack: whose articles and names of states are shown.
        setting: how the chat is held.
    """

    def __init__(self, pack: Pack, setting: Setting) -> None:
        super().__init__(pack, setting.language)
        self._pack = pack
        self._setting = setting

    @property
    def talk(self) -> Talk:
        """Return the conversation."""
        raise NotImplementedError

    def action_sources(self) -> None:
        """Show the sources of the last answer that has any."""
        from assistant.chat.source_windows import SourcesWindow

        answer = self.talk.cited
        if answer is None:
            self.tell(texts.NO_SOURCES)
        else:
            cleaned = self._pack.cleaned
            self.open_window(SourcesWindow(answer, cleaned, self._words, self._language))

    async def action_copy_answer(self) -> None:
        """Copy the last answer as plain text, and say where it is."""
        from assistant.chat.copying import copy_to_system, terminal_may_copy
        from assistant.chat.saving import save_answer
        from assistant.render import to_text

        if not self.talk.answers:
            self.tell(texts.NO_ANSWERS)
            return
        answer = self.talk.answers[-1]
        text = to_text(answer)
        # In a browser this system is not the one that the user sits at, or need not be.
        if not self.is_web and await asyncio.to_thread(copy_to_system, text, os.environ):
            self.tell(texts.COPIED)
        elif not self.is_web and not terminal_may_copy(os.environ):
            await self._save(partial(save_answer, answer), texts.COPIED_TO_FILE)
        else:
            self.copy_to_clipboard(text)
            self.tell(texts.COPIED_BY_BROWSER if self.is_web else texts.COPIED_BY_TERMINAL)

    async def action_calendar(self) -> None:
        """Save the dates of the last answer that shows any, and say where they are."""
        from assistant.chat.saving import save_calendar

        answer = self.talk.dated
        if answer is None:
            self.tell(texts.NO_DATES)
        else:
            await self._save(partial(save_calendar, answer), texts.CALENDAR_SAVED)

    async def action_save(self, form: str) -> None:
        """Save the conversation in a format, and say where it is."""
        from assistant.chat.saving import save_conversation
        from assistant.render.transcript import TranscriptFormat

        if not self.talk.answers:
            self.tell(texts.NO_ANSWERS)
            return
        write = partial(
            save_conversation,
            self.talk.answers,
            TranscriptFormat(form),
            language=self._language,
            today=self._setting.today,
            zone=self._setting.zone,
        )
        await self._save(write, texts.SAVED)

    async def action_feedback(self, helped: bool) -> None:  # noqa: FBT001 - an action's argument
        """Keep whether the last answer helped, and say where."""
        keep = self._setting.feedback
        if not self.talk.answers or keep is None:
            self.tell(texts.NO_ANSWERS)
        else:
            await self._save(partial(keep, self.talk.answers[-1], helped), texts.FEEDBACK_KEPT)

    async def _save(self, write: Callable[[], Path], saved: Message) -> None:
        """Write a file, and say where it is or why it is not."""
        try:
            path = await asyncio.to_thread(write)
        except AssistantError as error:
            await self.complain(error)
        else:
            self.tell(saved, file=one_line(str(path)))
