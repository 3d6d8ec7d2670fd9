"""What is read from folders, patterns, files, JSON lines and a pipe, and what is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cleaning.errors import LanguageTagError, OutsideError, SourceNotFoundError
from assistant.cleaning.structure import Form
from assistant.corpus.errors import DocumentNameError, JsonLineError
from assistant.corpus.inputs import lines as lines_module
from assistant.corpus.inputs.document import Document, Refused
from assistant.corpus.inputs.finding import documents

Find = Callable[..., tuple[list[Document], list[Refused]]]


@pytest.fixture
def find() -> Find:
    """Return what finds documents and what is refused, apart."""

    def run(
        *sources: object, stdin: bytes = b"", language: str | None = None
    ) -> tuple[list[Document], list[Refused]]:
        found = list(
            documents([str(one) for one in sources], language=language, stdin=io.BytesIO(stdin))
        )
        good = [one for one in found if isinstance(one, Document)]
        return good, [one for one in found if isinstance(one, Refused)]

    return run


def put(root: Path, *paths: str) -> None:
    """Write files that hold their own path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")


def test_folders_are_read_to_the_bottom(find: Find, tmp_path: Path) -> None:
    """Articles at any depth are named after their path; the first folder may name the language."""
    put(tmp_path, "el/a/b/peas.txt", "guide/beans.md", "top.html", "pt-BR/x.txt")
    put(tmp_path, "el/picture.png", "el/.hidden.txt", ".git/x.txt", "el/pages.zip")
    good, refused = find(tmp_path, language="de")
    assert [(one.name, one.language, one.form) for one in good] == [
        ("a/b/peas.txt", "el", Form.TEXT),
        ("guide/beans.md", "de", Form.MARKDOWN),
        ("x.txt", "pt-BR", Form.TEXT),
        ("top.html", "de", Form.HTML),
    ]
    assert not refused


def test_language_of_the_folder_around(find: Find, tmp_path: Path) -> None:
    """A folder or file in a folder named after a language is in it, unless another is given."""
    put(tmp_path, "th/a.txt", "downloads/b.txt")
    assert [one.language for one in find(tmp_path / "th")[0]] == ["th"]
    assert [one.language for one in find(tmp_path / "th" / "a.txt")[0]] == ["th"]
    assert [one.language for one in find(tmp_path / "th", language="de")[0]] == ["de"]
    assert [one.language for one in find(tmp_path / "downloads")[0]] == [None]


def test_patterns_match_files_below_their_first_folder(find: Find, tmp_path: Path) -> None:
    """A pattern gives what it matches, named below the folder it begins in."""
    put(tmp_path, "el/a/one.txt", "el/two.txt", "th/two.md")
    good, _ = find(tmp_path / "**" / "two.*")
    assert [(one.language, one.name) for one in good] == [("el", "two.txt"), ("th", "two.md")]
    with pytest.raises(SourceNotFoundError):
        find(tmp_path / "*.rst")


def test_files_whose_names_look_like_patterns(find: Find, tmp_path: Path) -> None:
    """A file that is there is read, whatever its name."""
    put(tmp_path, "what[1]*.txt")
    assert [one.name for one in find(tmp_path / "what[1]*.txt")[0]] == ["what[1]*.txt"]


def test_named_files_are_read_whatever_their_suffix(find: Find, tmp_path: Path) -> None:
    """Naming a file is asking for it; what it is shows later."""
    put(tmp_path, "page", "notes.rst")
    good, _ = find(tmp_path / "page", tmp_path / "notes.rst")
    assert [(one.name, one.form) for one in good] == [("page", None), ("notes.rst", None)]


def test_missing_source(find: Find, tmp_path: Path) -> None:
    """A path that is not there ends the run: it was named."""
    with pytest.raises(SourceNotFoundError):
        find(tmp_path / "absent")


def test_links_that_lead_out_are_refused(find: Find, tmp_path: Path) -> None:
    """Links to files or folders elsewhere are refused, also where they break or go in circles."""
    put(tmp_path, "in/a.txt", "secret/s.txt")
    root = tmp_path / "in"
    (root / "copy.txt").symlink_to(root / "a.txt")
    (root / "out.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (root / "folder").symlink_to(tmp_path / "secret")
    (root / "round.txt").symlink_to(root / "round.txt")
    good, refused = find(root)
    assert [one.name for one in good] == ["a.txt", "copy.txt"]
    assert [Path(one.source).name for one in refused if isinstance(one.error, OutsideError)] == [
        "folder",
        "out.txt",
    ] + (["round.txt"] if len(refused) > 2 else [])


def test_json_lines(find: Find, tmp_path: Path) -> None:
    """Each line is a document; its own language counts first, the file's name last."""
    rows = [
        {"path": "a", "text": "x"},
        {"path": "b/c.html", "text": "<p>", "language": "el"},
        {"path": "th/d", "text": "y", "other": 1},
    ]
    text = "\ufeff" + "\n\n".join(json.dumps(row) for row in rows)
    (tmp_path / "de.jsonl").write_text(text, encoding="utf-8")
    good, refused = find(tmp_path)
    assert [(one.language, one.name, one.form, one.data) for one in good] == [
        ("de", "a", None, b"x"),
        ("el", "b/c.html", Form.HTML, b"<p>"),
        ("th", "d", None, b"y"),
    ]
    assert good[2].source.endswith("de.jsonl:5")
    assert not refused


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nonsense", JsonLineError),
        (b"[" * 100_000, JsonLineError),
        (b"[1]", JsonLineError),
        (b'{"path": "a"}', JsonLineError),
        (b'{"path": 1, "text": "x"}', JsonLineError),
        (b'{"path": "a", "text": "x", "language": 3}', JsonLineError),
        (b'{"path": "a", "text": "\\ud800"}', JsonLineError),
        (b'{"path": "a", "text": "\xff"}', JsonLineError),
        (b'{"path": "a", "text": "x", "language": "../.."}', LanguageTagError),
        (b'{"path": "../a", "text": "x"}', OutsideError),
        (b'{"path": "a\\\\..\\\\..\\\\b", "text": "x"}', OutsideError),
        (b'{"path": "", "text": "x"}', DocumentNameError),
        (b'{"path": "a\\u001b[2J", "text": "x"}', DocumentNameError),
        (b'{"path": "' + b"a" * 300 + b'", "text": "x"}', DocumentNameError),
        (b'{"path": "' + b"a/" * 100 + b'b", "text": "x"}', DocumentNameError),
    ],
)
def test_bad_lines_do_not_stop_the_others(find: Find, line: bytes, error: type[Exception]) -> None:
    """A line that is no document is refused with its number; the next one is read."""
    good, refused = find(
        "-", stdin=b'{"path": "one", "text": "x"}\n' + line + b'\n{"path": "two", "text": "x"}'
    )
    assert [one.name for one in good] == ["one", "two"]
    assert [(one.source, type(one.error)) for one in refused] == [("-:2", error)]


def test_lines_without_end_are_passed_over(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a line that is too long no more than the limit is kept, and the next one is read."""
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 1000)
    long = b'{"path": "long", "text": "' + b"x" * 5_000_000 + b'"}\n'
    good, refused = find("-", stdin=long + b'{"path": "two", "text": "x"}')
    assert [one.name for one in good] == ["two"]
    assert [one.source for one in refused] == ["-:1"]


def test_standard_input_of_one_document(find: Find) -> None:
    """What is no JSON is one document, with all its bytes."""
    good, _ = find("-", stdin=b"\n\n Title\n", language="el")
    assert [(one.name, one.language, one.data) for one in good] == [
        ("stdin", "el", b"\n\n Title\n")
    ]
