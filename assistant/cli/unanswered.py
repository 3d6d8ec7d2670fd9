"""`assistant unanswered`: what got no answer, grouped, and phrases drafted from it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from assistant.evaluation.unanswered import Group

_MOST_EXAMPLES = 3


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser(
        "unanswered", help="group the questions of a log that got no answer"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a log made with --log")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--draft", action="store_true", help="print phrases to consider, as lines of phrase files"
    )
    options.add_pack(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Read, group, print."""
    from assistant.evaluation.unanswered import group, read_log
    from assistant.render import to_line

    groups = group(read_log(parsed.file))
    if parsed.draft:
        _print_drafts(groups, parsed.pack)
    elif parsed.json:
        print(to_line({"groups": [asdict(one) for one in groups]}))
    else:
        _print_groups(groups)
    return 0


def _print_groups(groups: Iterable[Group]) -> None:
    for one in groups:
        print(one_line(f"{len(one.questions)}\t{one.language}\t{one.topic or '–'}"))
        for question in one.questions[:_MOST_EXAMPLES]:
            print(f"    {one_line(question.text)}")


def _print_drafts(groups: list[Group], pack: Path | None) -> None:
    from assistant.evaluation.unanswered import draft
    from assistant.locations import default_pack
    from assistant.routing.phrases import load_phrases

    phrases = load_phrases(pack if pack is not None else default_pack())
    by_file: dict[str, list[str]] = {}
    for language, topic, text in draft(groups, phrases):
        by_file.setdefault(f"phrases/{language}/{topic}.toml", []).append(text)
    for name, texts in sorted(by_file.items()):
        print(one_line(f"# {name}: read each, correct the topic, then add"))
        print("log = [")
        for text in texts:
            # A basic string of TOML is written like one of JSON.
            print(f"  {json.dumps(one_line(text), ensure_ascii=False)},")
        print("]")
