"""Prove that a pack's routing model can be used and is that of its phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.routing.model import MODEL_NAME, RouterModelError, load
from assistant.routing.phrases import PhraseError, training_digest


def check_model(pack: Path) -> Iterator[str]:
    """Yield what is wrong with the model of the pack in a folder."""
    try:
        digest = load(pack / MODEL_NAME).header.digest
        if digest != training_digest(pack):
            yield "it is not that of the phrases: run “assistant train”"
    except (RouterModelError, PhraseError) as error:
        yield f"{error.message[1]} {error.values}"
