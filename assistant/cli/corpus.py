"""`assistant corpus`: scraped articles in, structured articles with a ledger out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.cli import cleaned, options, relating
from assistant.text.clean import one_line

# More than machines have cores.
_MOST_WORKERS = 256


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("corpus", help="work on scraped articles")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    clean = actions.add_parser(
        "clean", help="clean articles; the ledger proves that nothing was lost"
    )
    clean.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="folders, files, patterns, zip or tar archives, JSON lines; - reads standard input",
    )
    clean.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    clean.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="names and corrections of the articles; absent: those of the pack around them",
    )
    clean.add_argument(
        "--language", metavar="TAG", help="language of articles that no folder or line names it for"
    )
    clean.add_argument(
        "--workers",
        type=options.number("--workers", 1, _MOST_WORKERS),
        default=1,
        metavar="N",
        help="processes; the files are the same whatever their number",
    )
    clean.set_defaults(run=run)
    cleaned.add_to(actions)
    relating.add_to(actions)


def run(parsed: argparse.Namespace) -> int:
    """Clean, report one line an article, and return the exit status."""
    from assistant.cleaning.rules import RULES_NAME, PackRules, rules_beside
    from assistant.cli.progress import counted
    from assistant.corpus.cleaning_run import clean_all
    from assistant.corpus.inputs import Failed, documents
    from assistant.locations import default_pack
    from assistant.messages import load_program_prose

    beside = (rules_beside(Path(source)) for source in parsed.source if source != "-")
    path = parsed.rules or next(filter(None, beside), None) or default_pack() / RULES_NAME
    found = documents(parsed.source, language=parsed.language, stdin=sys.stdin.buffer)
    cleaned = clean_all(found, parsed.out, rules=PackRules.load(path), workers=parsed.workers)
    program = load_program_prose(options.session_language())
    status = 0
    for one in counted(cleaned):
        if isinstance(one, Failed):
            message, hint = program.error(one.error)
            place = one.error.where or one.source
            print(one_line(f"{place}: {message} {hint or ''}"), file=sys.stderr)
            status = status or one.error.exit_status
        else:
            print(
                one_line(
                    f"{one.output}: {one.blocks} blocks, {one.variants} variants, "
                    f"{one.lines} lines accounted for"
                    f"{'' if one.changed else ' (file unchanged)'}"
                )
            )
    return status
