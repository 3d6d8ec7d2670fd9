"""Texts on disk: read in any order, however the file is read."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from assistant.corpus.relating.texts import Reader, Writer

SHOWN = ["Ελληνικά", "", "ภาษาไทย", "\ud800 half a pair", "plain"]


@pytest.mark.parametrize("way", ["mapped", "a call a text", "a call more"])
def test_texts_come_in_the_order_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Mapped, as small files are, or not, also where a system cannot read at a place."""
    if way != "mapped":
        monkeypatch.setattr("assistant.corpus.relating.texts._MOST_MAPPED", 0)
    if way == "a call more":
        monkeypatch.delattr(os, "pread", raising=False)
    shown, compared = (
        [text.encode("utf-8", "surrogatepass") for text in texts]
        for texts in (SHOWN, [text.lower() for text in SHOWN])
    )
    with Writer(tmp_path / "texts") as writer:
        pairs = zip(shown, compared, strict=True)
        blob = b"".join(part for pair in pairs for part in pair)
        writer.add(blob, *(np.array([len(one) for one in some]) for some in (shown, compared)))
    with Reader(tmp_path / "texts") as reader:
        spans = writer.spans()
        assert reader.shown(spans.of(np.array([4, 0, 2]))) == [SHOWN[4], SHOWN[0], SHOWN[2]]
        assert reader.compared(spans) == [text.lower() for text in SHOWN]


def test_a_file_without_texts_can_be_read(tmp_path: Path) -> None:
    """There is nothing to map, and that is no error."""
    with Writer(tmp_path / "texts") as writer:
        pass
    with Reader(tmp_path / "texts") as reader:
        assert reader.shown(writer.spans()) == []
