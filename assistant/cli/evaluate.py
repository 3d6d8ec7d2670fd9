"""`assistant eval`: ask questions whose answers are known, and score what comes back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import options
from assistant.text.clean import one_line

if TYPE_CHECKING:
    from assistant.evaluation import Outcome, Scores

_BELOW = 1
_MOST_CONFUSIONS = 12


def add_to(commands: Any) -> None:
    """Add the command to a parser's sub-commands."""
    parser = commands.add_parser("eval", help="score answers to questions whose topics are known")
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE", help="questions, JSON lines")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    parser.add_argument("--gate", type=Path, metavar="FILE", help="fail below the floors of a file")
    parser.add_argument(
        "--update-gate", type=Path, metavar="FILE", help="measure floors anew; none may fall"
    )
    parser.add_argument("--reason", default="", help="why floors may fall in --update-gate")
    options.add_today(parser)
    options.add_pack(parser)
    options.add_semantic(parser)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Ask, score, print; return 1 if a floor does not hold."""
    from assistant.answering import Assistant
    from assistant.evaluation import (
        ask_all,
        read_gate,
        read_questions,
        score,
        set_digest,
        write_gate,
    )
    from assistant.render import to_line

    questions = [question for path in parsed.file for question in read_questions(path)]
    outcomes = ask_all(
        Assistant(parsed.pack, semantic=parsed.semantic), questions, options.today_of(parsed)
    )
    groups = {"all": score(outcomes)}
    languages = {name: score(group) for name, group in _by(outcomes, lambda o: o.question.language)}
    styles = {f"style {name}": score(g) for name, g in _by(outcomes, lambda o: o.question.style)}
    groups |= languages | styles
    if parsed.json:
        print(to_line({name: _mapping(scores) for name, scores in groups.items()}))
    else:
        _print_table(groups)
    if parsed.misses:
        _print_misses(outcomes)
    digest = set_digest(parsed.file)
    if parsed.update_gate:
        write_gate(parsed.update_gate, digest, languages, reason=parsed.reason)
    if parsed.gate is None:
        return 0
    faults = list(read_gate(parsed.gate).faults(digest, languages))
    for fault in faults:
        print(f"{fault.language} {fault.rate}: {fault.what}", file=sys.stderr)
    return _BELOW if faults else 0


def _by(
    outcomes: Iterable[Outcome], key: Callable[[Outcome], str]
) -> list[tuple[str, list[Outcome]]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return sorted(groups.items())


def _mapping(scores: Scores) -> dict[str, Any]:
    return {
        "rates": {
            name: {"value": rate.value, "of": rate.total, "interval": rate.interval()}
            for name, rate in scores.rates.items()
        },
        "cost_per_100": scores.cost,
        "calibration_error": scores.calibration_error,
        "reliability": [
            {"from": b.low, "count": b.count, "confidence": b.confidence, "right": b.right}
            for b in scores.bins
        ],
        "confusions": [list(confusion) for confusion in scores.confusions],
    }


def _print_table(groups: dict[str, Scores]) -> None:
    names = list(next(iter(groups.values())).rates)
    print(
        "".ljust(18) + "".join(name.rjust(17) for name in names) + "cost".rjust(7) + "ECE".rjust(7)
    )
    for group, scores in groups.items():
        cells = []
        for name in names:
            rate, (low, high) = scores.rates[name], scores.rates[name].interval()
            cells.append(
                f"{rate.value:.3f} {low:.2f}–{high:.2f}".rjust(17) if rate.total else "–".rjust(17)
            )
        print(
            one_line(group).ljust(18)
            + "".join(cells)
            + f"{scores.cost:.0f}".rjust(7)
            + f"{scores.calibration_error:.3f}".rjust(7)
        )
    everything = groups["all"]
    print("\nconfidence  questions  promised  came true")
    for b in everything.bins:
        print(f"{b.low:10.1f}  {b.count:9d}  {b.confidence:8.2f}  {b.right:9.2f}")
    print("\nexpected → got")
    for expected, got, count in everything.confusions[:_MOST_CONFUSIONS]:
        print(f"{count:3d}  {expected} → {got}")


def _print_misses(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        question, answer = outcome.question, outcome.answer
        got = answer.candidates[0].topic if answer.candidates else "nothing"
        if outcome.in_scope and not outcome.right_among(1):
            wanted = f"{got} instead of {question.expect[0]} ({answer.decision})"
            print(one_line(f"{question.id}  {wanted}: {question.text}"))
        elif outcome.wrong_answer:
            print(one_line(f"{question.id}  answered as {got}, out of scope: {question.text}"))
        if outcome.exact is False:
            facts = answer.facts.to_mapping()
            print(one_line(f"{question.id}  dates from {facts}: {question.text}"))
