"""What can be wrong before blocks of articles are related."""

from __future__ import annotations

from assistant.errors import AssistantError, mark


class NumpyMissingError(AssistantError):
    """The package that relates blocks of many articles is not installed."""

    code = "relating.missing"
    message = mark("error.relating.missing", "Blocks cannot be compared yet: {detail}.")
    hint = mark(
        "error.relating.missing.hint",
        "Install what it takes: python -m pip install 'help-assistant[corpus]'",
    )
