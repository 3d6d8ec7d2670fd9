"""A cleaned article as Markdown (CommonMark): its texts once, its variants marked."""

from __future__ import annotations

from assistant.cleaning.article import Article, Block, Variant
from assistant.cleaning.structure import Kind
from assistant.corpus.standing import Standing, standings
from assistant.errors import mark
from assistant.render.corpus.words import Words, words_for
from assistant.render.markdown import escaped

_EDITION = mark("corpus.markdown.edition", "only in the edition {editions}")
_VARIANT = mark("corpus.markdown.variant", "variant of the text before it")
_IMAGE = mark("corpus.markdown.image", "image: {text}")
_DEEPEST = 6


def article_to_markdown(article: Article) -> str:
    """Return an article as Markdown; nothing in its texts is taken for mark-up.

    What the program adds (editions, images) is in the article's language, or in English where the
    program does not speak it.
    """
    return _Writer(article).text()


class _Writer:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._words: Words = words_for(article.language)
        self._standings = standings(article)
        self._entries = {entry.block for entry in article.outline.contents}
        # How far the text of each block is indented: what stands under it begins there.
        self._indents: dict[str, int] = {}

    def text(self) -> str:
        blocks = (part for block in self._article.blocks for part in self._block(block))
        return "\n\n".join(blocks) + "\n"

    def _block(self, block: Block) -> list[str]:
        """Return the block and its variants, indented under what they stand under."""
        indent = self._indent(block.parent)
        marker = self._marker(block)
        body = self._body(block, block)
        if block.kind is Kind.HEADING and (indent or block.marker):
            body = f"**{body}**"  # a run-in heading: its list item goes on under it
        self._indents[block.id] = inner = indent + len(marker)
        before = "" if marker else _prefix(block, indent)
        variants = (f"{' ' * inner}> {self._body(block, one)}" for one in block.variants)
        return [f"{' ' * indent}{marker}{before}{body}", *variants]

    def _indent(self, parent: str | None) -> int:
        while parent and parent not in self._indents:
            parent = self._standings[parent].to  # a copy stands where its block does
        return self._indents.get(parent or "", 0)

    def _marker(self, block: Block) -> str:
        """Return the list marker of a block, empty if it is no item of a list."""
        number = (block.marker or "").rstrip(".)")
        if number.isascii() and number.isdigit():
            return f"{number}. "
        listed = block.marker or block.kind is Kind.LINKS or block.id in self._entries
        return "- " if listed else ""

    def _body(self, block: Block, one: Block | Variant) -> str:
        """Return the text of a block or variant, with its label and what it is limited to."""
        text = escaped(one.text)
        if block.kind is Kind.IMAGE:
            text = f"*({self._said(_IMAGE, text=one.text)})*"
        label = f"**{escaped(one.label)}:**" if one.label else ""
        limited = self._limited(self._standings[one.id])
        return " ".join(part for part in (limited, label, text) if part)

    def _limited(self, one: Standing) -> str:
        if one.editions:
            return f"*({self._said(_EDITION, editions=', '.join(one.editions))})*"
        return f"*({self._said(_VARIANT)})*" if one.variant else ""

    def _said(self, message: tuple[str, str], **values: str) -> str:
        return escaped(self._words.say(message, **values))


def _prefix(block: Block, indent: int) -> str:
    """Return what a block that is no item of a list begins with."""
    if block.kind is Kind.TITLE or (block.kind is Kind.HEADING and not indent):
        return "#" * min(block.level or 1, _DEEPEST) + " "
    return "> " if block.kind is Kind.NOTE else ""
