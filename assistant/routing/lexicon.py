"""A pack's names and ideas, and where they stand in a question.

Names ("Office 365") stand in questions on every topic and are masked. Ideas ("pay", "end",
"delete") are what words of several languages have in common: they let a question in one language
be understood from phrases in another (leave-one-writer-out: +2.6 points first, +2.1 among three).
Both are data: `phrases/names.toml`, `phrases/ideas.toml`. The vocabulary, the words of the
phrases, mends typos: an unknown word becomes the known one that it nearly is (on phrases with a
typo in every third word +1.6 points in English, +2.6 in Greek, +0.7 in Thai; none lost on clean
ones). The model carries all of it, so that an answering process reads one file.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.text.fold import fold
from assistant.text.greeklish import skeleton
from assistant.text.segment import UNSPACED, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_OPEN_END = "*"

# Shorter words are too near to each other; long ones may hold two slips. In letters.
LEAST_MENDED = 5
_LONG = 8
# A question has fewer unknown words; the bound keeps a hostile one cheap.
_MOST_MENDED = 40


class Form(NamedTuple):
    """Words, one after the other, that express an idea.

    Attributes:
        idea: what they express.
        tokens: phonetic skeletons.
        open_ends: whether the token is only the beginning of a word, one a token.
    """

    idea: str
    tokens: tuple[str, ...]
    open_ends: tuple[bool, ...]

    @classmethod
    def parse(cls, idea: str, text: str) -> Form:
        """Return the form written as `text`: words, each open-ended if it ends in `*`."""
        tokens: list[str] = []
        open_ends: list[bool] = []
        for written in fold(text).split():
            parts = [skeleton(word) for word in words(written)]
            tokens += parts
            open_ends += [False] * len(parts)
            if parts and written.endswith(_OPEN_END):
                open_ends[-1] = True
        return cls(idea, tuple(tokens), tuple(open_ends))

    def stands_at(self, tokens: Sequence[str], position: int) -> bool:
        """Tell whether the form stands at `position` of `tokens`."""
        if position + len(self.tokens) > len(tokens):
            return False
        return all(
            found.startswith(wanted) if open_end else found == wanted
            for found, wanted, open_end in zip(
                tokens[position:], self.tokens, self.open_ends, strict=False
            )
        )


class Lexicon:
    """Names, numbers and ideas with a meaning of their own.

    Args:
        names: folded words of a name → the one token that stands for it.
        numbers: numbers that are kept; all others keep only their length.
        forms: how ideas are expressed in words.
        runs: folded text in a script without spaces → the idea that it expresses.
        vocabulary: tokens that an unknown one may be a typo of.
    """

    def __init__(
        self,
        names: Mapping[tuple[str, ...], str] = MappingProxyType({}),
        numbers: frozenset[str] = frozenset(),
        forms: tuple[Form, ...] = (),
        runs: tuple[tuple[str, str], ...] = (),
        vocabulary: frozenset[str] = frozenset(),
    ) -> None:
        self.names = names
        self.numbers = numbers
        self.forms = forms
        self.runs = runs
        self.vocabulary = vocabulary
        self._longest_name = max(map(len, names), default=0)
        # Forms by their first word, and by the beginning of it where that is open-ended.
        self._by_word: dict[str, list[Form]] = {}
        self._by_stem: dict[str, list[Form]] = {}
        for form in forms:
            index = self._by_stem if form.open_ends[0] else self._by_word
            index.setdefault(form.tokens[0], []).append(form)
        self._longest_stem = max(map(len, self._by_stem), default=0)
        # Filled with the first typo only: most questions have none, and it takes 2 ms.
        self._by_length: dict[int, list[str]] = {}

    def with_vocabulary(self, vocabulary: frozenset[str]) -> Lexicon:
        """Return the same lexicon with other tokens that an unknown one may be a typo of."""
        return Lexicon(self.names, self.numbers, self.forms, self.runs, vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.as_json() == other.as_json()

    __hash__ = None  # type: ignore[assignment]  # equal by what it holds, and never a key

    @classmethod
    def build(
        cls,
        names: Mapping[str, Sequence[str]],
        numbers: Sequence[str],
        ideas: Mapping[str, Sequence[str]],
    ) -> Lexicon:
        """Return the lexicon of a pack's written names and ideas.

        Args:
            names: token → the forms it stands for.
            numbers: numbers that are kept.
            ideas: idea → its forms, in all languages.
        """
        masked = {
            tuple(words(fold(form))): fold(token)
            for token, forms in names.items()
            for form in forms
        }
        written = sorted((idea, form) for idea, forms in ideas.items() for form in forms)
        parsed = [Form.parse(idea, form) for idea, form in written if not UNSPACED.search(form)]
        runs = [(fold(form), idea) for idea, form in written if UNSPACED.search(form)]
        return cls(
            {form: token for form, token in masked.items() if form},
            frozenset(numbers),
            tuple(form for form in parsed if form.tokens),
            tuple(runs),
        )

    def tokens(self, found: Sequence[str]) -> Iterator[str]:
        """Yield the skeletons of the words `found`: names as one, numbers by length, typos mended.

        Args:
            found: folded words, in order.
        """
        position = 0
        attempts = _MOST_MENDED
        while position < len(found):
            for size in range(min(self._longest_name, len(found) - position), 0, -1):
                name = self.names.get(tuple(found[position : position + size]))
                if name is not None:
                    yield name
                    position += size
                    break
            else:
                word = found[position]
                position += 1
                token = skeleton(word)
                if word.isdigit() and word not in self.numbers:
                    yield f"x{len(word)}x"
                elif attempts and self._may_be_typo(token):
                    attempts -= 1
                    yield self._mended(token)
                else:
                    yield token

    def _may_be_typo(self, token: str) -> bool:
        return (
            len(token) >= LEAST_MENDED
            and token not in self.vocabulary
            and token.isalpha()
            and not UNSPACED.match(token)
        )

    def _mended(self, token: str) -> str:
        """Return the known token nearest to `token`, or `token` if none is near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(token) < _LONG else 2
        lengths = range(len(token) - most, len(token) + most + 1)
        if not self._by_length:
            for known in sorted(self.vocabulary):
                self._by_length.setdefault(len(known), []).append(known)
        near = [known for length in lengths for known in self._by_length.get(length, ())]
        best = process.extractOne(token, near, scorer=OSA.distance, score_cutoff=most)
        return best[0] if best else token

    def ideas(self, tokens: Sequence[str], runs: Sequence[str]) -> frozenset[str]:
        """Return the ideas in a question.

        Args:
            tokens: its tokens, from `tokens`.
            runs: its runs of text in scripts without spaces, folded.
        """
        found = {
            form.idea
            for position, token in enumerate(tokens)
            for form in self._beginning_with(token)
            if form.stands_at(tokens, position)
        }
        if runs:
            joined = " ".join(runs)
            found.update(idea for run, idea in self.runs if run in joined)
        return frozenset(found)

    def _beginning_with(self, token: str) -> Iterator[Form]:
        """Yield the forms whose first word is `token`."""
        yield from self._by_word.get(token, ())
        for end in range(1, min(len(token), self._longest_stem) + 1):
            yield from self._by_stem.get(token[:end], ())

    def as_json(self) -> dict[str, Any]:
        """Return the lexicon as JSON can hold it."""
        return {
            "names": sorted([list(form), token] for form, token in self.names.items()),
            "numbers": sorted(self.numbers),
            "forms": [[one.idea, list(one.tokens), list(one.open_ends)] for one in self.forms],
            "runs": [list(run) for run in self.runs],
            "vocabulary": sorted(self.vocabulary),
        }

    @classmethod
    def from_json(cls, raw: Any) -> Lexicon:
        """Return the lexicon that `as_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: `raw` is something else.
        """
        forms = []
        for idea, tokens, open_ends in raw["forms"]:
            if not tokens or len(tokens) != len(open_ends):
                raise ValueError("a form of the lexicon is damaged")
            forms.append(Form(idea, tuple(tokens), tuple(open_ends)))
        names = [(tuple(form), token) for form, token in raw["names"]]
        runs = [(run, idea) for run, idea in raw["runs"]]
        texts = [form.idea for form in forms] + [token for form in forms for token in form.tokens]
        texts += [word for form, token in names for word in (*form, token)]
        texts += [word for run in runs for word in run]
        _only(str, texts, raw["numbers"], raw["vocabulary"])
        _only(bool, [end for form in forms for end in form.open_ends])
        return cls(
            dict(names),
            frozenset(raw["numbers"]),
            tuple(forms),
            tuple(runs),
            frozenset(raw["vocabulary"]),
        )


def _only(kind: type, *lists: list[Any]) -> None:
    """Raise TypeError if any list holds anything but values of one type; 9,000 take 0.3 ms."""
    for values in lists:
        if not isinstance(values, list) or not set(map(type, values)) <= {kind}:
            raise TypeError(f"values of the lexicon that are no {kind.__name__}")
