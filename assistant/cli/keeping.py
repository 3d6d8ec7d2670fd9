"""What the chat keeps on this machine: conversations and feedback."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.locations import state_folder

if TYPE_CHECKING:
    from assistant.answering import Answer, Answering
    from assistant.render.keeping import ConversationFile

# As `render.keeping.Keep`, which is not loaded before there is something to keep.
_WHEN = ("never", "crash", "always")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add `--resume` and `--keep`."""
    parser.add_argument(
        "--resume",
        nargs="?",
        const="",
        metavar="FILE",
        help="go on with the conversation that was cut off or kept last, or that FILE holds",
    )
    parser.add_argument(
        "--keep",
        choices=_WHEN,
        default="crash",
        help="when a conversation stays on this machine: after a crash (default), always, never",
    )


class Kept:
    """The conversation that is held, on disk, and the one before it.

    Nothing is loaded or written before the first answer.

    Args:
        parsed: with the options of `add_to`.
        zone: name of the time zone of today.
    """

    def __init__(self, parsed: argparse.Namespace, *, zone: str) -> None:
        self._folder = state_folder() / "conversations"
        self._resume: str | None = parsed.resume
        self._keep: str = parsed.keep
        self._zone = zone
        self._file: ConversationFile | None = None

    @property
    def offered(self) -> bool:
        """Say whether there may be an earlier conversation."""
        return self._resume is not None or any(self._folder.glob("*.jsonl"))

    def keep(self, answer: Answer) -> None:
        """Keep an answer.

        Raises:
            AssistantError: it cannot be kept.
        """
        from assistant.render.keeping import ConversationFile, Keep

        if self._file is None:
            self._file = ConversationFile(self._folder, zone=self._zone, after=Keep(self._keep))
        self._file.keep(answer)

    def forget(self) -> None:
        """Forget the conversation that is held."""
        if self._file is not None:
            self._file.forget()

    def end(self) -> None:
        """End the conversation as it should."""
        if self._file is not None:
            self._file.end()

    def earlier(self, assistant: Answering) -> Iterator[Answer]:
        """Yield the answers of the earlier conversation, and go on in its file.

        Raises:
            AssistantError: there is none, or it cannot be read.
        """
        from assistant.errors import FileAccessError
        from assistant.render.keeping import ConversationFile, Keep, latest_kept
        from assistant.render.replay import answer_again, read_saved

        try:
            if self._resume:
                saved = list(read_saved(Path(self._resume)))
            else:
                path = latest_kept(self._folder)
                after = Keep(self._keep)
                self._file = ConversationFile.resumed(path, zone=self._zone, after=after)
                saved = list(self._file.read())
        except OSError as error:
            raise FileAccessError.of(error) from error
        yield from map(partial(answer_again, assistant), saved)


def feedback_keeper(log: Path | None) -> Callable[[Answer, bool], Path]:
    """Return what keeps whether an answer helped, and says where.

    Args:
        log: the log that the user has named, if any.
    """
    path = log if log is not None else state_folder() / "feedback.jsonl"

    def keep(answer: Answer, helped: bool) -> Path:  # noqa: FBT001 - a value
        from assistant.errors import FileAccessError
        from assistant.evaluation.unanswered import Verdict, record

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            record(path, answer, Verdict.HELPED if helped else Verdict.NOT_HELPED)
        except OSError as error:
            raise FileAccessError.of(error) from error
        return path

    return keep
