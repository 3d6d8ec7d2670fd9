"""`assistant corpus explain`, `report`, `export`, `schema`: what cleaned articles are good for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.text.clean import escape_unseen

if TYPE_CHECKING:
    from assistant.cleaning.article import Article

_CLEANED_SUFFIX = ".json"
# Longer numbers of lines name none; Python reads at most 4,300 digits.
_MOST_DIGITS = 12


def add_to(actions: Any) -> None:
    """Add the actions to those of `assistant corpus`."""
    explain = actions.add_parser(
        "explain", help="say line by line what became of an article, and why"
    )
    explain.add_argument(
        "place", metavar="FILE[:LINE]", help="a raw article, or its cleaned .json; one line or all"
    )
    explain.add_argument("--json", action="store_true", help="print one JSON object")
    explain.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="names and corrections for a raw article; absent: those of the pack around it",
    )
    explain.add_argument("--language", metavar="TAG", help="language of a raw article")
    explain.set_defaults(run=run_explain)


def run_explain(parsed: argparse.Namespace) -> int:
    """Print what became of an article's lines."""
    import json

    from assistant.corpus.explaining import explain, explained_to_mapping
    from assistant.render.corpus.explanation import explanation_lines

    path, line = _place(parsed.place)
    article = _article(path, parsed)
    lines = explain(article, line)
    if parsed.json:
        mapping = explained_to_mapping(article, lines)
        print(escape_unseen(json.dumps(mapping, ensure_ascii=False)))
        return 0
    language, width = options.session_language(), options.text_width()
    # Whatever is wrong is found before anything is printed.
    told = list(lines) if line is not None else lines
    for text in explanation_lines(article, told, language=language, width=width):
        print(text)
    return 0


def _place(argument: str) -> tuple[Path, int | None]:
    """Return the file and the line that `FILE:LINE` means; a file of that very name comes first."""
    path, colon, line = argument.rpartition(":")
    if not (colon and path and line.isascii() and line.isdigit()) or Path(argument).exists():
        return Path(argument), None
    return Path(path), int(line[:_MOST_DIGITS])


def _article(path: Path, parsed: argparse.Namespace) -> Article:
    """Return a cleaned article, or a raw one, cleaned now."""
    from assistant.cleaning.article import load_article
    from assistant.cleaning.errors import SourceNotFoundError
    from assistant.cleaning.folder import RULES_NAME, clean_file, rules_beside
    from assistant.cleaning.rules import PackRules
    from assistant.locations import default_pack

    if not path.exists():
        raise SourceNotFoundError(str(path), reason="no such file or directory")
    if path.suffix.lower() == _CLEANED_SUFFIX:
        return load_article(path)
    rules = parsed.rules or rules_beside(path) or default_pack() / RULES_NAME
    return clean_file(path, language=parsed.language, rules=PackRules.load(rules))
