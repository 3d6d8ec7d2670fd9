"""The command palette, with no word of Textual's own in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from assistant.chat.resizing import Settling
from assistant.text.fold import fold

_FOUND = 1.0  # all that is found is found equally well, and stays in its order


class Commanded(Protocol):
    """An application that has commands."""

    def commands(self) -> list[tuple[str, Callable[[], object]]]:
        """Return names of commands and what runs them."""


class Commands(Provider):
    """The application's commands, found whatever the case and the accents."""

    async def discover(self) -> Hits:
        """Yield all commands, in their order."""
        for name, run in self._commands():
            yield DiscoveryHit(Text(name), run, text=name)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name holds what was typed."""
        for name, run in self._commands():
            if fold(query) in fold(name):
                yield Hit(_FOUND, Text(name), run, text=name)

    def _commands(self) -> list[tuple[str, Callable[[], object]]]:
        return cast("Commanded", self.app).commands()


class Palette(CommandPalette, Settling):
    """A palette whose texts are given.

    Args:
        placeholder: stands where a command is typed.
        nothing: said when no command matches.
    """

    def __init__(self, *, placeholder: str, nothing: str) -> None:
        super().__init__(placeholder=placeholder)
        self._nothing = nothing

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say that nothing matches; Textual has no other way to say it in another language."""
        if search_value:
            self.notify(self._nothing, markup=False)

    async def translate(self, tag: str) -> None:  # noqa: ARG002 - as other windows
        """Close: what is listed is in the language before."""
        self.dismiss()
