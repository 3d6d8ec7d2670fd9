"""`assistant corpus explain`, `report`, `export`, `schema`: what cleaned articles are good for."""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.errors import mark, mark_plural
from assistant.text.clean import escape_unseen, one_line

if TYPE_CHECKING:
    from assistant.cleaning.article import Article
    from assistant.corpus.shelf import Shelf

_CLEANED_SUFFIX = ".json"
_FORMS = ("jsonl", "markdown", "pot")  # as in `render.corpus.exports`, which costs time to load
# Longer numbers of lines name none; Python reads at most 4,300 digits.
_MOST_DIGITS = 12

_EXPORTED = mark_plural(
    "corpus.exported", "{count} article written to {path}.", "{count} articles written to {path}."
)
_SEVERAL = mark(
    "corpus.exported.languages",
    "These articles are in several languages ({languages}); a translator wants one: --language.",
)


def add_to(actions: Any) -> None:
    """Add the actions to those of `assistant corpus`."""
    explain = actions.add_parser(
        "explain", help="say line by line what became of an article, and why"
    )
    explain.add_argument(
        "place",
        metavar="FILE[:LINE]",
        help="a raw article, or its cleaned .json, or many of either; one line or all",
    )
    explain.add_argument("--json", action="store_true", help="print one JSON object")
    explain.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="names and corrections for a raw article; absent: those of the pack around it",
    )
    explain.add_argument("--language", metavar="TAG", help="language of a raw article")
    explain.add_argument(
        "--article",
        metavar="ID",
        help="which one, where FILE is an archive or has an article a line",
    )
    explain.set_defaults(run=run_explain)

    report = actions.add_parser(
        "report", help="write a page on what became of articles, before and after side by side"
    )
    _add_folder(report)
    report.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the page (HTML) to write"
    )
    report.add_argument(
        "--raw",
        type=Path,
        metavar="SOURCE",
        help="the raw articles (a folder, an archive, JSON lines), to prove that nothing was lost",
    )
    report.add_argument(
        "--most",
        type=options.number("--most", 0, 500),
        default=20,
        metavar="N",
        help="how many articles to show before and after (20)",
    )
    report.add_argument(
        "--language", metavar="TAG", help="language of the page; the session's if absent"
    )
    report.set_defaults(run=run_report)

    export = actions.add_parser("export", help="write cleaned articles for other programs")
    _add_folder(export)
    export.add_argument(
        "--to",
        required=True,
        choices=_FORMS,
        help="JSON lines, a Markdown file for each article, or a gettext template",
    )
    export.add_argument(
        "--out", type=Path, required=True, metavar="PATH", help="a file; for Markdown a folder"
    )
    export.add_argument("--language", metavar="TAG", help="only articles in this language")
    export.set_defaults(run=run_export)

    schema = actions.add_parser("schema", help="print the JSON Schema of cleaned articles")
    schema.set_defaults(run=run_schema)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "cleaned", type=Path, metavar="CLEANED", help="a folder of cleaned articles, or one"
    )


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


def run_report(parsed: argparse.Namespace) -> int:
    """Write the page; files that could not be read are named in it, too."""
    gc.enable()  # many articles make much garbage
    from assistant.corpus.inputs.finding import raw_folder
    from assistant.corpus.shelf import Shelf
    from assistant.files import written_atomically
    from assistant.messages import program_languages, require
    from assistant.render.corpus.report import Asked, report

    language = options.session_language()
    if parsed.language is not None:
        language = require(parsed.language, program_languages(), where="--language")
    shelf = Shelf(parsed.cleaned)
    with ExitStack() as opened:
        raw = opened.enter_context(raw_folder(parsed.raw)) if parsed.raw is not None else None
        stream = opened.enter_context(written_atomically(parsed.out))
        asked = Asked(parsed.cleaned, raw, language, parsed.most)
        stream.writelines(piece.encode("utf-8", "replace") for piece in report(shelf, asked))
    return _done(shelf, parsed.out)


def run_export(parsed: argparse.Namespace) -> int:
    """Write cleaned articles in another form; bad ones are named and left out."""
    gc.enable()  # many articles make much garbage
    from assistant.corpus.shelf import Shelf
    from assistant.messages import load_program_prose
    from assistant.render.corpus.exports import Form, export

    shelf = Shelf(parsed.cleaned, language=parsed.language)
    export(shelf, Form(parsed.to), parsed.out)
    if parsed.to == Form.TEMPLATE and len(shelf.languages) > 1:
        program = load_program_prose(options.session_language())
        several = {"languages": ", ".join(shelf.languages)}
        print(one_line(str(program.text(*_SEVERAL, values=several))), file=sys.stderr)
    return _done(shelf, parsed.out)


def run_schema(_: argparse.Namespace) -> int:
    """Print the schema."""
    from assistant.corpus.schema import SCHEMA_FILE

    print(SCHEMA_FILE.read_text(encoding="utf-8"), end="")
    return 0


def _done(shelf: Shelf, out: Path) -> int:
    """Say what was written and which files were not read, and return the exit status."""
    from assistant.cli.main import complain
    from assistant.messages import load_program_prose

    program = load_program_prose(options.session_language())
    values = {"count": shelf.articles, "path": str(out)}
    print(one_line(str(program.plural(*_EXPORTED, count=shelf.articles, values=values))))
    for failure in shelf.failed:
        complain(failure.error)
    return shelf.failed[0].error.exit_status if shelf.failed else 0


def _place(argument: str) -> tuple[Path, int | None]:
    """Return the file and the line that `FILE:LINE` means; a file of that very name comes first."""
    path, colon, line = argument.rpartition(":")
    if not (colon and path and line.isascii() and line.isdigit()) or Path(argument).exists():
        return Path(argument), None
    return Path(path), int(line[:_MOST_DIGITS])


def _article(path: Path, parsed: argparse.Namespace) -> Article:
    """Return a cleaned article, or a raw one, cleaned now."""
    from assistant.cleaning.errors import SourceNotFoundError
    from assistant.cleaning.rules import RULES_NAME, PackRules, rules_beside
    from assistant.corpus.inputs.archives import is_archive
    from assistant.corpus.inputs.finding import holds_many, one_document, one_of_many
    from assistant.corpus.making import clean_document
    from assistant.corpus.shelf import Shelf, Spot, load_consistent
    from assistant.locations import default_pack

    if not path.exists():
        raise SourceNotFoundError(str(path), reason="no such file or directory")
    if path.suffix.lower() == _CLEANED_SUFFIX:
        return load_consistent(Spot(path))
    rules = PackRules.load(parsed.rules or rules_beside(path) or default_pack() / RULES_NAME)
    if not holds_many(path):
        return clean_document(one_document(path, language=parsed.language), rules)
    wanted = parsed.article or ""
    if path.is_file() and not is_archive(path.name):
        for shelved in Shelf(path):
            if shelved.article.id == wanted:
                return shelved.article
    return clean_document(one_of_many(path, wanted, language=parsed.language), rules)
