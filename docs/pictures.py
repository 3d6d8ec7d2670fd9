"""Make the README's pictures of the chat: `python docs/pictures.py`; CI compares them.

The shipped assistant answers in an application without a terminal; Textual draws the screen as
SVG.
"""

from __future__ import annotations

import asyncio
import html
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assistant.answering import Assistant
from assistant.chat import ChatApp, Setting
from assistant.chat.question import QuestionInput
from assistant.text.wrap import cell_width

TODAY = date(2026, 11, 26)
FOLDER = Path(__file__).parent
_PATIENCE = 30.0
# Rich asks another host for its font, and stretches each text to one cell a character.
_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_TEXT = re.compile(r'(<text[^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')


class Picture(NamedTuple):
    """A picture, and what is seen on it."""

    name: str
    language: str
    theme: str
    size: tuple[int, int]
    question: str
    steps: bool = False


PICTURES = (
    Picture(
        "answer-en",
        "en",
        "textual-dark",
        (116, 27),
        "our invoice was due on 1 November and we have not paid",
    ),
    Picture(
        "steps-el",
        "el",
        "light",
        (80, 30),
        "η συνδρομή μας έληξε στις 3 Νοεμβρίου",
        steps=True,
    ),
    Picture(
        "narrow-th",
        "th",
        "contrast-dark",
        (60, 24),
        "ยกเลิกไปเมื่อวาน ข้อมูลจะอยู่ถึงวันไหน",
    ),
)


async def draw(picture: Picture) -> str:
    """Return a picture as SVG."""
    setting = Setting(today=TODAY, language=picture.language, steps=picture.steps)
    app = ChatApp(Assistant(), setting)
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        line = app.query_one(QuestionInput)
        line.value = picture.question
        line.action_submit()
        async with asyncio.timeout(_PATIENCE):
            while not app.talk.answers or app.busy:
                await pilot.pause(0.05)
        before = ""
        while (svg := app.export_screenshot(simplify=True)) != before:
            before = svg
            await pilot.pause(0.2)
    return mended(svg)


def mended(svg: str) -> str:
    """Return Rich's SVG with system fonts, and with texts as wide as their cells."""
    cell = _cell_of(svg)

    def as_wide_as_its_cells(match: re.Match[str]) -> str:
        width = cell_width(html.unescape(match[4])) * cell
        return f"{match[1]}{width:g}{match[3]}{match[4]}{match[5]}"

    return _TEXT.sub(as_wide_as_its_cells, _FONT.sub("", svg)) + "\n"


def _cell_of(svg: str) -> float:
    """Return how wide one cell is: Rich gives each text its number of characters times it."""
    lengths = (
        float(length) / len(html.unescape(text))
        for _, length, _, text, _ in _TEXT.findall(svg)
        if text
    )
    return round(next(lengths), 1)


def main() -> None:
    """Write all pictures beside this script."""
    for picture in PICTURES:
        path = FOLDER / f"{picture.name}.svg"
        path.write_text(asyncio.run(draw(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
