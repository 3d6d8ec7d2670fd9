"""The page on what became of articles: whole, safe, legible, bounded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.cleaning.article import Article
from assistant.cleaning.clean import clean_article
from assistant.corpus.shelf import Shelf
from assistant.locations import default_pack
from assistant.render.corpus import details
from assistant.render.corpus import report as report_module
from assistant.render.corpus.page import COLOURS
from assistant.render.corpus.report import Asked, report

PACK = default_pack()
CLEANED = PACK / "clean"
_VOID = {"meta", "input", "br", "rect"}
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav",
    "ul", "li", "a", "main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "svg", "rect", "span", "del", "ins", "details", "summary", "blockquote", "label",
    "input", "br", "em",
}  # fmt: skip
_ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "href", "id", "class", "aria-label",
    "aria-labelledby", "aria-hidden", "role", "tabindex", "scope", "dir", "x", "width", "height",
    "type", "title",
}  # fmt: skip


class _Page(HTMLParser):
    """Reads a page strictly: every element is closed, in order; identifiers are unique."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.policy = ""
        self.feed(text)
        self.close()
        assert not self.open
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS
        found = dict(attrs)
        assert set(found) <= _ATTRIBUTES
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if "http-equiv" in found:
            self.policy = found["content"] or ""
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Everything a reader sees."""
        return " ".join(self.texts)


def made(
    cleaned: Path = CLEANED, *, raw: Path | None = None, language: str = "en", most: int = 20
) -> str:
    """Return a report."""
    return "".join(report(Shelf(cleaned), Asked(cleaned, raw, language, most)))


def put(folder: Path, *articles: Article) -> Path:
    """Write cleaned articles into a folder, which is returned."""
    for number, article in enumerate(articles):
        (folder / f"{number:04}.json").write_text(article.to_json(), encoding="utf-8")
    return folder


def small(text: str, name: str = "a.txt") -> Article:
    """Return a small article."""
    return clean_article(text.encode(), language="en", name=name)


@pytest.fixture(scope="module")
def page() -> _Page:
    """Return the report on the shipped articles, proved by their raw files."""
    return _Page(made(raw=PACK / "articles"))


def test_the_page_is_whole(page: _Page) -> None:
    """Every link within the page leads somewhere, and no link leads out of it."""
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_the_page_loads_and_runs_nothing(page: _Page) -> None:
    """The policy allows nothing but the one style sheet in the page."""
    assert page.policy.startswith("default-src 'none'; style-src 'sha256-")
    text = made()
    assert "@import" not in text
    assert "url(" not in text
    assert "<script" not in text


def test_every_line_of_an_article_is_there(page: _Page, greek: Article, thai: Article) -> None:
    """Each raw line with text has its row, and each removed line its rule and its sentence."""
    for anchor, article in (("a1", greek), ("a2", thai)):
        assert {f"{anchor}-{entry.line}" for entry in article.ledger} <= set(page.ids)
    assert "Left out by the rule “feedback”: a question whether the page was helpful" in page.text
    assert "Proved against the raw file: nothing was lost." in page.text
    assert "2 articles were proved" in page.text
    assert "U+00A0×6" in page.text


def test_differences_have_words_beside_colours() -> None:
    """Who does not see the marks hears what is only before and what is only here."""
    text = made()
    assert '<del><span class="hidden">only before: </span>' in text
    assert '<ins><span class="hidden">only here: </span>' in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("el", ["Αποτελέσματα του καθαρισμού των άρθρων", "Ταϊλανδικά (th)", "22.793"]),
     ("th", ["ผลการทำความสะอาดบทความ", "กรีก (el)", "รวมกับข้อความที่เหมือนกัน"])],
)  # fmt: skip
def test_the_page_speaks_the_readers_language(language: str, words: list[str]) -> None:
    """Words, names of languages and numbers are the reader's; articles keep their own language."""
    text = made(language=language)
    shown = _Page(text).text
    assert f'<html lang="{language}">' in text
    assert 'lang="th" dir="auto"' in text
    for word in words:
        assert word in shown
    assert "Left out" not in shown


_HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> &lt; \x1b[31m\u202e]]>-->"


def test_hostile_articles_are_only_text(tmp_path: Path) -> None:
    """Mark-up, quotes, escapes and controls from articles are shown, never obeyed."""
    article = replace(
        small(f"{_HOSTILE}\n\nNote: {_HOSTILE} 1\n\nNote: {_HOSTILE} 2\n\n×\n"),
        id=f"en/{_HOSTILE}", language='"><script>',
    )  # fmt: skip
    text = made(put(tmp_path, article))
    assert "alert(1)" in _Page(text).text
    assert not {"\x1b", "\u202e"} & set(text)


def test_a_missing_and_a_changed_raw_file_are_said(tmp_path: Path) -> None:
    """Where nothing is proved, the page does not say so; the ledger's own lines are shown."""
    shutil.copytree(PACK / "articles", tmp_path / "raw")
    raw = tmp_path / "raw" / "el" / "cancel-office-365-for-business.txt"
    raw.write_bytes(raw.read_bytes() + b"\nmore\n")
    shown = _Page(made(raw=tmp_path / "raw")).text
    assert "1 article does not agree with its raw file" in shown
    raw.unlink()
    shown = _Page(made(raw=tmp_path / "raw")).text
    assert "1 article has no raw file there." in shown
    assert "1 article was proved" in shown


def test_bad_files_are_named(tmp_path: Path) -> None:
    """A file that is no article, or was tampered with, is named and shown nowhere else."""
    put(tmp_path, small("A title\n\nA text.\n"))
    (tmp_path / "bad<b>.json").write_text("{}")
    tampered = replace(small("Gone.\n"), blocks=())
    (tmp_path / "worse.json").write_text(tampered.to_json())
    shelf = Shelf(tmp_path)
    text = "".join(report(shelf, Asked(tmp_path, None, "en", 5)))
    assert "bad&lt;b&gt;.json" in text
    assert [Path(failed.source).name for failed in shelf.failed] == ["bad<b>.json", "worse.json"]
    assert "Gone." not in text


def test_many_articles_are_bounded_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles beyond the table and beyond those shown are counted, and the page says so."""
    monkeypatch.setattr(report_module, "_MOST_ROWS", 30)
    put(
        tmp_path,
        *(small(f"Title {n}\n\n{'×' if n == 40 else 'x'}\n", f"{n}.txt") for n in range(50)),
    )
    page = _Page(made(tmp_path, most=3))
    assert "20 more articles are counted above but not listed." in page.text
    assert "Of 50 articles, the 3 in which most happened are shown." in page.text
    assert "Title 40" in page.text.split("Before and after", 2)[2]


def test_long_articles_are_bounded_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines beyond the room of an article are counted, and where to read them is said."""
    monkeypatch.setattr(report_module, "_CHARACTERS", 20_000)
    monkeypatch.setattr(details, "_MOST_HEADINGS", 10)
    body = "\n\n".join(f"Is this heading {n}?\n\nText {n} is here." for n in range(500))
    put(tmp_path, small(f"Title\n\n{body}\n\n{'word ' * 50_000}\n"))
    text = made(tmp_path)
    assert len(text) < 60_000
    shown = _Page(text).text
    assert f"more lines are not shown here: assistant corpus explain {tmp_path}" in shown
    assert "and 491 more" in shown


def test_many_variants_are_bounded_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variants beyond the room of an article are counted."""
    monkeypatch.setattr(report_module, "_CHARACTERS", 5_000)
    notes = "\n\n".join(
        f"Note: Beans of sort {n} need a garden with water for {days} days after sowing."
        for n in range(100)
        for days in (30, 30, 90)
    )
    put(tmp_path, small(f"Title\n\n{notes}\n"))
    text = made(tmp_path)
    assert len(text) < 40_000
    shown = _Page(text).text
    assert re.search(r"\d\d+ variants", shown)
    assert re.search(r"and \d\d+ more", shown)


def test_an_article_without_headings_says_so(tmp_path: Path) -> None:
    """No outline is not an empty list."""
    put(tmp_path, small("one line of text that is no heading, since it goes on and ends.\n"))
    assert "This article has no heading." in _Page(made(tmp_path)).text


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pairs(colours: dict[str, str]) -> Iterator[tuple[str, str]]:
    for ground in ("ground", "panel"):
        for ink in colours.keys() - {"ground", "panel", "line", "gone-ground", "new-ground"}:
            yield colours[ink], colours[ground]
    yield colours["gone"], colours["gone-ground"]
    yield colours["new"], colours["new-ground"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """Every text stands out from what is behind it by at least 4.5:1 (WCAG 2.2, 1.4.3)."""
    for ink, ground in _pairs(COLOURS[scheme]):
        low, high = sorted((_luminance(ink), _luminance(ground)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_the_same_articles_give_the_same_page() -> None:
    """No date and no order of its own makes a report differ from the last."""
    assert made() == made()
