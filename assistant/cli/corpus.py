"""`assistant corpus`: scraped articles in, structured articles with a ledger out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import cleaned, options
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from assistant.cleaning.article import Article


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("corpus", help="work on scraped articles")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    clean = actions.add_parser(
        "clean", help="clean articles; the ledger proves that nothing was lost"
    )
    clean.add_argument(
        "source", type=Path, metavar="SOURCE", help="an article, or a folder LANG/*.txt"
    )
    clean.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    clean.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="names and corrections of the articles; absent: those of the pack around them",
    )
    clean.add_argument("--language", metavar="TAG", help="language of a single article")
    clean.set_defaults(run=run)
    cleaned.add_to(actions)


def run(parsed: argparse.Namespace) -> int:
    """Clean, report one line an article, and return the exit status."""
    from assistant.cleaning.folder import RULES_NAME, clean_folder, rules_beside
    from assistant.cleaning.rules import PackRules
    from assistant.locations import default_pack
    from assistant.messages import load_program_prose

    path = parsed.rules or rules_beside(parsed.source) or default_pack() / RULES_NAME
    rules = PackRules.load(path)
    report = clean_folder(parsed.source, parsed.out, language=parsed.language, rules=rules)
    program = load_program_prose(options.session_language())
    for done in report.cleaned:
        article = done.article
        print(
            one_line(
                f"{done.output}: {len(article.blocks)} blocks, {_variants(article)} variants, "
                f"{article.source.filled} lines accounted for"
                f"{'' if done.changed else ' (file unchanged)'}"
            )
        )
    for failure in report.failed:
        message, hint = program.error(failure.error)
        print(
            one_line(f"{failure.error.where or failure.source}: {message} {hint or ''}"),
            file=sys.stderr,
        )
    return report.exit_status


def _variants(article: Article) -> int:
    return sum(len(block.variants) for block in article.blocks)
