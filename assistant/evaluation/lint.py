"""Lint of phrases: near copies, stolen phrases, leaks of evaluation questions, thin topics.

Phrases that resemble each other add nothing to training, and one that stands in an evaluation
question makes its score worthless.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from assistant.evaluation.questions import read_questions
from assistant.knowledge import Pack
from assistant.routing import Router
from assistant.routing.features import masked
from assistant.routing.phrases import NONE, Phrase, load_phrases
from assistant.text.fold import fold

# Percent of likeness, after masking, from which two phrases are one.
NEAR_COPY = 85
# Share of character 5-grams that two texts have in common, of either, from which one is a leak.
LEAK = 0.6
_GRAM = 5
# A phrase is stolen if the trained router is this sure of another topic.
STOLEN = 0.6
# Fewer phrases of a topic in a language teach the router nothing reliable.
_FEWEST = 6


@dataclass(frozen=True, slots=True)
class PhraseFault:
    """What is wrong with a phrase or with the phrases of a topic.

    Args:
        language, topic: where it stands.
        what: what is wrong.
        text: the phrase, or empty for a fault of the whole topic.
    """

    language: str
    topic: str
    what: str
    text: str = ""


def lint_phrases(pack: Pack, router: Router) -> Iterator[PhraseFault]:
    """Yield the faults of a pack's phrases.

    Args:
        pack: its `evaluation/` holds the questions that phrases must not repeat.
        router: the pack's model.

    Raises:
        PhraseError: if the phrases cannot be read.
        QuestionSetError: if the evaluation questions cannot be read.
    """
    phrases = load_phrases(pack.folder)
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_language[phrase.language].append(phrase)
    questions = _questions(pack.folder)
    for language, own in by_language.items():
        yield from _thin(language, own, pack.topic_ids)
        yield from _near_copies(own)
        yield from _leaks(own, questions.get(language, ()))
        yield from _stolen(own, router)


def _thin(language: str, phrases: Iterable[Phrase], topics: Iterable[str]) -> Iterator[PhraseFault]:
    counts: dict[str, int] = defaultdict(int)
    for phrase in phrases:
        counts[phrase.topic] += 1
    for topic in (*topics, NONE):
        if counts[topic] < _FEWEST:
            yield PhraseFault(language, topic, f"{counts[topic]} phrases; {_FEWEST} at least")


def _near_copies(phrases: Sequence[Phrase]) -> Iterator[PhraseFault]:
    texts = [" ".join(masked(phrase.text).split()) for phrase in phrases]
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    by_length = [texts[number] for number in order]
    lengths = [len(text) for text in by_length]
    # By number of the later phrase: how alike the likest earlier one is, and its number negated.
    likest: dict[int, tuple[float, int]] = {}
    for place, text in enumerate(by_length):
        # A text that is much shorter cannot be so like it, and need not be compared.
        first = bisect_left(lengths, int(len(text) * NEAR_COPY / (200 - NEAR_COPY)))
        shorter = by_length[first:place]
        for _, likeness, at in process.extract(
            text, shorter, scorer=fuzz.ratio, score_cutoff=NEAR_COPY, limit=None
        ):
            earlier, later = sorted((order[place], order[first + at]))
            likest[later] = max(likest.get(later, (0.0, 0)), (likeness, -earlier))
    for number, (_, negated) in sorted(likest.items()):
        phrase, other = phrases[number], phrases[-negated]
        what = f"a near copy of one of {other.topic} ({other.writer}): {other.text}"
        yield PhraseFault(phrase.language, phrase.topic, what, phrase.text)


def _leaks(phrases: Iterable[Phrase], questions: Sequence[frozenset[str]]) -> Iterator[PhraseFault]:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(questions):
        for gram in grams:
            holders[gram].append(number)
    for phrase in phrases:
        own = _grams(phrase.text)
        shared: dict[int, int] = defaultdict(int)
        for gram in own:
            for number in holders.get(gram, ()):
                shared[number] += 1
        for number, count in shared.items():
            if count >= LEAK * len(own) and count >= LEAK * len(questions[number]):
                what = "it stands in an evaluation question"
                yield PhraseFault(phrase.language, phrase.topic, what, phrase.text)
                break


def _stolen(phrases: Iterable[Phrase], router: Router) -> Iterator[PhraseFault]:
    for phrase in phrases:
        if phrase.topic == NONE:
            continue
        ranking = router.rank(phrase.text, session=phrase.language)
        if not ranking.candidates:
            continue
        best = ranking.candidates[0]
        if best.topic != phrase.topic and best.confidence >= STOLEN:
            what = f"{best.topic} takes it ({best.confidence:.2f})"
            yield PhraseFault(phrase.language, phrase.topic, what, phrase.text)


def _questions(folder: Path) -> Mapping[str, list[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for path in sorted((folder / "evaluation").glob("*.jsonl")):
        for question in read_questions(path):
            found[question.language].append(_grams(question.text))
    return found


def _grams(text: str) -> frozenset[str]:
    folded = fold(text)
    return frozenset(folded[at : at + _GRAM] for at in range(max(1, len(folded) - _GRAM + 1)))
