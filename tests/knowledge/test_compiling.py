"""What is compiled is read instead of its source, as long as it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge.compiling import compile_data
from assistant.knowledge.source import COMPILED_SUFFIX, read_toml


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a small pack and its catalogs, compiled."""
    folder = tmp_path / "corpus" / "small"
    (folder / "topics").mkdir(parents=True)
    (folder / "pack.toml").write_text('id = "small"\n', encoding="utf-8")
    (folder / "topics" / "a.toml").write_text('title = "eins"\n', encoding="utf-8")
    catalog = tmp_path / "locales" / "el" / "LC_MESSAGES" / "small.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8"
    )
    compile_data(tmp_path / "corpus", tmp_path / "locales")
    return folder


def test_everything_an_answer_reads_is_compiled(pack: Path) -> None:
    """Pack files and catalogs have their compiled form beside them."""
    assert (pack / f"pack{COMPILED_SUFFIX}").is_file()
    assert (pack / "topics" / f"a{COMPILED_SUFFIX}").is_file()
    assert list(pack.parent.parent.glob("locales/*/LC_MESSAGES/*.mo"))


def test_the_compiled_form_says_the_same(pack: Path) -> None:
    """Reading gives the values of the source, from the compiled file."""
    source = pack / "topics" / "a.toml"
    source.with_suffix(COMPILED_SUFFIX).write_bytes(
        source.with_suffix(COMPILED_SUFFIX).read_bytes().replace(b"eins", b"zwei")
    )
    assert read_toml(source, pack).text("title") == "zwei"


def test_an_edit_counts_at_once(pack: Path) -> None:
    """A source that changed is read itself."""
    source = pack / "topics" / "a.toml"
    source.write_text('title = "drei"\n', encoding="utf-8")
    assert read_toml(source, pack).text("title") == "drei"


@pytest.mark.parametrize("damaged", [b"[1,", b"null", b"[]", b"\xff"])
def test_a_damaged_compiled_file_is_passed_over(pack: Path, damaged: bytes) -> None:
    """The source is as good as ever, and is read."""
    source = pack / "topics" / "a.toml"
    expected = read_toml(source, pack)
    source.with_suffix(COMPILED_SUFFIX).write_bytes(damaged)
    assert read_toml(source, pack) == expected
