"""What the scrape did to the two shipped articles, fact by fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.cleaning.article import Article, Block, Variant
from assistant.cleaning.structure import By, Fate, Kind, Note

if TYPE_CHECKING:
    from pathlib import Path


def block(article: Article, block_id: str) -> Block:
    """Return the block `block_id`, which is a block of its own."""
    found = article.find(block_id)
    assert isinstance(found, Block)
    assert found.id == block_id
    return found


def variant(article: Article, block_id: str) -> Variant:
    """Return the variant `block_id`."""
    found = article.find(block_id)
    assert isinstance(found, Variant)
    assert found.id == block_id
    return found


def copies(article: Article, block_id: str) -> list[str]:
    """Return the identifiers of the equal copies of a block or variant."""
    found = article.find(block_id)
    assert found is not None
    return [copy.id for copy in found.merged]


@pytest.mark.parametrize("language", ["el", "th"])
def test_committed_articles_are_reproduced_byte_for_byte(
    pack: Path, greek: Article, thai: Article, language: str
) -> None:
    """The cleaned articles in the repository are what the cleaner makes today."""
    article = {"el": greek, "th": thai}[language]
    committed = pack / "clean" / f"{article.id}.json"
    assert committed.read_bytes() == article.to_json().encode()
    assert committed.read_bytes().endswith(b"}\n")


def test_number_of_lines_with_text(greek: Article, thai: Article) -> None:
    """The Greek article has 47 non-empty lines, the Thai one 109."""
    assert (greek.source.filled, thai.source.filled) == (47, 109)
    assert (len(greek.ledger), len(thai.ledger)) == (47, 109)


def test_last_line_is_a_close_button(greek: Article, thai: Article) -> None:
    """The last line of both is ×, without a line end, and belongs to the page."""
    for article in (greek, thai):
        last = article.ledger[-1]
        assert last.line == article.source.lines
        (span,) = last.spans
        assert (span.text, span.fate, span.rule) == ("×", Fate.CHROME, "close-button")


def test_identity(greek: Article, thai: Article) -> None:
    """Identifier, language, title and raw file are recorded."""
    assert greek.id == "el/cancel-office-365-for-business"
    assert thai.id == "th/when-a-subscription-ends"
    assert (greek.language, thai.source.name) == ("el", "when-a-subscription-ends.txt")
    assert greek.title == "Ακύρωση του Office 365 για Επιχειρήσεις"
    assert thai.title == block(thai, "L1").text
    assert block(thai, "L1").kind is Kind.TITLE


def test_copies_that_differ_in_spaces_and_full_stop_are_equal(thai: Article) -> None:
    """Lines 153 and 155 differ in white space between Thai letters and in a final full stop."""
    assert copies(thai, "L153") == ["L155"]
    assert block(thai, "L153").text.endswith("ให้ ติดต่อฝ่ายสนับสนุนของ Microsoft")


def test_copies_of_a_list_item_carry_the_marker_once(greek: Article) -> None:
    """Lines 51 and 53 repeat item 1 of line 49 without its number."""
    item = block(greek, "L49")
    assert (item.kind, item.marker, item.level) == (Kind.LIST_ITEM, "1.", 1)
    assert [(copy.id, copy.marker) for copy in item.merged] == [("L51", None), ("L53", None)]
    assert item.variants == ()


@pytest.mark.parametrize(
    ("of", "merged"),
    [
        ("L103", ["L105"]),
        ("L115", ["L117"]),
        ("L123", ["L125", "L127"]),
        ("L161", ["L163", "L165"]),
    ],
)
def test_equal_paragraphs_are_merged(thai: Article, of: str, merged: list[str]) -> None:
    """A paragraph that stands two or three times in a row is one block with its positions."""
    assert copies(thai, of) == merged


@pytest.mark.parametrize("block_id", ["L123", "L161", "L131"])
def test_equal_copies_give_no_variant(thai: Article, block_id: str) -> None:
    """Where the third copy is equal to the others, or there is none, there is no variant."""
    assert block(thai, block_id).variants == ()


@pytest.mark.parametrize(
    ("article", "of", "copy"),
    [
        ("el", "L7", "L11"),
        ("th", "L153", "L157"),
        ("th", "L171", "L175"),
        ("th", "L183", "L187"),
    ],
)
def test_variants_by_name(greek: Article, thai: Article, article: str, of: str, copy: str) -> None:
    """A copy that names 21Vianet is that edition's, by name."""
    (found,) = block({"el": greek, "th": thai}[article], of).variants
    assert (found.id, found.edition, found.by) == (copy, "21vianet", By.NAME)
    assert "21Vianet" in found.text


@pytest.mark.parametrize(
    ("of", "copy"),
    [("L37", "L87.2"), ("L53.1", "L93.1"), ("L103", "L107"), ("L115", "L119")],
)
def test_variants_by_position(thai: Article, of: str, copy: str) -> None:
    """A third copy that differs without naming an edition is 21Vianet's, by position."""
    (found,) = block(thai, of).variants
    assert (found.id, found.edition, found.by) == (copy, "21vianet", By.POSITION)
    assert "21Vianet" not in found.text


def test_there_are_no_other_variants(greek: Article, thai: Article) -> None:
    """Nothing else is taken for a copy that differs."""
    assert sum(len(b.variants) for b in greek.blocks) == 1
    assert sum(len(b.variants) for b in thai.blocks) == 7


def test_numbers_of_variants_are_kept_apart(thai: Article) -> None:
    """The edition whose Expired state lasts 30 days does not touch the 90 days of the block."""
    assert "90 วัน" in block(thai, "L103").text
    assert "90 วัน" not in variant(thai, "L107").text


def test_repeated_section_is_one_section_in_two_editions(thai: Article) -> None:
    """The options before expiry stand three times, the third time shorter."""
    (section,) = [s for s in thai.sections if s.editions]
    assert section.id == "L29"
    worldwide, vianet = section.editions
    assert (worldwide.edition, worldwide.headings) == ("worldwide", ("L29", "L55"))
    assert (vianet.edition, vianet.by, vianet.headings) == ("21vianet", By.POSITION, ("L81",))
    left_out = {"L39", "L41", "L47", "L49"}
    assert left_out <= set(worldwide.blocks)
    assert not left_out & set(vianet.blocks)
    assert [b for b in vianet.blocks if b not in worldwide.blocks] == ["L87.2", "L93.1"]
    assert len(worldwide.blocks) == 14
    assert len(vianet.blocks) == 10


def test_blocks_of_one_edition_are_told(thai: Article) -> None:
    """A reader can ask which editions a block is limited to."""
    assert thai.editions_of("L39") == ("worldwide",)
    assert thai.editions_of("L107") == ("21vianet",)
    assert thai.editions_of("L87.2") == ("21vianet",)
    assert thai.editions_of("L31") == ()
    assert thai.editions_of("L121") == ()


def test_repeated_run_in_headings_are_merged(thai: Article) -> None:
    """The copies of a section share its run-in headings and equal texts."""
    assert copies(thai, "L35") == ["L61", "L87.1"]
    assert copies(thai, "L45") == ["L71", "L89.2"]
    assert copies(thai, "L51.2") == ["L77.2", "L91.2"]
    assert copies(thai, "L53.2") == ["L79.2", "L93.2"]


@pytest.mark.parametrize(
    ("entry", "heading", "by"),
    [
        ("L15", "L29", By.TEXT),
        ("L17", "L55", By.TEXT),
        ("L19", "L81", By.TEXT),
        ("L21", "L95", By.TEXT),
        ("L23", "L139", By.TEXT),
        ("L25", "L159", By.POSITION),
        ("L27", "L177", By.FUZZY),
    ],
)
def test_contents_match_the_body(thai: Article, entry: str, heading: str, by: By) -> None:
    """Entries find their headings by text, by likeness, or by position where wording differs."""
    (found,) = [one for one in thai.outline.contents if one.block == entry]
    assert (found.heading, found.by) == (heading, by)


def test_contents_are_complete(thai: Article, greek: Article) -> None:
    """The Thai contents have seven entries under their label; the Greek article has none."""
    assert len(thai.outline.contents) == 7
    assert block(thai, "L13").kind is Kind.CONTENTS
    assert greek.outline.contents == ()


def test_headings_that_the_contents_lack(thai: Article) -> None:
    """Three headings of the body are in no entry."""
    assert thai.outline.unlisted == ("L5", "L195", "L199")
    assert all(block(thai, h).kind is Kind.HEADING for h in thai.outline.unlisted)


def test_greek_headings(greek: Article) -> None:
    """Headings whose step prefix is gone are headings still; lost ones are recorded."""
    headings = [b.id for b in greek.blocks if b.kind is Kind.HEADING]
    assert headings == ["L25", "L37", "L66", "L70"]
    assert greek.outline.missing == ("L45", "L47", "L49", "L64")
    assert [s.id for s in greek.sections] == [
        "L25", "L37", "L45", "L47", "L49", "L64", "L66", "L70",
    ]  # fmt: skip
    assert block(greek, "L60").section == "L49"


def test_step_references(greek: Article) -> None:
    """One mention of a step is resolved by position, one stays open because its heading is lost."""
    named, numbered = greek.outline.references
    assert named.block == "L23"
    assert named.text == "Βήμα 1. Αποθήκευση των δεδομένων σας"
    assert (named.by, named.heading) == (By.UNRESOLVED, None)
    assert (numbered.block, numbered.text) == ("L31", "Βήμα 2")
    assert (numbered.by, numbered.heading) == (By.POSITION, "L37")


@pytest.mark.parametrize("line", [53, 79, 93])
def test_tip_and_image_text_of_one_line(thai: Article, line: int) -> None:
    """A tip and the text of its picture are two blocks."""
    tip, image = thai.find(f"L{line}.1"), thai.find(f"L{line}.2")
    assert tip is not None
    assert tip.text.endswith("ศูนย์การจัดการ Office 365")
    assert tip.label == "เคล็ดลับ"
    assert isinstance(image, Block)
    assert image.kind is Kind.IMAGE
    assert image.text.startswith("สกรีนช็อตแสดง")
    assert block(thai, "L53.1").note is Note.TIP


@pytest.mark.parametrize("line", [51, 77, 87, 89, 91, 147, 149, 181, 189, 191])
def test_heading_and_text_of_one_line(thai: Article, line: int) -> None:
    """A run-in heading and its text are two blocks, the text under the heading."""
    heading, text = thai.find(f"L{line}.1"), thai.find(f"L{line}.2")
    assert isinstance(heading, Block)
    assert heading.kind is Kind.HEADING
    assert text is not None
    assert text.id != heading.id
    spans = next(entry.spans for entry in thai.ledger if entry.line == line)
    assert {span.block for span in spans} == {f"L{line}.1", f"L{line}.2"}


def test_run_in_heading_ends_at_the_wide_space(thai: Article) -> None:
    """The wide space between heading and text belongs to neither."""
    assert block(thai, "L181.1").text == "ซื้อ Office 365"
    assert block(thai, "L181.2").text.startswith("เมื่อเวอร์ชันทดลองใช้")
    assert block(thai, "L181.2").parent == "L181.1"
    assert block(thai, "L183").parent == "L181.1"


def test_three_links_of_one_line(greek: Article, thai: Article) -> None:
    """The support line holds three links."""
    for article, line in ((thai, 197), (greek, 68)):
        links = [b for b in article.blocks if b.id.startswith(f"L{line}.")]
        assert [link.id for link in links] == [f"L{line}.{n}" for n in (1, 2, 3)]
        assert {link.kind for link in links} == {Kind.LINKS}
    assert block(thai, "L197.2").text == "ผู้ดูแลระบบ: ลงชื่อเข้าใช้และสร้างคำขอบริการ"
    assert block(greek, "L68.3").text.startswith("Διαχειριστές: Τηλεφωνική")


def test_image_texts(greek: Article, thai: Article) -> None:
    """Texts of pictures are blocks of their own kind, and nothing else is."""
    assert [b.id for b in thai.blocks if b.kind is Kind.IMAGE] == ["L9", "L53.2"]
    assert [b.id for b in greek.blocks if b.kind is Kind.IMAGE] == ["L59"]
    assert block(greek, "L59").parent == "L57"


def test_states_and_what_stands_under_them(thai: Article) -> None:
    """The three states hold what is said about each."""
    states = {b.id: b.text for b in thai.blocks if b.kind is Kind.STATE}
    assert states == {
        "L101": "ช่วงเวลาผ่อนผัน",
        "L113": "ปิดใช้งาน",
        "L129": "ยกเลิกการเตรียมใช้งานแล้ว",
    }
    under = {b.id: b.parent for b in thai.blocks if b.parent in states}
    assert under["L103"] == "L101"
    assert under["L121"] == "L113"
    assert under["L137"] == "L129"
    assert "L141" not in under


@pytest.mark.parametrize(
    ("block_id", "note", "label"),
    [
        ("L11", Note.NOTE, "หมายเหตุ"),
        ("L53.1", Note.TIP, "เคล็ดลับ"),
        ("L141", Note.WARNING, "คำเตือน"),
        ("L153", Note.IMPORTANT, "สำคัญ"),
        ("L171", Note.NOTE, "หมายเหตุ"),
    ],
)
def test_labelled_notes(thai: Article, block_id: str, note: Note, label: str) -> None:
    """Notes have their kind and label, with a colon behind the label or a wide space only."""
    found = block(thai, block_id)
    assert (found.kind, found.note, found.label) == (Kind.NOTE, note, label)
    assert not found.text.startswith(label)


def test_levels_of_list_items(thai: Article, greek: Article) -> None:
    """Items under an item are one level deeper and know it."""
    assert (block(thai, "L37").level, block(thai, "L37").parent) == (2, "L35")
    assert (block(thai, "L49").level, block(thai, "L49").parent) == (2, "L43")
    assert (block(greek, "L17").level, block(greek, "L17").parent) == (1, None)
    assert block(greek, "L15").parent == "L13"


def test_chrome(greek: Article, thai: Article) -> None:
    """Training banners, feedback widgets and × are chrome, each by a named rule; nothing else."""
    for article, banner, feedback in (
        (greek, [78, 79, 80, 81], [83, 85, 87]),
        (thai, [203, 204, 205, 206], [208, 210, 212]),
    ):
        rules: dict[str | None, list[int]] = {}
        for entry in article.ledger:
            for span in entry.spans:
                if span.fate is Fate.CHROME:
                    rules.setdefault(span.rule, []).append(entry.line)
        assert rules == {
            "training-banner": banner,
            "feedback": feedback,
            "close-button": [article.source.lines],
        }


def test_no_break_spaces_become_single_spaces(greek: Article, thai: Article) -> None:
    """Runs of NO-BREAK SPACE vanish from the texts and are counted in the ledger."""
    for article, count in ((greek, 5), (thai, 148)):
        assert "\u00a0" not in "".join(article.texts().values())
        assert not any("  " in text for text in article.texts().values())
        changes = [change for entry in article.ledger for change in entry.changes]
        assert sum(change.count for change in changes if change.what == "U+00A0") == count


@pytest.mark.parametrize(
    ("article", "rule", "lines"),
    [
        ("th", "th-subscription", [53, 79, 93]),
        ("th", "th-stray-open", [47, 73]),
        ("th", "th-21vianet", [175]),
        ("th", "th-version", [181]),
        ("th", "th-space", [187]),
        ("el", "el-bracket", [19]),
    ],
)
def test_corrections_apply_where_recorded(
    greek: Article, thai: Article, article: str, rule: str, lines: list[int]
) -> None:
    """Each correction of the closed list stands in the ledger on its lines."""
    ledger = {"el": greek, "th": thai}[article].ledger
    found = [
        e.line for e in ledger for s in e.spans if s.fate is Fate.CORRECTION and s.rule == rule
    ]
    assert found == lines


def test_corrected_texts(greek: Article, thai: Article) -> None:
    """Blocks have the corrected text, the ledger what stood there."""
    texts = thai.texts()
    assert "เป็นลูกค้า Open Volume Licensing ที่ทำงานกับคู่ค้า" in texts["L47"]
    assert texts["L175"].endswith("ของ 21Vianet")
    assert texts["L187"].count("การสมัครใช้งาน Office 365") == 1
    assert "ใช้งานOffice" not in texts["L187"]
    assert not any("สมัรใช้งาน" in text or "เงอร์ชัน" in text for text in texts.values())
    assert "(όπως τα Microsoft Dynamics 365 ή Microsoft Intune) ή εάν" in greek.texts()["L19"]


def test_raw_articles_still_have_the_faults(pack: Path) -> None:
    """The raw files are never edited."""
    raw = (pack / "articles/th/when-a-subscription-ends.txt").read_text(encoding="utf-8")
    assert raw.count("สมัรใช้งาน") == 3
    assert raw.endswith("\n×")
