"""`check` finds every kind of fault, and none in the shipped pack."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from assistant.knowledge import Pack
from assistant.knowledge.catalogs import pack_template, quotes_in, read_catalog, update_catalog
from assistant.knowledge.check import check_pack, check_program
from assistant.locations import default_pack
from tests.packs import edit

TOPIC = "topics/payment.missed.toml"


def faults(folder: Path) -> str:
    """Return all faults of a pack as one text."""
    return "\n".join(f"{fault.where}: {fault.what}" for fault in check_pack(Pack(folder)))


def test_the_shipped_pack_and_program_have_no_faults() -> None:
    """What is committed is proved."""
    assert not faults(default_pack())
    assert not list(check_program())


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (TOPIC, 'block = "L161"', 'block = "L9999"', "has no block L9999"),
        (TOPIC, "แล้วคุณยังไม่ได้ชำระเงิน สถานะ", "แล้วคุณได้ชำระเงิน สถานะ", "stands 0 times"),
        (TOPIC, 'article = "th/when', 'article = "th/other', "lists no article"),
        (TOPIC, "{last_day_of_access}. If", "{mood}. If", "unknown placeholder {mood}"),
        (
            TOPIC,
            "within {unpaid_days} day,",
            "within 30 or {unpaid_days} day,",
            "literal number 30",
        ),
        (TOPIC, "goes straight to", "after thirty days goes to", "literal number “thirty”"),
        (TOPIC, "payment within 30 days (in", "payment within 90 days (in", "numbers differ"),
        (TOPIC, 'name = "general-disabled"', 'name = "general"', "stands twice"),
        ("policies/default.toml", "สถานะหมดอายุคือ 30 วัน", "สถานะหมดอายุ คือ 30 วัน", "stands 0 times"),
        (TOPIC, "evidence = [{ gap =", "evidence = [{ policy =", "the policy has no value"),
    ],
)
def test_faults_in_the_pack_are_found(
    pack_folder: Path, file: str, old: str, new: str, found: str
) -> None:
    """Evidence that is not there, unknown placeholders, literal and changed numbers."""
    edit(pack_folder / file, old, new)
    assert found in faults(pack_folder)


def file_of(catalog: Catalog) -> bytes:
    """Return a catalog as its file holds it."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a Greek catalog of the shipped pack whose messages are the msgids."""
    pack = Pack(default_pack())
    path = tmp_path_factory.mktemp("locales") / "el" / "LC_MESSAGES" / f"{pack.id}.po"
    update_catalog(path, pack_template(pack), quotes_in(pack, "el"))
    catalog = read_catalog(path)
    for message in catalog:
        if (message.id and not message.string) or message.pluralizable:
            message.string = message.id
    return file_of(catalog)


@pytest.fixture
def greek(pack_folder: Path, echo: bytes) -> Path:
    """Return the catalog of a pack whose Greek messages are the msgids."""
    path = pack_folder / "locales" / "el" / "LC_MESSAGES" / "office-365-business.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(echo)
    return path


def test_the_msgids_hold_no_number_that_a_translation_must_not(
    pack_folder: Path, greek: Path
) -> None:
    """Where the translations are the msgids, none is said to hold a literal number."""
    found = faults(pack_folder)
    assert f"stamps/{greek.parts[-3]}.toml" in found
    assert "literal" not in found


@pytest.mark.parametrize(
    ("context", "text", "found"),
    [
        ("chat.help.what", "", "not translated"),
        ("chat.help.what", "{0.__class__}", "not allowed"),
        ("payment.missed.due-later", "χωρίς ημερομηνία", "placeholder {payment_due} is missing"),
        ("payment.missed.due-later", "{payment_due} {state}", "placeholder {state} is unknown"),
        ("payment.missed.due-later", "{payment_due:at}", "not allowed"),
        ("payment.missed.due-later", "{payment_due} σε 30 ημέρες", "literal number 30"),
        ("payment.missed.due-later", "{payment_due}, τριάντα", "literal number “τριαντα”"),
        ("payment.missed.not-received", "μέσα σε 90 ημέρες", "numbers differ"),
        ("cancel.effects.data", "κάτι άλλο", "must be the quote"),
    ],
)
def test_faults_in_a_translation_are_found(
    pack_folder: Path, greek: Path, context: str, text: str, found: str
) -> None:
    """Missing, hostile, wrongly filled, miscounted and altered translations."""
    catalog = read_catalog(greek)
    (message,) = (one for one in catalog if one.context == context)
    message.string = (text, text) if message.pluralizable else text
    greek.write_bytes(file_of(catalog))
    assert found in faults(pack_folder)
