"""Updating a catalog keeps every translation under its own context."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from assistant.knowledge.catalogs import read_catalog, update_catalog
from assistant.messages.catalogs import CatalogError


def template(*messages: tuple[str, str | tuple[str, str]]) -> Catalog:
    """Return a template of (context, msgid) pairs."""
    catalog = Catalog(domain="d")
    for context, msgid in messages:
        catalog.add(msgid, context=context)
    return catalog


def translate(path: Path, **translations: str) -> None:
    """Write translations by context into a catalog, as a translator would."""
    text = path.read_text(encoding="utf-8")
    for context, translation in translations.items():
        head, sign, tail = text.partition(f'msgctxt "{context}"')
        assert sign
        text = head + sign + tail.replace('msgstr ""', f'msgstr "{translation}"', 1)
    path.write_text(text, encoding="utf-8")


def strings(path: Path) -> dict[str, str]:
    """Return by context what a reader would see."""
    return {m.context or "": str(m.string) for m in read_catalog(path) if m.id and not m.fuzzy}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Return a Greek catalog with two translated messages."""
    path = tmp_path / "el" / "LC_MESSAGES" / "d.po"
    update_catalog(path, template(("a", "90 days"), ("b", "30 days")), {})
    translate(path, a="90 ημέρες", b="30 ημέρες")
    return path


def test_nothing_changes_when_nothing_changed(catalog: Path) -> None:
    """An update without news leaves the bytes alone."""
    update_catalog(catalog, template(("a", "90 days"), ("b", "30 days")), {})
    before = catalog.read_bytes()
    update = update_catalog(catalog, template(("a", "90 days"), ("b", "30 days")), {})
    assert (update.kept, update.written) == (2, False)
    assert catalog.read_bytes() == before


def test_a_changed_msgid_keeps_its_translation_as_fuzzy(catalog: Path) -> None:
    """The translation stays with its context, marked, with the previous msgid beside it."""
    update = update_catalog(catalog, template(("a", "60 days"), ("b", "30 days")), {})
    assert update.changed == 1
    text = catalog.read_text(encoding="utf-8")
    assert '#| msgid "90 days"' in text
    assert "90 ημέρες" in text
    assert strings(catalog) == {"b": "30 ημέρες"}


def test_the_previous_msgid_is_one_line_and_lasts_until_it_is_translated(catalog: Path) -> None:
    """Gettext's own tools read it, and the translator sees it until the work is done."""
    long = 'The data “of users” is "safe" for 90 days. ' * 5
    update_catalog(catalog, template(("a", long), ("b", "30 days")), {})
    mark = "#, fuzzy\n"
    translated = catalog.read_text(encoding="utf-8").replace(mark, "")
    catalog.write_text(translated, encoding="utf-8")
    update_catalog(catalog, template(("a", "60 days"), ("b", "30 days")), {})
    (line,) = re.findall("(?m)^#[|].*$", catalog.read_text(encoding="utf-8"))
    quoted = long.replace('"', '\\"')
    assert line == f'#| msgid "{quoted}"'
    before = catalog.read_bytes()
    assert not update_catalog(catalog, template(("a", "60 days"), ("b", "30 days")), {}).written
    catalog.write_bytes(before.replace(mark.encode(), b""))
    update_catalog(catalog, template(("a", "60 days"), ("b", "30 days")), {})
    assert "|" not in catalog.read_text(encoding="utf-8")


def test_translations_never_move_to_a_similar_message(catalog: Path) -> None:
    """A new "30 days" elsewhere does not take the translation of "90 days"."""
    update_catalog(catalog, template(("a", "90 days"), ("c", "31 days")), {})
    assert strings(catalog)["a"] == "90 ημέρες"
    assert strings(catalog)["c"] == ""


def test_a_message_that_moved_takes_its_translation_along(catalog: Path) -> None:
    """The same msgid under a new context, the old one gone: the same translation."""
    update = update_catalog(catalog, template(("a", "90 days"), ("z", "30 days")), {})
    assert update.moved == 1
    assert strings(catalog)["z"] == "30 ημέρες"


def test_a_removed_message_stays_as_obsolete_and_comes_back(catalog: Path) -> None:
    """Work is not thrown away; a message that returns is translated again."""
    update_catalog(catalog, template(("a", "90 days")), {})
    assert "#~" in catalog.read_text(encoding="utf-8")
    update_catalog(catalog, template(("a", "90 days"), ("b", "30 days")), {})
    assert strings(catalog)["b"] == "30 ημέρες"


def test_a_message_that_becomes_counted_keeps_its_text_as_fuzzy(catalog: Path) -> None:
    """The singular form is kept for the translator to complete."""
    update_catalog(catalog, template(("a", ("{n} day", "{n} days")), ("b", "30 days")), {})
    text = catalog.read_text(encoding="utf-8")
    assert 'msgstr[0] "90 ημέρες"' in text
    assert "fuzzy" in text


def test_quotations_are_filled_in_and_read_only(catalog: Path) -> None:
    """In the language of its article a passage is the quote, whatever was typed."""
    update_catalog(catalog, template(("a", "90 days"), ("b", "30 days")), {"a": "το άρθρο"})
    assert strings(catalog)["a"] == "το άρθρο"


def test_messages_stand_in_the_order_of_their_contexts(tmp_path: Path) -> None:
    """No location, no creation time: a diff shows what changed and nothing else."""
    path = tmp_path / "th" / "LC_MESSAGES" / "d.po"
    update_catalog(path, template(("b", "x"), ("a", "y")), {})
    text = path.read_text(encoding="utf-8")
    assert "#:" not in text


def test_a_broken_catalog_stops_the_update_and_stays(catalog: Path) -> None:
    """The error names file and line, and the file is as it was."""
    catalog.write_text('msgid "a\n', encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        update_catalog(catalog, template(("a", "90 days")), {})
    assert str(catalog) in str(caught.value.where)
    assert catalog.read_text(encoding="utf-8") == 'msgid "a\n'
