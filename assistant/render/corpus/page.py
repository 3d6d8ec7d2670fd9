"""A page of HTML that needs nothing but itself: its frame, its look, and safe pieces of it.

Whatever comes from articles goes through `safe`. The page may load nothing and run nothing, and
says so to the browser (Content Security Policy).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from importlib import resources

from assistant.text.clean import strip_controls

# Texts longer than this are cut in the page; the articles have them whole.
MOST_TEXT = 4_000

_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
# Contrast of text is at least 4.5:1 in both schemes, computed in a test; what a colour says is
# said by a word, too.
COLOURS = {
    "light": {
        "ground": "#ffffff", "panel": "#f4f5f7", "line": "#c9ced6", "ink": "#1b1f24",
        "quiet": "#566070", "link": "#0b57b0", "kept": "#20683c", "merged": "#1c5fa8",
        "variant": "#7b3fa0", "contents": "#566070", "chrome": "#9c4a00", "correction": "#8a1c4a",
        "gone": "#8f1d1d", "gone-ground": "#fde8e8", "new": "#145a32", "new-ground": "#def5e6",
    },
    "dark": {
        "ground": "#14171b", "panel": "#1e2329", "line": "#3b434d", "ink": "#e8eaed",
        "quiet": "#a9b3c0", "link": "#8ab8f5", "kept": "#85d29f", "merged": "#8fbdf2",
        "variant": "#d0a6ea", "contents": "#a9b3c0", "chrome": "#f0b27a", "correction": "#f0a0c0",
        "gone": "#ffb4b4", "gone-ground": "#4a1f22", "new": "#a6e9bf", "new-ground": "#173d28",
    },
}  # fmt: skip
_FATES = ("kept", "merged", "variant", "contents", "chrome", "correction")


def head(title: str, language: str) -> str:
    """Return the beginning of a page, as far as its body.

    Args:
        title: of the page.
        language: tag of the page's language.
    """
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return (
        f'<!doctype html>\n<html lang="{safe(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY.format(digest))}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


FOOT = "</body>\n</html>\n"


def _style() -> str:
    light, dark = (
        ";".join(f"--{name}:{value}" for name, value in COLOURS[scheme].items())
        for scheme in ("light", "dark")
    )
    fates = "".join(
        f".fate.{fate}{{color:var(--{fate})}}svg .{fate}{{fill:var(--{fate})}}"
        f"tr.{fate}>td:last-child{{border-inline-start:.3rem solid var(--{fate})}}"
        for fate in _FATES
    )
    css = resources.files("assistant.render.corpus").joinpath("report.css").read_text("utf-8")
    scheme = f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f"{scheme}\n{css}{fates}\n"


def safe(text: str) -> str:
    """Return a text as HTML shows it: nothing in it is mark-up, controls are left out."""
    return escape(strip_controls(text), quote=True)


def foreign(text: str, language: str, *, tag: str = "span") -> str:
    """Return a text from an article, cut if it is very long, in its own language and direction.

    Args:
        text: the text.
        language: tag of its language.
        tag: the element.
    """
    cut = text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"
    return f'<{tag} class="text" lang="{safe(language)}" dir="auto">{safe(cut)}</{tag}>'


def table(
    caption: str, columns: Iterable[str], rows: Iterable[Iterable[str]], *, numbers: int = 0
) -> str:
    """Return a table, in a frame that can be scrolled by keyboard where it is too wide.

    Args:
        caption: what it shows, as text.
        columns: headings; they and the cells are HTML.
        rows: cells; the first of each row is its heading.
        numbers: how many of the last columns are numbers.
    """
    headings = list(columns)
    kinds = [""] * (len(headings) - numbers) + [' class="number"'] * numbers
    titles = (
        f'<th scope="col"{kind}>{heading}</th>'
        for kind, heading in zip(kinds, headings, strict=True)
    )
    lines = []
    for first, *rest in rows:
        cells = (f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds[1:], rest, strict=True))
        lines.append(f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>\n')
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{safe(caption)}">\n<table>\n'
        f"<caption>{safe(caption)}</caption>\n<thead><tr>{''.join(titles)}</tr></thead>\n"
        f"<tbody>\n{''.join(lines)}</tbody>\n</table>\n</div>\n"
    )


def bulleted(items: Iterable[str]) -> str:
    """Return a list; its items are HTML."""
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>\n"
