"""HTML: blocks by the mark-up, the article told from its page, every visible text accounted for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cleaning.article import Article, digest_of
from assistant.cleaning.errors import ArticleTooLargeError, LedgerError
from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Fate, Form
from assistant.cleaning.verify import verify
from assistant.corpus.inputs.document import Document
from assistant.corpus.making import clean_document
from assistant.errors import AssistantError

GARDEN = """\
<!DOCTYPE html>
<html lang="en-us"><head><title>Beans | Garden</title>
<script>if (a < b) { x = "</p>"; }</script><style>p{}</style></head>
<body>
<nav><ul><li><a href=/>Home</a></li><li>All about beans and peas and more</li></ul></nav>
<div id=page>
<header><h1>Growing beans</h1></header>
<div class="content"
   id="c">
<p>Sow <b>30</b> beans in <a
 href="x">May</a>, when the soil is warm and
moist&nbsp;&amp; the nights are mild, as every gardener knows very well.</p>
<ul><li>First step of the work<ul><li>Inner step</ul><li><p>Second step</p><p>And more</p></ul>
<div class="alert alert-warning"><p>Mind the frost in the early days of May, it kills.</p></div>
<p><strong>Tip:</strong> cover the beans at night with a light fleece.</p>
<table><tr><th>Name</th><th>Days</th></tr><tr><td>Beans</td><td>30</td></tr></table>
<div role=tablist><button role=tab aria-controls=p1>Home</button></div>
<div role=tabpanel id=p1><p>Open the settings of the garden and choose the home plan.</p></div>
<h2>See also</h2><img src=a alt="A bean"><p>Short end.</p>
<script>track()</script>
<button>Copy</button>
</div>
<div class=foot>Was this helpful? Yes No</div>
</div>
<footer>© 2026 Garden</footer>
</body></html>
"""


def cleaned(text: str, language: str | None = "en") -> Article:
    """Return an article made from a page, proved."""
    document = Document("in/page.html", "page.html", text.encode(), language, Form.HTML)
    return clean_document(document, PackRules())


def test_blocks_are_those_of_the_mark_up() -> None:
    """Headings, items, notes, cells, tabs and images come out with kind, place and text."""
    blocks = [(b.id, b.kind.value, b.note or b.level, b.text) for b in cleaned(GARDEN).blocks]
    sowing = "Sow 30 beans in May, when the soil is warm and moist & the nights are mild, "
    assert blocks == [
        ("L7", "title", 1, "Growing beans"),
        ("L10", "paragraph", None, f"{sowing}as every gardener knows very well."),
        ("L13.1", "list_item", 1, "First step of the work"),
        ("L13.2", "list_item", 2, "Inner step"),
        ("L13.3", "list_item", 1, "Second step"),
        ("L13.4", "paragraph", None, "And more"),
        ("L14", "note", "warning", "Mind the frost in the early days of May, it kills."),
        ("L15", "note", "tip", "cover the beans at night with a light fleece."),
        ("L16.1", "cell", 1, "Name"),
        ("L16.2", "cell", 2, "Days"),
        ("L16.3", "cell", 1, "Beans"),
        ("L16.4", "cell", 2, "30"),
        ("L17", "heading", 3, "Home"),
        ("L18", "paragraph", None, "Open the settings of the garden and choose the home plan."),
        ("L19.1", "heading", 2, "See also"),
        ("L19.2", "image", None, "A bean"),
        ("L19.3", "paragraph", None, "Short end."),
    ]


def test_what_stands_under_what() -> None:
    """Inner items, further paragraphs, cells and panels point at what they belong to."""
    parents = {block.id: block.parent for block in cleaned(GARDEN).blocks if block.parent}
    assert parents == {"L13.2": "L13.1", "L13.4": "L13.3", "L16.2": "L16.1", "L16.4": "L16.3"} | {
        "L18": "L17"
    }


def test_everything_else_has_a_rule() -> None:
    """Menus, scripts, controls and what surrounds the article are chrome by name."""
    spans = [span for line in cleaned(GARDEN).ledger for span in line.spans]
    chrome = [(span.rule, span.text.strip()) for span in spans if span.fate is Fate.CHROME]
    assert chrome == [
        ("html.head", "Beans | Garden"),
        ("html.script", 'if (a < b) { x = "</p>"; }'),
        ("html.style", "p{}"),
        ("html.nav", "Home"),
        ("html.nav", "All about beans and peas and more"),
        ("html.script", "track()"),
        ("html.control", "Copy"),
        ("html.boilerplate", "Was this helpful? Yes No"),
        ("html.footer", "© 2026 Garden"),
    ]


@pytest.mark.parametrize(
    ("language", "title", "short", "box"),
    [
        ("ru", "Полив", "Поливайте утром.", "Поливайте грядки, когда земля подсохла сверху."),
        ("ja", "水やり", "朝のうちに水をやります。", "土が乾いてから、たっぷりと与えてください。"),
        ("ar", "الري", "اسقِ في الصباح.", "اسقِ النباتات فقط عندما تجف التربة من الأعلى تماما."),
    ],
)
def test_short_texts_under_the_title_are_kept(
    language: str, title: str, short: str, box: str
) -> None:
    """Where only one box of a short page was found, what stands under its title is kept, too."""
    page = (
        f"<html lang={language}><body><header><p>Garden</p></header><aside><p>Menu</p></aside>"
        f"<div><h1>{title}</h1><p>{short}</p><div><p>{box}</p></div></div>"
        "<footer>©</footer></body></html>"
    )
    article = cleaned(page, None)
    assert article.language == language
    assert [block.text for block in article.blocks] == [title, short, box]


def test_language_of_the_page() -> None:
    """A page may say its language; an odd one is not believed."""
    assert cleaned(GARDEN, None).language == "en-US"
    assert cleaned(GARDEN.replace("en-us", "../../etc"), None).language == "en"


def test_repeated_text_is_kept() -> None:
    """The same sentence under two headings is merged with both its places, not dropped."""
    text = "<p>Water the beans every evening, but never when the sun is shining.</p>"
    page = f"<main><h1>Beans</h1><h2>May</h2>{text}<h2>June</h2>{text}</main>"
    merged = [block.merged for block in cleaned(page).blocks if block.merged]
    assert [len(positions) for positions in merged] == [1]


def test_alike_items_are_no_copies() -> None:
    """Steps that differ in one word are steps, not editions of each other."""
    steps = "".join(f"<li>Choose the {name} entry in the menu of the settings" for name in "abcd")
    assert not any(block.variants for block in cleaned(f"<h1>Menu</h1><ol>{steps}</ol>").blocks)


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>un<b>believ</b>able", ["unbelievable"]),
        ("<p>one<br>two<div>three", ["one", "two", "three"]),
        ("<p>a<!-- x -->b <!----> c<!-->d", ["ab cd"]),
        ("<p>1 &lt; 2 &amp;amp; &#x41;&nbsp;B", ["1 < 2 &amp; A B"]),
        ("<p>kept <b", ["kept <b"]),
        ("<p>kept <!-- not closed <b>x</b>", ["kept <!-- not closed <b>x</b>"]),
        ("<p>5 < 6 and <3", ["5 < 6 and <3"]),
        ('<p title="a > b">x', ["x"]),
        ("<dl><dt>Term<dd>Meaning</dl>", ["Term", "Meaning"]),
        ("<p>wide\n\n\nspace</p>", ["wide space"]),
        ("<p>\x1b[31mred\u200b</p>", ["[31mred"]),
    ],
)
def test_how_texts_are_read(page: str, texts: list[str]) -> None:
    """Tags, comments, references and what is not closed are read as a careful reader would."""
    assert [block.text for block in cleaned(page).blocks] == texts


def test_line_numbers_survive_mark_up() -> None:
    """A block has the number of the raw line on which its text begins."""
    page = "<div\n\nclass=x\n>\n<p>one <i\n>two</i>\nthree</p>\n<!-- \n\n -->\n<p>four</p>"
    assert [block.id for block in cleaned(page).blocks] == ["L5", "L11"]


_TAGS = """
    <p> </p> <div> </div> <ul> <li> </li> </ul> <b> </b> <br> <table> <tr> <td> </td> </tr> </table>
    <h1> <h2> </h1> <nav> </nav> <script> </script> <title> </title> <button> </button> <svg/> <dl>
    <dt> <dd> <textarea> </textarea> <header> <main> </> < </ <! <!-- --> <!-> <? > = " ' & ; 30
    &amp; &#0; &#27; beans ถั่ว
""".split()  # noqa: SIM905 - a list of so many words is read better like this
_SPACES = (" ", "\r\n", "\r", "\n", "\u00a0", "\u200b", "e\u0301", "\u0301", "\x1b[31m", "\u2028")
FRAGMENTS = st.sampled_from(
    [
        *_TAGS,
        *_SPACES,
        *("<a href='x'>", '<img alt="a bean">', "<img alt=x", " data-alt='y' ", "</SCRIPT\n>"),
        *("<p\n\nclass=note>", "<i\n>", '<div role="tab" id=t>', "<div role=tabpanel id=t>"),
    ]
)
PAGES = st.lists(st.one_of(FRAGMENTS, st.text(max_size=4)), max_size=60).map("".join)


@given(PAGES)
@settings(max_examples=300, deadline=None)
def test_ledger_balances_for_any_page(text: str) -> None:
    """Whatever stands in a page, every visible text has its place, or the page is refused."""
    try:
        cleaned(text)
    except LedgerError:
        raise
    except AssistantError:
        pass


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damage_is_noticed(data: st.DataObject) -> None:
    """If any span is lost, changed, called mark-up or given to another block, the proof fails."""
    plain: dict[str, Any] = json.loads(cleaned(GARDEN).to_json())
    line = data.draw(st.sampled_from([one for one in plain["ledger"] if one.get("spans")]))
    span = data.draw(st.sampled_from(line["spans"]))
    how = data.draw(st.sampled_from(["drop", "cut", "mark", "move"]))
    if how == "drop":
        line["spans"].remove(span)
    elif how == "cut":
        span["text"] = span["text"][:-1] + "\u2603"
    elif how == "mark":
        span["part"] = "markup"
    else:
        span["block"] = "L10" if span.get("block") != "L10" else "L7"
    plain["digest"] = digest_of(plain)
    with pytest.raises(LedgerError):
        verify(plain, GARDEN.encode())


@pytest.mark.parametrize(
    ("page", "unit"),
    [
        ("<p>x" + "<i>" * 1_000_000, "tags"),
        ("<div>" * 300 + "x", "levels"),
        ("<ul><li>" * 50_000 + "x", "levels"),
        ("x" * 9_000_000, "bytes"),
        ("<p>\n" * 30_000, "lines"),
    ],
    ids=["tags", "div", "li", "bytes", "lines"],
)
def test_pages_beyond_measure_are_refused(page: str, unit: str) -> None:
    """A million tags, deep nesting and huge files are said so, quickly and in little memory."""
    with pytest.raises(ArticleTooLargeError) as caught:
        cleaned(f"<html>{page}")
    assert caught.value.values["unit"] == unit


@pytest.mark.parametrize(
    "page",
    [
        "<p>x" + "<" * 200_000,
        "<p>x" + "<a " * 100_000,
        "<p>x" + '<a ="' * 100_000,
        "<p>x" + "<!--" * 100_000,
        "<p>x" + "<script>" * 30_000,
        "<p>x" + "</p>" * 60_000,
        "<p>x" + "&" * 200_000,
        "<p>x" + "<b>" * 60_000,
        "<p>x" + "<table><tr><td>" * 60,
        "<p>x<a " + "a=b " * 200_000 + ">",
    ],
    ids=range(10),
)
def test_hostile_pages_are_bounded(page: str) -> None:
    """Repetition that blows up careless readers is done in seconds, balanced."""
    assert cleaned(page).ledger
