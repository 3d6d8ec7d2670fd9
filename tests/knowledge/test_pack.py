"""A pack is read piece by piece, and what is wrong with it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import Pack, PackError
from assistant.knowledge.pack import UnknownTopicError
from assistant.lifecycle import PolicyError
from tests.packs import edit


def test_the_shipped_pack_lists_all_topics(pack_folder: Path) -> None:
    """All 46 topics of the contract are there, each with a title."""
    pack = Pack(pack_folder)
    assert len(pack.topic_ids) == 46
    assert all(topic.title for topic in pack.topics())


def test_topics_with_an_answer_are_told_from_those_without(pack_folder: Path) -> None:
    """A topic that has only a title is not answerable."""
    pack = Pack(pack_folder)
    assert pack.topic("payment.missed").answerable
    answerable = {topic.id for topic in pack.topics() if topic.answerable}
    assert answerable >= {
        "payment.missed",
        "expiry.effects",
        "cancel.effects",
        "cancel.eligibility",
        "trial.end",
        "status.today",
        "chat.help",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "blamed"),
    [
        ("pack.toml", 'id = "', "id = ", "pack.toml:"),
        ("pack.toml", 'version = "1"', "", "“version” is missing"),
        ("pack.toml", 'id = "office', 'id = "../office', "letters, digits and hyphens"),
        ("topics/trial.end.toml", "dated = true", 'dated = "yes"', "“dated” has the wrong type"),
        ("topics/trial.end.toml", 'asks = "trial_ended_on"', 'asks = "mood"', "“asks” must be one"),
        ("topics/trial.end.toml", 'id = "trial.end"', 'id = "trial.start"', "like the file"),
        ("topics/trial.end.toml", 'count = "trial_grace_days"', "", "“plural” and “count”"),
        ("topics/trial.end.toml", "[[part]]", "[[parts]]", "unknown key: parts"),
    ],
)
def test_broken_files_are_named(
    pack_folder: Path, file: str, old: str, new: str, blamed: str
) -> None:
    """The error says which file, which line or key, and what is wrong."""
    edit(pack_folder / file, old, new)
    with pytest.raises(PackError) as caught:
        Pack(pack_folder).topic("trial.end")
    error = caught.value
    assert file in str(error.where)
    assert blamed in f"{error.where}: {error.values['detail']}"


def test_a_broken_policy_is_named(pack_folder: Path) -> None:
    """A policy value that is no number is an error that names file and key."""
    edit(pack_folder / "policies" / "default.toml", "number = 30", 'number = "thirty"')
    with pytest.raises(PolicyError) as caught:
        _ = Pack(pack_folder).policy
    assert "default.toml" in str(caught.value.where)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = [" + b"[" * 200_000])
def test_hostile_bytes_are_an_error(pack_folder: Path, data: bytes) -> None:
    """Bytes that are not UTF-8, and nesting without end, do not get through."""
    (pack_folder / "topics" / "trial.end.toml").write_bytes(data)
    with pytest.raises(PackError):
        Pack(pack_folder).topic("trial.end")


def test_links_out_of_the_pack_are_refused(pack_folder: Path, tmp_path: Path) -> None:
    """A topic file that is a link to somewhere else is not read."""
    secret = tmp_path / "secret.toml"
    secret.write_text('id = "trial.end"\ntitle = "x"\n', encoding="utf-8")
    topic = pack_folder / "topics" / "trial.end.toml"
    topic.unlink()
    topic.symlink_to(secret)
    with pytest.raises(PackError, match="outside the pack"):
        Pack(pack_folder).topic("trial.end")


@pytest.mark.parametrize("topic", ["../pack", "no.such.topic", "", "topics/trial.end"])
def test_only_listed_topics_are_read(pack_folder: Path, topic: str) -> None:
    """An id never becomes a path by itself."""
    with pytest.raises(UnknownTopicError):
        Pack(pack_folder).topic(topic)


def test_the_digest_changes_with_anything_that_decides_an_answer(pack_folder: Path) -> None:
    """Texts, policy, cues and model all count."""
    before = Pack(pack_folder).digest
    assert Pack(pack_folder).digest == before
    for file in ("wording.toml", "topics/trial.end.toml", "policies/default.toml", "router.bin"):
        path = pack_folder / file
        path.write_bytes(b"\n" + path.read_bytes())
        after = Pack(pack_folder).digest
        assert after != before
        before = after
