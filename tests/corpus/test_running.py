"""Whole runs: the same bytes however they come about, and whatever a document does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant import locking
from assistant.cleaning.article import article_from_plain, load_article
from assistant.cleaning.errors import EmptyArticleError, LedgerError, OutsideError, WriteError
from assistant.cleaning.rules import PackRules
from assistant.corpus import making, working
from assistant.corpus.errors import AmbiguousNameError, CleaningFaultError
from assistant.corpus.inputs import reading
from assistant.corpus.inputs.document import Document, Refused
from assistant.corpus.outputs import Output
from assistant.corpus.running import Done, Settings, clean_corpus

BOTH = pytest.mark.parametrize("output", list(Output))


def garden(count: int) -> list[Document]:
    """Return articles of a few lines each."""
    return [
        Document(
            f"in/{number}.txt",
            f"bed-{number % 5}/bean-{number}.txt",
            f"Beans {number}\n\nSow {number} beans in May.\n\nWater them.\n".encode(),
            "en",
        )
        for number in range(count)
    ]


def clean(
    documents: Iterable[Document | Refused], out: Path, output: Output, workers: int = 1
) -> tuple[list[Done], list[Refused]]:
    """Run to the end and return what was cleaned and what was refused."""
    settings = Settings(out, PackRules(), output, workers)
    outcomes = list(clean_corpus(lambda: documents, settings))
    good = [one for one in outcomes if isinstance(one, Done)]
    return good, [one for one in outcomes if isinstance(one, Refused)]


def tree(out: Path) -> dict[str, bytes]:
    """Return every file under `out`, hidden ones too."""
    return {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }


@BOTH
def test_workers_and_order_change_nothing(tmp_path: Path, output: Output) -> None:
    """Any number of processes and any order of documents give the same bytes."""
    documents = [*garden(40), Document("in/none.txt", "none.txt", b"", "en")]
    clean(documents, tmp_path / "one", output)
    documents.reverse()
    good, refused = clean(documents, tmp_path / "two", output, workers=2)
    assert len(good) == 40
    assert [type(one.error) for one in refused] == [EmptyArticleError]
    assert refused[0].error.where == "in/none.txt"
    assert tree(tmp_path / "one") == tree(tmp_path / "two") != {}


def test_what_is_written(tmp_path: Path) -> None:
    """A file for each article, named after its language and path; or a line each, in order."""
    clean(garden(3), tmp_path, Output.JSON)
    clean(garden(3), tmp_path, Output.LINES)
    names = [f"en/bed-{number}/bean-{number}" for number in range(3)]
    assert sorted(tree(tmp_path)) == ["articles.jsonl", *(f"{name}.json" for name in names)]
    lines = (tmp_path / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [article_from_plain(json.loads(line)) for line in lines]
    assert [one.id for one in articles] == names
    assert articles == [load_article(tmp_path / f"{name}.json") for name in names]


@BOTH
def test_documents_of_one_name_are_all_refused(tmp_path: Path, output: Output) -> None:
    """Which of them came first does not matter: none is written, all are named."""
    twin = Document("other/3.txt", "bed-3/bean-3.html", b"Peas\n\nSow peas in March.\n", "en")
    twin = twin._replace(form=garden(1)[0].form, name="bed-3/bean-3.txt")
    for name, documents in (("a", [*garden(5), twin]), ("b", [twin, *garden(5)])):
        _, refused = clean(documents, tmp_path / name, output)
        assert [one.source for one in refused] == ["in/3.txt", "other/3.txt"]
        assert {type(one.error) for one in refused} == {AmbiguousNameError}
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert b"bean-3" not in b"".join([*tree(tmp_path / "a").values()])


@BOTH
def test_the_same_document_twice_is_one(tmp_path: Path, output: Output) -> None:
    """Overlapping sources do no harm."""
    good, refused = clean([*garden(3), *garden(3)], tmp_path, output)
    assert (len(good), refused) == (3, [])


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    """Files that would be written again as they are keep their time stamps."""
    clean(garden(3), tmp_path, Output.JSON)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    good, _ = clean(garden(3), tmp_path, Output.JSON)
    assert not any(one.entry.changed for one in good)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}


@BOTH
@pytest.mark.parametrize("cut", [1, 20])
def test_stopped_runs_go_on(tmp_path: Path, output: Output, cut: int) -> None:
    """What an unfinished run has done is not done again, and damage to it is found."""
    clean(garden(30), tmp_path / "whole", output)
    half, settings = tmp_path / "half", Settings(tmp_path / "half", PackRules(), output)
    run = clean_corpus(lambda: garden(30), settings)
    for _ in range(12):
        next(run)
    run.close()
    journal = half / ".cleaning" / "journal"
    journal.write_bytes(journal.read_bytes()[:-cut])
    if output is Output.JSON:
        (half / "en" / "bed-2" / "bean-2.json").write_text("damaged", encoding="utf-8")
    good, _ = clean(garden(30), half, output)
    assert sum(one.resumed for one in good) == (10 if output is Output.JSON else 11)
    assert tree(half) == tree(tmp_path / "whole")


def test_other_rules_begin_anew(tmp_path: Path) -> None:
    """An unfinished run with other rules is not gone on with."""
    run = clean_corpus(lambda: garden(5), Settings(tmp_path, PackRules(default_edition="home")))
    next(run)
    run.close()
    good, _ = clean(garden(5), tmp_path, Output.JSON)
    assert not any(one.resumed for one in good)


@BOTH
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_killed_for_real_and_started_again(tmp_path: Path, output: Output) -> None:
    """After SIGKILL at some moment, the next run ends with the bytes of one that was not killed."""
    source = tmp_path / "in.jsonl"
    rows = ({"path": one.name, "text": one.data.decode(), "language": "en"} for one in garden(150))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def start(out: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "assistant", "corpus", "clean", str(source)]
        command += ["--out", str(out), "--format", output, "--workers", "2"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    with start(tmp_path / "whole") as process:
        assert process.wait() == 0
    killed = tmp_path / "killed"
    journal = killed / ".cleaning" / "journal"
    for enough in (2_000, 15_000):
        with start(killed) as process:
            while not (journal.exists() and journal.stat().st_size > enough):
                assert process.poll() is None
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            # Its workers hold the pipe: the end of it shows that they have left, too.
            process.communicate(timeout=60)
        assert journal.exists()
    with start(killed) as process:
        assert process.wait() == 0
    assert tree(killed) == tree(tmp_path / "whole")
    assert len(tree(killed)) == (150 if output is Output.JSON else 1)


def test_faults_of_the_cleaner_stay_with_their_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that nobody expected is said of one document; the others are cleaned."""
    real = reading.read

    def failing(document: Document) -> object:
        if document.name.endswith("bean-1.txt"):
            raise ZeroDivisionError
        return real(document)

    monkeypatch.setattr(making, "read", failing)
    good, refused = clean(garden(3), tmp_path, Output.JSON)
    assert len(good) == 2
    assert [type(one.error) for one in refused] == [CleaningFaultError]


def test_unbalanced_ledger_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the proof fails, the document is refused and nothing is written for it."""

    def lossy(*args: object, **kwargs: object) -> None:
        del args, kwargs
        raise LedgerError("in/0.txt:1", detail="the line is missing")

    monkeypatch.setattr(making, "verify_written", lossy)
    _, refused = clean(garden(2), tmp_path, Output.JSON)
    assert [type(one.error) for one in refused] == [LedgerError, LedgerError]
    assert not tree(tmp_path)


def die_of_seven(value: int) -> int:
    """End the process, as one that takes too much memory is ended."""
    if value == 7:
        os._exit(9)
    return value * value


def test_lost_workers_are_replaced() -> None:
    """A value that ends its worker gives what is said of lost ones; all others are done."""
    results = working.mapped(die_of_seven, range(30), workers=2, lost=lambda value: -value)
    assert list(results) == [-7 if value == 7 else value * value for value in range(30)]


def test_values_are_taken_as_they_are_needed() -> None:
    """Not more values are taken than are on their way, so that a corpus need not fit in memory."""
    taken = []

    def values() -> Iterable[int]:
        for value in range(200):
            taken.append(value)
            yield value

    results = working.mapped(abs, values(), workers=2, lost=abs)
    next(iter(results))
    assert len(taken) <= 20


def test_output_does_not_leave_its_folder(tmp_path: Path) -> None:
    """A link in the output folder that leads elsewhere is not written through."""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "en").symlink_to(elsewhere)
    _, refused = clean(garden(2), out, Output.JSON)
    assert [type(one.error) for one in refused] == [OutsideError, OutsideError]
    assert not list(elsewhere.iterdir())


@BOTH
def test_folder_that_cannot_be_written(tmp_path: Path, output: Output) -> None:
    """A file where the folder should be is one clear error."""
    out = tmp_path / "out"
    out.write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError):
        clean(garden(2), out, output)
    assert out.read_text(encoding="utf-8") == "in the way"


def test_two_runs_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run into the same folder is refused, and the first one goes on unharmed."""
    monkeypatch.setattr(locking, "_PATIENCE", 0.1)
    first = clean_corpus(lambda: garden(5), Settings(tmp_path, PackRules()))
    next(first)
    with pytest.raises(WriteError):
        clean(garden(5), tmp_path, Output.JSON)
    assert sum(isinstance(one, Done) for one in first) == 4
    assert len(tree(tmp_path)) == 5


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that cannot be written is refused, and the old file is intact."""
    clean(garden(2), tmp_path, Output.JSON)
    before = tree(tmp_path)

    def full(path: Path, data: bytes) -> int:
        del path, data
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    changed = [one._replace(data=b"Other\n\nText.\n") for one in garden(2)]
    _, refused = clean(changed, tmp_path, Output.JSON)
    assert [type(one.error) for one in refused] == [WriteError, WriteError]
    assert tree(tmp_path) == before
