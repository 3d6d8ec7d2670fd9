"""Cleaned output damaged at random, part by part: the ledger's verification fails every time."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from assistant.cleaning.article import digest_of
from assistant.cleaning.errors import ArticleFormatError, LedgerError
from assistant.cleaning.verify import verify, verify_written

_ARTICLES = ["el/cancel-office-365-for-business", "th/when-a-subscription-ends"]
# What the spans prove; an outline's findings and likenesses are under the digest only.
_PROVED = ("blocks", "ledger")
# Within them, what no span holds.
_UNPROVED = {"by", "edition", "kind", "level", "note", "parent", "rule", "score", "section"}
_DAMAGES = 100


class Place(NamedTuple):
    """Where in plain data a value stands."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        """The value there."""
        return self.holder[self.key]


def _places(holder: Any) -> list[Place]:
    """Return every place within `holder` that a damage may hit."""
    found: list[Place] = []
    for key in holder if isinstance(holder, dict) else range(len(holder)):
        if key in _UNPROVED:
            continue
        found.append(Place(holder, key))
        if isinstance(holder[key], (dict, list)):
            found += _places(holder[key])
    return found


def _damage(plain: Any, random: Random) -> str:
    """Damage an article at one place, and say how."""
    parts = [place for name in _PROVED for place in _places(plain[name])]
    place = random.choice(parts)
    value = place.value
    before = json.dumps(value, ensure_ascii=False)[:80]
    if isinstance(value, str) and random.random() < 0.7:
        start = random.randrange(len(value))
        place.holder[place.key] = value[:start] + value[random.randint(start + 1, len(value)) :]
    elif isinstance(value, int) and not isinstance(value, bool) and random.random() < 0.7:
        place.holder[place.key] = value + random.choice([-1, 1])
    elif isinstance(place.holder, list) and random.random() < 0.3:
        place.holder.insert(place.key, value)
    else:
        del place.holder[place.key]
    return f"{place.key}: {before}"


@pytest.mark.parametrize("name", _ARTICLES)
def test_random_damage_is_seen(pack: Path, name: str) -> None:
    """A part that is cut, doubled, changed or gone unbalances the ledger, digest or not."""
    written = (pack / "clean" / f"{name}.json").read_text(encoding="utf-8")
    raw = (pack / "articles" / f"{name}.txt").read_bytes()
    random = Random(name)  # noqa: S311 - the same damages in every run
    unseen = []
    for _ in range(_DAMAGES):
        plain = json.loads(written)
        told = _damage(plain, random)
        plain["digest"] = digest_of(plain)
        try:
            verify(plain, raw)
        except LedgerError:
            continue
        unseen.append(told)
    assert not unseen


@pytest.mark.parametrize("name", _ARTICLES)
def test_random_ranges_that_are_lost_are_seen(pack: Path, name: str) -> None:
    """A file from which any range of bytes is missing proves nothing."""
    written = (pack / "clean" / f"{name}.json").read_bytes()
    raw = (pack / "articles" / f"{name}.txt").read_bytes()
    random = Random(name)  # noqa: S311
    for _ in range(_DAMAGES):
        start = random.randrange(len(written))
        length = random.choice([1, 10, 1_000, 20_000])
        with pytest.raises((LedgerError, ArticleFormatError)):
            verify_written(written[:start] + written[start + length :], raw)
