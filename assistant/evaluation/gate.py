"""The gate: floors of scores per language, pinned to the questions they were measured on.

A score below its floor fails, and so does a set of questions that is not the one the floors were
measured on. Floors are raised by measuring; lowering one needs a reason, which stays in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.scores import Scores
from assistant.files import write_atomically
from assistant.knowledge import PackError, Table
from assistant.knowledge.source import read_toml

# Rates that must not fall; the others must not rise.
AT_LEAST = ("first", "among_three", "refused", "dates_exact", "language")
AT_MOST = ("confident_wrong", "declined", "asked_back")
# A floor leaves room for one question in a hundred, which is what a small change of phrases moves.
_ROOM = 0.01


@dataclass(frozen=True, slots=True)
class Gate:
    """Floors and ceilings by language.

    Args:
        digest: of the questions they were measured on.
        bounds: by language and rate.
        reason: why a bound was last lowered, or empty.
    """

    digest: str
    bounds: Mapping[str, Mapping[str, float]]
    reason: str = ""

    def faults(self, digest: str, scores: Mapping[str, Scores]) -> Iterator[GateFault]:
        """Yield what does not hold.

        Args:
            digest: of the questions that were asked.
            scores: by language.
        """
        if digest != self.digest:
            yield GateFault("*", "questions", "they are not those the floors were measured on")
        for language, bounds in self.bounds.items():
            if language not in scores:
                yield GateFault(language, "questions", "there are none in this language")
                continue
            for name, bound in bounds.items():
                value = scores[language].rates[name].value
                if value < bound and name in AT_LEAST:
                    yield GateFault(language, name, f"{value:.3f} is below the floor {bound:.3f}")
                if value > bound and name in AT_MOST:
                    yield GateFault(language, name, f"{value:.3f} is above the bound {bound:.3f}")


@dataclass(frozen=True, slots=True)
class GateFault:
    """A bound that does not hold."""

    language: str
    rate: str
    what: str


def set_digest(paths: Iterable[Path]) -> str:
    """Return a digest over files of questions, whatever their order."""
    digests = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def read_gate(path: Path) -> Gate:
    """Return the gate of a file.

    Raises:
        PackError: if the file is not a gate.
    """
    table = read_toml(path, path.parent).only("digest", "reason", "bounds")
    bounds = table.table("bounds")
    return Gate(
        digest=table.text("digest"),
        bounds={language: _bounds(bounds.table(language)) for language in bounds.values},
        reason=table.optional_text("reason") or "",
    )


def write_gate(path: Path, digest: str, scores: Mapping[str, Scores], *, reason: str = "") -> Gate:
    """Measure new floors and write them; none falls unless there is a reason.

    Args:
        path: the file.
        digest: of the questions that were asked.
        scores: by language.
        reason: why a floor may fall.

    Raises:
        PackError: if a floor would fall and there is no reason.
    """
    bounds = {language: _measured(one) for language, one in sorted(scores.items())}
    if path.is_file() and not reason:
        old = read_gate(path)
        for fault in Gate(old.digest, old.bounds).faults(old.digest, scores):
            detail = f"{fault.language} {fault.rate}: {fault.what}; give a reason to lower it"
            raise PackError(str(path), detail=detail)
        reason = old.reason
    gate = Gate(digest, bounds, reason)
    write_atomically(path, _to_toml(gate).encode())
    return gate


def _measured(scores: Scores) -> dict[str, float]:
    floors = {name: max(0.0, scores.rates[name].value - _ROOM) for name in AT_LEAST}
    ceilings = {name: min(1.0, scores.rates[name].value + _ROOM) for name in AT_MOST}
    return {name: round(bound, 3) for name, bound in (floors | ceilings).items()}


def _bounds(table: Table) -> dict[str, float]:
    table.only(*AT_LEAST, *AT_MOST)
    return {name: _number(table, name, value) for name, value in table.values.items()}


def _number(table: Table, name: str, value: Any) -> float:
    if not isinstance(value, float | int) or isinstance(value, bool):
        raise PackError(table.where, detail=f"“{name}” must be a number")
    return float(value)


def _to_toml(gate: Gate) -> str:
    lines = [
        "# Floors and ceilings of `assistant eval --gate`, measured, with the questions' digest.",
        f'digest = "{gate.digest}"',
        f'reason = "{gate.reason}" # why a bound was last lowered',
    ]
    for language, bounds in gate.bounds.items():
        lines += ["", f"[bounds.{language}]"]
        lines += [f"{name} = {bound}" for name, bound in bounds.items()]
    return "\n".join([*lines, ""])
