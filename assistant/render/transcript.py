"""A conversation as a file to keep: Markdown, JSON lines or HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from html import escape
from pathlib import Path

from assistant.answering import Answer
from assistant.errors import AssistantError, mark
from assistant.files import write_new
from assistant.messages import load_program_prose
from assistant.render.html import to_html
from assistant.render.json import to_json
from assistant.render.markdown import escaped, to_markdown
from assistant.text.clean import one_line, strip_controls

_TITLE = mark("transcript.title", "Conversation on {day}")

# Legible on every screen, in print and in the dark; nothing is loaded from anywhere.
_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "h2{border-left:.25rem solid;padding-left:.6rem}dt{font-weight:bold}.over{opacity:.6}"
    ":root{color-scheme:light dark}"
)


class TranscriptFormatError(AssistantError):
    """A way of writing a conversation that there is not."""

    code = "transcript.format"
    exit_status = 2
    message = mark("error.transcript.format", "A conversation cannot be saved as “{value}”.")
    hint = mark("error.transcript.format.hint", "Use one of: {available}.")


class TranscriptFormat(StrEnum):
    """How a conversation is written; the value ends the file's name."""

    MARKDOWN = "md"
    JSON = "jsonl"
    HTML = "html"


def transcript(
    turns: Sequence[Answer], form: TranscriptFormat, *, language: str, today: date, zone: str
) -> str:
    """Return a conversation as the text of a file.

    Args:
        turns: the answers, in their order; each holds its question.
        form: how it is written. JSON is what `assistant replay` reads.
        language: tag of the title's language.
        today: the day of the conversation.
        zone: name of the time zone of today.
    """
    if form is TranscriptFormat.JSON:
        return "".join(f"{to_json(answer, zone=zone)}\n" for answer in turns)
    program = load_program_prose(language)
    title = one_line(str(program.text(*_TITLE, values={"day": today})))
    if form is TranscriptFormat.MARKDOWN:
        parts = [f"# {escaped(title)}\n"]
        parts += [f"## {escaped(one_line(a.question))}\n\n{to_markdown(a, level=3)}" for a in turns]
        return "\n".join(parts)
    talk = "\n".join(f"<h2>{escape(one_line(a.question))}</h2>\n{to_html(a)}" for a in turns)
    return strip_controls(
        f'<!doctype html>\n<html lang="{escape(language)}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n<h1>{escape(title)}</h1>\n{talk}</html>\n"
    )


def save_transcript(
    turns: Sequence[Answer], form: str, *, language: str, today: date, zone: str
) -> Path:
    """Write a conversation to a new file in the current folder, and return where it is.

    Args:
        turns: the answers, in their order.
        form: the ending of the file's name; Markdown if empty.
        language: tag of the title's language.
        today: the day of the conversation.
        zone: name of the time zone of today.

    Raises:
        TranscriptFormatError: if there is no such format.
        OSError: if the file cannot be written.
    """
    try:
        wanted = TranscriptFormat(form.lower().lstrip(".") or TranscriptFormat.MARKDOWN)
    except ValueError as error:
        available = ", ".join(TranscriptFormat)
        raise TranscriptFormatError(value=form[:40], available=available) from error
    text = transcript(turns, wanted, language=language, today=today, zone=zone)
    # Day and format only: a name that is safe in every script and on every system.
    path = Path.cwd() / f"conversation-{today.isoformat()}.{wanted}"
    return write_new(path, text.encode())
