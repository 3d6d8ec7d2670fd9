"""Messages are found by context, filled, and marked where they fall back to English."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.messages import load_program_prose, load_prose
from assistant.messages.catalogs import CatalogError
from assistant.messages.po import compile_catalog
from assistant.messages.template import TemplateError

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def write_catalog(folder: Path, text: str, language: str = "el") -> Path:
    """Write a catalog of the domain `d`."""
    path = folder / language / "LC_MESSAGES" / "d.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def test_a_message_is_found_under_its_own_context_only(tmp_path: Path) -> None:
    """The same msgid under another context is another message."""
    write_catalog(tmp_path, 'msgctxt "a"\nmsgid "Day"\nmsgstr "Μέρα"\n')
    prose = load_prose(tmp_path, "d", "el")
    assert prose.text("a", "Day") == prose.text("a", "Day")
    assert (prose.text("a", "Day").text, prose.text("a", "Day").language) == ("Μέρα", "el")
    assert (prose.text("b", "Day").text, prose.text("b", "Day").language) == ("Day", "en")


def test_a_missing_message_keeps_the_readers_dates(tmp_path: Path) -> None:
    """Prose falls back to English and says so; the date in it is still the reader's."""
    write_catalog(tmp_path, "")
    found = load_prose(tmp_path, "d", "el").text("a", "On {day}", {"day": date(2026, 10, 31)})
    assert (found.text, found.language) == ("On 31 Οκτωβρίου 2026", "en")


def test_fuzzy_messages_are_not_shown(tmp_path: Path) -> None:
    """A translation that nobody has read yet does not reach a reader."""
    write_catalog(tmp_path, '#, fuzzy\nmsgctxt "a"\nmsgid "Day"\nmsgstr "Λάθος"\n')
    assert load_prose(tmp_path, "d", "el").text("a", "Day").text == "Day"


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 μέρα"), (30, "30 μέρες"), (1000, "1.000 μέρες")]
)
def test_counted_messages_take_the_right_form(tmp_path: Path, count: int, text: str) -> None:
    """The catalog's plural rule decides, and the number is grouped."""
    write_catalog(
        tmp_path,
        'msgctxt "a"\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "{n} μέρα"\nmsgstr[1] "{n} μέρες"\n',
    )
    prose = load_prose(tmp_path, "d", "el")
    assert prose.plural("a", ("{n} day", "{n} days"), count, {"n": count}).text == text


def test_a_hostile_translation_is_refused(tmp_path: Path) -> None:
    """A translation that reaches for attributes is an error, not an answer."""
    write_catalog(tmp_path, 'msgctxt "a"\nmsgid "On {day}"\nmsgstr "{day.__class__}"\n')
    with pytest.raises(TemplateError, match="not allowed"):
        load_prose(tmp_path, "d", "el").text("a", "On {day}", {"day": "x"})


def test_a_passage_may_hold_braces(tmp_path: Path) -> None:
    """Without values a message is not parsed."""
    write_catalog(tmp_path, 'msgctxt "a"\nmsgid "x"\nmsgstr "{0.__class__}"\n')
    assert load_prose(tmp_path, "d", "el").text("a", "x").text == "{0.__class__}"


@pytest.mark.parametrize("text", ['msgid "a\n', "nonsense\n", 'msgstr "y"\nmsgid "x"\n'])
def test_a_broken_catalog_is_named(tmp_path: Path, text: str) -> None:
    """The error says which file, and no traceback escapes."""
    path = write_catalog(tmp_path, text)
    with pytest.raises(CatalogError) as caught:
        load_prose(tmp_path, "d", "el")
    assert str(path) in str(caught.value.where)


_DAMAGED = b"\xde\x12\x04\x95\x00\x00\x00\x00\xff\xff"


def test_a_damaged_compiled_catalog_is_named(tmp_path: Path) -> None:
    """A truncated .mo without its source is an error that names the file."""
    path = write_catalog(tmp_path, "")
    path.unlink()
    path.with_suffix(".mo").write_bytes(_DAMAGED)
    with pytest.raises(CatalogError) as caught:
        load_prose(tmp_path, "d", "el")
    assert caught.value.where == str(path.with_suffix(".mo"))


def test_a_damaged_compiled_catalog_is_passed_over(tmp_path: Path) -> None:
    """Beside its source it is only a faster way to the same texts."""
    path = write_catalog(tmp_path, 'msgctxt "a"\nmsgid "x"\nmsgstr "y"\n')
    path.with_suffix(".mo").write_bytes(_DAMAGED)
    assert str(load_prose(tmp_path, "d", "el").text("a", "x")) == "y"


@pytest.mark.parametrize("header", ["nplurals=99999999", 'npl"\n"urals=99999999', "nplurals=-1"])
def test_plural_forms_without_end_are_refused(tmp_path: Path, header: str) -> None:
    """Babel would make room for each of them, in each message."""
    text = (
        f'msgid ""\nmsgstr "Plural-Forms: {header}; plural=n>1;\\n"\n\n'
        'msgctxt "a"\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\n'
    )
    path = tmp_path / "el" / "LC_MESSAGES" / "d.po"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(CatalogError, match="nplurals"):
        load_prose(tmp_path, "d", "el")


@pytest.mark.parametrize("edited", [False, True])
def test_an_edit_counts_more_than_what_was_compiled_before(tmp_path: Path, *, edited: bool) -> None:
    """A compiled catalog is read as long as its source is what it was made from."""
    path = write_catalog(tmp_path, 'msgctxt "a"\nmsgid "Day"\nmsgstr "Μέρα"\n')
    path.with_suffix(".mo").write_bytes(compile_catalog(path.read_bytes(), path))
    if edited:
        write_catalog(tmp_path, 'msgctxt "a"\nmsgid "Day"\nmsgstr "Ημέρα"\n')
    found = load_prose(tmp_path, "d", "el").text("a", "Day").text
    assert found == ("Ημέρα" if edited else "Μέρα")


def test_a_compiled_catalog_alone_is_enough(tmp_path: Path) -> None:
    """A pack may ship its .mo only."""
    path = write_catalog(tmp_path, 'msgctxt "a"\nmsgid "Day"\nmsgstr "Μέρα"\n')
    path.with_suffix(".mo").write_bytes(compile_catalog(path.read_bytes(), path))
    path.unlink()
    assert load_prose(tmp_path, "d", "el").text("a", "Day").text == "Μέρα"


@pytest.mark.parametrize("language", ["en", "el", "th"])
def test_every_error_can_be_said_in_every_language(language: str) -> None:
    """Messages and hints fill from the values that the class is raised with."""
    message, hint = load_program_prose(language).error(AssistantError("x", detail="d"))
    assert "d" in message
    assert hint is None
