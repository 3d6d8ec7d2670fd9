"""Gettext catalogs, looked up by (context, msgid) so that a miss is seen.

`gettext` returns the msgid silently when a message is missing; here a miss is None and the caller
decides. A catalog is read from its compiled `.mo`; where that is absent or older than the `.po`
(a pack being translated), the `.po` is compiled in memory.
"""

from __future__ import annotations

import gettext
import struct
from io import BytesIO
from pathlib import Path

from assistant.errors import AssistantError, mark

# Far above any real catalog (ours: 0.2 MB); read before anything is parsed.
MAX_CATALOG_BYTES = 16_000_000


class CatalogError(AssistantError):
    """A catalog that cannot be read."""

    code = "catalog.broken"
    message = mark("error.catalog.broken", "This catalog cannot be read: {detail}.")
    hint = mark("error.catalog.broken.hint", "Check the file with “msgfmt -c”.")


class _Missing(gettext.NullTranslations):
    """The end of the fallback chain: says that there is no translation."""

    def pgettext(self, context: str, message: str) -> str:
        raise LookupError(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise LookupError(context, msgid1, msgid2, n)


class Catalog:
    """The messages of one domain in one locale."""

    def __init__(self, translations: gettext.NullTranslations) -> None:
        translations.add_fallback(_Missing())
        self._translations = translations

    def get(self, context: str, msgid: str) -> str | None:
        """Return the translation, or None if there is none."""
        try:
            return self._translations.pgettext(context, msgid) or None
        except LookupError:
            return None

    def get_plural(self, context: str, singular: str, plural: str, count: int) -> str | None:
        """Return the form for `count`, or None if there is none."""
        try:
            return self._translations.npgettext(context, singular, plural, count) or None
        except LookupError:
            return None


def load_catalog(locales: Path, tag: str, domain: str) -> Catalog | None:
    """Return the catalog of `domain` for a tag, or None if `locales` has none.

    Args:
        locales: folder with `<locale>/LC_MESSAGES/<domain>.po` or `.mo`.
        tag: hyphenated tag of a catalog, as `negotiate` returns it.
        domain: gettext domain.

    Raises:
        CatalogError: if the file is there but is too large, damaged or wrong.
    """
    source = locales / tag.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    compiled = source.with_suffix(".mo")
    if compiled.is_file() and not _older(compiled, source):
        return Catalog(_parse(_read(compiled), compiled))
    if source.is_file():
        return Catalog(_parse(_compile(source), source))
    return None


def _older(compiled: Path, source: Path) -> bool:
    return source.is_file() and compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_CATALOG_BYTES + 1)
    except OSError as error:
        raise CatalogError(str(path), detail=error.strerror or "") from error
    if len(data) > MAX_CATALOG_BYTES:
        raise CatalogError(str(path), detail=f"larger than {MAX_CATALOG_BYTES} bytes")
    return data


def _compile(source: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    buffer = BytesIO()
    try:
        write_mo(buffer, read_po(BytesIO(_read(source)), abort_invalid=True))
    except PoFileError as error:
        raise CatalogError(f"{source}:{error.lineno + 1}", detail=str(error)) from error
    except (ValueError, IndexError, AttributeError, TypeError) as error:
        raise CatalogError(str(source), detail=str(error)) from error
    return buffer.getvalue()


def _parse(data: bytes, path: Path) -> gettext.GNUTranslations:
    try:
        return gettext.GNUTranslations(BytesIO(data))
    except (OSError, ValueError, struct.error, KeyError, IndexError, RecursionError) as error:
        raise CatalogError(str(path), detail=str(error)) from error
