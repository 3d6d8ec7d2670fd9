"""Make Rich and Textual break lines where a reader of the script would.

Both split a paragraph at white space only, so that Thai and CJK break inside words and even
before a mark. Both take their pieces from one private function, which is replaced here by
`assistant.text.wrap`; the tests read rendered lines, so that a release that moves the functions
is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import rich._wrap
import textual._wrap

from assistant.text.icu import graphemes_of
from assistant.text.wrap import cell_width, line_segments, needs_segmentation

_Piece = tuple[int, int, str]

# No Thai word is wider. A longer piece is no word but a run that the dictionary does not know;
# it may break after any grapheme, because Textual would cut it between any two characters.
_WIDEST_WORD = 20

_rich_words: Callable[[str], Iterable[_Piece]] = rich._wrap.words  # noqa: SLF001 - see above
_textual_chunks: Callable[[str], Iterable[_Piece]] = textual._wrap.chunks  # noqa: SLF001 - see above


def install() -> None:
    """Replace the word splitters of Rich and Textual; doing it again changes nothing."""
    rich._wrap.words = _words  # noqa: SLF001 - see above
    textual._wrap.chunks = _chunks  # noqa: SLF001 - see above


def _words(text: str) -> Iterable[_Piece]:
    return _pieces(text) if needs_segmentation(text) else _rich_words(text)


def _chunks(text: str) -> Iterable[_Piece]:
    return _pieces(text) if needs_segmentation(text) else _textual_chunks(text)


@lru_cache(maxsize=512)
def _pieces(text: str) -> tuple[_Piece, ...]:
    """Return the unbreakable pieces of a text, each with where it starts and ends."""
    pieces: list[_Piece] = []
    start = 0
    for segment in line_segments(text):
        for piece in _unbreakable(segment):
            pieces.append((start, start + len(piece), piece))
            start += len(piece)
    return tuple(pieces)


def _unbreakable(segment: str) -> Iterator[str]:
    if cell_width(segment.rstrip()) <= _WIDEST_WORD or not needs_segmentation(segment):
        yield segment
    else:
        yield from graphemes_of(segment)
