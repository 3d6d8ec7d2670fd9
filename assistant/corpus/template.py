"""A gettext template of what cleaned articles say, for translators (GNU gettext, Poedit, Weblate).

Every block, every variant and every label is a message of its own. Its context, which is its
reference, too, is `<article>:<block>`, so that equal texts of two places can be translated apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from assistant.cleaning.article import Article
from assistant.cleaning.structure import Fate
from assistant.corpus.standing import Standing, standings
from assistant.text.clean import one_line

# A date of its own would make every export another file.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
# What no file of gettext can hold: what it puts between the forms of a message and after its
# context, and lone surrogates.
_UNHOLDABLE = re.compile("[\x00\x04\ud800-\udfff]")
# Babel sees formats in texts that are never formatted; `msgfmt -c` would check them.
_FORMATS = frozenset({"python-format", "python-brace-format"})


def write_template(articles: Iterable[Article], stream: BinaryIO) -> None:
    """Write the template of articles.

    Args:
        articles: cleaned articles; a translator wants those of one language.
        stream: where to write.
    """
    template = Catalog(project="help-articles", version="1", creation_date=_MADE, charset="utf-8")
    languages: set[str] = set()
    for article in articles:
        languages.add(article.language)
        for name, text, comment in _messages(article):
            place = holdable(one_line(f"{article.id}:{name}"))
            message = template.add(
                holdable(text),
                context=place,
                locations=[(place, 0)],
                auto_comments=[holdable(one_line(comment))],
            )
            message.flags -= _FORMATS
    template.header_comment = f"# Texts of cleaned help articles ({', '.join(sorted(languages))})."
    write_po(stream, template, include_lineno=False)


def holdable(text: str) -> str:
    """Return a text as a file of gettext can hold it: what it cannot becomes U+FFFD."""
    return _UNHOLDABLE.sub("\ufffd", text)


def _messages(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield name, text and comment of each message of an article."""
    known = standings(article)
    for block in article.blocks:
        for one in block.versions():
            about = _about(known[one.id])
            if one.label:
                yield f"{one.id}:label", one.label, f"label: {about}"
            # An empty msgid is the header of the file.
            if one.text:
                yield one.id, one.text, about


def _about(one: Standing) -> str:
    """Return what a translator should know of a text."""
    kind = one.kind.replace("_", " ")
    parts = [f"variant of {one.to}, a {kind}" if one.fate is Fate.VARIANT else kind]
    if one.editions:
        parts.append(f"for the edition {', '.join(one.editions)}")
    if one.section:
        parts.append(f"in the section “{one.section}”")
    return ", ".join(parts)
