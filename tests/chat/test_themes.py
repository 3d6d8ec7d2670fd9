"""The colours: every text can be read, in every appearance."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.color import Color
from textual.widgets import Static

from assistant.chat import ChatApp
from assistant.chat.answer_view import OVER
from assistant.chat.question import QuestionInput
from assistant.chat.themes import APPEARANCES, next_appearance
from tests.chat.test_question import Ask, Chat

# WCAG 2.2: 1.4.3 for all, 1.4.6 for those who ask for more.
LEAST = {"textual-dark": 4.5, "light": 4.5, "contrast-dark": 7.0, "contrast-light": 7.0}
# Of what is no content.
MIDDLE = 4.5
# Texts in colours of the theme: answers, headings, hints, questions, complaints, states.
TEXTS = (
    "text",
    "text-muted",
    "text-accent",
    "text-error",
    "text-primary",
    "text-success",
    "text-warning",
)


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definitions)."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = color.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of two colours."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    """Black on white is 21:1, a colour on itself 1:1."""
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#777777")) == 1


@pytest.mark.parametrize("name", APPEARANCES)
async def test_every_text_can_be_read(chat: Chat, ask: Ask, name: str) -> None:
    """What stands on the screen has enough contrast with what is behind it."""
    app = chat()
    async with app.run_test(size=(100, 60)) as pilot:
        app.theme = name
        await ask(pilot, "a date")
        await pilot.pause()
        shown = [widget for widget in app.query(Static) if widget.is_on_screen]
        assert len(shown) > 10
        for widget in shown:
            background, color = widget.background_colors[1], widget.colors[3]
            ratio = contrast(background + color.multiply_alpha(widget.opacity), background)
            assert ratio >= LEAST[name], f"{widget.classes}: {ratio:.2f}"


@pytest.mark.parametrize("name", APPEARANCES)
async def test_every_colour_of_text_can_be_read(chat: Chat, name: str) -> None:
    """The theme's text colours, too, that single words have."""
    app = chat()
    async with app.run_test():
        app.theme = name
        variables = app.get_css_variables()
        background = Color.parse(variables["background"])
        for text in TEXTS:
            color = variables[text]
            if not color.startswith("auto"):
                assert contrast(background + Color.parse(color), background) >= LEAST[name], text


@pytest.mark.parametrize("name", APPEARANCES)
async def test_steps_that_are_over_can_be_read(chat: Chat, name: str) -> None:
    """They are paler than the others, but not too pale."""
    app = chat()
    async with app.run_test():
        app.theme = name
        variables = app.get_css_variables()
        behind = Color.parse(variables["background"])
        share = int(re.fullmatch(r"\$foreground (\d+)%", OVER)[1]) / 100  # type: ignore[index]
        over = behind + Color.parse(variables["foreground"]).multiply_alpha(share)
        assert (
            LEAST[name]
            <= contrast(over, behind)
            < contrast(Color.parse(variables["foreground"]), behind)
        )


@pytest.mark.parametrize("name", APPEARANCES)
async def test_what_is_not_typed_can_be_read(chat: Chat, name: str) -> None:
    """The hint in the empty line, too."""
    app = chat()
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        line = app.query_one(QuestionInput)
        for part in ("placeholder", "suggestion"):
            style = line.get_visual_style(f"text-area--{part}")
            assert style.foreground is not None
            behind = line.background_colors[1]
            assert contrast(behind + style.foreground, behind) >= MIDDLE


async def test_f7_goes_through_all(chat: Callable[..., ChatApp]) -> None:
    """Each appearance comes once, then the first again; the conversation stays."""
    app = chat()
    async with app.run_test() as pilot:
        seen = [app.theme]
        for _ in APPEARANCES:
            await pilot.press("f7")
            seen.append(app.theme)
    assert sorted(seen[:-1]) == sorted(APPEARANCES)
    assert seen[-1] == seen[0]
    assert next_appearance("nord") == APPEARANCES[0]
