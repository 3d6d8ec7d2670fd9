"""Stamps: a person has read a sentence against its evidence, or a translation as a native.

A program can prove that a quote exists, not that a sentence follows from it. So a second reader
reads it and stamps it; the stamp is a digest over all that was read, and any later change voids
it. `stamps/en.toml` holds readings of the English sentences against their evidence,
`stamps/<language>.toml` readings of the translations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Message

from assistant.files import write_atomically
from assistant.knowledge.catalogs import (
    ids_of,
    messages_in,
    pack_template,
    read_catalog,
    strings_of,
)
from assistant.knowledge.extraction import messages_of
from assistant.knowledge.pack import Pack
from assistant.knowledge.source import PackError, read_toml
from assistant.messages.locales import SOURCE_LANGUAGE

# Of a digest; 12 hexadecimal digits are enough to see a change and short enough to review.
_DIGITS = 12


def digests(pack: Pack, language: str) -> dict[str, str]:
    """Return by msgctxt what a stamp for the present text would be.

    Args:
        pack: whose texts.
        language: English for sentences against their evidence, else a catalog's.

    Raises:
        CatalogError: if the catalog cannot be read.
    """
    if language == SOURCE_LANGUAGE:
        return {
            arguments[0]: _digest([*arguments[1:], *comments])
            for _, _, arguments, comments in messages_of(pack)
        }
    path = pack.locales / language.replace("-", "_") / "LC_MESSAGES" / f"{pack.id}.po"
    wanted = {message.context for message in messages_in(pack_template(pack))}
    return {
        message.context or "": _digest_of_translation(message)
        for message in messages_in(read_catalog(path))
        if message.context in wanted
    }


def unread(pack: Pack, language: str) -> Iterator[str]:
    """Yield the contexts whose text nobody has read as it is now."""
    stamps = _read(pack, language)
    for context, digest in digests(pack, language).items():
        if stamps.get(context, "").partition(" ")[0] != digest:
            yield context


def stamp(pack: Pack, language: str, reader: str, contexts: Iterable[str] | None = None) -> int:
    """Stamp texts as read, and return how many stamps are new.

    Args:
        pack: whose texts.
        language: as for `digests`.
        reader: who has read them; letters, digits and hyphens.
        contexts: which; all if not given. Stamps of texts that are gone are dropped.

    Raises:
        PackError: if a context is unknown or the reader's name is none.
        OSError: if the file cannot be written.
    """
    if not reader.replace("-", "").isalnum() or not reader.isascii():
        raise PackError(None, detail="a reader's name has letters, digits and hyphens only")
    now, before = digests(pack, language), _read(pack, language)
    chosen = set(now if contexts is None else contexts)
    if unknown := sorted(chosen - now.keys()):
        raise PackError(None, detail=f"there is no message {unknown[0]}")
    after = {
        context: f"{digest} {reader}"
        if context in chosen and not before.get(context, "").startswith(f"{digest} ")
        else before.get(context, "")
        for context, digest in now.items()
    }
    lines = [f'"{context}" = "{value}"' for context, value in sorted(after.items()) if value]
    path = _path(pack, language)
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, "\n".join([*_heading(language), *lines, ""]).encode())
    return sum(after[context] != before.get(context) for context in after)


def _heading(language: str) -> list[str]:
    subject = (
        "Sentences read against their evidence"
        if language == SOURCE_LANGUAGE
        else f"Translations ({language}) read by a native"
    )
    return [f"# {subject}: digest of what was read, and who read it.", "[stamps]"]


def _read(pack: Pack, language: str) -> Mapping[str, str]:
    path = _path(pack, language)
    if not path.is_file():
        return {}
    table = read_toml(path, pack.folder).only("stamps").table("stamps")
    return {context: table.text(context) for context in table.values}


def _path(pack: Pack, language: str) -> Path:
    return pack.folder / "stamps" / f"{language}.toml"


def _digest_of_translation(message: Message) -> str:
    return _digest([*ids_of(message), *strings_of(message)])


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:_DIGITS]
