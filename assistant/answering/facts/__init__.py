"""Read what a question says about the case: dates, licence, edition, counts, and only those.

A question, the pack's cues and today enter; a `Reading` leaves. May import `text`, `dates`,
`lifecycle` and the pack's tables.
"""

from assistant.answering.facts.cues import FactCues
from assistant.answering.facts.events import CASE_DAYS, DATE_FACTS, ENDS
from assistant.answering.facts.reading import Bound, Reading, read_facts

__all__ = ["CASE_DAYS", "DATE_FACTS", "ENDS", "Bound", "FactCues", "Reading", "read_facts"]
