"""Conversations as data: after each turn the topic, all facts, and what a supposition moves."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant, Case
from assistant.lifecycle import Facts
from assistant.render import to_mapping, to_text

FOLDER = Path(__file__).parent / "conversations"
TODAY = date(2026, 11, 25)
ASSISTANT = Assistant()


def conversations() -> Iterator[Any]:
    """Each conversation of each file, under the name of its language."""
    for path in sorted(FOLDER.glob("*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["conversation"]:
            yield pytest.param(path.stem, item["turns"], id=f"{path.stem}: {item['about']}")


@pytest.mark.parametrize(("language", "turns"), conversations())
def test_conversation(language: str, turns: list[dict[str, Any]]) -> None:
    """Every turn is understood from what came before, and its JSON gives the same answer again."""
    case = Case.empty(language=language)
    for turn in turns:
        answer = ASSISTANT.answer(turn["say"], today=TODAY, case=case)
        told = to_mapping(answer, zone="UTC")
        assert (turn["say"], answer.topic or "") == (turn["say"], turn["topic"])
        assert answer.facts.to_mapping() == turn["facts"], turn["say"]
        assert (told["what_if"] is not None) == turn.get("supposes", False), turn["say"]
        saved = Case.from_mapping(json.loads(json.dumps(told["case"])))
        again = ASSISTANT.answer(turn["say"], today=TODAY, language=answer.language, case=saved)
        assert to_mapping(again, zone="UTC") == told
        case = answer.case


def test_a_supposition_says_what_moves() -> None:
    """The dates that a volume licence would change are named, old and new, with the days."""
    case = Case(facts=Facts(expired_on=date(2026, 10, 1)), topic="expiry.effects", language="en")
    answer = ASSISTANT.answer("and if it's a volume licence?", today=TODAY, case=case)
    text = to_text(answer)
    assert "What moves" in text
    assert "31 October 2026 → 30 December 2026 (+60)" in text


def test_supposing_what_is_so_moves_nothing() -> None:
    """The same fact again is no change."""
    case = Case(facts=Facts(expired_on=date(2026, 10, 1)), topic="expiry.effects", language="en")
    answer = ASSISTANT.answer("and if it expired on 1 October 2026?", today=TODAY, case=case)
    assert answer.comparison is not None
    assert answer.comparison.changed == ()
    assert "Nothing moves." in to_text(answer)


@pytest.mark.parametrize("first", ["expired", "licence"])
def test_the_order_of_facts_does_not_matter(first: str) -> None:
    """Two facts, one a turn, in either order: the same case and the same milestones."""
    said = {"expired": "it expired on 1 October 2026", "licence": "we have a volume licence"}
    order = sorted(said, key=lambda name: name != first)
    case = Case(topic="expiry.effects", language="en")
    for name in order:
        answer = ASSISTANT.answer(said[name], today=TODAY, case=case)
        case = answer.case
    assert case.facts.to_mapping() == {"expired_on": "2026-10-01", "licence": "volume"}
    assert [m.date.isoformat() for m in answer.milestones][1] == "2026-12-30"
