"""`assistant corpus`: what is done with scraped articles."""

from __future__ import annotations

from typing import Any

from assistant.cli import cleaned, cleaning, relating


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("corpus", help="work on scraped articles")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    cleaning.add_to(actions)
    cleaned.add_to(actions)
    relating.add_to(actions)
