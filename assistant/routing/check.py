"""Prove that a pack's models can be used and are those of its phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from assistant.errors import AssistantError
from assistant.routing.model import MODEL_NAME, RouterModelError, load
from assistant.routing.phrases import PhraseError, training_digest
from assistant.routing.semantic import SEMANTIC_NAME, SemanticError, made_from


def check_models(pack: Path) -> Iterator[tuple[Path, str | AssistantError]]:
    """Yield the file of a model of the pack in a folder, and what is wrong with it.

    A pack need not have a semantic model; no encoder is needed to look at one.
    """
    by_words, by_meaning = pack / MODEL_NAME, pack / SEMANTIC_NAME
    models: dict[Path, tuple[Callable[[Path], str], str]] = {}
    models[by_words] = (lambda path: load(path).header.digest, "assistant train")
    if by_meaning.exists():
        models[by_meaning] = (made_from, "assistant train --semantic")
    # One digest for both models: it takes a second.
    wanted = cache(training_digest)
    for path, (digest_of, command) in models.items():
        try:
            if digest_of(path) != wanted(pack):
                yield path, f"it is not that of the phrases: run “{command}”"
        except (RouterModelError, PhraseError, SemanticError) as error:
            yield path, error
