"""Apply the closed list of recorded corrections; the ledger keeps what stood there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cleaning.pieces import Span
from assistant.cleaning.structure import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.cleaning.pieces import Piece
    from assistant.cleaning.rules import Correction


def correct(
    pieces: Sequence[Piece], corrections: Sequence[Correction], *, language: str
) -> tuple[Piece, ...]:
    """Return `pieces` with the faults in their text corrected, chrome apart.

    Args:
        pieces: pieces of an article.
        corrections: the closed list.
        language: language of the article; corrections of others do not apply.
    """
    for one in corrections:
        if language.partition("-")[0] == one.language:
            pieces = [
                piece if piece.chrome else replace(piece, spans=_corrected(piece.spans, one))
                for piece in pieces
            ]
    return tuple(pieces)


def _corrected(spans: tuple[Span, ...], correction: Correction) -> tuple[Span, ...]:
    result: list[Span] = []
    for span in spans:
        if span.part is not Part.TEXT or span.rule or correction.wrong not in span.text:
            result.append(span)
            continue
        before, *rest = span.text.split(correction.wrong)
        result += [replace(span, text=before)] if before else []
        for after in rest:
            fixed = replace(span, text=correction.wrong, rule=correction.id, to=correction.right)
            result += [fixed, replace(span, text=after)] if after else [fixed]
    return tuple(result)
