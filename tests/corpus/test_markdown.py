"""Markdown: blocks by its mark-up, every character accounted for, damage noticed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.cleaning.article import Article, digest_of
from assistant.cleaning.errors import ArticleTooLargeError, LedgerError
from assistant.cleaning.rules import PackRules
from assistant.cleaning.structure import Fate, Form, Kind, Part
from assistant.cleaning.verify import verify
from assistant.corpus.inputs.document import Document
from assistant.corpus.inputs.reading import form_shown
from assistant.corpus.making import clean_document
from assistant.errors import AssistantError

GARDEN = """\
---
title: Beans
---
# Growing *beans* & peas

Sow **30** beans in [May](https://example.org/a_(b)) or `June`.
Then water\\* them &amp; wait<br>long. Use <drive>, 5*3*2 and snake_case_name.

1. First **bold** step

   More of it.
   - inner [ref][x]
2. Second step

> [!WARNING]
> Mind the frost.

> **Tip:** cover them
> at night

| Name | Days |
|------|-----:|
| Beans | 30 |
| Peas \\| more | `a|b` |

```bash
sow --all
# no heading
```

When to pick
------------

![A bean](bean.png "t")

<!-- hidden -->

***

[x]: https://example.org
"""
SOWING = "Sow 30 beans in May or June. Then water* them & wait long."


def cleaned(text: str, language: str = "en") -> Article:
    """Return an article made from Markdown, proved."""
    document = Document("in/page.md", "page.md", text.encode(), language, Form.MARKDOWN)
    return clean_document(document, PackRules())


def test_blocks_are_those_of_the_mark_up() -> None:
    """Headings, items, notes, cells and code come out with their kind, place and plain text."""
    blocks = [(b.kind.value, b.marker or b.note or b.level, b.text) for b in cleaned(GARDEN).blocks]
    assert blocks == [
        ("title", 1, "Growing beans & peas"),
        (
            "paragraph",
            None,
            f"{SOWING} Use <drive>, 5*3*2 and snake_case_name.",
        ),
        ("list_item", "1.", "First bold step"),
        ("paragraph", None, "More of it."),
        ("list_item", "-", "inner ref"),
        ("list_item", "2.", "Second step"),
        ("note", "warning", "Mind the frost."),
        ("note", "tip", "cover them at night"),
        ("cell", 1, "Name"),
        ("cell", 2, "Days"),
        ("cell", 1, "Beans"),
        ("cell", 2, "30"),
        ("cell", 1, "Peas | more"),
        ("cell", 2, "a|b"),
        ("paragraph", None, "sow --all"),
        ("paragraph", None, "# no heading"),
        ("heading", 2, "When to pick"),
        ("paragraph", None, "A bean"),
    ]


def test_what_stands_under_what() -> None:
    """Nested items, paragraphs of items and cells of a row point at what they belong to."""
    blocks = {block.text: block for block in cleaned(GARDEN).blocks}
    for text, above in (("More of it.", "First bold step"), ("inner ref", "First bold step")):
        assert blocks[text].parent == blocks[above].id
    assert blocks["30"].parent == blocks["Beans"].id
    assert blocks["A bean"].section == blocks["When to pick"].id


def test_mark_up_is_accounted_for() -> None:
    """Targets of links are on record with their block; rules, fences and comments have a rule."""
    ledger = cleaned(GARDEN).ledger
    spans = [span for line in ledger for span in line.spans]
    assert "](https://example.org/a_(b))" in [s.text for s in spans if s.part is Part.MARKUP]
    rules = {s.rule for s in spans if s.fate is Fate.CHROME}
    assert rules == {
        f"markdown.{name}"
        for name in ("front-matter", "table", "fence", "comment", "rule", "definition")
    }
    assert {s.to for s in spans if s.fate is Fate.CORRECTION} == {"&", " "}


def test_alike_items_are_no_copies() -> None:
    """Steps that differ in one word are steps, not editions of each other."""
    steps = "\n".join(f"- Choose the {name} entry in the menu of settings" for name in "abcd")
    article = cleaned(f"# Menu\n\n{steps}\n")
    assert not any(block.variants for block in article.blocks)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html>\n<p>x", Form.HTML),
        ("  <html lang=el>", Form.HTML),
        ("# Title\n\nText", Form.MARKDOWN),
        ("See [this](https://example.org).", Form.MARKDOWN),
        ("Title\n\n#hashtag [x] a < b", Form.TEXT),
    ],
)
def test_form_of_unknown_text(text: str, form: Form) -> None:
    """A text without a suffix shows by its mark-up what it is."""
    assert form_shown(text) is form


_MARKS = (
    "# ## > - * + 1. 2) ``` ~~~ --- === *** | |--|--| [a] [b]: (c) ![ ]( ) ** _ ` \\ & ; ! [!NOTE]"
)
_WORDS = "&amp; &nbsp; &#27; &bogus; <br> <b> </b> <!-- --> <div> <drive> Note: 30 beans ถั่ว e\u0301"
_SPACES = (" ", "  ", "    ", "\n", "\n\n", "\r\n", "\n    ", "\u200b", "\u00a0", "\t", "\x1b[31m")
FRAGMENTS = st.sampled_from([*_MARKS.split(), *_WORDS.split(), *_SPACES, "\x0c", "\u2028"])
MARKDOWN = st.lists(st.one_of(FRAGMENTS, st.text(max_size=4)), max_size=60).map("".join)


@given(MARKDOWN)
@example("<!--\n1.-->#")
@example("===\n\x0c\n[a]")
@example("\xa0\nx\n#1.")
@example(">\xa0\n---a\n_")
@example("* \u3000\n    a\n`")
@settings(max_examples=300, deadline=None)
def test_ledger_balances_for_any_markdown(text: str) -> None:
    """Whatever stands in a file, every visible character has its place, or the file is refused."""
    try:
        cleaned(text)
    except LedgerError:
        raise
    except AssistantError:
        pass


@pytest.mark.parametrize("blank", ["\xa0", "\x0c", "\u2028", "\u3000 \xa0"])
def test_a_line_of_other_spaces_parts_paragraphs(blank: str) -> None:
    """Scraped pages hold many; to a reader such a line is blank."""
    article = cleaned(f"One\n{blank}\nTwo\n#1.\n{blank}\nThree.")
    assert [block.text for block in article.blocks] == ["One", "Two #1.", "Three."]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damage_is_noticed(data: st.DataObject) -> None:
    """If any span is lost, changed or called mark-up, the proof fails."""
    plain: dict[str, Any] = json.loads(cleaned(GARDEN).to_json())
    line = data.draw(st.sampled_from([one for one in plain["ledger"] if one.get("spans")]))
    span = data.draw(st.sampled_from(line["spans"]))
    how = data.draw(st.sampled_from(["drop", "cut", "mark"]))
    if how == "drop":
        line["spans"].remove(span)
    elif how == "cut":
        span["text"] = span["text"][:-1] + "\u2603"
    elif any(c.isalnum() for c in span["text"]) and span["fate"] == "kept" and "part" not in span:
        span["part"] = "markup"
    else:
        return
    plain["digest"] = digest_of(plain)
    with pytest.raises(LedgerError):
        verify(plain, GARDEN.encode())


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 4_000,
        "[" * 50_000,
        "`" * 3 + " `" * 6_000,
        "> " * 2_000 + "x",
        "- " * 5_000 + "x",
        "<!-" * 4_000,
        "![[]()" * 2_000,
        "| a " * 2_000 + "\n" + "|-" * 2_000,
        "\\" * 16_000,
        "**x" * 4_000 + "x**" * 4_000,
    ],
    ids=range(10),
)
def test_hostile_markdown_is_bounded(text: str) -> None:
    """Nesting and repetition that blow up careless readers are done in seconds, balanced."""
    assert cleaned(text).ledger


def test_marks_beyond_measure_are_refused() -> None:
    """A file of nothing but marks would need a thousand times its size: it is said to be too large.

    Most of what it takes is the ledger.
    """
    with pytest.raises(ArticleTooLargeError):
        cleaned("# Title\n\n" + "\\*" * 60_000)


def test_kinds_have_no_empty_text() -> None:
    """What is only mark-up is no block."""
    article = cleaned("# \n\n- \n\n**\n\n[](x)\n\ntext\n")
    assert [(block.kind, block.text) for block in article.blocks][-1] == (Kind.PARAGRAPH, "text")
    assert all(block.text for block in article.blocks)
