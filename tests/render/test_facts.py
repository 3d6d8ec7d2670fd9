"""Facts with the names that readers know them by, and read back from what they type."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering import Case
from assistant.answering.fact_value import FactDayError
from assistant.answering.profile import KEPT_FACTS
from assistant.lifecycle import Edition, Facts, Licence
from assistant.messages import load_program_prose
from assistant.render.facts import (
    CHOICES,
    LABELS,
    FactChoiceError,
    FactNameError,
    fact_lines,
    label_of,
    read_line,
    value_of,
)

TODAY = date(2026, 11, 26)
LANGUAGES = ("en", "el", "th")


def test_every_fact_has_a_name() -> None:
    """But the day that a question is about."""
    assert set(LABELS) == set(KEPT_FACTS)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_listed_can_be_typed(tag: str) -> None:
    """Each line, as it stands, is read back as the fact that it shows."""
    program = load_program_prose(tag)
    facts = Facts(
        payment_due=date(2026, 10, 1),
        licence=Licence.OPEN,
        edition=Edition.VIANET,
        expedited=True,
        product_key=False,
        users=1200,
    )
    for line in fact_lines(Case(facts=facts), program):
        if line.known and line.name != "users":
            typed = f"{line.label.upper()}: {line.value}"
            assert read_line(typed, program, today=TODAY) == (line.name, getattr(facts, line.name))
    assert read_line(f"{label_of('licence', program)}:", program, today=TODAY) == ("licence", None)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_and_values_are_told_apart(tag: str) -> None:
    """No two facts, and no two values of one, are called the same."""
    program = load_program_prose(tag)
    assert len({label_of(name, program) for name in LABELS}) == len(LABELS)
    for name, values in CHOICES.items():
        assert len({value_of(name, value, program) for value in values}) == len(values)


def test_what_is_only_supposed_is_marked() -> None:
    """Beside what was said."""
    case = Case(
        facts=Facts(licence=Licence.VOLUME, users=3), actual=Facts(licence=Licence.TRIAL, users=3)
    )
    lines = {line.name: line.value for line in fact_lines(case, load_program_prose("en"))}
    assert lines["licence"] == "Volume Licensing (what if)"
    assert lines["users"] == "3"
    assert lines["edition"] == "not known"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("Colour: red", FactNameError),
        ("Invoice due: soon", FactDayError),
        ("License type: gold", FactChoiceError),
        (":", FactNameError),
        ("x" * 100_000, FactNameError),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, error: type[Exception]) -> None:
    """The name or the value, shortened."""
    with pytest.raises(error) as caught:
        read_line(typed, load_program_prose("en"), today=TODAY)
    assert len(str(caught.value)) < 300
