"""Build hook: compile catalogs and pack files, and ship them and the packs inside the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """Write `.mo` beside every `.po` and a compiled file beside every file of a pack.

    An editable install reads them where they are; a wheel carries them in `assistant/_data`.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, whatever the target."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from assistant.knowledge.compiling import compile_data

        compile_data(root / "corpus", root / "locales")
        if self.target_name == "wheel" and version != "editable":
            for folder in ("corpus", "locales"):
                build_data["force_include"][str(root / folder)] = f"assistant/_data/{folder}"
