"""How well questions are answered: scores, the gate that keeps them, the lint of phrases.

Questions with what is expected of them, and an assistant, enter; scores and faults leave. May
import `text`, `lifecycle`, `knowledge`, `routing`, `answering`.
"""

from assistant.evaluation.gate import Gate, GateFault, read_gate, set_digest, write_gate
from assistant.evaluation.questions import Question, QuestionSetError, read_questions
from assistant.evaluation.scores import Outcome, Rate, Scores, ask_all, score

__all__ = [
    "Gate",
    "GateFault",
    "Outcome",
    "Question",
    "QuestionSetError",
    "Rate",
    "Scores",
    "ask_all",
    "read_gate",
    "read_questions",
    "score",
    "set_digest",
    "write_gate",
]
