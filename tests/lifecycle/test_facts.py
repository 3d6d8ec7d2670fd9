"""Facts: what is read, what is refused, what is written."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.lifecycle import Edition, Facts, FactsError, Licence
from assistant.lifecycle.facts import FactUnknownError


def test_from_mapping() -> None:
    """Every kind of fact is read from its JSON value; null is not said."""
    facts = Facts.from_mapping(
        {
            "expired_on": "2028-02-29",
            "cancelled_on": None,
            "licence": "open",
            "edition": "21vianet",
            "expedited": False,
            "product_key": True,
            "users": 0,
            "licences": 25,
        }
    )
    assert facts == Facts(
        expired_on=date(2028, 2, 29),
        licence=Licence.OPEN,
        edition=Edition.VIANET,
        expedited=False,
        product_key=True,
        users=0,
        licences=25,
    )


@pytest.mark.parametrize("name", Facts._fields)
def test_every_fact_is_read_and_written(name: str) -> None:
    """Each fact that has a name can be read, and is written as it was read."""
    kinds = {
        "licence": "volume",
        "edition": "21vianet",
        "expedited": True,
        "product_key": False,
        "users": 25,
        "licences": 0,
    }
    said = {name: kinds.get(name, "2026-10-01")}
    facts = Facts.from_mapping(said)
    assert facts.to_mapping() == said
    assert getattr(facts, name) == kinds.get(name, date(2026, 10, 1))


def test_to_mapping_writes_what_is_known() -> None:
    """Only what was said is written, dates in ISO form, in the order of the fields."""
    facts = Facts(users=3, expedited=False, paid_on=date(2026, 1, 2), licence=Licence.TRIAL)
    assert list(facts.to_mapping().items()) == [
        ("paid_on", "2026-01-02"),
        ("licence", "trial"),
        ("expedited", False),
        ("users", 3),
    ]
    assert Facts().to_mapping() == {}


def test_updated() -> None:
    """A change puts a fact in or takes it back and leaves the original as it was."""
    facts = Facts(paid_on=date(2026, 1, 2), users=3)
    assert facts.updated(paid_on=None, users=4) == Facts(users=4)
    assert facts == Facts(paid_on=date(2026, 1, 2), users=3)


_DATE = "YYYY-MM-DD"
_LICENCE, _EDITION = "standard, volume, open, trial", "worldwide, 21vianet"
_FLAG, _COUNT = "true, false", "0–10000000"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("expired_on", "2027-02-29", _DATE),
        ("expired_on", "20270228", _DATE),
        ("expired_on", "2027-W08-7", _DATE),
        ("expired_on", "28/2/2027", _DATE),
        ("expired_on", "", _DATE),
        ("expired_on", 20270228, _DATE),
        ("expired_on", date(2027, 2, 28), _DATE),
        ("licence", "Standard", _LICENCE),
        ("licence", ["open"], _LICENCE),
        ("edition", True, _EDITION),
        ("expedited", 1, _FLAG),
        ("product_key", "true", _FLAG),
        ("users", -1, _COUNT),
        ("users", 2.0, _COUNT),
        ("users", True, _COUNT),
        ("users", "25", _COUNT),
        ("users", 10_000_001, _COUNT),
        ("licences", 10**30, _COUNT),
    ],
)
def test_refused_values(name: str, value: object, expected: str) -> None:
    """A value of the wrong kind is refused, naming the fact, the value and what is expected."""
    with pytest.raises(FactsError) as caught:
        Facts.from_mapping({name: value}, where="profile.json")
    assert caught.value.where == "profile.json"
    assert caught.value.values == {"fact": name, "value": repr(value), "expected": expected}
    assert caught.value.exit_status == 4


def test_a_long_value_is_shown_in_part() -> None:
    """Of a value that is refused the message shows 60 characters."""
    with pytest.raises(FactsError) as caught:
        Facts.from_mapping({"expired_on": "x" * 1000})
    assert caught.value.values["value"] == "'" + "x" * 59


def test_the_largest_count() -> None:
    """Ten million users are taken at their word."""
    assert Facts.from_mapping({"users": 10_000_000}).users == 10_000_000


def test_refused_name() -> None:
    """An unknown fact is refused, naming the file and the facts that are known."""
    with pytest.raises(FactUnknownError) as caught:
        Facts.from_mapping({"expired": "2026-10-01"}, where="profile.json")
    assert caught.value.where == "profile.json"
    assert caught.value.values["fact"] == "'expired'"
    assert "expired_on, cancelled_on" in str(caught.value.values["known"])
