"""A stamp says that a text was read as it is; any change voids it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import Pack, PackError
from assistant.knowledge.stamps import stamp, unread
from tests.packs import edit

CONTEXT = "payment.missed.general"


@pytest.fixture
def stamped(pack_folder: Path) -> Path:
    """Return a pack whose English sentences have all been read."""
    stamp(Pack(pack_folder), "en", "first-reader")
    return pack_folder


def test_what_was_stamped_is_read(stamped: Path) -> None:
    """Of a pack that was stamped whole, nothing is left to read."""
    assert not list(unread(Pack(stamped), "en"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goes straight to Expired", "goes slowly to Expired"),
        ("แล้วคุณยังไม่ได้ชำระเงิน สถานะ", "ยังไม่ได้ชำระเงิน สถานะ"),
    ],
)
def test_a_change_of_sentence_or_quote_voids_the_stamp(stamped: Path, old: str, new: str) -> None:
    """Only the changed text has to be read again."""
    edit(stamped / "topics" / "payment.missed.toml", old, new)
    assert list(unread(Pack(stamped), "en")) == [CONTEXT]


def test_one_text_can_be_stamped_alone(stamped: Path) -> None:
    """The others keep the reader they had."""
    edit(stamped / "topics" / "payment.missed.toml", "goes straight to", "goes directly to")
    assert stamp(Pack(stamped), "en", "second-reader", [CONTEXT]) == 1
    text = (stamped / "stamps" / "en.toml").read_text(encoding="utf-8")
    assert text.count("second-reader") == 1
    assert not list(unread(Pack(stamped), "en"))


@pytest.mark.parametrize(
    ("reader", "context"), [('a"b', CONTEXT), ("", CONTEXT), ("me", "no.such")]
)
def test_nonsense_is_not_stamped(stamped: Path, reader: str, context: str) -> None:
    """A reader's name that would break the file, and unknown messages, are refused."""
    with pytest.raises(PackError):
        stamp(Pack(stamped), "en", reader, [context])
