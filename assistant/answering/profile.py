"""The profile: facts and settings that a user keeps from one conversation to the next.

A TOML file of `schema` 1 with two tables: `[facts]`, the facts of the JSON contract but
`asked_on`; `[settings]`, how dates are written and in which zone today is. What a user says
outranks what the file says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from assistant.errors import AssistantError, mark
from assistant.files import read_bounded, write_atomically
from assistant.lifecycle import Facts
from assistant.messages.calendars import Calendar

SCHEMA = 1
_MAX_BYTES = 20_000
_TABLES = {"schema", "facts", "settings"}
_SETTINGS = {"dates", "zone"}
# What a question asks about is not kept.
KEPT_FACTS = tuple(name for name in Facts._fields if name != "asked_on")
# Names of the zone database: "Europe/Athens", "Etc/GMT+3".
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}")


class ProfileError(AssistantError):
    """A profile that cannot be used."""

    code = "profile"
    message = mark("error.profile", "The saved profile cannot be used: {detail}.")
    hint = mark(
        "error.profile.hint",
        "Correct the file, or clear it with “assistant profile clear”. It was not changed.",
    )


class NewerProfileError(ProfileError):
    """A profile of a newer version of the program."""

    code = "profile.newer"
    message = mark("error.profile.newer", "The saved profile is from a newer version ({schema}).")
    hint = mark("error.profile.newer.hint", "Use the newer version of this program for it.")


class ZoneError(AssistantError):
    """A time zone that the system does not know."""

    code = "profile.zone"
    exit_status = 2
    message = mark("error.profile.zone", "“{zone}” is not a known time zone.")
    hint = mark("error.profile.zone.hint", "Use a name such as Europe/Athens or Asia/Bangkok.")


class Profile(NamedTuple):
    """What a user keeps.

    Args:
        facts: what conversations begin with.
        dates: how dates are written; None for the way of the reader's language.
        zone: name of the time zone in which today is today; None for the system's.
    """

    facts: Facts = Facts()
    dates: Calendar | None = None
    zone: str | None = None

    def to_toml(self) -> str:
        """Return the profile as its file holds it: the same profile, the same text.

        Every value is a date, a number, a truth value or a name without quotes: nothing has to be
        escaped, so that a library for writing TOML has nothing to add.
        """
        facts = {n: v for n, v in self.facts.to_mapping().items() if n in KEPT_FACTS}
        settings = {"dates": self.dates, "zone": self.zone}
        lines = [f"schema = {SCHEMA}", "", "[facts]"]
        lines += [f"{name} = {_written(name, value)}" for name, value in facts.items()]
        lines += ["", "[settings]"]
        lines += [f'{name} = "{value}"' for name, value in settings.items() if value is not None]
        return "\n".join(lines) + "\n"


def load_profile(path: Path) -> Profile:
    """Return the profile that a file holds; one that is not there holds nothing.

    Raises:
        OSError: the file cannot be read.
        ProfileError: it is too large, not TOML, of a newer version, or something in it is unknown
            or of the wrong kind.
        FactsError: a fact has a value that it cannot have.
    """
    try:
        data = read_bounded(path, _MAX_BYTES)
    except FileNotFoundError:
        return Profile()
    where = str(path)
    if len(data) > _MAX_BYTES:
        raise ProfileError(where, detail=f"it is larger than {_MAX_BYTES} bytes")
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ProfileError(where, detail="it is not TOML in UTF-8") from error
    return _read(values, where)


def save_profile(path: Path, profile: Profile) -> None:
    """Write a profile in one step.

    Raises:
        OSError: the folder cannot be written; the old file is intact then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, profile.to_toml().encode())


def known_zone(zone: str) -> str:
    """Return a name of the zone database.

    Raises:
        ZoneError: if the system does not know it.
    """
    from zoneinfo import ZoneInfo

    if not _ZONE.fullmatch(zone):
        raise ZoneError(zone=zone[:40])
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as error:
        raise ZoneError(zone=zone) from error
    return zone


def _written(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or name.endswith("_on") or name == "payment_due":
        return str(value)
    return f'"{value}"'


def _read(values: Mapping[str, Any], where: str) -> Profile:
    schema = values.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA:
        raise NewerProfileError(where, schema=schema)
    if schema != SCHEMA or isinstance(schema, bool):
        raise ProfileError(where, detail=f"“schema = {SCHEMA}” is missing")
    _only(values, _TABLES, where)
    facts, settings = _table(values, "facts", where), _table(values, "settings", where)
    _only(facts, {*KEPT_FACTS}, where)
    _only(settings, _SETTINGS, where)
    said = {name: v.isoformat() if type(v) is date else v for name, v in facts.items()}
    return Profile(Facts.from_mapping(said, where=where), **_settings(settings, where))


def _settings(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    dates, zone = table.get("dates"), table.get("zone")
    if dates is not None and dates not in [*Calendar]:
        raise ProfileError(where, detail=f"“dates” must be one of: {', '.join(Calendar)}")
    if zone is not None and not isinstance(zone, str):
        raise ProfileError(where, detail="“zone” must be a text")
    return {
        "dates": Calendar(dates) if dates is not None else None,
        "zone": known_zone(zone) if zone is not None else None,
    }


def _table(values: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    table = values.get(name, {})
    if not isinstance(table, dict):
        raise ProfileError(where, detail=f"“{name}” must be a table")
    return table


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ProfileError(where, detail=f"unknown key “{unknown[0][:40]}”")
