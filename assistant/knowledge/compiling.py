"""Make what an answer reads from what people edit: `.mo` from `.po`, JSON from TOML.

Run when the program is installed or built; nothing breaks without it, it only starts slower.
"""

from __future__ import annotations

from pathlib import Path

from assistant.files import write_atomically
from assistant.knowledge.source import COMPILED_SUFFIX, compile_toml
from assistant.messages.po import compile_catalog

# Files that are read to answer; phrases are read to train only.
_FOLDERS = ("", "topics", "policies", "facts", "followups")


def compile_data(corpus: Path, locales: Path) -> None:
    """Compile every pack under `corpus` and every catalog under `locales`.

    Raises:
        PackError, CatalogError: if a file cannot be read.
        OSError: if a folder cannot be written.
    """
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        write_atomically(source.with_suffix(".mo"), compile_catalog(source.read_bytes(), source))
    for pack in sorted(path.parent for path in corpus.glob("*/pack.toml")):
        for folder in _FOLDERS:
            for source in sorted((pack / folder).glob("*.toml")):
                target = source.with_suffix(COMPILED_SUFFIX)
                write_atomically(target, compile_toml(source, pack))
