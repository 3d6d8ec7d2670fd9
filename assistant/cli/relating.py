"""`assistant corpus relate`: what is equal, alike, repeated or recurs across cleaned articles."""

from __future__ import annotations

import argparse
import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.text.clean import escape_unseen, one_line

if TYPE_CHECKING:
    from assistant.corpus.relating.recurring import Recurring
    from assistant.corpus.relating.sections import RepeatedSection
    from assistant.corpus.relating.values import Group, Passage
    from assistant.corpus.shelf import Shelf


def add_to(actions: Any) -> None:
    """Add the action to a parser's sub-commands."""
    relate = actions.add_parser(
        "relate", help="find what is equal, alike or recurs across cleaned articles"
    )
    relate.add_argument(
        "cleaned", type=Path, metavar="CLEANED", help="a folder of cleaned articles"
    )
    relate.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="JSON lines: groups, sections, what recurs",
    )
    relate.add_argument("--rules", type=Path, metavar="FILE", help="names of editions")
    relate.add_argument(
        "--workers",
        type=options.number("--workers", 1, 256),
        default=1,
        metavar="N",
        help="processes; the groups are the same whatever their number",
    )
    relate.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Write the groups, then sections, then what recurs, and say how many there are."""
    gc.enable()  # many articles make much garbage
    import json

    from assistant.cleaning.rules import PackRules
    from assistant.cli.main import complain
    from assistant.corpus.relating import opened
    from assistant.corpus.shelf import Shelf
    from assistant.files import written_atomically

    rules = PackRules.load(parsed.rules) if parsed.rules is not None else None
    shelf = Shelf(parsed.cleaned)
    totals: Counter[str] = Counter()
    with (
        opened(_passages(shelf), rules, workers=parsed.workers) as index,
        written_atomically(parsed.out) as stream,
    ):
        from assistant.corpus.recurrence import Evidence
        from assistant.corpus.relating.engine import finding, groups
        from assistant.corpus.relating.recurring import recurring
        from assistant.corpus.relating.sections import repeated_sections

        def write(values: dict[str, object]) -> None:
            line = escape_unseen(json.dumps(values, ensure_ascii=False))
            stream.write(f"{line}\n".encode())

        with finding(index) as found:
            for group in groups(index, found):
                _count(group, totals)
                write(_of_group(group))
            for section in repeated_sections(index, found):
                totals["repeated sections"] += 1
                totals["repeated sections: with editions"] += len(section.editions) > 1
                write(_of_section(section))
        for one in recurring(index, lambda _: "", Evidence()):
            totals[f"recurring: {'to look at' if one.doubts else one.kind}"] += 1
            write(_of_recurring(one))
    for what, number in sorted(totals.items()):
        print(one_line(f"{what}: {number}"))
    for failure in shelf.failed:
        complain(failure.error)
    return shelf.failed[0].error.exit_status if shelf.failed else 0


def _passages(shelf: Shelf) -> Iterator[Passage]:
    """Yield the blocks of articles and their variants, each with the heading above it."""
    from assistant.corpus.relating.values import Passage, Place

    for shelved in shelf:
        article = shelved.article
        texts = article.texts()
        for block in article.blocks:
            heading = texts.get(block.section or "", "")
            for version in block.versions():
                place = Place(article.id, version.id)
                yield Passage(place, article.language, version.text, str(block.kind), heading)


def _count(group: Group, totals: Counter[str]) -> None:
    totals["groups"] += 1
    totals["equal copies"] += len(group.places) - 1
    for variant in group.variants:
        totals[f"variants: {variant.edit}"] += 1


def _of_group(group: Group) -> dict[str, object]:
    from assistant.corpus.differences import replacements

    return {
        "language": group.language,
        "kind": group.kind,
        "text": group.text,
        "places": [list(place) for place in group.places],
        "variants": [
            {
                "text": variant.text,
                "places": [list(place) for place in variant.places],
                "edit": variant.edit.value,
                "score": variant.score,
                # In words, also where no spaces stand between them: what is compared are letters.
                "diff": replacements(group.text, variant.text),
            }
            for variant in group.variants
        ],
    }


def _of_section(section: RepeatedSection) -> dict[str, object]:
    return {
        "language": section.language,
        "section": section.heading,
        "editions": [
            {
                "edition": list(edition.edition),
                "headings": [list(place) for place in edition.headings],
                "blocks": [list(place) for place in edition.blocks],
            }
            for edition in section.editions
        ],
    }


def _of_recurring(one: Recurring) -> dict[str, object]:
    from assistant.corpus.recurrence import RULE

    values = one._asdict()
    values["rule"] = RULE
    values["doubts"] = [doubt.value for doubt in one.doubts]
    values["places"] = [list(place) for place in one.places]
    return values
