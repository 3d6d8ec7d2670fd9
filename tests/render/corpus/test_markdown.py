"""Cleaned articles as Markdown: everything said once, nothing obeyed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.cleaning.article import Article, Block, Variant, load_article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.structure import By, Kind
from assistant.locations import default_pack
from assistant.render.corpus.markdown import article_to_markdown
from assistant.text.clean import one_line

SMALL = clean_article(b"A title\n\nA text.\n", language="en", name="small.txt")
_TEXTS = st.text(
    st.one_of(st.sampled_from("*_`#<>&[]()!|~\\-+=.1: \n\x1b\u202e"), st.characters()),
    min_size=1, max_size=40,
)  # fmt: skip
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _shown(markdown: str) -> list[str]:
    """Return the text of each paragraph and heading as a reader sees it, without its marks."""
    found = []
    for token in _MARKDOWN.parse(markdown):
        if token.type == "inline":
            parts = [child.content for child in token.children or () if child.type == "text"]
            found.append("".join(parts))
        assert token.type not in {"html_block", "code_block", "fence", "table_open", "hr"}
    return found


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Kind), _TEXTS, _TEXTS)
@example(Kind.PARAGRAPH, "# no heading", "1. no list")
@example(Kind.LIST_ITEM, "- no list", "<script>alert(1)</script>")
@example(Kind.NOTE, "> no quotation", "![x](javascript:x)")
@example(Kind.HEADING, "===", "---")
def test_texts_are_never_obeyed(kind: Kind, text: str, other: str) -> None:
    """Whatever a text holds, a reader sees it as it is, on one line."""
    if not one_line(text) or not one_line(other):
        return
    variant = Variant("L2", other, By.NAME, 90, edition="school")
    block = Block("L1", kind, text, level=2, variants=(variant,))
    shown = _shown(article_to_markdown(replace(SMALL, blocks=(block,))))
    wanted = one_line(text) if kind is not Kind.IMAGE else f"(image: {one_line(text)})"
    second = one_line(other) if kind is not Kind.IMAGE else f"(image: {one_line(other)})"
    assert shown == [wanted, f"(only in the edition school) {second}"]


@pytest.mark.parametrize(
    "path", sorted((default_pack() / "clean").rglob("*.json")), ids=lambda path: path.stem
)
def test_shipped_articles_are_written_whole(path: Path) -> None:
    """Every block and every variant stands in the Markdown, in order."""
    article = load_article(path)
    shown = _shown(article_to_markdown(article))
    texts = [one_line(text) for text in article.texts().values()]
    assert len(shown) == len(texts)
    assert all(text in part for text, part in zip(texts, shown, strict=True))


def test_structure() -> None:
    """Headings, lists in lists, numbers, notes, labels and variants are Markdown's own."""
    article = replace(
        SMALL,
        blocks=(
            Block("L1", Kind.TITLE, "Beans", level=1),
            Block("L2", Kind.HEADING, "Sowing", level=2),
            Block("L3", Kind.LIST_ITEM, "Dig.", marker="1.", level=1),
            Block("L4", Kind.LIST_ITEM, "Deep.", marker="•", level=2, parent="L3"),
            Block("L5", Kind.NOTE, "Not too deep.", label="Note", parent="L4"),
            Block("L6", Kind.LIST_ITEM, "Sow.", marker="2.", level=1),
            Block(
                "L7", Kind.PARAGRAPH, "In May.", parent="L6",
                variants=(Variant("L8", "In June.", By.POSITION, 80),),
            ),
        ),
    )  # fmt: skip
    assert article_to_markdown(article) == (
        "# Beans\n\n## Sowing\n\n1. Dig.\n\n   - Deep.\n\n     > **Note:** Not too deep.\n\n"
        "2. Sow.\n\n   In May.\n\n   > *(variant of the text before it)* In June.\n"
    )


def test_words_are_in_the_language_of_the_article(greek: Article) -> None:
    """What the program adds to a Greek article is Greek."""
    assert "μόνο στην έκδοση 21vianet" in article_to_markdown(greek)
