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
from assistant.lifecycle import Facts, Licence
from assistant.render import to_mapping, to_text
from assistant.render.document import document_of
from assistant.render.plain import lay_out
from tests.conftest import Golden

# What a transcript shows of an answer, and in how many cells.
SHOWN = frozenset({"lead", "understood", "dates", "moves", "ask"})
WIDTH = 100
# With and without a topic, unless a turn says which.
DECISIONS = (("clarify", "decline"), ("answer",))
FOLDER = Path(__file__).parent / "conversations"
TODAY = date(2026, 11, 25)
ASSISTANT = Assistant()
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def conversations() -> Iterator[Any]:
    """Each conversation of each file, under the name of its language."""
    for path in sorted(FOLDER.glob("*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["conversation"]:
            yield pytest.param(path.stem, item["turns"], id=f"{path.stem}: {item['about']}")


def transcript(language: str, turns: list[dict[str, Any]]) -> str:
    """Return what is said in a conversation: questions, and the beginnings of the answers."""
    case, lines = Case.empty(language=language), []
    for turn in turns:
        answer = ASSISTANT.answer(turn["say"], today=TODAY, case=case)
        case = answer.case
        lines.append(f"> {turn['say']}")
        lines += [
            line
            for section in document_of(answer)
            if section.name in SHOWN
            for item in lay_out(section, WIDTH)
            for line in item
        ]
    return "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_transcripts(language: str, golden: Golden) -> None:
    """What a reader sees of each conversation is as it was read."""
    path = FOLDER / f"{language}.toml"
    talks = tomllib.loads(path.read_text(encoding="utf-8"))["conversation"]
    texts = [f"# {talk['about']}\n\n{transcript(language, talk['turns'])}\n" for talk in talks]
    golden.check(path.with_suffix(".txt"), "\n".join(texts))


@pytest.mark.parametrize(("language", "turns"), conversations())
def test_conversation(language: str, turns: list[dict[str, Any]]) -> None:
    """Every turn is understood from what came before, and its JSON gives the same answer again."""
    case = Case.empty(language=language)
    for turn in turns:
        answer = ASSISTANT.answer(turn["say"], today=TODAY, case=case)
        told = to_mapping(answer, zone="UTC")
        assert (turn["say"], answer.topic or "") == (turn["say"], turn["topic"])
        assert answer.decision.value in turn.get("decision", DECISIONS[bool(turn["topic"])])
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
    assert "What changes" in text
    assert "31 October 2026 → 30 December 2026 (+60 days)" in text


def test_supposing_what_is_so_moves_nothing() -> None:
    """The same fact again is no change."""
    case = Case(facts=Facts(expired_on=date(2026, 10, 1)), topic="expiry.effects", language="en")
    answer = ASSISTANT.answer("and if it expired on 1 October 2026?", today=TODAY, case=case)
    assert answer.comparison is not None
    assert answer.comparison.changed == ()
    assert "No date changes." in to_text(answer)


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


def test_a_correction_takes_the_supposition_with_it() -> None:
    """Who says that it was not cancelled but expired is not left with what was only supposed."""
    said = Facts(cancelled_on=date(2026, 11, 12))
    supposed = said._replace(licence=Licence.VOLUME)
    case = Case(
        facts=supposed, actual=said, topic="cancel.effects", language="en", asked="cancelled_on"
    )
    answer = ASSISTANT.answer("no, it expired on 14 November", today=TODAY, case=case)
    assert answer.facts == Facts(expired_on=date(2026, 11, 14))
    assert answer.case.actual is None
