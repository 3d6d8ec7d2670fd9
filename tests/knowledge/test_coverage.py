"""Every block of the articles is used or accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import Pack
from assistant.knowledge.check import check_pack, load_articles
from assistant.knowledge.coverage import coverage
from assistant.locations import default_pack
from tests.packs import edit


def test_the_shipped_pack_leaves_no_block_out() -> None:
    """All blocks of both articles are cited, structure, or have a reason."""
    pack = Pack(default_pack())
    uses = list(coverage(pack, load_articles(pack)))
    assert len(uses) > 100
    assert [use.block for use in uses if not use.accounted_for] == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"L7" = ', '"L9999" = ', "there is no block L9999"),
        ('"L7" = "introduces', '# "L7" = "introduces', "no text cites this block"),
        ('"L7" = ', '"L103" = "x"\n"L7" = ', "gives a reason, but a text cites"),
    ],
)
def test_reasons_must_fit_the_articles(pack_folder: Path, old: str, new: str, found: str) -> None:
    """A block without a user or reason, and a reason for nothing, are faults."""
    edit(pack_folder / "uncited.toml", old, new)
    assert any(found in fault.what for fault in check_pack(Pack(pack_folder)))
