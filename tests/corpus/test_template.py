"""The gettext template: accepted by GNU gettext, and read back with the same texts."""

from __future__ import annotations

import gettext
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cleaning.article import Article, Block
from assistant.cleaning.clean import clean_article
from assistant.cleaning.structure import Kind
from assistant.corpus.template import holdable, write_template

SMALL = clean_article(b"A title\n\nA text.\n", language="en", name="small.txt")
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("\n\r\t\\\"'#%{}~|: nrt0\x00\x1b\x07\x85\u2028\ufeff\x04\u0e01"),
        st.characters(),
    ),
    max_size=120,
)


def made(*articles: Article) -> bytes:
    """Return the template of articles."""
    stream = BytesIO()
    write_template(articles, stream)
    return stream.getvalue()


def with_texts(*texts: str) -> Article:
    """Return an article whose blocks have these texts."""
    blocks = (Block(f"L{n}", Kind.PARAGRAPH, text, label=text) for n, text in enumerate(texts, 1))
    return replace(SMALL, blocks=tuple(blocks))


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip("GNU gettext is not installed")
    return path


def _compiled(template: bytes) -> gettext.GNUTranslations:
    """Return a template, each text its own translation, as GNU gettext compiles it."""
    filled = subprocess.run(
        [_tool("msgen"), "-"], input=template, check=True, capture_output=True
    ).stdout
    compiled = subprocess.run(
        [_tool("msgfmt"), "-c", "-o", "-", "-"], input=filled, check=True, capture_output=True
    ).stdout
    return gettext.GNUTranslations(BytesIO(compiled))


@settings(max_examples=200, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=4))
def test_reading_back_gives_the_same_texts(texts: list[str]) -> None:
    """Whatever the texts hold, Babel reads the same texts from the same contexts."""
    read = read_po(BytesIO(made(with_texts(*texts))), abort_invalid=True)
    found = {message.context: message.id for message in read if message.id}
    wanted = {f"en/small:L{n}": holdable(text) for n, text in enumerate(texts, 1) if text}
    assert found == wanted | {f"{name}:label": text for name, text in wanted.items()}


@settings(max_examples=25, deadline=None)
@given(st.lists(_TEXTS.filter(bool), min_size=1, max_size=4))
def test_gnu_gettext_reads_the_same_texts(texts: list[str]) -> None:
    """`msgfmt -c` accepts the file, and what it compiles are the same texts."""
    compiled = _compiled(made(with_texts(*texts)))
    for number, text in enumerate(texts, 1):
        # Not `pgettext`: it gives back whatever it does not find.
        key = f"en/small:L{number}\x04{holdable(text)}"
        assert compiled._catalog[key] == holdable(text)  # type: ignore[attr-defined]  # noqa: SLF001


@pytest.mark.parametrize("name", ["greek", "thai"])
def test_shipped_articles(name: str, request: pytest.FixtureRequest) -> None:
    """Every block, variant and label of an article is a message with its place and its kind."""
    article: Article = request.getfixturevalue(name)
    template = made(article)
    subprocess.run(
        [_tool("msgfmt"), "-c", "-o", "/dev/null", "-"],
        input=template, check=True, capture_output=True,
    )  # fmt: skip
    messages = {message.context: message for message in read_po(BytesIO(template)) if message.id}
    texts = {f"{article.id}:{key}": text for key, text in article.texts().items()}
    assert {c: m.id for c, m in messages.items() if not str(c).endswith(":label")} == texts
    assert all(message.auto_comments for message in messages.values())
    assert all(f"#: {context}\n".encode() in template for context in messages)


def test_what_a_translator_is_told(greek: Article) -> None:
    """A variant is known as one, with its edition; no message is flagged as a format."""
    template = made(greek).decode()
    assert "#. variant of L7, a paragraph, for the edition 21vianet\n" in template
    assert "#: el/cancel-office-365-for-business:L11\n" in template
    assert "#. label: note" in template
    assert "#. list item, in the section “" in template
    assert template.count("#,") == 1  # the header, which is yet to be filled in


def test_two_templates_are_the_same_bytes(greek: Article, thai: Article) -> None:
    """No date and no order of its own makes an export differ from the last."""
    assert made(greek, thai) == made(greek, thai)
    assert "(el, th)" in made(greek, thai).decode()
