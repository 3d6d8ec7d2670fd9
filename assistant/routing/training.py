"""Train a pack's routing model from its phrases: `python -m assistant.routing.training PACK`.

Needs scikit-learn (extra `train`); answering never imports this. Logistic regression over the
features of `assistant.routing.features`, all languages in one model: words and Latin-letter names
that one language's writers use help the others' (leave-one-writer-out: Greek and Thai +2 to +3
points over one model each). Twice on one machine it gives the same bytes.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from assistant.files import write_atomically
from assistant.routing.features import VIEW_WEIGHTS, View, feature_id, features, read
from assistant.routing.lexicon import LEAST_MENDED
from assistant.routing.model import (
    MODEL_NAME,
    MOST_EXPONENTS,
    WEIGHT_UNIT,
    ZERO,
    Calibration,
    Header,
    dump,
)
from assistant.routing.phrases import NONE, load_lexicon, load_phrases, training_digest
from assistant.text.function_words import function_words
from assistant.text.language import recognise
from assistant.text.segment import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from assistant.routing.lexicon import Lexicon
    from assistant.routing.phrases import Phrase


# Each holds out a fifth of each writer's phrases on a topic, so that the models that calibrate have
# about as many phrases as the one that is shipped.
FOLDS = 5

# Inverse regularisation; 3 to 30 lie within half a point, 10 calibrates best.
_STRENGTH = 10.0
_LANGUAGE_STRENGTH = 100.0
_ITERATIONS = 150
_TOLERANCE = 1e-3
# Rare features count for more than plain inverse document frequency says: +0.5 points.
_RARITY_POWER = 1.4
# A pair of words or ideas that only one phrase has is noise (+1 point without); a rare n-gram
# is not.
_LEAST_PHRASES = {View.PAIR: 2, View.IDEAS: 2}
# A word that one phrase has may be a typo itself.
_LEAST_VOCABULARY = 2
_WORKERS = 2
_LARGEST_BYTE = 127

# Phrases are written to be hard, and each has one right topic; questions are clearer than that.
# Of the 504 questions in evaluation/blind-*.jsonl the accepted topics are likeliest at 1.2 to 1.4
# times the sharpness that held-out phrases ask for.
_CLEARER = 1.3

_TEMPERATURES = np.geomspace(0.3, 3.0, 47)
_NONE_SHIFTS = np.linspace(-6.0, 3.0, 73)


@dataclass(frozen=True, slots=True)
class Examples:
    """Phrases as numbers.

    Attributes:
        phrases: the phrases, in the order of the rows.
        matrix: 1 where a phrase has a feature.
        ids: the features' ids, ascending: the columns.
        views: the view of each feature.
    """

    phrases: Sequence[Phrase]
    matrix: sparse.csr_matrix
    ids: NDArray[np.uint32]
    views: Sequence[View]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients on the weighted, length-normalised features; `kept` are the columns used."""

    kept: NDArray[np.intp]
    weights: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]


def train(pack: Path) -> bytes:
    """Return the bytes of the routing model of `pack`.

    Raises:
        PhraseError: the phrases cannot be read.
    """
    return model_of(load_phrases(pack), load_lexicon(pack), training_digest(pack))


def model_of(phrases: Sequence[Phrase], lexicon: Lexicon, digest: str) -> bytes:
    """Return the bytes of a model of `phrases` and `lexicon`; `digest` is kept in it.

    The phrases have two topics at least, one of them `none`, and two phrases of each.
    """
    lexicon = with_vocabulary(lexicon, phrases)
    examples = read_examples(phrases, lexicon)
    topics = topic_columns(phrases)
    languages = tuple(sorted({phrase.language for phrase in phrases}))
    everything = np.arange(len(phrases))
    # SciPy multiplies outside Python's lock: on two cores the fits take little more than half.
    with ThreadPoolExecutor(_WORKERS) as workers:
        shipped = workers.submit(fit, examples, everything, topics, languages)
        scores = held_out_scores(examples, topics, workers)
    calibration = calibrate(phrases, topics, languages, scores).by_language
    fitted = shipped.result()
    intercepts = tuple(round(float(value), 6) for value in fitted.intercepts)
    header = Header(topics, languages, intercepts, 1.0, calibration, lexicon, digest)
    return _quantised(examples, fitted, header)


def with_vocabulary(lexicon: Lexicon, phrases: Sequence[Phrase]) -> Lexicon:
    """Return `lexicon` with the words of `phrases` that more than one phrase has."""
    counts = Counter(
        token for phrase in phrases for token in set(read(phrase.text, lexicon).tokens)
    )
    vocabulary = frozenset(
        token
        for token, n in counts.items()
        if n >= _LEAST_VOCABULARY and len(token) >= LEAST_MENDED and not UNSPACED.match(token)
    )
    return lexicon.with_vocabulary(vocabulary)


def read_examples(phrases: Sequence[Phrase], lexicon: Lexicon) -> Examples:
    """Return `phrases` with the features that enough of them have."""
    found = [
        {feature_id(view, gram): view for view, gram in features(read(phrase.text, lexicon))}
        for phrase in phrases
    ]
    counts = Counter(feature for one in found for feature in one)
    views = {feature: view for one in found for feature, view in one.items()}
    ids = sorted(
        feature for feature, n in counts.items() if n >= _LEAST_PHRASES.get(views[feature], 1)
    )
    columns = {feature: column for column, feature in enumerate(ids)}
    rows = [sorted(columns[feature] for feature in one if feature in columns) for one in found]
    pointers = np.cumsum([0, *map(len, rows)])
    indices = np.fromiter((column for row in rows for column in row), dtype=np.int64)
    matrix = sparse.csr_matrix(
        (np.ones(len(indices)), indices, pointers), shape=(len(phrases), len(ids))
    )
    return Examples(
        phrases, matrix, np.array(ids, dtype=np.uint32), [views[feature] for feature in ids]
    )


def topic_columns(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Return the topics in the order of the model's columns: `none` last."""
    return (*sorted({phrase.topic for phrase in phrases} - {NONE}), NONE)


def fit(
    examples: Examples, rows: NDArray[np.intp], topics: Sequence[str], languages: Sequence[str]
) -> Fit:
    """Fit topics, and languages if any are given, on `rows` of `examples`."""
    matrix = examples.matrix[rows]
    frequencies = np.asarray(matrix.sum(axis=0)).ravel()
    least = np.array([_LEAST_PHRASES.get(view, 1) for view in examples.views])
    kept = np.flatnonzero(frequencies >= least)
    rarity = np.log((1 + len(rows)) / (1 + frequencies[kept])) + 1
    view_weights = np.array([VIEW_WEIGHTS[examples.views[column]] for column in kept.tolist()])
    weights = np.minimum(
        np.round(view_weights * rarity**_RARITY_POWER / WEIGHT_UNIT), np.iinfo(np.uint16).max
    )
    weights *= WEIGHT_UNIT
    # Single precision is a quarter faster, and the model keeps a byte a weight.
    weighted = _normalised(matrix[:, kept], weights).astype(np.float32)
    phrases = [examples.phrases[row] for row in rows]
    merging = _merging(matrix[:, kept].tocsc(), weights)
    merged = sparse.csr_matrix(weighted @ merging)
    slopes, starts = _regression(merged, [p.topic for p in phrases], topics, _STRENGTH)
    models = [(np.asarray(slopes @ merging.T), starts)]
    if len(languages) > 1:
        # Only whole words speak for a language: Greeklish and English share most n-grams.
        spoken = np.array([examples.views[column] is View.WORD for column in kept.tolist()])
        shown = [_shown_language(phrase, languages) for phrase in phrases]
        sure = np.array([row for row, language in enumerate(shown) if language])
        target = [language for language in shown if language]
        by_words = sparse.csr_matrix(weighted @ sparse.diags_array(spoken.astype(float)))
        models.append(_regression(by_words[sure], target, languages, _LANGUAGE_STRENGTH))
    elif languages:
        models.append((np.zeros((1, len(kept))), np.zeros(1)))
    coefficients, intercepts = zip(*models, strict=True)
    return Fit(kept, weights, np.vstack(coefficients), np.concatenate(intercepts))


def scores_of(examples: Examples, fitted: Fit, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the scores of `rows`: a row a phrase, a column a class."""
    weighted = _normalised(examples.matrix[rows][:, fitted.kept], fitted.weights)
    return np.asarray(weighted @ fitted.coefficients.T + fitted.intercepts)


def folds_of(phrases: Sequence[Phrase]) -> NDArray[np.intp]:
    """Return the number of the fold that holds out each phrase."""
    seen: Counter[tuple[str, str, str]] = Counter()
    folds = np.empty(len(phrases), dtype=np.intp)
    for row, phrase in enumerate(phrases):
        key = (phrase.language, phrase.topic, phrase.writer)
        folds[row] = seen[key] % FOLDS
        seen[key] += 1
    return folds


def held_out_scores(
    examples: Examples, topics: Sequence[str], workers: Executor
) -> NDArray[np.float64]:
    """Return each phrase's topic scores by a model that has not seen it, fitted by `workers`."""
    folds = folds_of(examples.phrases)
    scores = np.zeros((len(folds), len(topics)))

    def ask(fold: int) -> None:
        held_out = np.flatnonzero(folds == fold)
        if held_out.size:
            fitted = fit(examples, np.flatnonzero(folds != fold), topics, ())
            scores[held_out] = scores_of(examples, fitted, held_out)

    list(workers.map(ask, range(FOLDS)))
    return scores


class Calibrated(NamedTuple):
    """Calibrations per language and for all together (""), and how unlikely that leaves scores."""

    by_language: dict[str, Calibration]
    loss: float


def calibrate(
    phrases: Sequence[Phrase],
    topics: Sequence[str],
    languages: Sequence[str],
    scores: NDArray[np.float64],
) -> Calibrated:
    """Return what makes held-out `scores` likeliest; `loss` is that of all together."""
    truth = np.array([topics.index(phrase.topic) for phrase in phrases])
    spoken = np.array([phrase.language for phrase in phrases])
    everything, loss = _likeliest(scores, truth)
    own = {
        language: _likeliest(scores[spoken == language], truth[spoken == language])[0]
        for language in languages
    }
    return Calibrated({"": everything, **own}, loss)


def _likeliest(scores: NDArray[np.float64], truth: NDArray[np.intp]) -> tuple[Calibration, float]:
    """Return the calibration on a grid with the least mean negative log-likelihood, sharpened."""
    best = (math.inf, 1.0, 0.0)
    for temperature in _TEMPERATURES:
        cooled = scores / temperature
        highest = cooled.max(axis=1, keepdims=True)
        powers = np.exp(cooled - highest)
        others = powers[:, :-1].sum(axis=1)
        right = np.take_along_axis(cooled - highest, truth[:, None], axis=1)[:, 0]
        is_none = truth == scores.shape[1] - 1
        for shift in _NONE_SHIFTS:
            total = np.log(others + powers[:, -1] * np.exp(shift))
            loss = float((total - right - shift * is_none).mean())
            best = min(best, (loss, float(temperature), float(shift)))
    loss, temperature, shift = best
    return Calibration(round(temperature / _CLEARER, 4), round(shift * _CLEARER, 4)), loss


def _normalised(matrix: sparse.csr_matrix, weights: NDArray[np.float64]) -> sparse.csr_matrix:
    weighted = matrix @ sparse.diags_array(weights)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.csr_matrix(sparse.diags_array(1 / lengths) @ weighted)


def _merging(matrix: sparse.csc_matrix, weights: NDArray[np.float64]) -> sparse.csr_matrix:
    """Return what makes one column of all those with the same rows, and its slope theirs.

    Under a squared penalty the slopes of such columns are as their weights: one column of their
    joint length has the same fit, in half the time. Half of all features stand in one phrase only.
    """
    matrix.sort_indices()
    numbers: dict[bytes, int] = {}
    groups = [
        numbers.setdefault(matrix.indices[start:end].tobytes(), len(numbers))
        for start, end in pairwise(matrix.indptr.tolist())
    ]
    lengths = np.sqrt(np.bincount(groups, weights**2))
    return sparse.csr_matrix(
        ((weights / lengths[groups]).astype(np.float32), (np.arange(len(groups)), groups))
    )


def _regression(
    matrix: sparse.csr_matrix, target: Sequence[str], classes: Sequence[str], strength: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coefficients and intercepts, a row a class in the order of `classes`."""
    model = LogisticRegression(C=strength, max_iter=_ITERATIONS, tol=_TOLERANCE)
    model.fit(matrix, target)
    order = [list(model.classes_).index(name) for name in classes]
    if len(model.coef_) == len(classes):
        return model.coef_[order], model.intercept_[order]
    # Two classes have one row between them.
    signs = np.array([[1.0] if position else [-1.0] for position in order])
    return signs * model.coef_ / 2, (signs * model.intercept_ / 2)[:, 0]


def _shown_language(phrase: Phrase, languages: Sequence[str]) -> str | None:
    """Return the language of the phrase itself, or None if its writer may have left their own.

    Greeks and Thais also ask in English keywords, which no word of grammar gives away.
    """
    if not phrase.text.isascii():
        return phrase.language
    shown = recognise(phrase.text, session=None, supported=languages)
    return shown or (phrase.language if _writes_ascii(phrase.language) else None)


def _writes_ascii(language: str) -> bool:
    return language in function_words() and all(map(str.isascii, function_words()[language]))


def _quantised(examples: Examples, fitted: Fit, header: Header) -> bytes:
    """Return the model file: rows of bytes, each as fine as its largest number allows."""
    rows = fitted.coefficients.T * fitted.weights[:, None]
    largest = np.abs(rows).max(axis=1)
    step = float(largest.max()) / _LARGEST_BYTE or 1.0
    room = np.log2(step * _LARGEST_BYTE / np.maximum(largest, 1e-12))
    exponents = np.clip(np.floor(room), 0, MOST_EXPONENTS - 1).astype(np.uint8)
    units = step / 2.0**exponents
    quantised = np.clip(np.round(rows / units[:, None]), -_LARGEST_BYTE, _LARGEST_BYTE) + ZERO
    used = np.flatnonzero((quantised != ZERO).any(axis=1))
    return dump(
        header._replace(step=step),
        examples.ids[fitted.kept][used].tolist(),
        np.round(fitted.weights[used] / WEIGHT_UNIT).astype(int).tolist(),
        exponents[used].tobytes(),
        quantised[used].astype(np.uint8).tobytes(),
    )


def write(pack: Path) -> Path:
    """Train the model of `pack` and put it in its place, whole or not at all.

    Raises:
        PhraseError: the phrases cannot be read.
        OSError: the model cannot be written.
    """
    target = pack / MODEL_NAME
    write_atomically(target, train(pack))
    return target


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))  # noqa: T201 - the command's result
