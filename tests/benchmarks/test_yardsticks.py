"""The table of published sets: every row, sensible figures, and files that are none refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.yardsticks import main, read_set, refused

TRAIN = {
    "card arrival": (
        "where is my new card",
        "my card has not arrived",
        "when will the card arrive",
        "card still not here",
        "the card did not come in the post",
        "track the delivery of my card",
    ),
    "top-up/failed": (
        "my top up failed",
        "why was the top up refused",
        "top up did not work",
        "the top up was declined",
        "topping up does not work",
        "cannot top up my account",
    ),
    "none": (
        "which exchange rate do you use",
        "what is the exchange rate today",
        "is the exchange rate fair",
        "rate for exchanging euros",
        "exchange rates for dollars",
        "how is the exchange rate set",
    ),
}
TEST = {
    "card arrival": ("has my card arrived", "the card is not here"),
    "top-up/failed": ("top up failed again", "my top up was refused"),
    "none": ("exchange rate for pounds", "what exchange rate is used"),
}
OUT_OF_SCOPE = {
    "oos_train": ("tell me a joke", "sing a song", "who won yesterday", "book a flight"),
    "oos_test": ("play some jazz 🎷", 'say "hi" \x7f'),
}


def write_set(path: Path, *, out_of_scope: bool) -> Path:
    """Write the made-up set to `path`."""
    rows = [
        (text, label, split)
        for split, labels in (("train", TRAIN), ("test", TEST))
        for label, texts in labels.items()
        for text in texts
    ]
    if out_of_scope:
        rows += [(text, "oos", split) for split, texts in OUT_OF_SCOPE.items() for text in texts]
    lines = [json.dumps(dict(zip(("text", "label", "split"), row, strict=True))) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_table_has_all_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row a set, count and method; labels no file could be named after are learnt."""
    files = [
        write_set(tmp_path / "plain.jsonl", out_of_scope=False),
        write_set(tmp_path / "outside.jsonl", out_of_scope=True),
    ]
    assert main([*map(str, files), "--examples", "5", "full"]) == 0
    title, *rows = capsys.readouterr().out.splitlines()
    assert title.split()[:4] == ["set", "examples", "method", "accuracy"]
    cells = [row.split() for row in rows]
    assert [row[:3] for row in cells] == [
        [name, count, method]
        for name in ("plain", "outside")
        for count in ("5", "full")
        for method in ("ours", "nearest", "n-grams")
    ]
    for name, _, method, accuracy, recall, median, late in cells:
        assert float(accuracy) == 1 if method == "ours" else 0.5 <= float(accuracy) <= 1
        assert recall == "-" if name == "plain" else 0 <= float(recall) <= 1
        assert 0 <= float(median) <= float(late) < 1000
    assert [row[4] for row in cells if row[:3] == ["outside", "full", "ours"]] == ["1.000"]


def test_the_threshold_refuses_a_twentieth_at_most() -> None:
    """Of 40 questions in scope the two least sure are refused; equal confidence is kept."""
    in_scope = [number / 100 for number in range(40)]
    assert refused(in_scope, [0.0, 0.019, 0.02, 0.9]) == 0.5
    assert refused([0.5] * 40, [0.5, 0.4]) == 0.5


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "a", "label"', "no JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "a", "split": "train"}', "'label'"),
        ('{"text": 1, "label": "a", "split": "train"}', "'text'"),
        ('{"text": "a", "label": "b", "split": "dev"}', "'dev'"),
        ('{"text": "\\ud800", "label": "b", "split": "train"}', "surrogates"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_broken_line_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, reason: str
) -> None:
    """One line says the file, the line and why, and nothing is measured."""
    path = write_set(tmp_path / "set.jsonl", out_of_scope=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert main([str(path)]) == 2
    printed = capsys.readouterr()
    (said,) = printed.err.splitlines()
    assert said.startswith(f"{path}:25: ")
    assert reason in said
    assert not printed.out


def test_a_file_that_is_no_set_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing, empty, or with a label that one example alone shows."""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    lone = write_set(tmp_path / "lone.jsonl", out_of_scope=False)
    with lone.open("a", encoding="utf-8") as file:
        file.write('{"text": "a", "label": "odd", "split": "train"}\n')
    for path, reason in [
        (tmp_path / "missing.jsonl", "No such file"),
        (empty, "two labels"),
        (lone, "'odd'"),
    ]:
        assert main([str(path)]) == 2
        (said,) = capsys.readouterr().err.splitlines()
        assert said.startswith(f"{path}: ")
        assert reason in said


def test_one_example_is_too_few(capsys: pytest.CaptureFixture[str]) -> None:
    """Training holds a part of each label out, so one example leaves nothing."""
    with pytest.raises(SystemExit) as stopped:
        main(["set.jsonl", "--examples", "1"])
    assert stopped.value.code == 2
    assert "--examples" in capsys.readouterr().err


def test_what_is_out_of_scope_is_known_by_its_split(tmp_path: Path) -> None:
    """A label `none` or `oos` of a set's own is one of its topics."""
    splits = read_set(write_set(tmp_path / "set.jsonl", out_of_scope=True)).splits
    assert {example.label for example in splits["train"]} == set(TRAIN)
    assert {example.label for example in splits["oos_test"]} == {""}
