"""The frame around the conversation: keys, commands, languages, colours, windows, short notices."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from assistant.chat import keys, texts, wrapping
from assistant.chat.texts import Message, Texts, screen_languages
from assistant.chat.themes import THEMES, next_appearance
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from textual.command import Provider

    from assistant.knowledge import Pack


def _load_commands() -> type[Provider]:
    """Return what finds commands, loaded with the first palette."""
    from assistant.chat.palette import Commands

    return Commands


class Frame(App[None], inherit_bindings=False):
    """An application whose every word is in the reader's language.

    Args:
        pack: whose names of states are shown.
        language: tag of the screen's language.
    """

    COMMANDS: ClassVar = {_load_commands}
    TITLE = "assistant"

    def __init__(self, pack: Pack, language: str) -> None:
        wrapping.install()
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        # What ended the program, if a fault did.
        self.crash: BaseException | None = None
        self._language = language
        self._languages = screen_languages(language)
        self._words = Texts(pack)
        self._name_keys()

    async def complain(self, error: AssistantError) -> None:
        """Say what went wrong."""
        raise NotImplementedError

    def tell(self, message: Message, **values: object) -> None:
        """Say something for a moment."""
        self.notify(self._say(message, **values), markup=False)

    def action_help(self) -> None:
        """Show what the program can do, the keys, and those of what has the focus."""
        from assistant.chat.windows import HelpWindow

        self.open_window(
            HelpWindow(keys.HELP_KEYS, keys.about(self.focused), self._words, self._language)
        )

    async def action_next_language(self) -> None:
        """Switch the language of the screen, and of answers that it decides."""
        index = self._languages.index(self._language)
        tag = self._languages[(index + 1) % len(self._languages)]
        try:
            self._words.program(tag)
        except AssistantError as error:  # a catalog that cannot be read
            await self.complain(error)
            return
        await self.speak(tag)
        self._name_keys()
        for screen in self.screen_stack:
            screen.refresh_bindings()
            if hasattr(screen, "translate"):
                await screen.translate(tag)

    async def speak(self, tag: str) -> None:
        """Use another language from now on."""
        self._language = tag

    def action_next_appearance(self) -> None:
        """Change the colours: dark, light, high contrast on dark or light."""
        self.theme = next_appearance(self.theme)

    def action_how_to_quit(self) -> None:
        """Say how to quit, where people press what quits elsewhere."""
        self.tell(texts.HOW_TO_QUIT, key="Ctrl+Q")

    def action_command_palette(self) -> None:
        """Open the list of commands."""
        from assistant.chat.palette import Palette

        placeholder, nothing = self._say(texts.FIND_COMMAND), self._say(texts.NO_COMMAND)
        self.open_window(Palette(placeholder=placeholder, nothing=nothing))

    def commands(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the commands of the palette: their names, and what runs them."""
        named = [(message, action) for _, _, action, message in keys.FOOT_KEYS]
        return [
            (self._say(message), partial(self.run_action, action))
            for message, action in (*named, *keys.COMMANDS)
        ]

    def open_window(self, window: Screen[None]) -> None:
        """Open a window, unless one is open."""
        if len(self.screen_stack) == 1:
            self.push_screen(window)

    def _fatal_error(self) -> None:
        """End with what is raised; Textual would print a traceback with all that was typed."""
        self.crash = sys.exc_info()[1]
        if "debug" in self.features:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

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

    def _say(self, message: Message, **values: object) -> str:
        return self._words.say(self._language, message, **values)
