"""The one base error: a stable code, a translatable message, a hint, an exit status.

Every room raises subclasses of `AssistantError`; the command line prints them as one line and
exits with `exit_status`. Nothing here imports anything of ours; all rooms may import it.

Exit statuses: 0 done, 1 a check or gate found faults, 2 wrong use of the command line,
3 some lines of a batch were bad, 4 input that cannot be used (article, pack, catalog, file),
5 facts that contradict each other or a date that cannot be computed.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self


def mark(context: str, text: str) -> tuple[str, str]:
    """Mark `text` for extraction into the program's catalog under `context`, unchanged."""
    return context, text


def mark_plural(context: str, one: str, many: str) -> tuple[str, tuple[str, str]]:
    """Mark a counted message for extraction, unchanged, as `Prose.plural` takes it."""
    return context, (one, many)


class AssistantError(Exception):
    """An error a user can act on.

    Subclasses set the class attributes; `message` and `hint` are made with `mark`, so that they
    stand in the program's catalog. Values are inserted by `assistant.messages`, never by
    `str.format`.

    Args:
        where: what was at fault: a file, `file:line`, an option or a batch line.
        **values: values of the placeholders in `message` and `hint`.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 4
    message: ClassVar[tuple[str, str]] = mark("error", "Something went wrong: {detail}")
    hint: ClassVar[tuple[str, str] | None] = None

    def __init__(self, where: str | None = None, **values: object) -> None:
        super().__init__(where, values)
        self.where = where
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors of a worker travel to the process that reports them.
        return _rebuilt, (type(self), self.where, self.values)

    def __str__(self) -> str:
        """Return a developer's one-line form in English; users see the translated one."""
        parts = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message[1]} ({parts})" if parts else f"{place}{self.message[1]}"


def _rebuilt(
    kind: type[AssistantError], where: str | None, values: dict[str, Any]
) -> AssistantError:
    return kind(where, **values)


class FileAccessError(AssistantError):
    """The system refused a file, a folder or a standard stream."""

    code = "file"
    message = mark("error.file", "This cannot be read or written: {detail}.")
    hint = mark(
        "error.file.hint",
        "Check that it exists, that you have permission to use it and that there is enough space.",
    )

    @classmethod
    def of(cls, error: OSError) -> Self:
        """Return what to say of an error of the system."""
        return cls(error.filename, detail=(error.strerror or "unreadable").lower())
