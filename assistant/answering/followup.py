"""Replies that only make sense after the turn before: a number, a topic's id, a bare date."""

from __future__ import annotations

from assistant.answering.facts import Reading
from assistant.text.fold import fold

# What may stand beside a date in a bare reply ("it was on the …"): a few short words.
_REPLY_CHARACTERS = 25


def chosen_topic(question: str, offered: tuple[str, ...]) -> str | None:
    """Return the topic that a reply chooses from a numbered list, or None.

    Args:
        question: the reply; "2", "2.", "(2)", in the digits of any script.
        offered: the topics that were listed, in their order.
    """
    reply = fold(question).strip(" .)(#:")
    if reply.isdecimal() and len(reply) <= len(str(len(offered))) and reply.isascii():
        number = int(reply)
        return offered[number - 1] if 1 <= number <= len(offered) else None
    return reply if reply in offered else None


def only_fills(question: str, reading: Reading, expecting: str | None) -> bool:
    """Say whether a reply is no more than the date that was asked for.

    Args:
        question: the reply.
        reading: what it says.
        expecting: name of the fact that was asked for, or None.
    """
    if [bound.fact for bound in reading.understood] != [expecting]:
        return False
    return len(question.strip()) - len(reading.understood[0].mention.text) <= _REPLY_CHARACTERS
