"""What binds one turn to the next: the fact that is asked for, and replies to a question back.

A reply may be a number of the list, a topic's id or a bare date.
"""

from __future__ import annotations

from assistant.answering.continuation import QUESTION_MARKS
from assistant.answering.facts import Reading
from assistant.knowledge import Topic
from assistant.lifecycle import Facts, Licence
from assistant.text.fold import fold
from assistant.text.segment import UNSPACED

# What may stand beside a date in a bare reply ("it was on the …"), in letters; in a script without
# spaces a word has fewer.
_REPLY_LETTERS, _REPLY_LETTERS_UNSPACED = 18, 6

# What a trial has no date of: its own end stands for it.
_NOT_OF_A_TRIAL = frozenset({"expired_on", "cancelled_on"})


def wanted_fact(topic: Topic, facts: Facts) -> str | None:
    """Return the fact that would make a topic's answer exact, or None if none would.

    Args:
        topic: what is answered.
        facts: what is known.
    """
    wanted = topic.asks if topic.dated else None
    if facts.licence is Licence.TRIAL and wanted in _NOT_OF_A_TRIAL:
        wanted = "trial_ended_on"
    return None if wanted in facts.to_mapping() else wanted


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
    if question.rstrip().endswith(QUESTION_MARKS):
        return False
    mention = reading.understood[0].mention.text
    rest = sum(map(str.isalnum, question)) - sum(map(str.isalnum, mention))
    return rest <= (_REPLY_LETTERS_UNSPACED if UNSPACED.search(question) else _REPLY_LETTERS)
