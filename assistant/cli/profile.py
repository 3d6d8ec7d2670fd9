"""`assistant profile`: facts and settings that are kept from one conversation to the next."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.errors import AssistantError, mark
from assistant.lifecycle import Facts

if TYPE_CHECKING:
    from assistant.answering.profile import Profile

_SETTINGS = ("dates", "zone")
_KEPT_IN = mark("profile.kept-in", "Saved in {path}:")
_NOTHING = mark("profile.nothing", "Nothing is saved in {path}.")


class NothingToKeepError(AssistantError):
    """A `set` or `unset` without anything named."""

    code = "profile.nothing"
    exit_status = 2
    message = mark("error.profile.nothing", "Nothing was specified.")
    hint = mark(
        "error.profile.nothing.hint", "Specify at least one, such as {example}; see “--help”."
    )


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("profile", help="keep facts and settings for all conversations")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    setting = actions.add_parser("set", help="keep facts and settings, beside those kept before")
    options.add_facts(setting, without=("asked_on",))
    options.add_settings(setting)
    options.add_pack(setting)
    setting.set_defaults(run=run_set)
    unsetting = actions.add_parser("unset", help="forget some of them")
    kept = [name for name in (*Facts._fields, *_SETTINGS) if name != "asked_on"]
    unsetting.add_argument(
        "name", nargs="+", type=_name_of(kept), metavar="NAME", help=f"one of: {', '.join(kept)}"
    )
    unsetting.set_defaults(run=run_unset)
    clearing = actions.add_parser("clear", help="forget all, whatever the file holds")
    clearing.set_defaults(run=run_clear)
    showing = actions.add_parser("show", help="print what is kept, and where")
    showing.add_argument("--json", action="store_true", help="print one JSON object")
    showing.set_defaults(run=run_show)
    for action in (setting, unsetting, clearing, showing):
        action.add_argument("--profile", type=Path, metavar="FILE", help="another file")


def run_set(parsed: argparse.Namespace) -> int:
    """Keep what was given, and show what is kept now."""
    from assistant.knowledge import Pack
    from assistant.lifecycle import compute
    from assistant.locations import default_pack

    said = {name: getattr(parsed, name, None) for name in Facts._fields}
    given = {name: value for name, value in said.items() if value is not None}
    settings = {name: value for name in _SETTINGS if (value := getattr(parsed, name))}
    if not given and not settings:
        raise NothingToKeepError(example="--licence volume")

    def changed(profile: Profile) -> Profile:
        facts = profile.facts.updated(**given)
        # What cannot be true is refused before anything is kept.
        compute(Pack(parsed.pack or default_pack()).policy, facts)
        return profile._replace(facts=facts, **settings)

    return _change(parsed, changed)


def run_unset(parsed: argparse.Namespace) -> int:
    """Forget what was named, and show what is kept now."""

    def changed(profile: Profile) -> Profile:
        facts = profile.facts.updated(**{n: None for n in parsed.name if n in Facts._fields})
        return profile._replace(facts=facts, **{n: None for n in parsed.name if n in _SETTINGS})

    return _change(parsed, changed)


def run_clear(parsed: argparse.Namespace) -> int:
    """Forget everything, also what cannot be read."""
    from assistant.locking import locked

    path = options.profile_place(parsed)
    if path.parent.is_dir():
        with locked(path):
            path.unlink(missing_ok=True)
    return run_show(argparse.Namespace(profile=path, json=False))


def run_show(parsed: argparse.Namespace) -> int:
    """Print what is kept."""
    from assistant.answering.profile import load_profile
    from assistant.messages import load_program_prose
    from assistant.render import to_line
    from assistant.text.clean import one_line

    path = options.profile_place(parsed)
    profile = load_profile(path)
    facts = profile.facts.to_mapping()
    kept = {name: getattr(profile, name) for name in _SETTINGS if getattr(profile, name)}
    if parsed.json:
        print(to_line({"path": str(path), "facts": facts, "settings": kept}))
        return 0
    program = load_program_prose(options.session_language())
    message = _KEPT_IN if facts or kept else _NOTHING
    print(one_line(str(program.text(*message, values={"path": str(path)}))))
    for name, value in {**facts, **kept}.items():
        print(f"  {name} = {str(value).lower() if isinstance(value, bool) else value}")
    return 0


def _change(parsed: argparse.Namespace, change: Callable[[Profile], Profile]) -> int:
    """Change the profile while nobody else does."""
    from assistant.answering.profile import load_profile, save_profile
    from assistant.locking import locked

    path = options.profile_place(parsed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        save_profile(path, change(load_profile(path)))
    return run_show(argparse.Namespace(profile=path, json=False))


def _name_of(kept: list[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        name = value.strip("-").replace("-", "_")
        if name not in kept:
            raise options.ChoiceOptionError("unset", value=value[:40], available=", ".join(kept))
        return name

    return read
