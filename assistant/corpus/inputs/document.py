"""The values that inputs become, and how a document gets its name and language."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from babel.core import Locale

from assistant.cleaning.errors import LanguageTagError, OutsideError
from assistant.cleaning.rules import check_language
from assistant.cleaning.structure import FORMS, Form
from assistant.corpus.errors import DocumentNameError
from assistant.errors import AssistantError
from assistant.text.clean import one_line

MAX_PART_BYTES = 200
_MAX_PARTS = 32


class Document(NamedTuple):
    """One raw article.

    Args:
        source: where it came from, for messages: a path, `archive!member` or `file:line`.
        name: path within its source, with `/`, without the folder of its language.
        data: its bytes.
        language: language tag; None where only the text itself can tell.
        form: how it is marked up; None where only the text itself can tell.
    """

    source: str
    name: str
    data: bytes
    language: str | None = None
    form: Form | None = None


class Refused(NamedTuple):
    """Something that is no document, or that could not be cleaned.

    Args:
        source: as of a document.
        error: what is wrong.
    """

    source: str
    error: AssistantError


class Given(NamedTuple):
    """What is said of the language of documents besides their own paths.

    Args:
        language: tag that the user gives; it counts unless a document or its folder says another.
        around: name of the folder or file that the documents lie in; it counts only if it is the
            name of a language, and nothing else says one.
    """

    language: str | None = None
    around: str = ""


def named(
    path: str,
    data: bytes,
    *,
    source: str,
    given: Given,
    language: str | None = None,
    form: Form | None = None,
) -> Document:
    """Return the document that stands at `path` within its source.

    Args:
        path: its path there; a first folder named after a language names the document's.
        data: its bytes.
        source: where it came from, for messages.
        given: what is said of its language elsewhere.
        language: its language, if it says so itself.
        form: its mark-up, if its suffix does not say.

    Raises:
        DocumentNameError: the path cannot name an article.
        OutsideError: the path leads out of its source.
        LanguageTagError: `language` is no language tag.
    """
    parts = checked_parts(path, source)
    if language is not None:
        check_language(language)
    elif len(parts) > 1 and is_language(parts[0]):
        language, parts = parts[0], parts[1:]
    language = language or given.language
    if language is None and is_language(given.around):
        language = given.around
    return Document(source, "/".join(parts), data, language, form or form_of(path))


def form_of(path: str) -> Form | None:
    """Return the mark-up that a file's suffix names."""
    return FORMS.get(PurePosixPath(path).suffix.lower())


@cache
def is_language(name: str) -> bool:
    """Return whether `name` is the tag of a language that CLDR knows."""
    try:
        check_language(name)
    except LanguageTagError:
        return False
    return name.partition("-")[0].lower() in Locale("en").languages


def _unseen(text: str) -> bool:
    """Return whether `text` holds control characters or bytes that were no text."""
    return any(unicodedata.category(char) in {"Cc", "Cs"} for char in text)


def checked_parts(path: str, source: str) -> list[str]:
    """Return the parts of a path that leads nowhere but down.

    Raises:
        DocumentNameError: it cannot name an article.
        OutsideError: it leads out of its source.
    """
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", "."}]
    if ".." in parts:
        raise OutsideError(source)
    fits = all(len(part.encode("utf-8", "replace")) <= MAX_PART_BYTES for part in parts)
    if not parts or not fits or len(parts) > _MAX_PARTS or _unseen(path):
        raise DocumentNameError(source, name=one_line(path)[:80], limit=MAX_PART_BYTES)
    return parts
