"""Relating without the packages of its extra."""

from __future__ import annotations

import sys

import pytest

from assistant.corpus.relating import NumpyMissingError, relate


def test_without_numpy_one_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named in one translatable error, and only when passages are related."""
    for name in [name for name in sys.modules if name.startswith("assistant.corpus.relating.")]:
        if not name.endswith((".values", ".errors")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(NumpyMissingError) as caught:
        list(relate([]))
    assert "help-assistant[corpus]" in caught.value.hint[1]
