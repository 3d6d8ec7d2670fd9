"""Language tags and locale negotiation.

Tags are BCP 47 and hyphenated (`zh-Hans`); catalog folders are CLDR form (`zh_Hans`). English is
the language of the msgids and always available.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.core import Locale, UnknownLocaleError

from assistant.errors import AssistantError, mark
from assistant.messages.calendars import split_calendar, with_calendar

SOURCE_LANGUAGE = "en"
# Longer than any tag in use; a bound, so that no hostile value reaches the parser.
_LONGEST_TAG = 35


class UnknownLanguageError(AssistantError):
    """A language tag that is not one, or for which there are no texts."""

    code = "language.unknown"
    exit_status = 2
    message = mark("error.language.unknown", "There are no texts in the language “{tag}”.")
    hint = mark("error.language.unknown.hint", "Use one of: {available}.")


def parse_tag(tag: str) -> Locale | None:
    """Return the CLDR locale of a BCP 47 or POSIX tag, or None if it is not one.

    A calendar in the tag is none of the locale's.
    """
    cleaned = split_calendar(tag.split(".", 1)[0].split("@", 1)[0].replace("_", "-"))[0]
    if not cleaned or len(cleaned) > _LONGEST_TAG or not cleaned.isascii():
        return None
    try:
        return Locale.parse(cleaned, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def canonical(locale: Locale) -> str:
    """Return the hyphenated tag of a locale."""
    return str(locale).replace("_", "-")


def negotiate(tag: str, available: Iterable[str]) -> str | None:
    """Return the first of `tag`, its script form and its language that has texts, or None.

    Args:
        tag: the language asked for.
        available: tags of the catalogs; English need not be among them.
    """
    locale = parse_tag(tag)
    if locale is None:
        return None
    known = {*available, SOURCE_LANGUAGE}
    scripted = f"{locale.language}-{locale.script}" if locale.script else locale.language
    for candidate in (canonical(locale), scripted, locale.language):
        if candidate in known:
            return candidate
    return None


def require(tag: str, available: Iterable[str], *, where: str | None = None) -> str:
    """Return the canonical form of `tag` if there are texts for it.

    Region and calendar are kept (`en-US`, `th-u-ca-gregory`): they decide how dates are written.

    Raises:
        UnknownLanguageError: if there are none.
    """
    known = sorted({*available, SOURCE_LANGUAGE})
    locale = parse_tag(tag)
    if locale is None or negotiate(tag, known) is None:
        shown = tag[:_LONGEST_TAG]
        raise UnknownLanguageError(where, tag=shown, available=", ".join(known))
    return with_calendar(canonical(locale), split_calendar(tag)[1])


def known_tag(tag: str, *, where: str | None = None) -> str:
    """Return the canonical form of a tag that CLDR knows, with or without texts.

    Raises:
        UnknownLanguageError: if CLDR does not know it.
    """
    locale = parse_tag(tag)
    if locale is None:
        raise UnknownLanguageError(where, tag=tag[:_LONGEST_TAG], available="el, th, de …")
    return canonical(locale)


def from_environment(environment: Mapping[str, str], available: Iterable[str]) -> str:
    """Return the reader's language by LANGUAGE, LC_ALL, LC_MESSAGES and LANG, in that order."""
    known = list(available)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for tag in environment.get(name, "").split(":"):
            if negotiate(tag, known):
                locale = parse_tag(tag)
                return canonical(locale) if locale else SOURCE_LANGUAGE
    return SOURCE_LANGUAGE


def available_languages(locales: Path, domain: str) -> tuple[str, ...]:
    """Return the tags for which `locales` holds a catalog of `domain`, English first."""
    found = {
        path.parent.parent.name.replace("_", "-")
        for ending in ("mo", "po")
        for path in locales.glob(f"*/LC_MESSAGES/{domain}.{ending}")
    }
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))
