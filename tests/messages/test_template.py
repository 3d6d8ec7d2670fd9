"""Translations are filled, never obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages.template import TemplateError, fields, fill


def test_names_are_filled() -> None:
    """A name takes its text, doubled braces become single."""
    assert fill("{{a}} {n}.", {"n": "3"}) == "{a} 3."


def test_a_value_may_agree_with_the_text_before_it() -> None:
    """A function sees what stands before the placeholder and may change it."""
    values = {"day": lambda before: (before.replace("στις", "την"), "1η")}
    assert fill("έληξε στις {day}.", values) == "έληξε την 1η."


@pytest.mark.parametrize(
    "template",
    [
        "{0.__class__}",
        "{day.__class__.__init__}",
        "{day[0]}",
        "{day!r}",
        "{day:>999999999}",
        "{day:at}",
        "{day:{day}}",
        "{}",
        "{0}",
        "{unclosed",
        "}",
        "{unknown}",
    ],
)
def test_anything_but_a_known_name_is_refused(template: str) -> None:
    """Attributes, indexes, conversions, widths, nesting and unknown names are errors."""
    with pytest.raises(TemplateError):
        fill(template, {"day": "x"})


def test_values_are_not_parsed_again() -> None:
    """Braces in a value are text."""
    assert fill("{a}", {"a": "{b}{0.__class__}"}) == "{b}{0.__class__}"


@given(st.text())
def test_a_template_is_filled_or_refused(template: str) -> None:
    """No text from outside raises anything but the error that a user can read."""
    try:
        names = fields(template)
        fill(template, dict.fromkeys(names, "x"))
    except TemplateError:
        pass
