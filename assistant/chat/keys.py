"""The keys of the chat and its commands: which there are, what they do, how they are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.chat import texts
from assistant.chat.texts import Message

if TYPE_CHECKING:
    from textual.widget import Widget

# Names of keys with what each does.
Keys = Sequence[tuple[str, Message]]

# Function keys work in every keyboard layout; with a Greek or Thai one, letters with Ctrl may not.
FOOT_KEYS = (
    ("f1", "F1", "help", texts.HELP),
    ("f2", "F2", "next_language", texts.LANGUAGE),
    ("f3", "F3", "sources", texts.SOURCES_KEY),
    ("ctrl+l", "^L", "start_over", texts.START_OVER),
    ("ctrl+q", "^Q", "quit", texts.QUIT),
)
# All that has no room at the foot of a screen of 60 cells is in the help and among the commands.
HIDDEN_KEYS = (
    ("f4", "calendar"),
    ("f5", "steps"),
    ("f6", "save('md')"),
    ("f7", "next_appearance"),
    ("f8", "copy_answer"),
    ("f9", "case"),
    ("f10", "quit"),
    ("question_mark", "help"),
    ("ctrl+c", "how_to_quit"),
    ("ctrl+p", "command_palette"),
    ("pageup", "scroll(-1)"),
    ("pagedown", "scroll(1)"),
    ("escape", "focus_question"),
)
# What the palette has beside the keys at the foot of the screen.
COMMANDS = (
    (texts.CASE_KEY, "case"),
    (texts.CALENDAR, "calendar"),
    (texts.STEPS, "steps"),
    (texts.COPY, "copy_answer"),
    (texts.SAVE, "save('md')"),
    (texts.SAVE_HTML, "save('html')"),
    (texts.SAVE_JSON, "save('jsonl')"),
    (texts.HELPED, "feedback(True)"),
    (texts.NOT_HELPED, "feedback(False)"),
    (texts.RESUME, "resume"),
    (texts.APPEARANCE, "next_appearance"),
)
HELP_KEYS: Keys = (
    ("Tab", texts.MOVE),
    ("PgUp PgDn", texts.SCROLL),
    ("F1 ?", texts.HELP),
    ("F2", texts.LANGUAGE),
    ("F3", texts.SOURCES_KEY),
    ("F4", texts.CALENDAR),
    ("F5", texts.STEPS),
    ("F6", texts.SAVE),
    ("F7", texts.APPEARANCE),
    ("F8", texts.COPY),
    ("F9", texts.CASE_KEY),
    ("Ctrl+L", texts.START_OVER),
    ("Ctrl+P", texts.COMMANDS),
    ("Ctrl+Q F10", texts.QUIT),
)
# By the class of a widget: what it is, and what can be done with it.
_WIDGET_KEYS: dict[str, tuple[Message, Keys]] = {
    "QuestionInput": (
        texts.ABOUT_QUESTION,
        (
            ("Enter", texts.SEND),
            ("↑ ↓", texts.HISTORY),
            ("→", texts.COMPLETE),
            ("↓", texts.SUGGESTED),
            ("1 … 9", texts.CHOOSE_NUMBER),
        ),
    ),
    "Suggestions": (
        texts.ABOUT_CHOICES,
        (("↑ ↓ Enter", texts.SUGGESTED), ("Esc", texts.BACK)),
    ),
    "Choices": (
        texts.ABOUT_CHOICES,
        (("↑ ↓ Enter", texts.CHOOSE_NUMBER), ("Esc", texts.BACK)),
    ),
    "Conversation": (texts.ABOUT_CONVERSATION, (("↑ ↓", texts.SCROLL), ("Esc", texts.BACK))),
    "TimelineBar": (
        texts.ABOUT_TIMELINE,
        (("← →", texts.EARLIER_PHASE), ("Esc", texts.BACK)),
    ),
    "FactRow": (
        texts.ABOUT_CASE,
        (
            ("Enter", texts.EDIT_FACT),
            ("Delete", texts.FORGET_FACT),
            ("↑ ↓", texts.NEXT_FACT),
            ("Esc", texts.BACK),
        ),
    ),
}


def about(widget: Widget | None) -> tuple[Message, Keys] | None:
    """Return what can be done with a widget, or None if nothing is known of it."""
    for one in widget.ancestors_with_self if widget is not None else ():
        if found := _WIDGET_KEYS.get(type(one).__name__):
            return found
    return None
