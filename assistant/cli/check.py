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
    options.add_pack(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Print every fault as one line on standard error; return 1 if there is any."""
    from assistant.knowledge import Pack
    from assistant.knowledge.check import Fault, check_pack, check_program
    from assistant.locations import default_pack
    from assistant.routing import check_model
    from assistant.text.clean import one_line

    pack = Pack(parsed.pack or default_pack())
    faults = [*check_program(), *check_pack(pack)]
    faults += [Fault(str(pack.router_path), detail) for detail in check_model(pack.folder)]
    for fault in faults:
        print(one_line(f"{fault.where}: {fault.what}"), file=sys.stderr)
    languages = ", ".join(pack.languages)
    answered = sum(topic.answerable for topic in pack.topics())
    print(
        f"{pack.id}: {len(pack.topic_ids)} topics, {answered} with an answer, "
        f"languages {languages}: {len(faults)} faults"
    )
    return _FAULTY if faults else 0
