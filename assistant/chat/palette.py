"""The command palette, with no word of Textual's own in it."""

from __future__ import annotations

from textual.command import CommandPalette


class Palette(CommandPalette):
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
