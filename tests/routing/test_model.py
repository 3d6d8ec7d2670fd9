"""The model file: what is written is read, what is damaged is refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.routing import Router, RouterModelError
from assistant.routing.lexicon import Lexicon
from assistant.routing.model import Calibration, Header, dump, load

HEADER = Header(
    topics=("cancel", "pay", "none"),
    languages=("el", "en"),
    intercepts=(0.5, 0.0, -0.5, 0.0, 0.0),
    step=0.25,
    calibration={tag: Calibration(0.5, -1.0) for tag in ("", "el", "en")},
    lexicon=Lexicon.build({"xofficex": ["Office 365"]}, ["25"], {"pay": ["pay*"]}),
    digest="d1",
)
IDS, WEIGHTS, EXPONENTS = [7, 9], [256, 512], bytes([0, 2])
ROWS = bytes([132, 128, 128, 128, 128, 128, 136, 128, 128, 128])
SMALL = dump(HEADER, IDS, WEIGHTS, EXPONENTS, ROWS)


def sealed(body: bytes, head_length: int) -> bytes:
    """A file with a right checksum over `body`."""
    return struct.pack("<4sHxxII", b"HARM", 1, head_length, zlib.crc32(body)) + body


def with_header(head: bytes) -> bytes:
    """A file without rows whose header is `head`."""
    head += b" " * (-len(head) % 4)
    return sealed(head, len(head))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Header and scores come back; scores follow the documented arithmetic."""
    path = tmp_path / "router.bin"
    path.write_bytes(SMALL)
    model = load(path)
    assert model.header == HEADER
    scores = model.score([7, 9, 12345])
    length = 5**0.5
    assert scores.known == 2
    assert scores.topics == pytest.approx((0.5 + 1 / length, 0.5 / length, -0.5))
    assert scores.languages == (0.0, 0.0)
    assert model.contribution(9, 1) == 0.5
    assert model.contribution(12345, 1) == 0.0


def test_unknown_question_has_the_intercepts(tmp_path: Path) -> None:
    """Without a known feature the scores are what they are for no text."""
    path = tmp_path / "router.bin"
    path.write_bytes(SMALL)
    assert load(path).score([]).topics == HEADER.intercepts[:3]


HEAD = (
    '{"topics": %s, "languages": [], "intercepts": [0, 0], "step": 1, "calibration": '
    '{"": [1, 0]}, "digest": "", "features": 0, "lexicon": '
    '{"names": [], "numbers": [], "forms": %s, "runs": [], "vocabulary": []}}'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"HARM",
        b"x" * 100,
        SMALL[:-1],
        SMALL + b"x",
        SMALL[:40],
        b"ELF!" + SMALL[4:],
        SMALL[:4] + b"\xff" + SMALL[5:],
        SMALL[:8] + b"\xff\xff\xff\x7f" + SMALL[12:],
        with_header(b""),
        with_header(b"[]"),
        with_header(b"{}"),
        with_header(b"null"),
        with_header(b"[" * 100_000),
        with_header(b"\xff\xff"),
        with_header((HEAD % ('["a", 1]', "[]")).encode()),
        with_header((HEAD % ('["a"]', "[]")).encode()),
        with_header((HEAD % ('["a", "b"]', '[["i", [], []]]')).encode()),
        with_header((HEAD % ('["a", "b"]', "[[1]]")).encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace("[1, 0]", "[0, 0]").encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace("[1, 0]", "[1, NaN]").encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace("[1, 0]", "[1, 1e999]").encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace("[1, 0]", "1").encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace('"step": 1', '"step": true').encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace('{"": [1, 0]}', "[]").encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace('res": 0', 'res": 99').encode()),
        with_header((HEAD % ('["a", "b"]', "[]")).replace('res": 0', 'res": -1').encode()),
    ],
)
def test_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, foreign, cut, changed or lying files are one clear error."""
    path = tmp_path / "router.bin"
    path.write_bytes(content)
    with pytest.raises(RouterModelError) as caught:
        Router.load(path)
    assert caught.value.where == str(path)
    assert caught.value.exit_status == 4


def test_header_of_the_damaged_ones_is_right_undamaged(tmp_path: Path) -> None:
    """The hostile headers above are refused for what is wrong in them, not for their frame."""
    path = tmp_path / "router.bin"
    path.write_bytes(with_header((HEAD % ('["a", "b"]', "[]")).encode()))
    assert load(path).header.topics == ("a", "b")


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """No file, or a folder in its place, is the same clear error."""
    for path in (tmp_path / "router.bin", tmp_path):
        with pytest.raises(RouterModelError):
            load(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(SMALL) - 1), change=st.integers(1, 255))
def test_any_changed_byte_is_noticed(tmp_path: Path, at: int, change: int) -> None:
    """Whatever byte of the file is changed, it is refused, or it was one of the two unused."""
    path = tmp_path / "router.bin"
    path.write_bytes(SMALL[:at] + bytes([SMALL[at] ^ change]) + SMALL[at + 1 :])
    if at in {6, 7}:
        load(path)
    else:
        with pytest.raises(RouterModelError):
            load(path)
