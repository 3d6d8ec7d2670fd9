"""Read a pack's phrases: how people ask, per language, topic and writer.

`phrases/<language>/<topic>.toml` holds one array of phrases a writer, `none.toml` what is out of
scope; `phrases/names.toml` and `phrases/ideas.toml` hold the lexicon.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, mark
from assistant.files import read_bounded
from assistant.routing.features import features, read
from assistant.routing.lexicon import Lexicon
from assistant.text.segment import UNSPACED

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
    message = mark("error.phrases", "The phrases cannot be read: {detail}.")
    hint = mark(
        "error.phrases.hint", 'Each line of a phrase file is: writer = ["phrase", "phrase"].'
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


def load_lexicon(pack: Path) -> Lexicon:
    """Return the names and ideas of `pack`; either file may be absent.

    Raises:
        PhraseError: a file cannot be read.
    """
    folder = pack / "phrases"
    names = _load(folder / "names.toml") if (folder / "names.toml").exists() else {}
    ideas = _load(folder / "ideas.toml") if (folder / "ideas.toml").exists() else {}
    numbers = _texts(folder / "names.toml", names.pop("numbers", []))
    return Lexicon.build(
        {token: _texts(folder / "names.toml", forms) for token, forms in names.items()},
        numbers,
        {idea: _idea(folder / "ideas.toml", forms) for idea, forms in ideas.items()},
    )


def training_digest(pack: Path) -> str:
    """Return a digest of all that the routing model of `pack` depends on.

    It covers the phrases, the lexicon, and what the feature code makes of a sample of phrases (but
    not of those that ICU segments: its dictionaries change with the machine).

    Raises:
        PhraseError: a file cannot be read.
    """
    digest = hashlib.sha256(f"recipe {RECIPE}".encode())
    lexicon = load_lexicon(pack)
    digest.update(json.dumps(lexicon.as_json()).encode())
    for number, phrase in enumerate(load_phrases(pack)):
        digest.update(repr((phrase.language, phrase.topic, phrase.writer, phrase.text)).encode())
        if number % _PROBED_EVERY == 0 and not UNSPACED.search(phrase.text):
            digest.update(repr(sorted(set(features(read(phrase.text, lexicon))))).encode())
    return digest.hexdigest()


def _phrase_files(pack: Path) -> list[Path]:
    return sorted((pack / "phrases").glob("*/*.toml"))


def _load(path: Path) -> dict[str, Any]:
    try:
        data = read_bounded(path, _LARGEST_FILE)
        if len(data) > _LARGEST_FILE:
            raise PhraseError(str(path), detail=f"larger than {_LARGEST_FILE} bytes")
        return tomllib.loads(data.decode())
    except (OSError, ValueError, RecursionError) as error:
        raise PhraseError(str(path), detail=str(error)) from error


def _texts(path: Path, listed: object) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise PhraseError(str(path), detail="a list of texts was expected")
    return listed


def _idea(path: Path, by_language: object) -> list[str]:
    if not isinstance(by_language, dict):
        raise PhraseError(str(path), detail="a table of forms by language was expected")
    return [form for _, forms in sorted(by_language.items()) for form in _texts(path, forms)]
