"""The keys of the chat and its commands: which there are, what they do, how they are named."""

from __future__ import annotations

from assistant.chat import texts

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
    ("f10", "quit"),
    ("ctrl+c", "how_to_quit"),
    ("ctrl+p", "command_palette"),
    ("pageup", "scroll(-1)"),
    ("pagedown", "scroll(1)"),
    ("escape", "focus_question"),
)
# What the palette has beside the keys at the foot of the screen.
COMMANDS = (
    (texts.CALENDAR, "calendar"),
    (texts.STEPS, "steps"),
    (texts.COPY, "copy_answer"),
    (texts.SAVE, "save('md')"),
    (texts.SAVE_HTML, "save('html')"),
    (texts.SAVE_JSON, "save('jsonl')"),
    (texts.APPEARANCE, "next_appearance"),
)
HELP_KEYS = (
    ("Enter", texts.SEND),
    ("↑ ↓", texts.HISTORY),
    ("→", texts.COMPLETE),
    ("1 … 9", texts.CHOOSE_NUMBER),
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
    ("Ctrl+L", texts.START_OVER),
    ("Ctrl+P", texts.COMMANDS),
    ("Ctrl+Q F10", texts.QUIT),
)
