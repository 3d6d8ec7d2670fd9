"""Cleaned articles written for other programs: JSON lines, Markdown, a gettext template."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from assistant.corpus.json_lines import to_json_line
from assistant.corpus.shelf import Shelved
from assistant.corpus.template import write_template
from assistant.files import write_atomically, written_atomically
from assistant.render.corpus.markdown import article_to_markdown


class Form(StrEnum):
    """What cleaned articles can be written as."""

    JSON_LINES = "jsonl"
    MARKDOWN = "markdown"
    TEMPLATE = "pot"


def export(shelf: Iterable[Shelved], form: Form, out: Path) -> None:
    """Write articles; each file takes its place in one step.

    Args:
        shelf: the articles, read one after another; only a template keeps them all in memory.
        form: what they are written as.
        out: the file to write; for Markdown the folder, in which each article has the path that it
            has on the shelf.

    Raises:
        OSError: a file cannot be written.
    """
    if form is Form.MARKDOWN:
        for shelved in shelf:
            target = out / shelved.path.with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            text = article_to_markdown(shelved.article)
            write_atomically(target, text.encode("utf-8", "replace"))
    else:
        with written_atomically(out) as stream:
            if form is Form.TEMPLATE:
                write_template((shelved.article for shelved in shelf), stream)
            else:
                stream.writelines(f"{to_json_line(one.article)}\n".encode() for one in shelf)
