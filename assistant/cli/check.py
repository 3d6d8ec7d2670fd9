"""`assistant check`: prove that a pack holds what it promises."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.cli import options

_FAULTY = 1


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser(
        "check", help="prove a pack: evidence, placeholders, digits, completeness, model"
    )
    parser.add_argument(
        "--blocks", action="store_true", help="list what cites each block of the articles"
    )
    options.add_pack(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print every fault as one line on standard error; return 1 if there is any."""
    from assistant.answering.check import check_cues
    from assistant.errors import AssistantError
    from assistant.evaluation.lint import lint_phrases
    from assistant.knowledge import Pack
    from assistant.knowledge.check import (
        Fault,
        check_pack,
        check_program,
        fault_of,
        load_articles,
    )
    from assistant.knowledge.coverage import coverage
    from assistant.locations import default_pack
    from assistant.routing import Router
    from assistant.routing.check import check_models
    from assistant.text.clean import one_line

    pack = Pack(parsed.pack or default_pack())
    if parsed.blocks:
        for use in coverage(pack, load_articles(pack)):
            reason = ", ".join(use.users) or f"({use.reason or 'not accounted for'})"
            print(f"{use.article}  {use.block.ljust(7)}  {use.kind.ljust(10)}  {reason}")
        return 0
    faults = [*check_program(), *check_pack(pack)]
    faults += [Fault(where, detail) for where, detail in check_cues(pack)]
    faults += [
        fault_of(found, path) if isinstance(found, AssistantError) else Fault(str(path), found)
        for path, found in check_models(pack.folder)
    ]
    if not faults:
        # With a model that is that of the phrases, and after what is quick to find.
        faults = [
            Fault(f"phrases/{found.language}/{found.topic}.toml", f"{found.what}: {found.text}")
            for found in lint_phrases(pack, Router.load(pack.router_path))
        ]
    for fault in faults:
        print(one_line(f"{fault.where}: {fault.what}"), file=sys.stderr)
    languages = ", ".join(pack.languages)
    print(f"{pack.id}: {len(pack.topic_ids)} topics, languages {languages}: {len(faults)} faults")
    return _FAULTY if faults else 0
