"""`assistant catalogs`: bring the gettext catalogs in step with their sources, record readings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assistant.cli import options


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("catalogs", help="work on the gettext catalogs")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    update = actions.add_parser("update", help="bring catalogs in step with their sources")
    update.add_argument(
        "--language", action="append", default=[], metavar="TAG", help="begin this language, too"
    )
    options.add_pack(update)
    update.set_defaults(run=run_update)
    stamp = actions.add_parser("stamp", help="record that texts were read")
    stamp.add_argument("context", nargs="*", help="msgctxt of what was read; all if none is given")
    stamp.add_argument("--language", required=True, metavar="TAG", help="en: against the evidence")
    stamp.add_argument("--reader", required=True, metavar="NAME", help="who read them")
    options.add_pack(stamp)
    stamp.set_defaults(run=run_stamp)


def run_stamp(parsed: argparse.Namespace) -> int:
    """Stamp texts as read."""
    from assistant.knowledge import Pack
    from assistant.knowledge.stamps import stamp
    from assistant.locations import default_pack
    from assistant.messages import require

    pack = Pack(parsed.pack or default_pack())
    language = require(parsed.language, pack.languages, where="--language")
    new = stamp(pack, language, parsed.reader, parsed.context or None)
    print(f"stamps/{language}.toml: {new} texts stamped")
    return 0


def run_update(parsed: argparse.Namespace) -> int:
    """Update the catalogs of a pack, and the program's own with the shipped pack."""
    from assistant.knowledge import Pack
    from assistant.knowledge.catalogs import (
        pack_template,
        program_template,
        quotes_in,
        update_catalog,
    )
    from assistant.locations import default_pack, package_folder, program_locales
    from assistant.messages.locales import SOURCE_LANGUAGE, available_languages, known_tag
    from assistant.messages.prose import PROGRAM_DOMAIN

    pack = Pack(parsed.pack or default_pack())
    asked = [known_tag(tag, where="--language") for tag in parsed.language]
    templates = [(pack.locales, pack_template(pack))]
    if pack.locales == program_locales():
        templates.append((program_locales(), program_template(package_folder())))
    for locales, template in templates:
        domain = template.domain or PROGRAM_DOMAIN
        for tag in sorted({*available_languages(locales, domain), *asked} - {SOURCE_LANGUAGE}):
            path = locales / tag.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
            quotes = quotes_in(pack, tag) if domain == pack.id else {}
            _report(update_catalog(path, template, quotes), locales)
    return 0


def _report(update: Any, locales: Path) -> None:
    path = update.path.relative_to(locales)
    print(
        f"{path}: {update.kept} kept, {update.changed} changed, {update.moved} moved, "
        f"{update.added} new, {update.removed} removed"
        f"{'' if update.written else ' (file unchanged)'}"
    )
