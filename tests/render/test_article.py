"""An article beside the answer that rests on it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.render.article import pieces_of
from assistant.render.references import References

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_every_block_is_there_and_every_source_is_marked(language: str) -> None:
    """Blocks and variants in their order; numbers as in the answer; its sentences beside them."""
    assistant = Assistant()
    answer = assistant.answer(
        "our subscription expired on 3 November, what now?", today=TODAY, language=language
    )
    numbers = References.of_answer(answer)
    for name in {source.article for source in answer.sources}:
        article = assistant.pack.cleaned(name)
        pieces = list(pieces_of(article, answer))
        assert {piece.id for piece in pieces} >= {
            b.id for b in article.blocks if b.kind != "contents"
        }
        marked = {piece.number for piece in pieces if piece.number is not None}
        assert marked == {number for number, _ in numbers.blocks_of(name)}
        for piece in pieces:
            assert bool(piece.said) == (piece.number is not None)
        assert any(piece.heading for piece in pieces)
        assert {piece.edition for piece in pieces} != {""}
