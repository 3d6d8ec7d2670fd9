"""`assistant chat --web`: the same chat, served to the browsers of this machine."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys

from assistant.cli import options
from assistant.errors import AssistantError, mark
from assistant.locations import package_folder
from assistant.messages import load_program_prose
from assistant.text.clean import strip_controls

DEFAULT_PORT = 8000
HIGHEST_PORT = 65_535

TITLE = mark("web.title", "Help assistant")
# Translators: {url} is the address of the chat's page.
OPEN = mark("web.open", "Open {url} in a browser of this computer. Ctrl+C here ends the chat.")
# Translators: in the browser, where the chat was, with a link beneath it: “Start again”.
ENDED = mark("web.ended", "The chat has ended.")
AGAIN = mark("web.again", "Start again")
NEEDS_SCRIPT = mark("web.needs-script", "The chat needs JavaScript.")
# Translators: in the browser; {url} is the address of the chat's page.
ELSEWHERE = mark("web.elsewhere", "The chat can only be opened at {url}")

# Options that the command for a page does not have.
_OURS = frozenset({"web", "port", "served", "run"})

# Starts the program without the current folder among the places of modules (-P), where files of
# these names may lie; it finds itself after all that is installed.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1)); from assistant.cli import main; sys.exit(main())"
)


class WebMissingError(AssistantError):
    """The package that serves the chat is not installed."""

    code = "web.missing"
    message = mark("error.web.missing", "The chat cannot be opened in a browser yet: {detail}.")
    hint = mark(
        "error.web.missing.hint",
        "Install what it takes: python -m pip install 'help-assistant[web]'",
    )


class PortAloneError(options.OptionError):
    """A port was named for a chat that has none."""

    message = mark("error.web.port-alone", "A port is of use only in a browser.")
    hint = mark("error.web.port-alone.hint", "Add --web.")


def serve_chat(parsed: argparse.Namespace, language: str) -> int:
    """Serve the chat until it is interrupted.

    Args:
        parsed: the options of `chat`.
        language: tag of the page's language.

    Raises:
        WebMissingError: textual-serve (extra `web`) is not installed.
    """
    try:
        from assistant.chat.serving import PageTexts, serve
    except ImportError as error:
        raise WebMissingError(detail=str(error)) from error
    prose = load_program_prose(language)

    def say(message: tuple[str, str], **values: object) -> str:
        return prose.text(*message, values=values or None).text

    def texts(url: str) -> PageTexts:
        return PageTexts(
            language=prose.language,
            title=say(TITLE),
            ended=say(ENDED),
            again=say(AGAIN),
            needs_script=say(NEEDS_SCRIPT),
            elsewhere=say(ELSEWHERE, url=url),
        )

    def announce(url: str) -> None:
        print(strip_controls(say(OPEN, url=url)), flush=True)

    port = DEFAULT_PORT if parsed.port is None else parsed.port
    serve(for_shell(page_command(parsed)), texts, port=port, ready=announce)
    return 0


def page_command(parsed: argparse.Namespace) -> list[str]:
    """Return what runs the chat for one page, with the options that were given for all."""
    command = [sys.executable, "-P", "-c", _START, str(package_folder().parent)]
    command += ["chat", "--served"]
    for name, value in vars(parsed).items():
        option = "--" + name.replace("_", "-")
        if name not in _OURS and value is not None and value is not False:
            command.append(option if value is True else f"{option}={value}")
    return command


def for_shell(command: list[str]) -> str:
    """Return a command as a line for the platform's shell."""
    if os.name == "nt":
        return subprocess.list2cmdline(command)
    # No shell stays between the two, and Ctrl+C is for the server, which ends its pages.
    return f"trap '' INT; exec {shlex.join(command)}"
