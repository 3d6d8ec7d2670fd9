"""An answer as text, Markdown, JSON and calendar.

An `Answer` enters; a string, or the bytes of a file, leaves. May import `text`, `messages`,
`lifecycle`, `answering`. In `render.corpus` cleaned articles enter, and it may import `cleaning`
and `corpus`, too.
"""

from assistant.render.dates import dates_to_mapping
from assistant.render.json import to_json, to_line, to_mapping
from assistant.render.markdown import dates_to_markdown, to_markdown
from assistant.render.plain import dates_to_text, to_text

__all__ = [
    "dates_to_mapping",
    "dates_to_markdown",
    "dates_to_text",
    "to_json",
    "to_line",
    "to_mapping",
    "to_markdown",
    "to_text",
]
