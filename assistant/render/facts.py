"""The facts of a case with the names that a reader knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from assistant.answering import Case
from assistant.answering.fact_value import read_fact
from assistant.errors import AssistantError, mark
from assistant.lifecycle import Edition, Facts, Licence
from assistant.messages import Prose
from assistant.text.fold import fold

_Message = tuple[str, str]

# In the order in which they are shown; the day asked about is no fact of a subscription.
# Translators: names of facts in a narrow list: as short as can be.
LABELS: Mapping[str, _Message] = {
    "payment_due": mark("fact.name.payment_due", "Invoice due"),
    "paid_on": mark("fact.name.paid_on", "Paid"),
    "expired_on": mark("fact.name.expired_on", "Expired"),
    "cancelled_on": mark("fact.name.cancelled_on", "Cancelled"),
    "trial_ended_on": mark("fact.name.trial_ended_on", "Trial ended"),
    "reactivated_on": mark("fact.name.reactivated_on", "Reactivated"),
    "licence": mark("fact.name.licence", "License type"),
    "edition": mark("fact.name.edition", "Operated by"),
    "expedited": mark("fact.name.expedited", "Expedited deletion"),
    "product_key": mark("fact.name.product_key", "Product key"),
    "users": mark("fact.name.users", "Users"),
    "licences": mark("fact.name.licences", "Assigned licenses"),
}
# Characters of what was typed that are shown.
_LONGEST = 40
_YES = mark("fact.value.yes", "yes")
_NO = mark("fact.value.no", "no")
# Of a fact that is one of a few, all that it can be.
CHOICES: Mapping[str, Mapping[Any, _Message]] = {
    "licence": {
        Licence.STANDARD: mark("fact.value.standard", "regular subscription"),
        Licence.VOLUME: mark("fact.value.volume", "Volume Licensing"),
        Licence.OPEN: mark("fact.value.open", "Microsoft Open"),
        Licence.TRIAL: mark("fact.value.trial", "trial"),
    },
    "edition": {
        Edition.WORLDWIDE: mark("fact.value.worldwide", "Microsoft"),
        Edition.VIANET: mark("fact.value.21vianet", "21Vianet"),
    },
    "expedited": {True: _YES, False: _NO},
    "product_key": {True: _YES, False: _NO},
}
# Translators: in a list of facts: nobody has said it.
UNSAID = mark("fact.unsaid", "not known")
_SUPPOSED = mark("fact.supposed", "{value} (what if)")


class FactLine(NamedTuple):
    """A fact as it is shown.

    Attributes:
        name: the field of `Facts`.
        label: its name in the reader's language.
        value: what it is, or that nobody has said it.
        known: whether it was said or supposed.
    """

    name: str
    label: str
    value: str
    known: bool


def fact_lines(case: Case, program: Prose) -> tuple[FactLine, ...]:
    """Return all facts that there can be, with what the case holds of them.

    Args:
        case: what is known.
        program: the program's texts in the reader's language.
    """
    said = case.actual or case.facts
    return tuple(
        FactLine(
            name,
            label_of(name, program),
            _told(name, case.facts, said, program),
            known=getattr(case.facts, name) is not None,
        )
        for name in LABELS
    )


def label_of(name: str, program: Prose) -> str:
    """Return what a fact is called."""
    return program.text(*LABELS[name]).text


def value_of(name: str, value: object, program: Prose) -> str:
    """Return a fact's value as a reader writes it; None is that nobody has said it."""
    if value is None:
        return program.text(*UNSAID).text
    if name in CHOICES:
        return program.text(*CHOICES[name][value]).text
    if isinstance(value, date):
        return program.writer.day(value)
    return program.writer.number(int(str(value)))


class FactNameError(AssistantError):
    """A name that no fact has."""

    code = "fact.name"
    exit_status = 2
    message = mark("error.fact.name", "There is no fact called “{name}”.")
    hint = mark("error.fact.name.hint", "Write it as in the list: {example}.")


class FactChoiceError(AssistantError):
    """A value that a fact cannot have."""

    code = "fact.choice"
    exit_status = 2
    message = mark("error.fact.choice", "“{value}” is not a valid value here.")
    hint = mark("error.fact.choice.hint", "Write one of: {available}.")


def read_line(line: str, program: Prose, *, today: date) -> tuple[str, object]:
    """Return the name and the value of a fact that someone has typed ("Invoice due: 1 October").

    Args:
        line: label and value, as `fact_lines` has them; without a value the fact is taken back.
        program: the program's texts in the writer's language.
        today: the day on which it is typed.

    Raises:
        AssistantError: there is no such fact, or it cannot be that.
    """
    label, _, typed = (part.strip() for part in line.partition(":"))
    labels = {fold(label_of(name, program)): name for name in LABELS}
    name = labels.get(fold(label))
    if name is None:
        example = label_of("payment_due", program)
        raise FactNameError(
            name=label[:_LONGEST], example=f"{example}: {program.writer.day(today)}"
        )
    if name not in CHOICES or not typed:
        return name, read_fact(name, typed, language=program.tag, today=today)
    said = {value_of(name, value, program): value for value in CHOICES[name]}
    for text, value in said.items():
        if fold(text) == fold(typed):
            return name, value
    raise FactChoiceError(value=typed[:_LONGEST], available=", ".join(said))


def _told(name: str, facts: Facts, said: Facts, program: Prose) -> str:
    value = getattr(facts, name)
    told = value_of(name, value, program)
    if value is None or value == getattr(said, name):
        return told
    return program.text(*_SUPPOSED, values={"value": told}).text
