"""Prove that what a pack says of how people speak can be read: facts, and how they go on."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.continuation import ContinuationCues
from assistant.answering.facts import FactCues
from assistant.errors import AssistantError
from assistant.knowledge import Pack


def check_cues(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield where something of a pack's cues cannot be used, and why."""
    for language in pack.languages:
        for table_of, cues in ((pack.cues, FactCues), (pack.going_on, ContinuationCues)):
            try:
                table = table_of(language)
                if table is not None:
                    cues.from_table(table)
            except AssistantError as error:
                yield error.where or language, str(error)
    try:
        _ = pack.followups
    except AssistantError as error:
        yield error.where or "followups", str(error)
