"""Training a tiny pack: deterministic, complete, usable."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.routing import Router
from assistant.routing.phrases import load_phrases, training_digest
from assistant.routing.training import calibrate, topic_columns, write


def test_twice_gives_the_same_bytes(tiny_pack: Path, tiny_model: bytes) -> None:
    """The same phrases make the same model, in another folder and another process."""
    code = "import sys; from pathlib import Path; from assistant.routing.training import write\n"
    subprocess.run(
        [sys.executable, "-c", f"{code}write(Path(sys.argv[1]))", str(tiny_pack)],
        check=True,
        env={"PYTHONHASHSEED": "7"},
        cwd=Path(__file__).parents[2],
    )
    assert (tiny_pack / "router.bin").read_bytes() == tiny_model


def test_trained_model_routes_its_phrases(trained_pack: Path) -> None:
    """What it was taught, it knows, in both languages and with the digest of its sources."""
    router = Router.load(trained_pack / "router.bin")
    assert router.model.header.digest == training_digest(trained_pack)
    for phrase in load_phrases(trained_pack):
        ranking = router.rank(phrase.text, session=phrase.language)
        if phrase.topic != "none":
            assert ranking.candidates[0].topic == phrase.topic


def test_nothing_half_written_is_left(tiny_pack: Path, tiny_model: bytes) -> None:
    """The model appears whole, the same again in this process, with no partial file beside it."""
    assert write(tiny_pack).read_bytes() == tiny_model
    assert [path.name for path in tiny_pack.glob("router*")] == ["router.bin"]


@pytest.mark.parametrize("language", ["en", "el"])
def test_one_language_is_enough(tiny_pack: Path, language: str) -> None:
    """A pack with one language, which makes no choice of language, can be trained."""
    for path in (tiny_pack / "phrases" / language).iterdir():
        path.unlink()
    (left,) = Router.load(write(tiny_pack)).model.header.languages
    assert left != language


def test_calibration_undoes_overconfidence(tiny_pack: Path) -> None:
    """Scores that are four times too sure are cooled more than scores that are right."""
    phrases = load_phrases(tiny_pack)
    topics = topic_columns(phrases)
    rng = np.random.default_rng(5)
    scores = rng.normal(size=(len(phrases), len(topics)))
    scores[np.arange(len(phrases)), [topics.index(one.topic) for one in phrases]] += 1
    calm = calibrate(phrases, topics, ["en"], scores).by_language["en"]
    cooled = calibrate(phrases, topics, ["en"], 4 * scores).by_language["en"]
    assert cooled.temperature > calm.temperature
