"""The program's texts: no context stands for two of them."""

from __future__ import annotations

import ast
from collections import defaultdict

from assistant.locations import package_folder


def test_no_context_is_marked_with_two_texts() -> None:
    """Gettext would keep one of them, and its translation would stand for both."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for path in package_folder().rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("mark"):
                context, text = (ast.unparse(argument) for argument in node.args[:2])
                texts[context].add(text)
    assert len(texts) > 300
    assert {context: found for context, found in texts.items() if len(found) > 1} == {}
