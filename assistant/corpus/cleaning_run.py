"""Clean many articles in several processes: the same files whatever their number and order.

Cleaning one article is a function of its bytes, its language, its name and the rules, so that it
can be done anywhere. What is there already, was made from the same bytes by the same rules and is
whole, is not made again: a run that was cut off goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assistant import __version__
from assistant.cleaning.article import Article, load_article
from assistant.cleaning.clean import clean_article
from assistant.cleaning.errors import DuplicateOutputError, OutsideError, WriteError
from assistant.cleaning.rules import PackRules
from assistant.cleaning.verify import verify_written
from assistant.corpus.inputs import Document, Failed
from assistant.errors import AssistantError, mark
from assistant.files import write_atomically

_STAMP = ".cleaned-by"
# Bytes of a file name that every system takes, without its ending.
_LONGEST_NAME = 120
# What some system does not take in a name, white space, and what is not seen.
_UNSAFE = re.compile(
    r"""[\s<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f]+"""
)
# What writing leaves where it is killed; see `files.write_atomically`.
_REST = re.compile(r"\..+\.json\.[a-z0-9_]{8}")
# Articles that wait for each worker: enough to keep it busy, few enough for memory.
_AHEAD = 8
_CHECKED_EVERY = 0.5  # seconds


class WorkerDiedError(AssistantError):
    """A process that cleaned articles ended."""

    code = "corpus.worker"
    message = mark("error.corpus.worker", "A process that cleaned articles was ended.")
    hint = mark(
        "error.corpus.worker.hint", "Run it again: what is done is kept. Use fewer “--workers”."
    )


class Done(NamedTuple):
    """An article that was cleaned.

    Attributes:
        where: the raw article.
        output: the cleaned one.
        blocks: number of its blocks.
        variants: number of its variants.
        lines: number of raw lines with text.
        changed: whether the file is new or differs from what was there.
    """

    where: str
    output: Path
    blocks: int
    variants: int
    lines: int
    changed: bool


def clean_all(
    documents: Iterable[Document | Failed], out: Path, *, rules: PackRules, workers: int = 1
) -> Iterator[Done | Failed]:
    """Clean articles into `out/<language>/<name>.json`, and yield what became of each, in order.

    Args:
        documents: raw articles, and what could not be read.
        out: folder for the cleaned articles; made if it is not there.
        rules: edition names and corrections.
        workers: processes; one does all in this one.

    Raises:
        WorkerDiedError: a process was killed.
        WriteError: the folder cannot be written.
    """
    clean = partial(_clean, out=out, rules=rules, since=_begin(out, rules))
    named = _named(documents, out)
    if workers == 1:
        for one in named:
            yield one if isinstance(one, Failed) else clean(one)
    else:
        try:
            watch = partial(_end_with, os.getpid())
            with ProcessPoolExecutor(workers, initializer=watch) as pool:
                yield from _in_order(pool, clean, named, ahead=_AHEAD * workers)
        except BrokenProcessPool as error:
            raise WorkerDiedError from error


def _end_with(run: int) -> None:
    """Let a worker end soon after the process that it works for, however that was ended."""

    def watch() -> None:
        while os.getppid() == run:
            time.sleep(_CHECKED_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _in_order(
    pool: ProcessPoolExecutor,
    clean: partial[Done | Failed],
    named: Iterable[Document | Failed],
    *,
    ahead: int,
) -> Iterator[Done | Failed]:
    waiting: deque[Failed | Future[Done | Failed]] = deque()
    for one in named:
        waiting.append(one if isinstance(one, Failed) else pool.submit(clean, one))
        if len(waiting) > ahead:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _result(one: Failed | Future[Done | Failed]) -> Done | Failed:
    return one if isinstance(one, Failed) else one.result()


def _named(documents: Iterable[Document | Failed], out: Path) -> Iterator[Document | Failed]:
    """Give each article the name of its file; of two that would have the same, one is a fault."""
    seen: set[tuple[str, str]] = set()
    for document in documents:
        if isinstance(document, Failed):
            yield document
            continue
        name = file_name(document)
        key = (document.language, name.casefold())
        if key in seen:
            place = f"{document.language}/{name}"
            yield Failed(Path(document.where), DuplicateOutputError(document.where, id=place))
            continue
        seen.add(key)
        if not (out / document.language).resolve().is_relative_to(out.resolve()):
            yield Failed(Path(document.where), OutsideError(document.where))
            continue
        yield document._replace(name=f"{name}.txt")


def file_name(document: Document) -> str:
    """Return an article's name as a file, without its ending.

    Its path below the folder of its language; a path that is long, or that no file can have, ends
    in a digest of itself.
    """
    path = PurePosixPath(document.name)
    parts = list(path.with_suffix("").parts) if path.suffix else list(path.parts)
    if document.language in parts[:-1]:
        parts = parts[parts.index(document.language) + 1 :]
    plain = "--".join(part for part in parts if part not in {"/", ".", ".."})
    name = _UNSAFE.sub("-", plain).strip(".-")
    if name == plain and 0 < len(name.encode()) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(document.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    short = name.encode()[: _LONGEST_NAME - 13].decode("utf-8", "ignore")
    return f"{short}-{digest}" if short else digest


def clean_document(document: Document, rules: PackRules) -> tuple[Article, bytes]:
    """Clean an article and prove it; return it and its JSON.

    Raises:
        LedgerError: something was lost.
        AssistantError: whatever `clean_article` finds wrong.
    """
    article = clean_article(
        document.data,
        language=document.language,
        name=PurePosixPath(document.name).name,
        rules=rules,
        where=document.where,
    )
    written = article.to_json().encode()
    verify_written(written, document.data, where=document.where)
    return article, written


def _clean(document: Document, *, out: Path, rules: PackRules, since: int) -> Done | Failed:
    output = out / document.language / f"{PurePosixPath(document.name).stem}.json"
    try:
        if (done := _done_before(document, output, since)) is not None:
            return done
        article, written = clean_document(document, rules)
        changed = _write(output, written)
    except AssistantError as error:
        return Failed(Path(document.where), error)
    blocks = article.blocks
    variants = sum(len(block.variants) for block in blocks)
    filled = article.source.filled
    return Done(document.where, output, len(blocks), variants, filled, changed)


def _done_before(document: Document, output: Path, since: int) -> Done | None:
    """Return what this run has made of the same bytes before it was cut off, if it is whole."""
    try:
        if output.stat().st_mtime_ns < since:
            return None
        article = load_article(output)
    except (OSError, AssistantError):
        return None
    if article.source.sha256 != hashlib.sha256(document.data).hexdigest():
        return None
    blocks = article.blocks
    variants = sum(len(block.variants) for block in blocks)
    filled = article.source.filled
    return Done(document.where, output, len(blocks), variants, filled, changed=False)


def _write(output: Path, data: bytes) -> bool:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.is_file() and output.read_bytes() == data:
            output.touch()  # it is this run's, too
            return False
        write_atomically(output, data)
    except OSError as error:
        raise WriteError(str(output), reason=error.strerror or "unknown") from None
    return True


def _begin(out: Path, rules: PackRules) -> int:
    """Return since when all that was written in a folder was made by this program and these rules.

    In nanoseconds, by the clock of the folder's file system. What was there before is made again.
    """
    stamp = out / _STAMP
    wanted = f"{__version__} {hashlib.sha256(repr(rules).encode()).hexdigest()}\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8", errors="replace") != wanted:
            write_atomically(stamp, wanted.encode())
        for rest in out.glob("*/.*"):
            if _REST.fullmatch(rest.name):
                rest.unlink(missing_ok=True)
        return stamp.stat().st_mtime_ns
    except OSError as error:
        raise WriteError(str(stamp), reason=error.strerror or "unknown") from None
