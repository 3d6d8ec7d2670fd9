"""Build hook: compile the gettext catalogs, and ship them and the packs inside the wheel."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Write `<domain>.mo` beside every `<domain>.po`; map both into `assistant/_data`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, whatever the target; an editable install reads the files where they are."""
        root = Path(self.root)
        for source in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
            catalog = read_po(BytesIO(source.read_bytes()))
            target = source.with_suffix(".mo")
            with target.open("wb") as stream:
                write_mo(stream, catalog)
            if self.target_name == "wheel" and version != "editable":
                for path in (source, target):
                    inside = f"assistant/_data/{path.relative_to(root).as_posix()}"
                    build_data["force_include"][str(path)] = inside
