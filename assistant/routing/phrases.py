"""Read a pack's phrases: how people ask, per language, topic and writer.

`phrases/<language>/<topic>.toml` holds one array of phrases a writer, `none.toml` what is out of
scope; `phrases/names.toml` holds the names and numbers with a meaning of their own.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, mark
from assistant.routing.features import Names, features, read
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED, words

if TYPE_CHECKING:
    from pathlib import Path

NONE = "none"

# Raised by hand when training changes in a way that features do not show.
RECIPE = 1

_LARGEST_FILE = 4_000_000  # bytes
_PROBED_EVERY = 16


class PhraseError(AssistantError):
    """A pack's phrases that cannot be read."""

    code = "phrases"
    message = mark("error.phrases", "The phrases cannot be read: {detail}")
    hint = mark(
        "error.phrases.hint", "Each line of a phrase file is: writer = [\"phrase\", \"phrase\"]."
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask, and who wrote it."""

    language: str
    topic: str
    writer: str
    text: str


def load_phrases(pack: Path) -> tuple[Phrase, ...]:
    """Return all phrases of `pack`, sorted by language, topic and writer.

    Raises:
        PhraseError: a file cannot be read, or there are no phrases at all.
    """
    found = tuple(
        Phrase(path.parent.name, path.stem, writer, text)
        for path in _phrase_files(pack)
        for writer, texts in sorted(_load(path).items())
        for text in _texts(path, texts)
    )
    if not found:
        raise PhraseError(str(pack / "phrases"), detail="none found")
    return found


def load_names(pack: Path) -> Names:
    """Return the names that are masked, from `phrases/names.toml`, if there is one.

    Raises:
        PhraseError: the file cannot be read.
    """
    path = pack / "phrases" / "names.toml"
    if not path.exists():
        return Names({}, frozenset())
    table = _load(path)
    numbers = frozenset(_texts(path, table.pop("numbers", [])))
    tokens = {
        tuple(words(fold(form))): fold(token)
        for token, forms in table.items()
        for form in _texts(path, forms)
    }
    return Names({form: token for form, token in tokens.items() if form}, numbers)


def training_digest(pack: Path) -> str:
    """Return a digest of all that the routing model of `pack` depends on.

    It covers the phrases, the names, and what the feature code makes of a sample of phrases (but
    not of those that ICU segments: its dictionaries change with the machine).

    Raises:
        PhraseError: a file cannot be read.
    """
    digest = hashlib.sha256(f"recipe {RECIPE}".encode())
    names = load_names(pack)
    digest.update(repr((sorted(names.tokens.items()), sorted(names.numbers))).encode())
    for number, phrase in enumerate(load_phrases(pack)):
        digest.update(repr((phrase.language, phrase.topic, phrase.writer, phrase.text)).encode())
        if number % _PROBED_EVERY == 0 and not UNSPACED.search(phrase.text):
            digest.update(repr(sorted(set(features(read(phrase.text, names))))).encode())
    return digest.hexdigest()


def _phrase_files(pack: Path) -> list[Path]:
    return sorted((pack / "phrases").glob("*/*.toml"))


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise PhraseError(str(path), detail=f"larger than {_LARGEST_FILE} bytes")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise PhraseError(str(path), detail=str(error)) from error


def _texts(path: Path, listed: object) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise PhraseError(str(path), detail="a list of texts was expected")
    return listed
