"""`assistant corpus clean`: raw articles in, structured articles with a ledger out."""

from __future__ import annotations

import argparse
import gc
import io
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.cli import options
from assistant.errors import mark
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedIOBase

    from assistant.corpus.inputs.document import Document, Refused
    from assistant.corpus.running import Done, Settings
    from assistant.corpus.site import Site
    from assistant.messages import Prose

_MOST_WORKERS = 256
# Megabytes: the program itself takes 200 of address space; no article has taken 500.
_LEAST_MEMORY, _MEMORY, _MOST_MEMORY = 512, 4096, 1_048_576
_OUTPUTS = ("json", "jsonl")  # as in `corpus.outputs`, which costs time to load

_UNKNOWN = mark(
    "corpus.clean.unknown",
    "The language of some articles is not known ({count}; the first is {source}). Labels such as "
    "“Note” were not recognised in them: give it with --language.",
)
_TOTAL = mark(
    "corpus.clean.total", "Articles cleaned: {cleaned}; refused: {refused}. Written to {path}."
)
_LEFT_OUT = mark(
    "corpus.clean.recurring",
    "Texts that stand on many pages in one place were left out by the rule “site.recurring”: "
    "{texts}; articles that had them: {articles}.",
)
# Translators: a list follows, one text a line.
_REVIEW = mark(
    "corpus.clean.review",
    "Texts that stand on many pages in one place, but may belong to the articles, were kept: "
    "{count}. Please look at them.",
)
# Translators: one of the texts that were kept; {why} is one or more of the reasons below.
_DOUBTFUL = mark(
    "corpus.clean.doubtful", "{articles} of {of} articles ({language}; {why}): “{text}”"
)
# By the values of `corpus.recurrence.Doubt`, which costs time to load.
_DOUBTS = {
    "long": mark("corpus.clean.doubt.long", "long"),
    "sentence": mark("corpus.clean.doubt.sentence", "a sentence"),
    "number": mark("corpus.clean.doubt.number", "a number or a date"),
    "caution": mark("corpus.clean.doubt.caution", "a condition, a duty or a warning"),
    "language": mark("corpus.clean.doubt.language", "no words known in this language"),
}
_MOST_DOUBTFUL = 10
_MOST_SHOWN = 100  # characters
_ENCODINGS = mark(
    "corpus.clean.encodings",
    "Some articles are not in UTF-8; their encoding was told by a mark, by the page itself or by "
    "their letters: {encodings}.",
)


def add_to(actions: Any) -> None:
    """Add the action to those of `assistant corpus`."""
    clean = actions.add_parser(
        "clean", help="clean articles; the ledger proves that nothing was lost"
    )
    clean.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a folder (LANG/… in it), a pattern, an article (.txt, .md, .html), JSON lines "
        '({"path", "text"}), a zip or tar archive, or - for standard input',
    )
    clean.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    clean.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="names and corrections of the articles; absent: those of the pack around them",
    )
    clean.add_argument(
        "--language", metavar="TAG", help="language of articles that no folder or page names it for"
    )
    clean.add_argument(
        "--format",
        choices=_OUTPUTS,
        default=_OUTPUTS[0],
        help="a file for each article, or all in one file, a line each (articles.jsonl)",
    )
    clean.add_argument(
        "--workers",
        type=options.number("--workers", 1, _MOST_WORKERS),
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes at work; the output is the same for any number (one for each core)",
    )
    clean.add_argument(
        "--keep-recurring",
        action="store_true",
        help="leave nothing out because it stands on many pages in one place",
    )
    clean.add_argument(
        "--memory",
        type=options.number("--memory", _LEAST_MEMORY, _MOST_MEMORY),
        default=_MEMORY,
        metavar="MB",
        help=f"the most that each process may take ({_MEMORY}); an article that takes more is "
        "refused (not on Windows)",
    )
    clean.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Clean, report one line an article, and return the exit status."""
    from assistant.cleaning.rules import RULES_NAME, PackRules, check_language, rules_beside
    from assistant.corpus.inputs.finding import STDIN, documents
    from assistant.corpus.outputs import Output
    from assistant.corpus.running import Settings
    from assistant.locations import default_pack

    if parsed.language is not None:
        check_language(parsed.language)
    places = [Path(source) for source in parsed.sources if source != STDIN]
    beside = rules_beside(places[0]) if places else None
    rules = PackRules.load(parsed.rules or beside or default_pack() / RULES_NAME)
    settings = Settings(
        parsed.out,
        rules,
        Output(parsed.format),
        parsed.workers,
        recurring=not parsed.keep_recurring,
    )
    gc.enable()  # many articles make much garbage
    with ExitStack() as opened:
        opened.enter_context(_bounded_memory(parsed.memory))
        piped = opened.enter_context(_kept_input()) if STDIN in parsed.sources else io.BytesIO()

        def found() -> Iterator[Document | Refused]:
            piped.seek(0)
            return documents(parsed.sources, language=parsed.language, stdin=piped)

        total = None
        if _watched():
            total = sum(1 for _ in found())  # a hundredth of the time that cleaning takes
        return _Report(settings, sources=parsed.sources).run(found, total)


@contextmanager
def _bounded_memory(megabytes: int) -> Iterator[None]:
    """Bound what this process, and each that it starts, may take."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1024**2
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))


def _kept_input() -> BufferedIOBase:
    """Return what standard input holds, in a file that can be read more than once."""
    kept = cast("BufferedIOBase", tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(sys.stdin.buffer, kept)
    return kept


class _Report:
    """What is said of a run: a line for each article, or a bar on a terminal; faults; totals."""

    def __init__(self, settings: Settings, sources: list[str]) -> None:
        self._settings, self._sources = settings, sources
        self._failed: list[Refused] = []
        self._unknown: list[str] = []
        self._encodings: Counter[str] = Counter()
        self._cleaned = 0
        self._site: Site | None = None

    def run(self, found: Callable[[], Iterator[Document | Refused]], total: int | None) -> int:
        from assistant.corpus.errors import NoDocumentsError
        from assistant.corpus.inputs.document import Refused
        from assistant.corpus.running import clean_corpus
        from assistant.corpus.site import Site

        with _progress(total) as step:
            for outcome in clean_corpus(found, self._settings):
                if isinstance(outcome, Site):
                    self._site = outcome
                    continue
                if isinstance(outcome, Refused):
                    self._failed.append(outcome)
                else:
                    self._count(outcome, quiet=step is not None)
                if step is not None:
                    step()
        if not self._failed and not self._cleaned:
            raise NoDocumentsError(" ".join(self._sources))
        self._totals(quiet=_watched())
        return self._failed[0].error.exit_status if self._failed else 0

    def _count(self, done: Done, *, quiet: bool) -> None:
        from assistant.corpus.outputs import LINES_NAME, Output
        from assistant.text.document_language import UNKNOWN

        entry = done.entry
        summary = entry.summary
        if not done.again:
            self._cleaned += 1
            self._encodings[summary.encoding] += 1
            if summary.language == UNKNOWN:
                self._unknown.append(done.source)
        if not quiet:
            alone = self._settings.output is Output.JSON
            place = f"{summary.id}.json" if alone else f"{LINES_NAME}: {summary.id}"
            print(
                one_line(
                    f"{self._settings.out / place}: {summary.blocks} blocks, "
                    f"{summary.variants} variants, {summary.lines} lines accounted for"
                    f"{'' if entry.changed else ' (file unchanged)'}"
                )
            )

    def _totals(self, *, quiet: bool) -> None:
        from assistant.cleaning.source import UTF_8
        from assistant.messages import load_program_prose

        program = load_program_prose(options.session_language())
        for failure in self._failed:
            message, hint = program.error(failure.error)
            where = failure.error.where or failure.source
            print(one_line(f"{where}: {message} {hint or ''}"), file=sys.stderr)
        if quiet:
            counts = {"cleaned": self._cleaned, "refused": len(self._failed)}
            print(
                one_line(
                    str(program.text(*_TOTAL, values={**counts, "path": str(self._settings.out)}))
                )
            )
        others = {name: count for name, count in self._encodings.items() if name != UTF_8}
        if others:
            listed = ", ".join(f"{name} ({count})" for name, count in sorted(others.items()))
            _say(program.text(*_ENCODINGS, values={"encodings": listed}))
        if self._site is not None:
            self._recurring(self._site, program)
        if self._unknown:
            values = {"count": len(self._unknown), "source": self._unknown[0]}
            _say(program.text(*_UNKNOWN, values=values))

    def _recurring(self, site: Site, program: Prose) -> None:
        if site.texts:
            values = {"texts": site.texts, "articles": len(site.chrome)}
            _say(program.text(*_LEFT_OUT, values=values))
        if site.doubtful:
            _say(program.text(*_REVIEW, values={"count": len(site.doubtful)}))
        for one in site.doubtful[:_MOST_DOUBTFUL]:
            why = ", ".join(str(program.text(*_DOUBTS[doubt.value])) for doubt in one.doubts)
            said = {"articles": one.articles, "of": one.of, "language": one.language, "why": why}
            text = one.text if len(one.text) <= _MOST_SHOWN else f"{one.text[:_MOST_SHOWN]}…"
            _say(program.text(*_DOUBTFUL, values={**said, "text": text}))


def _say(text: object) -> None:
    print(one_line(str(text)), file=sys.stderr)


def _watched() -> bool:
    return sys.stderr.isatty() and sys.stdout.isatty()


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[], None] | None]:
    """Show a bar while articles are made, if someone is looking; give what moves it on.

    Args:
        total: how many there are, if that is known.
    """
    if not _watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
