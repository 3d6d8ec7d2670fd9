"""`assistant replay` and `assistant diff`: what a saved answer, or another pack, says now."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from assistant.render.replay import Change

_CHANGED = 1


def add_to(commands: Any) -> None:
    """Add both commands to a parser's sub-commands."""
    parser = commands.add_parser("replay", help="ask saved answers' questions again, and compare")
    parser.add_argument("file", type=Path, metavar="FILE", help="made with ask --json or --batch")
    options.add_pack(parser)
    options.add_semantic(parser)
    parser.set_defaults(run=run_replay)
    parser = commands.add_parser("diff", help="list questions that two packs answer differently")
    parser.add_argument("before", type=Path, metavar="PACK_A")
    parser.add_argument("after", type=Path, metavar="PACK_B")
    parser.add_argument(
        "--questions",
        type=Path,
        required=True,
        metavar="FILE",
        help="questions as “assistant eval” reads them",
    )
    options.add_today(parser)
    parser.set_defaults(run=run_diff)


def run_replay(parsed: argparse.Namespace) -> int:
    """Replay each answer of the file, print what changed, and return the exit status."""
    from assistant.answering import Assistant
    from assistant.render.replay import read_saved, replay

    assistant = Assistant(parsed.pack, semantic=parsed.semantic)
    digest = assistant.pack.digest
    count = changed = other = 0
    for saved in read_saved(parsed.file):
        count += 1
        change = replay(assistant, saved)
        pack = saved.values.get("pack")
        other += not isinstance(pack, dict) or pack.get("digest") != digest
        if change is not None:
            changed += 1
            _print_change(f"{saved.where}: {saved.values['question']}", change)
    print(f"{count} answers, {changed} changed; {other} are from another state of the pack")
    return _CHANGED if changed else 0


def run_diff(parsed: argparse.Namespace) -> int:
    """Ask both packs each question in all their languages, and print what differs."""
    from assistant.answering import Assistant
    from assistant.evaluation.questions import read_questions
    from assistant.render.replay import compare_answers

    before, after = Assistant(parsed.before), Assistant(parsed.after)
    languages = [tag for tag in before.pack.languages if tag in after.pack.languages]
    today = options.today_of(parsed)
    questions = changed = 0
    for question in read_questions(parsed.questions):
        questions += 1
        differs = False
        for language in languages:
            day = question.today or today
            one, other = (
                assistant.answer(question.text, today=day, language=language)
                for assistant in (before, after)
            )
            change = compare_answers(one, other)
            if change is not None:
                differs = True
                _print_change(f"{question.id} ({language}): {question.text}", change)
        changed += differs
    print(f"{questions} questions in {', '.join(languages)}: {changed} answered differently")
    return _CHANGED if changed else 0


def _print_change(title: str, change: Change) -> None:
    print(one_line(title))
    print(f"  {', '.join(change.keys)}")
    for line in change.lines():
        print(f"  {one_line(line)}")
