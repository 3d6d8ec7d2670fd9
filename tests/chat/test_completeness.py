"""Every key, command and widget of the chat is used in some test here: what lacks one is listed."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

import assistant.chat
from assistant.chat import keys


def used_in_tests() -> set[str]:
    """Return all strings and names that stand in the tests of the chat."""
    found: set[str] = set()
    for path in Path(__file__).parent.glob("*.py"):
        if path.name == Path(__file__).name:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.Name):
                found.add(node.id)
    return found


def classes() -> Iterator[type[MessagePump]]:
    """Yield the widgets and windows that the chat defines."""
    for module in pkgutil.iter_modules(assistant.chat.__path__):
        loaded = importlib.import_module(f"assistant.chat.{module.name}")
        for _, defined in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(defined, Widget | Screen) and defined.__module__ == loaded.__name__:
                yield defined


def test_every_key_is_pressed() -> None:
    """Those of the application, and those of each widget; of several for one thing, all."""
    bound = {key for key, *_ in (*keys.FOOT_KEYS, *keys.HIDDEN_KEYS)}
    for defined in classes():
        for binding in defined.__dict__.get("BINDINGS", ()):
            names = binding.key if isinstance(binding, Binding) else binding[0]
            bound |= set(names.split(","))
    assert sorted(bound - used_in_tests()) == []


def test_every_command_is_run() -> None:
    """By its name, or by the key that does the same."""
    by_action = {row[1]: row[0] for row in keys.HIDDEN_KEYS}
    by_action |= {row[2]: row[0] for row in keys.FOOT_KEYS}
    used = used_in_tests()
    actions = {action for _, action in keys.COMMANDS}
    assert sorted(a for a in actions if not used & {a, by_action.get(a, a)}) == []


def test_every_widget_is_looked_at() -> None:
    """Each by its name in some test; those that only others build on have none."""
    only_built_on = {"Window", "Editor", "LaidOut", "Settling", "SteadyScroll", "ChatScreen"}
    names = {defined.__name__ for defined in classes()} - only_built_on
    assert sorted(names - used_in_tests()) == []


def test_every_widget_that_takes_the_focus_has_help() -> None:
    """F1 says what can be done with it."""
    helped = set(keys._WIDGET_KEYS)  # noqa: SLF001 - the table itself
    focusable = {
        defined.__name__
        for defined in classes()
        if issubclass(defined, Widget)
        and not issubclass(defined, Screen)
        and defined.can_focus
        and defined.__module__ != "assistant.chat.editor"
    }
    # The one is within a row, whose help it has; the other the frame of a window.
    assert sorted(focusable - helped) == ["SteadyScroll", "ValueEditor"]
