"""`assistant train`: make a pack's routing model from its phrases."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.cli import options
from assistant.errors import AssistantError, mark


class TrainingMissingError(AssistantError):
    """The packages for training are not installed."""

    code = "train.missing"
    exit_status = 2
    message = mark("error.train.missing", "Training needs the package “{package}”.")
    hint = mark("error.train.missing.hint", "Install help-assistant[train].")


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("train", help="make a pack's routing model from its phrases")
    parser.add_argument(
        "--semantic",
        action="store_true",
        help="make the semantic model, too (needs help-assistant[semantic]; some minutes)",
    )
    options.add_pack(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Train, write the model, and return the exit status."""
    from assistant.knowledge import Pack
    from assistant.locations import default_pack

    try:
        from assistant.routing.training import write
    except ModuleNotFoundError as error:
        raise TrainingMissingError(package=error.name or "scikit-learn") from error
    pack = Pack(parsed.pack or default_pack())
    print(write(pack.folder))
    if parsed.semantic:
        from assistant.routing.semantic import MultilingualE5
        from assistant.routing.semantic_training import write_semantic

        print(write_semantic(pack.folder, MultilingualE5()))
    return 0
