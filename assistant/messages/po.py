"""Read and compile `.po` files with Babel, which takes 20 ms to load: answering needs it not."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages import catalog as babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, unescape

from assistant.messages.catalogs import CHECKSUM, CatalogError, checksum

# Arabic has six; Babel makes room for as many forms of each message as the header promises.
_MOST_PLURALS = 12

_PREVIOUS = re.compile(r'msgid(?:_plural)? ("(?:[^"\\]|\\.)*")')


class _BoundedCatalog(babel.Catalog):
    @property
    def num_plurals(self) -> int:
        number = super().num_plurals
        if not 1 <= number <= _MOST_PLURALS:
            raise ValueError(f"nplurals={number} is not from 1 to {_MOST_PLURALS}")
        return number


def parse_po(text: bytes, source: Path) -> babel.Catalog:
    """Return the content of a `.po`; its domain is the file's name.

    Args:
        text: the content.
        source: its path.

    Raises:
        CatalogError: with file and line, if it cannot be read.
    """
    catalog = _BoundedCatalog(domain=source.stem)
    try:
        PoFileParser(catalog, abort_invalid=True).parse(BytesIO(text))
    except PoFileError as error:
        raise CatalogError(f"{source}:{error.lineno + 1}", detail=str(error)) from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise CatalogError(str(source), detail=str(error)) from error
    for message in catalog:
        _restore_previous(message)
    return catalog


def _restore_previous(message: babel.Message) -> None:
    """Take the msgid that a fuzzy translation was made for out of the comments.

    Babel writes it after `#|` and reads it as a translator's comment.
    """
    previous = " ".join(c[1:].strip() for c in message.user_comments if c.startswith("|"))
    if previous:
        message.user_comments = [c for c in message.user_comments if not c.startswith("|")]
    if previous and message.fuzzy:
        message.previous_id = [unescape(text) for text in _PREVIOUS.findall(previous)]


def compile_catalog(text: bytes, source: Path) -> bytes:
    """Return the `.mo` of a `.po`, with a checksum of its source among its messages.

    Args:
        text: content of the `.po`.
        source: its path, for errors.

    Raises:
        CatalogError: with file and line, if it cannot be read.
    """
    catalog = parse_po(text, source)
    context, msgid = CHECKSUM
    catalog.add(msgid, checksum(text), context=context)
    buffer = BytesIO()
    try:
        write_mo(buffer, catalog)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise CatalogError(str(source), detail=str(error)) from error
    return buffer.getvalue()
