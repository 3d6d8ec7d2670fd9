"""Keep gettext catalogs in step with their sources, on Babel's reader and writer.

`pybabel update` ignores the context when it matches fuzzily, so a translation of "90 days" can
move under another topic's "30 days". Here a message is matched by its context first, then exactly
by its msgid, and never fuzzily across contexts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from assistant import __version__
from assistant.files import write_atomically
from assistant.knowledge.extraction import messages_of
from assistant.knowledge.pack import Pack
from assistant.messages.catalogs import read_catalog_file
from assistant.messages.po import parse_po
from assistant.messages.prose import PROGRAM_DOMAIN

# What marks a message in the program's own code: see `assistant.errors.mark`.
_PROGRAM_KEYWORDS: Mapping[str, Any] = {"mark": ((1, "c"), 2), "mark_plural": ((1, "c"), 2, 3)}
# A fixed date in new catalogs: a template is made again whenever anything changes, and the
# time of it would be the only difference.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_WRAPPED_PREVIOUS = re.compile(rb"\n#\| (?!msgid(?:_plural)? \")")


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did to one catalog.

    Args:
        path: the catalog.
        kept, changed, moved, added, removed: numbers of messages; `changed` ones are fuzzy now.
        written: whether the file's bytes changed.
    """

    path: Path
    kept: int
    changed: int
    moved: int
    added: int
    removed: int
    written: bool


def program_template(package: Path) -> Catalog:
    """Return the template of the program's own messages.

    Args:
        package: folder of the program's Python sources.
    """
    template = _template(PROGRAM_DOMAIN)
    for source in sorted(package.rglob("*.py")):
        for _, message, comments, context in extract_from_file(
            "python", source, keywords=_PROGRAM_KEYWORDS, comment_tags=["Translators:"]
        ):
            if context is not None:
                template.add(message, auto_comments=comments, context=context)
    return _sorted(template)


def pack_template(pack: Pack) -> Catalog:
    """Return the template of a pack's messages."""
    template = _template(pack.id)
    for _, _, arguments, comments in messages_of(pack):
        context, *texts = arguments
        template.add(
            texts[0] if len(texts) == 1 else tuple(texts), auto_comments=comments, context=context
        )
    by_context = _by_context(template)
    for context in _passages(pack):
        # Quotations are never formatted and may hold braces; Babel flags them on its own.
        by_context[context].flags -= {"python-brace-format", "python-format"}
    return _sorted(template)


def update_catalog(path: Path, template: Catalog, quotes: Mapping[str, str]) -> Update:
    """Bring one catalog in step with a template, atomically; a new one is made if it is missing.

    A message with the same context keeps its translation; if its msgid changed, the translation
    is marked fuzzy and the previous msgid kept. A message whose context is new takes the
    translation of a message with exactly the same msgid whose context is gone. Messages that are
    gone stay in the file as obsolete, and come back with their translation.

    Args:
        path: `<locale>/LC_MESSAGES/<domain>.po`.
        template: what the sources say now.
        quotes: by msgctxt, the quotations whose article is in this catalog's language: their
            translation is the quote itself.

    Raises:
        CatalogError: if the present catalog cannot be read.
    """
    old = read_catalog(path) if path.is_file() else None
    new = _template(template.domain or "", path.parent.parent.name)
    if old is not None:
        _keep_header(old, new)
    present = _by_context(old) if old is not None else {}
    obsolete = {m.context or "": m for m in old.obsolete.values()} if old is not None else {}
    before = obsolete | present
    now = _by_context(template)
    orphans = {ids_of(m): m for context, m in before.items() if context not in now}
    counts = dict.fromkeys(("kept", "changed", "moved", "added"), 0)
    for context, message in now.items():
        fate, translated = _carry_over(message, before.get(context), orphans.get(ids_of(message)))
        counts[fate] += 1
        if context in quotes:
            translated.string = quotes[context]
            translated.flags.discard("fuzzy")
            translated.previous_id = []
        # Assigned whole, not added: `add` would merge and drop what is recorded above.
        new[message.id] = translated
    if old is not None:
        added = {ids_of(message) for context, message in now.items() if context not in before}
        _keep_obsolete(old, new, [m for ids, m in orphans.items() if ids not in added])
    data = _bytes(new)
    written = not path.is_file() or path.read_bytes() != data
    if written:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    return Update(path, **counts, removed=len(present.keys() - now.keys()), written=written)


def read_catalog(path: Path) -> Catalog:
    """Return a catalog as Babel reads it.

    Raises:
        CatalogError: with file and line, if it cannot be read.
    """
    return parse_po(read_catalog_file(path), path)


def quotes_in(pack: Pack, language: str) -> dict[str, str]:
    """Return by msgctxt the quotations whose article is in `language`, as they stand there.

    Raises:
        PackError: if one is of an article that the pack does not list.
    """
    return {
        passage.context: passage.evidence.quote
        for topic in pack.topics()
        for passage in topic.passages
        if pack.article(passage.evidence.article).language == language
    }


def ids_of(message: Message) -> tuple[str, ...]:
    """Return the msgid, and the plural msgid of a counted message."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def strings_of(message: Message) -> tuple[str, ...]:
    """Return the translation, or all its plural forms."""
    string = message.string
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)


def messages_in(catalog: Catalog) -> Iterable[Message]:
    """Yield the messages of a catalog, without its header."""
    return (message for message in catalog if message.id)


def _passages(pack: Pack) -> Iterable[str]:
    return (passage.context for topic in pack.topics() for passage in topic.passages)


def _template(domain: str, locale: str | None = None) -> Catalog:
    return Catalog(
        locale=Locale.parse(locale) if locale else None,
        domain=domain,
        project="help-assistant",
        version=__version__,
        header_comment=f"# Texts of {domain}. Keep in step with: assistant catalogs update",
        creation_date=_CREATED,
        revision_date=_CREATED,
        last_translator="help-assistant contributors",
        language_team="help-assistant contributors",
        msgid_bugs_address="help-assistant contributors",
        fuzzy=False,
    )


def _keep_header(old: Catalog, new: Catalog) -> None:
    new.header_comment = old.header_comment
    new.creation_date = old.creation_date
    new.revision_date = old.revision_date
    new.last_translator = old.last_translator
    new.language_team = old.language_team


def _sorted(catalog: Catalog) -> Catalog:
    ordered = _template(catalog.domain or "")
    for message in sorted(messages_in(catalog), key=lambda m: m.context or ""):
        ordered[message.id] = message
    return ordered


def _by_context(catalog: Catalog) -> dict[str, Message]:
    return {message.context or "": message for message in messages_in(catalog)}


def _carry_over(
    message: Message, same_context: Message | None, same_text: Message | None
) -> tuple[str, Message]:
    """Return what became of a message, and the message with its translation."""
    result = Message(
        message.id,
        auto_comments=message.auto_comments,
        context=message.context,
        flags=message.flags,
    )
    result.flags = set(message.flags)
    source = same_context or same_text
    if source is None:
        return "added", result
    result.user_comments = list(source.user_comments)
    strings = strings_of(source)
    if message.pluralizable:
        result.string = strings if source.pluralizable else (*strings, "")
    else:
        result.string = strings[0]
    if "fuzzy" in source.flags:
        result.flags.add("fuzzy")
        result.previous_id = list(source.previous_id)
    if source.id == message.id:
        return ("kept" if same_context else "moved"), result
    if any(strings):
        result.flags.add("fuzzy")
        result.previous_id = list(source.previous_id or ids_of(source))
    return "changed", result


def _keep_obsolete(old: Catalog, new: Catalog, gone: Iterable[Message]) -> None:
    present = {(m.id, m.context) for m in messages_in(new)}
    for message in [*old.obsolete.values(), *(m for m in gone if m.string)]:
        if (message.id, message.context) not in present:
            message.auto_comments = []
            new.obsolete[ids_of(message)[0], message.context or ""] = message


def _bytes(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, include_previous=True)
    # Babel wraps the previous msgid like a comment, inside its quotes; gettext refuses that.
    return _WRAPPED_PREVIOUS.sub(b" ", buffer.getvalue())
