"""Gettext catalogs, looked up by (context, msgid) so that a miss is seen.

`gettext` returns the msgid silently when a message is missing; here a miss is None and the caller
decides. A catalog is read from its compiled `.mo` if that was made from the `.po` beside it (it
holds a checksum; times say nothing after a wheel was unpacked); otherwise the `.po` is compiled
in memory, so that a translator sees every edit at once.
"""

from __future__ import annotations

import gettext
import struct
from io import BytesIO
from pathlib import Path
from zlib import crc32

from assistant.errors import AssistantError, mark
from assistant.files import read_bounded

# Far above any real catalog (ours: 0.2 MB); read before anything is parsed.
MAX_CATALOG_BYTES = 16_000_000
# The message of a compiled catalog that holds the checksum of its source: (context, msgid).
CHECKSUM = ("catalog.source", "crc32")


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
    text = read_catalog_file(source) if source.is_file() else None
    if compiled.is_file():
        try:
            catalog = Catalog(_parse(read_catalog_file(compiled), compiled))
            if text is None or catalog.get(*CHECKSUM) == checksum(text):
                return catalog
        except CatalogError:
            # A damaged copy of what is there costs time, not the answer.
            if text is None:
                raise
    if text is None:
        return None
    from assistant.messages.po import compile_catalog

    return Catalog(_parse(compile_catalog(text, source), source))


def checksum(text: bytes) -> str:
    """Return what a compiled catalog holds of its source."""
    return f"{crc32(text):08x}"


def read_catalog_file(path: Path) -> bytes:
    """Return the bytes of a catalog, source or compiled.

    Raises:
        CatalogError: if it is missing, unreadable or too large.
    """
    try:
        data = read_bounded(path, MAX_CATALOG_BYTES)
    except OSError as error:
        raise CatalogError(str(path), detail=error.strerror or "") from error
    if len(data) > MAX_CATALOG_BYTES:
        raise CatalogError(str(path), detail=f"larger than {MAX_CATALOG_BYTES} bytes")
    return data


def _parse(data: bytes, path: Path) -> gettext.GNUTranslations:
    try:
        return gettext.GNUTranslations(BytesIO(data))
    except (OSError, ValueError, struct.error, KeyError, IndexError, RecursionError) as error:
        raise CatalogError(str(path), detail=str(error)) from error
