"""Where packs and catalogs are: in the wheel, in a checkout and in an editable install.

Nothing else builds a path to shipped data. Imports nothing of ours.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

DEFAULT_PACK = "office-365-business"

_PACKAGE = Path(__file__).resolve().parent


def package_folder() -> Path:
    """Return the folder of the program's Python sources."""
    return _PACKAGE


def data_root() -> Path:
    """Return the folder that holds `corpus/` and `locales/`.

    The wheel carries them in `assistant/_data`; a checkout, and so an editable install, has them
    beside the package.
    """
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def default_pack() -> Path:
    """Return the folder of the pack that ships with the program."""
    return data_root() / "corpus" / DEFAULT_PACK


def profile_path() -> Path:
    """Return where a user's profile is kept: in the platform's folder for configuration."""
    return _users_folder("XDG_CONFIG_HOME", ".config") / "profile.toml"


def state_folder() -> Path:
    """Return where conversations and feedback are kept: in the platform's folder for state."""
    return _users_folder("XDG_STATE_HOME", ".local/state")


def _users_folder(variable: str, beneath_home: str) -> Path:
    """Return the program's folder of one kind.

    The folders are those of platformdirs, whose import costs more (37 ms) than half an answer.
    """
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get(variable) or Path.home() / beneath_home)
    return folder / "assistant"


def program_locales() -> Path:
    """Return the folder with the program's catalogs, `<locale>/LC_MESSAGES/assistant.mo`."""
    return data_root() / "locales"
