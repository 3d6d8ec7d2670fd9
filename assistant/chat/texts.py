"""Every text of the chat's own, and how it is looked up for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from assistant.errors import mark
from assistant.messages import load_program_prose, program_languages

if TYPE_CHECKING:
    from assistant.knowledge import Pack
    from assistant.lifecycle import State

Message = tuple[str, str]

PLACEHOLDER = mark("chat.placeholder", "Ask a question")
WORKING = mark("chat.working", "Looking it up…")

# Names of keys: they stand side by side at the foot of a screen of 60 cells, and in the help.
# Translators: at the foot of the screen, with a key: opens the help. One short word.
HELP = mark("chat.key.help", "Help")
# Translators: at the foot of the screen: switches the language of the screen. One short word.
LANGUAGE = mark("chat.key.language", "Language")
# Translators: at the foot of the screen: opens the list of sources. One short word.
SOURCES_KEY = mark("chat.key.sources", "Sources")
# Translators: at the foot of the screen: forgets the conversation. One or two short words.
START_OVER = mark("chat.key.start-over", "Start over")
# Translators: at the foot of the screen: leaves the program. One short word.
QUIT = mark("chat.key.quit", "Quit")
# Translators: with the Escape key: closes a window. One short word.
CLOSE = mark("chat.key.close", "Close")
STEPS = mark("chat.key.steps", "Dates step by step, or as a list")
CALENDAR = mark("chat.key.calendar", "Save the dates as a calendar file")
SAVE = mark("chat.key.save", "Save the conversation")
SAVE_HTML = mark("chat.key.save-html", "Save the conversation as a web page")
SAVE_JSON = mark("chat.key.save-json", "Save the conversation for “assistant replay”")
COPY = mark("chat.key.copy", "Copy the last answer")
COMMANDS = mark("chat.key.commands", "All commands")
CASE_KEY = mark("chat.key.case", "What I know about your case")
HELPED = mark("chat.key.helped", "This answer helped")
NOT_HELPED = mark("chat.key.not-helped", "This answer did not help")
RESUME = mark("chat.key.resume", "Continue the earlier conversation")
APPEARANCE = mark("chat.key.appearance", "Dark, light or high contrast")

KEYS = mark("chat.help.keys", "Keys")
HISTORY = mark("chat.help.history", "Earlier questions that contain what you typed")
SUGGESTED = mark("chat.help.suggested", "Choose from the suggestions")
EDIT_FACT = mark("chat.help.edit-fact", "Change it")
FORGET_FACT = mark("chat.help.forget-fact", "Clear it")
NEXT_FACT = mark("chat.help.next-fact", "Go through the list")
BACK = mark("chat.help.back", "Back to the question box")
ABOUT_QUESTION = mark("chat.help.about-question", "The question box")
ABOUT_CHOICES = mark("chat.help.about-choices", "A list to choose from")
ABOUT_CONVERSATION = mark("chat.help.about-conversation", "The conversation")
ABOUT_CASE = mark("chat.help.about-case", "What I know about your case")
ABOUT_TIMELINE = mark("chat.help.about-timeline", "The timeline")
EARLIER_PHASE = mark("chat.help.phases", "Go from phase to phase")
COMPLETE = mark("chat.help.complete", "Accept the suggestion")
SEND = mark("chat.help.send", "Send the question")
CHOOSE_NUMBER = mark("chat.help.choose", "Choose from a numbered list")
SCROLL = mark("chat.help.scroll", "Scroll the conversation")
MOVE = mark("chat.help.move", "Move between question, list and conversation")

# Translators: the first of three short lines on the first screen: what the program can do.
ABOUT = (
    mark("chat.about.answers", "I answer from help articles, in your language."),
    mark("chat.about.dates", "Tell me a date and I will work out the days that matter to you."),
    mark("chat.about.sources", "Every answer names its source."),
)
FOR_EXAMPLE = mark("chat.for-example", "For example:")
# By the topic that answers it: a pack without the topic is not asked about it.
EXAMPLES: Mapping[str, Message] = {
    # Translators: an example of a question, as people would type it in your language.
    "payment.missed": mark(
        "chat.example.payment",
        "The invoice was due on the 1st and we have not paid. What happens now?",
    ),
    # Translators: an example of a question, as people would type it in your language.
    "data.backup": mark("chat.example.cancel", "If I cancel today, until when can I save my data?"),
    # Translators: an example of a question, as people would type it in your language.
    "trial.end": mark("chat.example.trial", "What happens when my trial ends?"),
}

# Translators: beneath a bar of time, with an arrow that points at the day.
TODAY = mark("chat.today", "Today, {day}")
# Translators: from which to which day a state lasts, both included.
PHASE = mark("chat.phase", "{state}: {first} – {last}")
PHASE_UNTIL = mark("chat.phase.until", "{state}: until {last}")
PHASE_FROM = mark("chat.phase.from", "{state}: from {first}")
STEPS_HINT = mark("chat.steps", "{key}: step by step")
LIST_HINT = mark("chat.list", "{key}: as a list")
NO_SOURCES = mark("chat.no-sources", "There are no sources yet: ask a question first.")
NO_DATES = mark("chat.no-dates", "There are no dates yet: ask a question with a date first.")
CALENDAR_SAVED = mark(
    "chat.calendar-saved", "The dates are in {file}. Open it with your calendar program."
)
NO_ANSWERS = mark("chat.no-answers", "There is no answer yet: ask a question first.")
SAVED = mark("chat.saved", "The conversation is in {file}.")
COPIED = mark("chat.copied", "The answer is on the clipboard.")
COPIED_BY_TERMINAL = mark(
    "chat.copied-by-terminal",
    "The answer was sent to the terminal's clipboard. Some terminals do not accept it.",
)
CASE_TITLE = mark("chat.case.title", "What I know about your case")
CASE_HINT = mark("chat.case.hint", "Enter: change, Delete: clear, Esc: back")
OPEN_ARTICLE = mark("chat.open-article", "A number or Enter opens the article.")
ARTICLE = mark("chat.article", "In the article")
# Translators: one of the numbered things to choose on the first screen, after a crash.
GO_ON = mark("chat.go-on", "Continue the conversation that was cut off")
NOTHING_EARLIER = mark("chat.nothing-earlier", "There is no earlier conversation to continue.")
FEEDBACK_KEPT = mark(
    "chat.feedback-kept", "Thank you. Your feedback was saved in {file}, on this computer only."
)
COPIED_TO_FILE = mark(
    "chat.copied-to-file", "This terminal has no clipboard. The answer is in {file}."
)
COPIED_BY_BROWSER = mark(
    "chat.copied-by-browser",
    "The answer was sent to the browser's clipboard. Some browsers do not take it.",
)
NO_COMMAND = mark("chat.no-command", "No such command.")
FIND_COMMAND = mark("chat.find-command", "Find a command…")
HOW_TO_QUIT = mark("chat.how-to-quit", "To quit, press {key}.")


class Texts:
    """Texts by language, each catalog read once.

    Args:
        pack: whose names of states are shown.
    """

    def __init__(self, pack: Pack) -> None:
        self.program = cache(load_program_prose)
        self._pack = pack
        self._states: dict[str, Mapping[State, str]] = {}

    def say(self, tag: str, message: Message, **values: object) -> str:
        """Return one of the texts above in the language of `tag`."""
        return self.program(tag).text(*message, values=values or None).text

    def states(self, tag: str, states: tuple[State, ...]) -> str:
        """Return the names of the states of a phase: one, or alternatives."""
        from babel.lists import format_list

        if tag not in self._states:
            self._states[tag] = self._state_names(tag)
        names = [self._states[tag][state] for state in states]
        return format_list(names, style="or", locale=self.program(tag).writer.locale)

    def _state_names(self, tag: str) -> Mapping[State, str]:
        """Return the names that the pack's answers use."""
        from assistant.knowledge import Situation
        from assistant.lifecycle import State

        prose, always = self._pack.prose(tag), Situation({}, frozenset(), frozenset())
        names = {}
        for state in State:
            part = self._pack.wording.find(f"state.{state}", always, {})
            names[state] = prose.text(part.context, part.text).text if part else state.value
        return names


def screen_languages(first: str) -> tuple[str, ...]:
    """Return the languages of the screen, the first one with its region."""
    base = first.partition("-")[0]
    known = program_languages()
    return (first, *_after(known, base)) if base in known else (first, *known)


def _after(known: tuple[str, ...], tag: str) -> tuple[str, ...]:
    """Return the other tags, beginning with the one that follows `tag`."""
    index = known.index(tag)
    return known[index + 1 :] + known[:index]
