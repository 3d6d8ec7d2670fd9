"""Prose of one domain in one language: found, filled, and marked where it fell back to English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.errors import AssistantError
from assistant.locations import program_locales
from assistant.messages.catalogs import Catalog, load_catalog
from assistant.messages.locales import SOURCE_LANGUAGE, available_languages, negotiate
from assistant.messages.template import Value, fields, fill
from assistant.messages.writing import Writer, writer_for

PROGRAM_DOMAIN = "assistant"


class Text(NamedTuple):
    """A piece of prose and the language it is really in."""

    text: str
    language: str

    def __str__(self) -> str:
        """Return the bare text."""
        return self.text


class Prose(NamedTuple):
    """The messages of one domain for one reader.

    Args:
        tag: the reader's language, with region where it was given.
        language: the catalog's language: `tag` without what no catalog has.
        catalog: None for English, which is the msgids themselves.
        writer: how dates and numbers are written.
    """

    tag: str
    language: str
    catalog: Catalog | None
    writer: Writer

    def text(self, context: str, msgid: str, values: Mapping[str, object] | None = None) -> Text:
        """Return a message with its placeholders filled.

        Args:
            context: msgctxt.
            msgid: English source text.
            values: dates, numbers and texts by placeholder name. Without values the message is
                not parsed at all and may hold braces.

        Raises:
            TemplateError: if the translation asks for anything but the names in `values`.
        """
        found = self.catalog.get(context, msgid) if self.catalog else None
        return self._filled(context, msgid, found, values)

    def plural(
        self, context: str, forms: tuple[str, str], count: int, values: Mapping[str, object]
    ) -> Text:
        """Return the form of a counted message for `count`, filled.

        Args:
            context: msgctxt.
            forms: English singular and plural.
            count: the number that decides the form.
            values: as for `text`.
        """
        found = self.catalog.get_plural(context, *forms, count) if self.catalog else None
        return self._filled(context, forms[count != 1], found, values)

    def error(self, error: AssistantError) -> tuple[str, str | None]:
        """Return an error's message and hint in the reader's language."""
        message = str(self.text(*error.message, values=error.values))
        hint = str(self.text(*error.hint, values=error.values)) if error.hint else None
        return message, hint

    def write(self, value: object) -> Value:
        """Return a value as a template takes it: dates agreeing, numbers grouped, text as it is."""
        if isinstance(value, date):
            return lambda before: self.writer.day_after(before, value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.writer.number(value)
        return str(value)

    def _filled(
        self, context: str, msgid: str, found: str | None, values: Mapping[str, object] | None
    ) -> Text:
        language = SOURCE_LANGUAGE if found is None and self.catalog else self.language
        template = msgid if found is None else found
        if values is None:
            return Text(template, language)
        where = f"{self.language}: {context}"
        used = values.keys() & set(fields(template, where=where))
        written = {name: self.write(values[name]) for name in used}
        return Text(fill(template, written, where=where), language)


def load_prose(locales: Path, domain: str, tag: str) -> Prose:
    """Return the prose of `domain` for a reader.

    Args:
        locales: folder of the domain's catalogs.
        domain: gettext domain.
        tag: the reader's language; English where there is no catalog for it.

    Raises:
        CatalogError: if the catalog cannot be read.
    """
    language = negotiate(tag, available_languages(locales, domain)) or SOURCE_LANGUAGE
    catalog = None if language == SOURCE_LANGUAGE else load_catalog(locales, language, domain)
    return Prose(tag=tag, language=language, catalog=catalog, writer=writer_for(tag))


@lru_cache(maxsize=16)
def load_program_prose(tag: str) -> Prose:
    """Return the program's own messages for a reader; a catalog is read once."""
    return load_prose(program_locales(), PROGRAM_DOMAIN, tag)


def program_languages() -> tuple[str, ...]:
    """Return the languages in which the program speaks, English first."""
    return available_languages(program_locales(), PROGRAM_DOMAIN)
