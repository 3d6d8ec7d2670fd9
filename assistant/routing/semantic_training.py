"""Make a pack's semantic model; needs scikit-learn (extra `train`) and an encoder.

Logistic regression on the encoder's vectors of the phrases. How much its scores count beside those
of the words, and how sure the sum is, is read off phrases that neither has seen.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.files import write_atomically
from assistant.routing.phrases import load_lexicon, load_phrases, training_digest
from assistant.routing.sealed import seal
from assistant.routing.semantic import MAGIC, SEMANTIC_NAME, Encoder, prepared
from assistant.routing.training import (
    FOLDS,
    calibrate,
    folds_of,
    held_out_scores,
    read_examples,
    topic_columns,
    with_vocabulary,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STRENGTH = 30.0
_ITERATIONS = 300
_WORKERS = 2
_WEIGHTS = (0.25, 0.5, 0.75, 1.0, 1.5)


def train_semantic(pack: Path, encoder: Encoder) -> bytes:
    """Return the bytes of the semantic model of `pack`.

    Raises:
        PhraseError: the phrases cannot be read.
    """
    phrases = load_phrases(pack)
    topics = topic_columns(phrases)
    languages = sorted({phrase.language for phrase in phrases})
    targets = np.array([topics.index(phrase.topic) for phrase in phrases])
    examples = read_examples(phrases, with_vocabulary(load_lexicon(pack), phrases))
    with ThreadPoolExecutor(_WORKERS) as workers:
        by_words = held_out_scores(examples, topics, workers)
    vectors = encoder.encode([prepared(phrase.text) for phrase in phrases])
    folds = folds_of(phrases)
    by_meaning = np.zeros_like(by_words)
    for fold in range(FOLDS):
        held_out = folds == fold
        rows, intercepts = _fit(vectors[~held_out], targets[~held_out])
        by_meaning[held_out] = vectors[held_out] @ rows.T + intercepts
    # The likeliest weight for all languages; each has a calibration of the sum of its own.
    calibrated = [
        calibrate(phrases, topics, languages, by_words + weight * by_meaning) for weight in _WEIGHTS
    ]
    best = min(range(len(_WEIGHTS)), key=lambda number: calibrated[number].loss)
    rows, intercepts = _fit(vectors, targets)
    header = {
        "encoder": encoder.name,
        "digest": training_digest(pack),
        "calibration": calibrated[best].by_language,
        "weight": _WEIGHTS[best],
    }
    numbers = _WEIGHTS[best] * np.column_stack([rows, intercepts])
    return seal(MAGIC, header, numbers.astype("<f4").tobytes())


def _fit(
    vectors: NDArray[np.float32], targets: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a row of coefficients and an intercept a topic."""
    # The vectors lie close together; what they have in common tells nothing apart.
    middle = vectors.mean(axis=0)
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS)
    model.fit(vectors - middle, targets)
    return model.coef_, model.intercept_ - model.coef_ @ middle


def write_semantic(pack: Path, encoder: Encoder) -> Path:
    """Make the semantic model of `pack` and put it in its place, whole or not at all.

    Raises:
        PhraseError: the phrases cannot be read.
        OSError: the model cannot be written.
    """
    target = pack / SEMANTIC_NAME
    write_atomically(target, train_semantic(pack, encoder))
    return target
