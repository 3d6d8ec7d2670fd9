"""The lint finds phrases that teach nothing, and those that would make scores worthless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.lint import lint_phrases
from assistant.knowledge import Pack
from assistant.locations import default_pack
from assistant.routing import Router
from tests.packs import edit


@pytest.fixture
def phrases(pack_folder: Path) -> Path:
    """Return a pack with a few English phrases and one evaluation question."""
    folder = pack_folder / "phrases" / "en"
    folder.mkdir(parents=True)
    (folder / "trial.end.toml").write_text(
        'w1 = ["what happens when the free month is over", "do we lose the trial tenant in may"]\n'
        'w2 = ["so the evaluation runs out, then what", "our pilot stops on friday, files gone?",\n'
        '  "after the demo period is my data kept", "trial finished, what now"]\n',
        encoding="utf-8",
    )
    questions = pack_folder / "evaluation"
    for path in questions.glob("*.jsonl"):
        path.unlink()
    item = {
        "id": "1",
        "text": "Is our shop's mail lost once the tryout stops?",
        "lang": "en",
        "expect": ["trial.end"],
    }
    (questions / "q.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    return folder / "trial.end.toml"


def faults(pack_folder: Path) -> str:
    """Return the faults of the topic's phrases, one a line."""
    router = Router.load(default_pack() / "router.bin")
    found = lint_phrases(Pack(pack_folder), router)
    return "\n".join(f"{f.what}: {f.text}" for f in found if f.topic == "trial.end")


def test_different_phrases_pass(phrases: Path, pack_folder: Path) -> None:
    """Six different phrases of a topic are in order."""
    assert phrases.is_file()
    assert not faults(pack_folder)


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("what happens when the free month is over??", "a near copy of one of trial.end (w1)"),
        ("Is our shop's mail lost once the tryout stops", "it stands in an evaluation question"),
        ("how do I point my mx record to the new mail host", "domain.mx takes it"),
    ],
)
def test_bad_phrases_are_found(phrases: Path, pack_folder: Path, new: str, found: str) -> None:
    """Near copies, leaks and phrases of another topic are named."""
    edit(phrases, "trial finished, what now", new)
    assert found in faults(pack_folder)


def test_a_thin_topic_is_found(phrases: Path, pack_folder: Path) -> None:
    """A topic with too few phrases in a language, an empty file counts as none."""
    phrases.write_text("w1 = []\nw2 = ['x']\n", encoding="utf-8")
    assert "6 at least" in faults(pack_folder)
