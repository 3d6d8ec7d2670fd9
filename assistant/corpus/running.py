"""A whole run: documents in, cleaned articles out; the same bytes however it came about.

Neither the number of workers nor the order of the sources, nor being killed on the way and started
again, changes what stands in the folder at the end.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from assistant import __version__
from assistant.cleaning.article import article_from_plain
from assistant.cleaning.codec import to_plain
from assistant.cleaning.errors import WriteError
from assistant.cleaning.rules import PackRules
from assistant.corpus.errors import AmbiguousNameError, CleaningFaultError
from assistant.corpus.inputs.document import Document, Refused
from assistant.corpus.journal import Entry, Journal
from assistant.corpus.making import Made, key_of, make
from assistant.corpus.outputs import Output, Writer, discard, writer
from assistant.corpus.site import Site, survey
from assistant.corpus.working import mapped
from assistant.errors import AssistantError
from assistant.locking import locked

_WORK = ".cleaning"


class Settings(NamedTuple):
    """What decides the output of a run, besides its documents.

    Args:
        out: folder for the cleaned articles; made if it is not there.
        rules: rules of the pack.
        output: what is written.
        workers: number of processes; the output is the same for any.
        recurring: whether what recurs in one place on the pages is left out.
    """

    out: Path
    rules: PackRules
    output: Output = Output.JSON
    workers: int = 1
    recurring: bool = True

    def digest(self) -> str:
        """Return a digest of what an unfinished run must have in common with this one."""
        decides = [__version__, self.output, to_plain(self.rules), self.recurring]
        plain = json.dumps(decides, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


class Done(NamedTuple):
    """A document that was cleaned.

    Args:
        source: where it came from.
        entry: what was made of it.
        resumed: whether an earlier run, which did not end, had done it.
        again: whether it was cleaned before in this run, and what recurs is left out now.
    """

    source: str
    entry: Entry
    resumed: bool = False
    again: bool = False


def clean_corpus(
    documents: Callable[[], Iterable[Document | Refused]], settings: Settings
) -> Generator[Done | Refused | Site, None, None]:
    """Clean documents into a folder, and yield what became of each, in their order.

    Documents that would become one article are all refused: what is written does not depend on
    which of them came first. They are yielded at the end. What recurs on the pages is known only
    then: it is yielded, and articles that have it are cleaned once more.

    Args:
        documents: gives the documents, taken as they are needed, and the same ones if it is called
            again; of those that were refused, nothing is written.
        settings: where to and how.

    Raises:
        WriteError: the folder cannot be written to, or another run is at work in it.
    """
    # A source that does not exist is said here, before a folder is made.
    found = documents()
    work = settings.out / _WORK
    with ExitStack() as opened:
        try:
            work.mkdir(parents=True, exist_ok=True)
            opened.enter_context(locked(work / "journal"))
            journal = opened.enter_context(closing(Journal(work / "journal", settings.digest())))
            target = opened.enter_context(closing(writer(settings.output, settings.out, work)))
        except OSError as error:
            raise WriteError(str(settings.out), reason=error.strerror or "unknown") from None
        run = _Run(settings, journal, target)
        yield from run.clean(found)
        if settings.recurring:
            site = run.survey()
            yield site
            if site.chrome:
                yield from run.clean_again(documents(), site.chrome)
        target.finish(run.standing())
    discard(work)


class _Run:
    def __init__(self, settings: Settings, journal: Journal, target: Writer) -> None:
        self._settings, self._journal, self._target = settings, journal, target
        self._known: dict[str, Done] = {}
        self._clashing: dict[str, list[str]] = {}

    def clean(self, documents: Iterable[Document | Refused]) -> Iterator[Done | Refused]:
        work = partial(
            _work, rules=self._settings.rules, as_line=self._settings.output is Output.LINES
        )
        results = mapped(
            work, map(self._looked_up, documents), workers=self._settings.workers, lost=_lost
        )
        for result in results:
            outcome = self._written(result) if isinstance(result, Made) else result
            if isinstance(outcome, Refused) or self._stands(outcome):
                yield outcome
        yield from self._refused()

    def survey(self) -> Site:
        """Return what recurs on the pages."""
        entries = {entry.summary.id: entry for entry in self.standing()}

        @lru_cache(maxsize=1)
        def texts(article_id: str) -> dict[str, str]:
            data = self._target.read(entries[article_id])
            return article_from_plain(json.loads(data)).texts()

        summaries = [entry.summary for entry in entries.values()]
        return survey(summaries, lambda article_id, block: texts(article_id)[block])

    def clean_again(
        self, documents: Iterable[Document | Refused], chrome: Mapping[str, Mapping[str, str]]
    ) -> Iterator[Done | Refused]:
        """Clean the articles that have what recurs, and leave it out."""
        keys = {
            done.entry.key: chrome[article_id]
            for article_id, done in self._known.items()
            if article_id in chrome
        }
        again = (
            _Again(document, keys.pop(key))
            for document in documents
            if isinstance(document, Document) and (key := key_of(document)) in keys
        )
        work = partial(
            _work_again, rules=self._settings.rules, as_line=self._settings.output is Output.LINES
        )
        for result in mapped(work, again, workers=self._settings.workers, lost=_lost):
            if isinstance(result, Refused):
                yield result
                continue
            try:
                place, changed = self._target.write(result)
            except AssistantError as error:
                yield Refused(result.source, error)
                continue
            # Not written down: a run that is killed now does these again.
            entry = Entry(result.key, result.summary, place, changed)
            done = Done(result.source, entry, again=True)
            self._known[result.summary.id] = done
            yield done

    def standing(self) -> Iterator[Entry]:
        """Yield what was written and stays."""
        for article_id, done in self._known.items():
            if article_id not in self._clashing:
                yield done.entry

    def _looked_up(self, document: Document | Refused) -> Document | Refused | Done:
        if isinstance(document, Refused):
            return document
        entry = self._journal.done.get(key_of(document))
        if entry is not None and self._target.holds(entry):
            return Done(document.source, entry, resumed=True)
        return document

    def _written(self, made: Made) -> Done | Refused:
        known = self._known.get(made.summary.id)
        if known is not None:
            # It is the same article, or both are refused: nothing is written over.
            return Done(made.source, replace(known.entry, key=made.key))
        try:
            place, changed = self._target.write(made)
        except AssistantError as error:
            return Refused(made.source, error)
        entry = Entry(made.key, made.summary, place, changed)
        self._journal.add(entry)
        return Done(made.source, entry)

    def _stands(self, done: Done) -> bool:
        """Return whether `done` is the only document with its identifier so far."""
        known = self._known.setdefault(done.entry.summary.id, done)
        if known.entry.key == done.entry.key:
            return known is done
        clashing = self._clashing.setdefault(done.entry.summary.id, [known.source])
        clashing.append(done.source)
        return False

    def _refused(self) -> Iterator[Refused]:
        for article_id, sources in sorted(self._clashing.items()):
            self._target.remove(self._known[article_id].entry)
            for source in sorted(sources):
                yield Refused(source, AmbiguousNameError(source, id=article_id))


def _work(
    item: Document | Refused | Done, *, rules: PackRules, as_line: bool
) -> Made | Refused | Done:
    return make(item, rules, as_line=as_line) if isinstance(item, Document) else item


class _Again(NamedTuple):
    """A document of which some blocks are left out now."""

    document: Document
    chrome: Mapping[str, str]

    @property
    def source(self) -> str:
        return self.document.source


def _work_again(item: _Again, *, rules: PackRules, as_line: bool) -> Made | Refused:
    return make(item.document, rules, as_line=as_line, chrome=item.chrome)


def _lost(item: Document | Refused | Done | _Again) -> Refused:
    source = item.source
    return Refused(source, CleaningFaultError(source, detail="it took too much memory or time"))
