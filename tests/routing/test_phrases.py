"""Reading a pack's phrases, and knowing when the model is out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.routing import Router
from assistant.routing.phrases import PhraseError, load_lexicon, load_phrases, training_digest

PACK = Path(__file__).parents[2] / "corpus" / "office-365-business"


def test_phrases_keep_their_writers(tiny_pack: Path) -> None:
    """Each phrase knows its language, topic and writer."""
    found = load_phrases(tiny_pack)
    assert len(found) == 30
    assert ("en", "pay", "b", "bill") in {(p.language, p.topic, p.writer, p.text) for p in found}


@pytest.mark.parametrize(
    "content",
    [b"a = [", b"a = 'text'", b"a = [1]", b"\xff\xfe", b"[a]\nb = ['c']", b"a = " + b"[" * 9999],
)
def test_broken_file_is_named(tiny_pack: Path, content: bytes) -> None:
    """A file that cannot be read is one clear error with its path."""
    broken = tiny_pack / "phrases" / "en" / "pay.toml"
    broken.write_bytes(content)
    with pytest.raises(PhraseError) as caught:
        load_phrases(tiny_pack)
    assert caught.value.where == str(broken)
    assert caught.value.exit_status == 4


def test_pack_without_phrases_is_an_error(tmp_path: Path) -> None:
    """There is nothing to train from in an empty pack."""
    with pytest.raises(PhraseError):
        load_phrases(tmp_path)


def test_lexicon_is_optional(tmp_path: Path) -> None:
    """A pack may have neither names nor ideas."""
    assert not load_lexicon(tmp_path).names


@pytest.mark.parametrize("content", ["[pay]\nen = 'pay'", "pay = ['a']", "x = ["])
def test_broken_ideas_are_named(tiny_pack: Path, content: str) -> None:
    """A broken lexicon is one clear error with its path."""
    path = tiny_pack / "phrases" / "ideas.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(PhraseError) as caught:
        load_lexicon(tiny_pack)
    assert caught.value.where == str(path)


@pytest.mark.parametrize("name", ["en/pay.toml", "el/none.toml", "names.toml", "ideas.toml"])
def test_digest_changes_with_every_source(tiny_pack: Path, name: str) -> None:
    """A change in a phrase, a name or an idea makes the model out of date."""
    before = training_digest(tiny_pack)
    path = tiny_pack / "phrases" / name
    path.write_text(path.read_text("utf-8").replace("a", "aa", 1).replace("aa =", "a ="), "utf-8")
    path.write_text(path.read_text("utf-8").replace('"]', 's"]', 1), "utf-8")
    assert training_digest(tiny_pack) != before


def test_digest_is_the_same_for_the_same_sources(tiny_pack: Path) -> None:
    """Nothing but the sources goes into the digest."""
    assert training_digest(tiny_pack) == training_digest(tiny_pack)


def test_shipped_model_is_up_to_date(router: Router) -> None:
    """The committed model was trained from the committed phrases by this code."""
    assert router.model.header.digest == training_digest(PACK)
