"""What stands in a line: list items, labels, run-in headings, image texts, chrome."""

from __future__ import annotations

import pytest

from assistant.cleaning.pieces import Piece, parse
from assistant.cleaning.rules import cues_for
from assistant.cleaning.source import decode, read_lines
from assistant.cleaning.structure import Kind, Note


def pieces(text: str, language: str = "en") -> list[Piece]:
    """Return the pieces of an article."""
    return list(parse(read_lines(decode(text.encode(), name="a.txt")), cues_for(language)))


@pytest.mark.parametrize(
    ("language", "line", "note", "text"),
    [
        ("en", "Note: Rooms are cold.", Note.NOTE, "Rooms are cold."),
        ("en", "NOTE:   Rooms are cold.", Note.NOTE, "Rooms are cold."),
        ("en", "Caution    Wet floor", Note.WARNING, "Wet floor"),
        ("el", "ΣΥΜΒΟΥΛΗ: Δείτε.", Note.TIP, "Δείτε."),
        ("el", "Σημαντικο: Δείτε.", Note.IMPORTANT, "Δείτε."),
        ("th", "คำเตือน : ร้อน", Note.WARNING, "ร้อน"),
        ("de", "Achtung: Nass.", Note.WARNING, "Nass."),
        ("ja", "重要：開く", Note.IMPORTANT, "開く"),
        ("ru", "ПРИМЕЧАНИЕ: Мокро.", Note.NOTE, "Мокро."),
        ("tr", "İpucu: Açın.", Note.TIP, "Açın."),
        ("ko", "경고: 뜨겁습니다.", Note.WARNING, "뜨겁습니다."),
        ("he", "חשוב: פתחו.", Note.IMPORTANT, "פתחו."),
        ("hi", "चेतावनी: गर्म है।", Note.WARNING, "गर्म है।"),
        ("vi", "Mẹo: Mở ra.", Note.TIP, "Mở ra."),
    ],
)
def test_labelled_notes(language: str, line: str, note: Note, text: str) -> None:
    """A label with a colon or a wide space makes a note, whatever case and accents."""
    (piece,) = pieces(line, language)
    assert (piece.kind, piece.note, piece.text) == (Kind.NOTE, note, text)


@pytest.mark.parametrize("line", ["Note that rooms are cold.", "Notebooks: none", "Note:"])
def test_words_that_only_begin_like_a_label(line: str) -> None:
    """Without colon and text behind it a word is no label, and nothing is cut off."""
    (piece,) = pieces(line)
    assert (piece.label, piece.text) == (None, line)


def test_unknown_labels_show_by_colon_and_wide_space() -> None:
    """A short phrase, a colon and a wide space are a label in any language."""
    (piece,) = pieces("Opening hours:      from 8 to 12", "xx")
    assert (piece.kind, piece.label, piece.text) == (
        Kind.PARAGRAPH,
        "Opening hours",
        "from 8 to 12",
    )
    (piece,) = pieces("Opening hours: from 8 to 12", "xx")
    assert piece.label is None


def test_list_items_nest_by_indentation() -> None:
    """Deeper items and unmarked lines under an item have it as parent."""
    found = pieces(" • one\n\n  ◦ two\n\n   under two\n\n  ◦ three\n\n • four\n\nafter")
    assert [(p.text, p.level, p.parent) for p in found] == [
        ("one", 1, None),
        ("two", 2, "L1"),
        ("under two", None, "L3"),
        ("three", 2, "L1"),
        ("four", 1, None),
        ("after", None, None),
    ]


def test_numbers_are_markers_only_in_sequence() -> None:
    """A year or date at the beginning of a line is text, 1. and what follows on it markers."""
    found = pieces("1. First\n\n2. Second\n\n12. Mai ist Feiertag.\n\n3) Third")
    assert [(p.marker, p.text) for p in found] == [
        ("1.", "First"),
        ("2.", "Second"),
        (None, "12. Mai ist Feiertag."),
        ("3)", "Third"),
    ]


def test_run_in_heading() -> None:
    """One wide space behind a short phrase parts a run-in heading from its text."""
    heading, text = pieces(" • Breakfast      We serve it until ten.")
    assert (heading.id, heading.kind, heading.text, heading.level) == (
        "L1.1",
        Kind.HEADING,
        "Breakfast",
        3,
    )
    assert (text.id, text.kind, text.parent) == ("L1.2", Kind.PARAGRAPH, "L1.1")


def test_run_in_heading_over_deeper_items() -> None:
    """An item that ends in a wide space is a heading if items stand under it, else an item."""
    heading, item = pieces(" • Breakfast   \n\n  • until ten")
    assert (heading.kind, item.kind, item.parent) == (Kind.HEADING, Kind.LIST_ITEM, "L1")
    only, other = pieces(" • Breakfast   \n\n • Lunch")
    assert (only.kind, only.level, other.level) == (Kind.LIST_ITEM, 1, 1)


def test_table_rows_are_left_whole() -> None:
    """Several wide spaces are columns, and a sentence before one is no heading."""
    assert len(pieces("Room    Price    Beds")) == 1
    assert len(pieces("It is cold.    Really.")) == 1


def test_image_texts_by_cue() -> None:
    """A known beginning shows the text of a picture, alone or behind a sentence."""
    (alone,) = pieces("Screenshot of the booking page.")
    assert alone.kind is Kind.IMAGE
    text, image = pieces("Tip: Book early. Screenshot of the booking page.")
    assert (text.kind, text.text) == (Kind.NOTE, "Book early.")
    assert (image.kind, image.text) == (Kind.IMAGE, "Screenshot of the booking page.")
    (sentence,) = pieces("Send us a screenshot of the page.")
    assert sentence.kind is Kind.PARAGRAPH


def test_image_texts_by_position() -> None:
    """Where blank lines separate blocks, a line that the next item follows at once is a picture."""
    spaced = "Intro.\n\n 1. Open.\n\n  The open door.\n 2. Close.\n\nEnd."
    assert [p.text for p in pieces(spaced) if p.kind is Kind.IMAGE] == ["The open door."]
    tight = "Intro.\n 1. Open.\n  The open door.\n 2. Close.\nEnd."
    assert not [p for p in pieces(tight) if p.kind is Kind.IMAGE]


def test_sentences_broken_over_lines_are_one_piece() -> None:
    """A line that goes on in lower case behind a full line continues it."""
    (one,) = pieces(
        "The rooms of this house are heated from early October\nuntil the end of April."
    )
    assert one.id == "L1"
    assert one.text == (
        "The rooms of this house are heated from early October until the end of April."
    )
    assert [span.line for span in one.spans] == [1, 2]


def test_chrome_has_its_rule() -> None:
    """Widgets of the page are recognised whole, never as part of a sentence."""
    found = pieces(
        "×\n\nWas this information helpful?\n\nWas this information helpful to you or not?"
    )
    assert [p.chrome for p in found] == ["close-button", "feedback", None]


def test_spans_join_to_their_line() -> None:
    """Markers, labels, texts and image texts together are the whole line."""
    text = "• Note:  Book early.   Screenshot of it."
    joined = "".join(span.text for piece in pieces(text) for span in piece.spans)
    assert joined == "• Note: Book early. Screenshot of it."
