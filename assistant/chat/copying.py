"""Copy text: to the system's clipboard, else to the terminal's, and say honestly which."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping

# Seconds after which a clipboard that does not answer counts as none.
_PATIENCE = 2.0

# Programs that take what is copied on standard input, and what must be set for them to work.
_PROGRAMS = (
    (("wl-copy",), "WAYLAND_DISPLAY"),
    (("xclip", "-selection", "clipboard"), "DISPLAY"),
    (("xsel", "--clipboard", "--input"), "DISPLAY"),
)
_OF_PLATFORM = {"darwin": ("pbcopy",), "win32": ("clip",)}


# Terminals that are known to take nothing for a clipboard.
_WITHOUT_CLIPBOARD = frozenset({"linux", "vt100", "vt102", "vt220", "cons25", "sun"})


def terminal_may_copy(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal may take a text for its clipboard (OSC 52); it never answers."""
    return environment.get("TERM") not in _WITHOUT_CLIPBOARD


def copy_to_system(text: str, environment: Mapping[str, str]) -> bool:
    """Copy a text to the system's clipboard, and say whether it is there.

    Args:
        text: what is copied.
        environment: the process's environment.
    """
    commands = [command for command, needed in _PROGRAMS if environment.get(needed)]
    if sys.platform in _OF_PLATFORM:
        commands.insert(0, _OF_PLATFORM[sys.platform])
    return any(_given(command, text) for command in commands)


def _given(command: tuple[str, ...], text: str) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    # Windows' clip reads UTF-16.
    data = text.encode("utf-16-le" if sys.platform == "win32" else "utf-8")
    try:
        subprocess.run(  # noqa: S603 - a fixed command; the text goes in on standard input
            [program, *command[1:]],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
