"""The appearances of the chat: dark, light, and black on white or white on black."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

# Of Textual's light theme headings are 3.3:1 on their background, the state Active 3.8:1.
_LIGHT = replace(
    BUILTIN_THEMES["textual-light"],
    name="light",
    variables={
        **BUILTIN_THEMES["textual-light"].variables,
        "text-accent": "#7a4a00",
        "text-warning": "#6b4500",
        "text-success": "#1d5a33",
        "text-error": "#8f1d3a",
    },
)
# Every text colour is at least 7:1 on its background (WCAG 2.2, 1.4.6); a test computes it.
_CONTRAST = {
    "contrast-dark": Theme(
        name="contrast-dark",
        primary="#7cc7ff",
        secondary="#7cc7ff",
        accent="#ffd866",
        warning="#ffd866",
        error="#ff9c9c",
        success="#8ff0a4",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        dark=True,
        text_alpha=1.0,
        variables={"text-muted": "#e0e0e0", "footer-key-foreground": "#ffd866"},
    ),
    "contrast-light": Theme(
        name="contrast-light",
        primary="#00316e",
        secondary="#00316e",
        accent="#5b2a00",
        warning="#5b2a00",
        error="#7a0016",
        success="#00451b",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#f0f0f0",
        dark=False,
        text_alpha=1.0,
        variables={"text-muted": "#202020", "footer-key-foreground": "#5b2a00"},
    ),
}
THEMES = (_LIGHT, *_CONTRAST.values())

# In the order in which the user goes through them.
APPEARANCES = ("textual-dark", _LIGHT.name, *_CONTRAST)


def next_appearance(name: str) -> str:
    """Return the appearance after one; after an unknown one the first."""
    index = APPEARANCES.index(name) if name in APPEARANCES else -1
    return APPEARANCES[(index + 1) % len(APPEARANCES)]
