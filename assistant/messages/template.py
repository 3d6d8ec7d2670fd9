"""Fill placeholders in translated text without giving it any power.

Translations come from outside. `str.format` would follow attributes and indexes
(`{0.__class__}`) and obey widths (`{x:999999999}`), so templates are parsed here: a placeholder is
a known name and nothing else.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping

from assistant.errors import AssistantError, mark

# A text, or a function from the text before the placeholder to that text and the value, both as
# they agree with each other.
Value = str | Callable[[str], tuple[str, str]]

_FORMATTER = string.Formatter()


class TemplateError(AssistantError):
    """A template with a placeholder that is not allowed."""

    code = "template.refused"
    message = mark("error.template.refused", "The placeholder {{{field}}} is not allowed here.")
    hint = mark("error.template.refused.hint", "Allowed are: {allowed}.")


def fields(template: str, *, where: str | None = None) -> tuple[str, ...]:
    """Return the names of the placeholders in a template, in their order.

    Raises:
        TemplateError: for unbalanced braces, conversions, widths, attribute or index access.
    """
    found: list[str] = []
    try:
        parsed = list(_FORMATTER.parse(template))
    except ValueError as error:
        raise TemplateError(where, field=str(error), allowed="") from error
    for _, name, form, conversion in parsed:
        if name is None:
            continue
        if conversion or form or not name.isidentifier():
            raise TemplateError(where, field=name, allowed="")
        found.append(name)
    return tuple(found)


def fill(template: str, values: Mapping[str, Value], *, where: str | None = None) -> str:
    """Return `template` with its placeholders replaced; doubled braces become single ones.

    Args:
        template: text with `{name}` placeholders.
        values: for each allowed name what takes its place.
        where: what to blame in an error.

    Raises:
        TemplateError: for a name that is not among `values` or a placeholder that is not allowed.
    """
    for name in fields(template, where=where):
        if name not in values:
            raise TemplateError(where, field=name, allowed=", ".join(sorted(values)))
    text = ""
    for literal, field, _, _ in _FORMATTER.parse(template):
        text += literal
        if field is not None:
            value = values[field]
            before, written = (text, value) if isinstance(value, str) else value(text)
            text = before + written
    return text
