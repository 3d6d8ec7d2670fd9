"""A tiny pack with phrases of two languages, and the shipped router."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.routing import Router

if TYPE_CHECKING:
    from collections.abc import Mapping

PACK = Path(__file__).parents[2] / "corpus" / "office-365-business"

PHRASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "pay": ("how do I pay", "paying the invoice", "what if I don't pay", "pay by card", "bill"),
        "cancel": ("cancel it", "how do I cancel", "stop the plan", "cancel my plan", "quit now"),
        "none": ("weather today", "tell me a joke", "who won the match", "a song", "pizza near me"),
    },
    "el": {
        "pay": ("πώς πληρώνω", "πληρωμή τιμολογίου", "αν δεν πληρώσω", "πληρώνω με κάρτα", "χρέος"),
        "cancel": ("ακύρωση", "πώς το ακυρώνω", "διακοπή συνδρομής", "να το ακυρώσω", "το κόβω"),
        "none": ("τι καιρό κάνει", "πες ένα ανέκδοτο", "ποιος κέρδισε", "τραγούδι", "πίτσα εδώ"),
    },
}


def make_pack(folder: Path) -> Path:
    """Write the tiny pack into `folder`: two writers a language, names and ideas."""
    for language, topics in PHRASES.items():
        place = folder / "phrases" / language
        place.mkdir(parents=True)
        for topic, texts in topics.items():
            quoted = [f'"{text}"' for text in texts]
            lines = f"a = [{', '.join(quoted[:3])}]\nb = [{', '.join(quoted[3:])}]\n"
            (place / f"{topic}.toml").write_text(lines, encoding="utf-8")
    phrases = folder / "phrases"
    (phrases / "names.toml").write_text('numbers = ["25"]\nxofficex = ["Office 365"]\n', "utf-8")
    (phrases / "ideas.toml").write_text(
        '[pay]\nen = ["pay*"]\nel = ["πληρ*"]\n[quit]\nen = ["stop the plan"]\nel = ["ακυρ*"]\n',
        "utf-8",
    )
    return folder


@pytest.fixture
def tiny_pack(tmp_path: Path) -> Path:
    """The folder of the tiny pack."""
    return make_pack(tmp_path)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the tiny pack's model."""
    from assistant.routing.training import train

    return train(make_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture
def trained_pack(tiny_pack: Path, tiny_model: bytes) -> Path:
    """The folder of the tiny pack, with its model."""
    (tiny_pack / "router.bin").write_bytes(tiny_model)
    return tiny_pack


@pytest.fixture(scope="session")
def router() -> Router:
    """The router that is shipped."""
    return Router.load(PACK / "router.bin")
