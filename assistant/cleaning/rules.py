"""What the cleaner knows beforehand, all of it data: cues per language and rules of a pack.

Cues are in `data/<language>.toml`, shared ones in `data/und.toml`; a language without a file has
the shared ones only. A pack's rules (edition names, recorded corrections, headings known to be
missing) are in its `cleaning.toml`. Matching is on folded text, never by regular expressions from
data.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from assistant.cleaning.codec import from_plain
from assistant.cleaning.errors import LanguageTagError, RulesError
from assistant.files import read_bounded

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

RULES_NAME = "cleaning.toml"
MAX_RULES_BYTES = 256 * 1024
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


RULES_NAME = "cleaning.toml"


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that label a block when a colon or a wide space follows.

    Args:
        note: labels of plain notes, likewise tip, warning and important.
        state: labels of the states a thing goes through.
        other: any other label.
    """

    note: tuple[str, ...] = ()
    tip: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    important: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chrome:
    """A rule for what belongs to the page and not to the article.

    Args:
        rule: name, recorded in the ledger.
        lines: whole lines.
        starts: beginnings of lines.
    """

    rule: str
    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues of one language.

    Args:
        contents: lines that stand over a table of contents.
        links: headings under which links stand.
        link_starts: where, in a line of links, the next link begins.
        image_starts: beginnings of image texts that fill a line.
        image_inside: beginnings of image texts that follow other text in its line.
        lead_ins: words that a heading does not hold, since they introduce what follows.
        steps: words before the number of a step, as in "Step 2".
        labels: labels of blocks.
        chrome: rules for what belongs to the page.
    """

    contents: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    link_starts: tuple[str, ...] = ()
    image_starts: tuple[str, ...] = ()
    image_inside: tuple[str, ...] = ()
    lead_ins: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    labels: Labels = Labels()
    chrome: tuple[Chrome, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A product edition that copies of a text may be about.

    Args:
        id: label of a variant.
        names: how the edition is called in texts; compared exactly.
        last: whether the last of several copies is this edition's when none names an edition.
    """

    id: str
    names: tuple[str, ...]
    last: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A recorded correction of a known fault; the raw file is never edited.

    Args:
        id: name, recorded in the ledger.
        language: language of the articles it applies to.
        wrong: text as scraped, in normalised form, with as much around it as makes it unique.
        right: text as it should be.
        reason: what the fault is.
    """

    id: str
    language: str
    wrong: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class MissingHeading:
    """A place where the scrape lost a heading.

    Args:
        article: identifier of the article.
        over: beginning of the block that the heading stood over.
    """

    article: str
    over: str


@dataclass(frozen=True, slots=True)
class PackRules:
    """Rules that belong to a pack of articles.

    Args:
        default_edition: label of text that is not an edition's own.
        edition: editions.
        correction: the closed list of corrections.
        missing_heading: places of lost headings.
    """

    default_edition: str | None = None
    edition: tuple[Edition, ...] = ()
    correction: tuple[Correction, ...] = ()
    missing_heading: tuple[MissingHeading, ...] = ()

    @classmethod
    def load(cls, path: Path) -> PackRules:
        """Read a pack's `cleaning.toml`.

        Raises:
            RulesError: the file cannot be read, is no TOML or has other keys.
        """
        try:
            data = read_bounded(path, MAX_RULES_BYTES)
        except OSError as error:
            raise RulesError(str(path), detail=error.strerror or "unreadable") from None
        rules = _read(cls, data, str(path))
        for correction in rules.correction:
            if not correction.wrong.strip() or correction.right in ("", correction.wrong):
                raise RulesError(str(path), detail=f"correction {correction.id} corrects nothing")
        return rules

    def editions_named(self, text: str) -> tuple[str, ...]:
        """Return the identifiers of the editions that `text` names."""
        return tuple(
            edition.id for edition in self.edition if any(name in text for name in edition.names)
        )

    @property
    def last_edition(self) -> str | None:
        """Label of the last of several copies when none names an edition."""
        return next((edition.id for edition in self.edition if edition.last), None)


def rules_beside(source: Path) -> Path | None:
    """Return the rules file of the pack that `source` stands in, if there is one.

    Looked for in `source` and in the three folders above it, so that a pack, its `articles`, one
    language and one file all find the pack's rules.
    """
    here = source.absolute()
    for folder in (here, *list(here.parents)[:3]):
        path = folder / RULES_NAME
        if path.is_file():
            return path
    return None


def check_language(tag: str) -> str:
    """Return `tag` if it has the form of a language tag.

    Raises:
        LanguageTagError: it has not.
    """
    if not _TAG.fullmatch(tag):
        raise LanguageTagError(None, tag=tag[:40])
    return tag


@cache
def cues_for(language: str) -> Cues:
    """Return the cues of `language` (or of its parent, `th` for `th-TH`) and the shared ones.

    Raises:
        LanguageTagError: `language` is not a language tag.
        RulesError: a cue file is broken.
    """
    shared = _cue_file("und")
    own = None
    tag = check_language(language)
    while tag and not own:
        own = _cue_file(tag)
        tag = tag.rpartition("-")[0]
    return _joined(shared or Cues(), own or Cues())


def _joined(first: T, second: T) -> T:
    values = {}
    for field in fields(first):  # type: ignore[arg-type]
        one, two = getattr(first, field.name), getattr(second, field.name)
        values[field.name] = one + two if isinstance(one, tuple) else _joined(one, two)
    return type(first)(**values)


def _cue_file(tag: str) -> Cues | None:
    path = resources.files("assistant.cleaning") / "data" / f"{tag}.toml"
    return _read(Cues, path.read_bytes(), f"{tag}.toml") if path.is_file() else None


def _read(kind: type[T], data: bytes, where: str) -> T:
    if len(data) > MAX_RULES_BYTES:
        raise RulesError(where, detail=f"it is larger than {MAX_RULES_BYTES} bytes")
    try:
        return from_plain(kind, tomllib.loads(data.decode()))
    except RecursionError:
        raise RulesError(where, detail="it is nested too deeply") from None
    except ValueError as error:
        raise RulesError(where, detail=str(error)) from None
