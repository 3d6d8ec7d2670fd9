"""The ledger balances for every input, and any damage to the output unbalances it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.cleaning.article import digest_of
from assistant.cleaning.clean import clean_article
from assistant.cleaning.errors import ArticleFormatError, LedgerError
from assistant.cleaning.rules import Correction, Edition, PackRules
from assistant.cleaning.structure import Fate
from assistant.cleaning.verify import verify, verify_written
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.cleaning.article import Article

RULES = PackRules(
    default_edition="home",
    edition=(Edition("school", ("Contoso School",), last=True),),
    correction=(
        Correction("typo", "en", "gardn", "garden", "a letter is missing"),
        Correction("space", "en", "x y", "x  y z", "words are missing"),
    ),
)
RAW = """\
\ufeffOur gardn

In this article

Sowing
Watering

Sowing

 • Beans      Sow in May.\u00a0\u00a0

  Sow in May

  Ask Contoso School when to sow in May.

 • Peas

Note:\u00a0Your beans need 30 days.

Note:   Your beans need 30 days.

Note: Your beans need 90 days.

Watering

Water\u200b in the evening.

See also

Slugs

×""".encode()

# Pieces that mean something to the cleaner, so that random articles reach its branches.
_FRAGMENTS = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\r", " • ", "  ◦ ", "1. ", "2. ", "    ", "\u00a0\u00a0\u00a0", "Note:",
     "Tip   ", "Status: ", "In this article", "See also", "Step 2", '"Step 1. Sow"', "Admins: ",
     "Sowing", "Sow in May.", "Screenshot of a bean.", "gardn", "x y", "Contoso School", "×",
     "\u200b",
     "e\u0301", "\x1b[31m", "ถ้า ไม่", "สมัคร", "Was this information helpful?", "in lower case"],
)  # fmt: skip
_ARTICLES = st.lists(st.one_of(_FRAGMENTS, _FRAGMENTS, st.text(max_size=12)), max_size=60).map(
    "".join
)


WRITTEN = clean_article(RAW, language="en", name="a.txt", rules=RULES).to_json()


def made() -> Any:
    """Return the written form of the cleaned article as plain data."""
    return json.loads(WRITTEN)


def resealed(plain: Any) -> Any:
    """Return a damaged article with a digest that is right again."""
    plain["digest"] = digest_of(plain)
    return plain


@settings(max_examples=150, deadline=None)
@given(_ARTICLES, st.sampled_from(["en", "th", "el", "xx"]))
def test_any_text_balances_or_is_refused(text: str, language: str) -> None:
    """Whatever is read, either a clear error says why not or the ledger balances."""
    raw = text.encode("utf-8", "replace")
    try:
        article = clean_article(raw, language=language, name="a.txt", rules=RULES)
    except AssistantError:
        return
    verify_written(article.to_json().encode(), raw)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_balance_or_are_refused(raw: bytes) -> None:
    """Bytes that are no text give a clear error and never a traceback."""
    try:
        article = clean_article(raw, language="en", name="a.txt")
    except AssistantError:
        return
    verify_written(article.to_json().encode(), raw)


@settings(max_examples=50, deadline=None)
@given(_ARTICLES)
def test_every_visible_character_has_one_fate(text: str) -> None:
    """The characters of all fates together are the visible characters of the article."""
    try:
        article = clean_article(text.encode("utf-8", "replace"), language="en", name="a.txt")
    except AssistantError:
        return
    spans = "".join(span.text for line in article.ledger for span in line.spans)
    assert sum(article.totals().values()) == len("".join(spans.split()))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_to_any_range_is_seen(data: st.DataObject) -> None:
    """Removing or changing any range of the written file makes the proof fail."""
    written = WRITTEN.encode()
    start = data.draw(st.integers(0, len(written) - 1))
    end = data.draw(st.integers(start + 1, min(len(written), start + 200)))
    put = data.draw(st.one_of(st.just(b""), st.binary(max_size=20)))
    damaged = written[:start] + put + written[end:]
    assume(damaged != written)
    with pytest.raises((LedgerError, ArticleFormatError)):
        verify_written(damaged, RAW)


_TEXT_PLACES = [
    ("blocks", "text"), ("blocks", "marker"), ("blocks", "label"), ("blocks", "id"),
    ("variants", "text"), ("variants", "id"), ("merged", "id"), ("spans", "text"), ("spans", "to"),
    ("spans", "block"), ("changes", "what"),
]  # fmt: skip


def _holders(plain: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key == name:
                found += value
            found += _holders(value, name)
    elif isinstance(plain, list):
        for value in plain:
            found += _holders(value, name)
    return found


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from(_TEXT_PLACES))
def test_damage_is_seen_without_the_digest(data: st.DataObject, place: tuple[str, str]) -> None:
    """Lost or changed characters of texts unbalance the spans even under a right digest."""
    name, key = place
    plain = made()
    holder = data.draw(st.sampled_from([h for h in _holders(plain, name) if h.get(key)]))
    value: str = holder[key]
    start = data.draw(st.integers(0, len(value) - 1))
    end = data.draw(st.integers(start, len(value)))
    put = data.draw(st.sampled_from(["", "x", "9", "ไม่", " "]))
    holder[key] = value[:start] + put + value[end:]
    # A copy is only equal to its block; what makes no difference there may differ.
    assume(holder[key] != value)
    with pytest.raises(LedgerError):
        verify(resealed(plain), RAW)


def _drop_block(plain: Any) -> None:
    del plain["blocks"][3]


def _drop_variant(plain: Any) -> None:
    next(block for block in plain["blocks"] if block.get("variants"))["variants"].pop()


def _drop_position(plain: Any) -> None:
    next(block for block in plain["blocks"] if block.get("merged"))["merged"].pop()


def _drop_line(plain: Any) -> None:
    del plain["ledger"][2]


def _drop_last_line(plain: Any) -> None:
    del plain["ledger"][-1]


def _double_line(plain: Any) -> None:
    plain["ledger"].insert(2, plain["ledger"][2])


def _swap_lines(plain: Any) -> None:
    plain["ledger"][1:3] = plain["ledger"][2:0:-1]


def _call_chrome(plain: Any) -> None:
    plain["ledger"][4]["spans"] = [{"fate": "chrome", "rule": "r", "text": "Sowing"}]


def _call_merged(plain: Any) -> None:
    """Hide a text that differs in a number as an equal copy."""
    block = next(b for b in plain["blocks"] if "30 days" in b["text"])
    hidden = block["variants"].pop()["id"]
    block["merged"].append({"id": hidden, "section": block["section"]})
    for line in plain["ledger"]:
        for span in line["spans"]:
            if span.get("block") == hidden:
                span.update(fate="merged", to=block["id"])


def _correct_without_rule(plain: Any) -> None:
    span = plain["ledger"][0]["spans"][0]
    span.update(fate="correction", to="")


def _point_nowhere(plain: Any) -> None:
    plain["outline"]["contents"][0]["heading"] = "L999"


def _lose_section(plain: Any) -> None:
    plain["sections"].pop()


def _move_block(plain: Any) -> None:
    next(block for block in plain["blocks"] if block.get("parent"))["parent"] = "L998"


def _rename(plain: Any) -> None:
    plain["id"] = "en/b"


def _retitle(plain: Any) -> None:
    plain["title"] = "Another"


def _miscount(plain: Any) -> None:
    plain["source"]["filled"] -= 1


def _lose_mark(plain: Any) -> None:
    del plain["source"]["bom"]


@pytest.mark.parametrize(
    "damage",
    [
        _drop_block, _drop_variant, _drop_position, _drop_line, _drop_last_line, _double_line,
        _swap_lines, _call_chrome, _call_merged, _correct_without_rule, _point_nowhere,
        _lose_section, _move_block, _rename, _retitle, _miscount, _lose_mark,
    ],
)  # fmt: skip
def test_structural_damage_is_seen_without_the_digest(damage: Callable[[Any], None]) -> None:
    """A part that is lost, doubled, moved or called something else unbalances the ledger."""
    plain = made()
    verify(plain, RAW)
    damage(plain)
    with pytest.raises(LedgerError):
        verify(resealed(plain), RAW)


def test_everything_else_is_under_the_digest() -> None:
    """What no span proves, such as a depth or a likeness, cannot be changed unseen either."""
    plain = made()
    next(block for block in plain["blocks"] if block["kind"] == "list_item")["level"] += 1
    with pytest.raises(LedgerError):
        verify(plain, RAW)


def test_the_error_names_the_line() -> None:
    """Where the ledger does not balance, the raw line is named."""
    plain = made()
    plain["ledger"][4]["spans"][0]["text"] = "Sowin"
    with pytest.raises(LedgerError) as caught:
        verify(plain, RAW)
    assert caught.value.where == "a.txt:8"


def test_another_raw_file_does_not_balance(thai: Article, greek: Article, pack: Any) -> None:
    """An article balances with its own raw file only."""
    raw = (pack / "articles" / f"{greek.id}.txt").read_bytes()
    verify(json.loads(greek.to_json()), raw)
    with pytest.raises(LedgerError):
        verify(json.loads(thai.to_json()), raw)
    with pytest.raises(LedgerError):
        verify(json.loads(greek.to_json()), raw + b" ")


@pytest.mark.parametrize("plain", [{}, [], None, {"schema": 1}, {"blocks": 3}])
def test_other_json_does_not_balance(plain: Any) -> None:
    """What is no article is refused like a damaged one."""
    with pytest.raises(LedgerError):
        verify(plain, RAW)


def test_removed_and_corrected_text_stays_in_the_ledger(thai: Article, greek: Article) -> None:
    """Most of an article is kept; the rest is accounted for by its fate."""
    for article in (thai, greek):
        totals = article.totals()
        assert all(totals[fate] for fate in Fate if fate is not Fate.CONTENTS)
        assert totals[Fate.CHROME] < 0.06 * sum(totals.values())
