"""Rank a pack's topics for a question, with calibrated confidence."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, NamedTuple, Self

from assistant.routing.features import Reading, View, feature_id, features, read
from assistant.routing.model import RouterModel, Scores, load
from assistant.text.language import recognise_folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.routing.semantic import SemanticModel

# Below so many known features a text shows nothing: "ok", "??", an emoji.
_LEAST_KNOWN = 3
# A language is taken from the words people use about the subject only where it is this sure.
_SURE_LANGUAGE = 0.6


class Candidate(NamedTuple):
    """A topic and the calibrated probability that it is what the asker means."""

    topic: str
    confidence: float


class Ranking(NamedTuple):
    """All topics, best first.

    Attributes:
        question_language: BCP 47 tag that the question shows, or None.
        candidates: every topic, best first; `none` is never one. Empty if the text shows nothing.
        none: the probability that the question is out of scope. Together they make 1.
    """

    question_language: str | None
    candidates: tuple[Candidate, ...]
    none: float

    def weighted(self, weights: Mapping[str, float], *, none: float = 1.0) -> Self:
        """Return the ranking after evidence that is not in the words (Bayes' rule).

        Args:
            weights: by topic, how much likelier the evidence is for it than for others; 1 where
                a topic is not named.
            none: the same for being out of scope.
        """
        joint = [(c.topic, c.confidence * weights.get(c.topic, 1.0)) for c in self.candidates]
        whole = sum(weight for _, weight in joint) + self.none * none
        if not whole:
            return self
        ranked = sorted(joint, key=lambda pair: -pair[1])
        return self._replace(
            candidates=tuple(Candidate(topic, weight / whole) for topic, weight in ranked),
            none=self.none * none / whole,
        )


class Explanation(NamedTuple):
    """Why a question was ranked as it was.

    Attributes:
        reading: the question as the router sees it.
        ranking: what `Router.rank` returns.
        evidence: the features that speak most for the best topic, strongest first, with what each
            adds to its score before the text's length divides.
    """

    reading: Reading
    ranking: Ranking
    evidence: tuple[tuple[View, str, float], ...]


class Router:
    """Ranks topics by a model.

    Args:
        model: the loaded model.
        semantic: a second opinion by meaning, if wanted.
    """

    def __init__(self, model: RouterModel, semantic: SemanticModel | None = None) -> None:
        self.model = model
        self._semantic = semantic

    @classmethod
    def load(cls, path: Path, *, semantic: bool = False) -> Router:
        """Return a router with the model at `path`.

        Args:
            path: of the model's file.
            semantic: whether to use the semantic model beside it (extra `semantic`), too.

        Raises:
            RouterModelError: the model cannot be used.
            SemanticError: the semantic model cannot be used.
        """
        model = load(path)
        if not semantic:
            return cls(model)
        # Only those who ask for it pay for it.
        from assistant.routing.semantic import SEMANTIC_NAME, MultilingualE5, load_semantic

        encoder = MultilingualE5()
        return cls(model, load_semantic(path.with_name(SEMANTIC_NAME), model.header, encoder))

    def rank(self, text: str, *, session: str | None = None, hint: str | None = None) -> Ranking:
        """Rank all topics for `text`, of which the first 2,000 characters are read.

        Args:
            text: any string.
            session: the conversation's language; wins where the question's is in doubt.
            hint: the language to expect where there is no session.
        """
        return self._rank(text, read(text, self.model.header.lexicon), session or hint)

    def explain(
        self, text: str, *, session: str | None = None, hint: str | None = None, most: int = 10
    ) -> Explanation:
        """Return the ranking of `text` with the `most` features that decided it."""
        reading = read(text, self.model.header.lexicon)
        ranking = self._rank(text, reading, session or hint)
        if not ranking.candidates:
            return Explanation(reading, ranking, ())
        column = self.model.header.topics.index(ranking.candidates[0].topic)
        evidence = (
            (view, gram, self.model.contribution(feature_id(view, gram), column))
            for view, gram in set(features(reading))
        )
        strongest = sorted(evidence, key=lambda one: (-one[2], one[0], one[1]))[:most]
        return Explanation(reading, ranking, tuple(strongest))

    def _rank(self, text: str, reading: Reading, session: str | None) -> Ranking:
        header = self.model.header
        scores = self.model.score(feature_id(*feature) for feature in features(reading))
        language = recognise_folded(reading.folded, session=session, supported=header.languages)
        if scores.known < _LEAST_KNOWN:
            return Ranking(language, (), 1.0)
        if language is None and session is None:
            language = self._language_by_words(scores)
        topics, calibrations = scores.topics, header.calibration
        if self._semantic is not None:
            by_meaning = self._semantic.score(text)
            topics = tuple(map(operator.add, topics, by_meaning))
            calibrations = self._semantic.calibration
        calibration = calibrations.get(language or session or "", calibrations[""])
        adjusted = [score / calibration.temperature for score in topics]
        adjusted[-1] += calibration.none
        *probabilities, none = _softmax(adjusted)
        candidates = map(Candidate, header.topics[:-1], probabilities)
        ranked = sorted(candidates, key=lambda one: (-one.confidence, one.topic))
        return Ranking(language, tuple(ranked), none)

    def _language_by_words(self, scores: Scores) -> str | None:
        probability, language = max(
            zip(_softmax(scores.languages), self.model.header.languages, strict=True)
        )
        return language if probability >= _SURE_LANGUAGE else None


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = math.fsum(powers)
    return [power / total for power in powers]
