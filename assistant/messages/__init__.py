"""Text in a reader's language.

A locale and (context, msgid) pairs enter; translated, safely formatted text and the reader's
dates and numbers leave. May import `text`.
"""

from assistant.messages.locales import (
    SOURCE_LANGUAGE,
    UnknownLanguageError,
    from_environment,
    negotiate,
    require,
)
from assistant.messages.prose import (
    Prose,
    Text,
    load_program_prose,
    load_prose,
    program_languages,
)

__all__ = [
    "SOURCE_LANGUAGE",
    "Prose",
    "Text",
    "UnknownLanguageError",
    "from_environment",
    "load_program_prose",
    "load_prose",
    "negotiate",
    "program_languages",
    "require",
]
