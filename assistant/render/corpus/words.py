"""Words for what becomes of an article: fates, kinds, rules, changes, in a reader's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from assistant.cleaning.article import Variant
from assistant.cleaning.structure import By, Change, Fate, Kind
from assistant.corpus.explaining import Outcome
from assistant.corpus.standing import Standing
from assistant.errors import mark, mark_plural
from assistant.messages import Prose, load_program_prose

Message = tuple[str, str]
Counted = tuple[str, tuple[str, str]]

_FATES = {
    Fate.KEPT: mark("corpus.fate.kept", "kept"),
    Fate.MERGED: mark("corpus.fate.merged", "merged with an equal text"),
    Fate.VARIANT: mark("corpus.fate.variant", "kept as a variant"),
    Fate.CONTENTS: mark("corpus.fate.contents", "table of contents"),
    Fate.CHROME: mark("corpus.fate.chrome", "left out"),
    Fate.CORRECTION: mark("corpus.fate.correction", "corrected"),
}
_KINDS = {
    Kind.TITLE: mark("corpus.kind.title", "title"),
    Kind.HEADING: mark("corpus.kind.heading", "heading"),
    Kind.PARAGRAPH: mark("corpus.kind.paragraph", "paragraph"),
    Kind.LIST_ITEM: mark("corpus.kind.list-item", "list item"),
    Kind.NOTE: mark("corpus.kind.note", "note"),
    Kind.STATE: mark("corpus.kind.state", "state"),
    Kind.IMAGE: mark("corpus.kind.image", "text of an image"),
    Kind.LINKS: mark("corpus.kind.links", "links"),
    Kind.CONTENTS: mark("corpus.kind.contents", "entry of the contents"),
    Kind.CELL: mark("corpus.kind.cell", "cell of a table"),
}
_CODE = mark("corpus.rule.code", "code and data for the browser")
_MEDIA = mark("corpus.rule.media", "a drawing, or another page or a recording inside the page")
_MARK_UP = mark("corpus.rule.mark-up", "mark-up without a text")
_RULES = {
    "feedback": mark(
        "corpus.rule.feedback", "a question whether the page was helpful, or thanks for the reply"
    ),
    "training-banner": mark(
        "corpus.rule.training-banner", "an advertisement for courses or programmes"
    ),
    "close-button": mark("corpus.rule.close-button", "the sign on a button that closes"),
    **dict.fromkeys(
        ("html.head", "html.script", "html.style", "html.template", "html.noscript"), _CODE
    ),
    **dict.fromkeys(("html.graphic", "html.embedded"), _MEDIA),
    "html.nav": mark("corpus.rule.nav", "the navigation of the site"),
    "html.header": mark("corpus.rule.header", "the header of the site"),
    "html.footer": mark("corpus.rule.footer", "the footer of the site"),
    "html.control": mark("corpus.rule.control", "a button, a field or a search"),
    "html.dialog": mark("corpus.rule.dialog", "a window over the page, such as one about cookies"),
    "site.recurring": mark(
        "corpus.rule.recurring", "it stands on many pages of the site in one place"
    ),
    "html.boilerplate": mark("corpus.rule.boilerplate", "what stands around the article"),
    "markdown.comment": mark("corpus.rule.comment", "a comment that readers do not see"),
    "markdown.front-matter": mark("corpus.rule.front-matter", "data about the article"),
    **dict.fromkeys(
        (
            "html.empty",
            "markdown.empty",
            "markdown.rule",
            "markdown.fence",
            "markdown.table",
            "markdown.definition",
        ),
        _MARK_UP,
    ),
}
_OTHER_RULE = mark("corpus.rule.other", "part of the page, not of the article")

_KEPT = mark("corpus.told.kept", "Kept as {block} ({kind}).")
_CONTENTS = mark("corpus.told.contents", "Kept as {block}, an entry of the table of contents.")
_SECTION = mark("corpus.told.section", "Section: “{section}”.")
_EDITIONS = mark("corpus.told.editions", "Only for the edition {editions}.")
_MERGED = mark("corpus.told.merged", "Equal to {other} ({kind}), and merged into it.")
_MERGED_NEAR = mark(
    "corpus.told.merged.near",
    "Equal to {other} ({kind}) but for spaces or a full stop, and merged into it.",
)
_VARIANT = mark(
    "corpus.told.variant", "Differs from {other} ({kind}), {score}% alike: kept as its variant."
)
_BY_NAME = mark("corpus.told.variant.name", "For the edition {edition}, because the text names it.")
_BY_POSITION = mark(
    "corpus.told.variant.position", "For the edition {edition}, because of where it stands."
)
_CHROME = mark("corpus.told.chrome", "Left out by the rule “{rule}”: {reason}.")
_CORRECTION = mark(
    "corpus.told.correction",
    "Corrected to “{text}” in {block}, as recorded under “{rule}”.",
)
_CHANGES = mark("corpus.told.changes", "Normalised: {changes}.")
# The mark between parts of a list is another one in each language: Greek asks with a semicolon.
_AND = mark("corpus.told.changes.and", "{changes}; {change}")
_NFC = mark("corpus.change.nfc", "letters and their marks put together, as NFC (×{count})")
_SPACES = mark_plural("corpus.change.spaces", "{count} space left out", "{count} spaces left out")
_MADE_SPACE = mark("corpus.change.made-space", "{character} made a space (×{count})")
_DROPPED = mark("corpus.change.dropped", "{character} left out (×{count})")


class Words(NamedTuple):
    """The words of one reader's language.

    Args:
        program: the program's prose.
    """

    program: Prose

    def say(self, message: Message, **values: object) -> str:
        """Return a message with its placeholders filled."""
        return str(self.program.text(*message, values=values))

    def counted(self, message: Counted, count: int, **values: object) -> str:
        """Return the form of a message for a count, which is one of its placeholders."""
        context, forms = message
        return str(self.program.plural(context, forms, count, {"count": count, **values}))

    def number(self, number: int) -> str:
        """Return a number as the reader writes it."""
        return self.program.writer.number(number)

    def fate(self, fate: Fate) -> str:
        """Return the name of a fate."""
        return self.say(_FATES[fate])

    def kind(self, kind: Kind) -> str:
        """Return the name of a kind of block."""
        return self.say(_KINDS[kind])

    def rule(self, rule: str) -> str:
        """Return what it is that a rule leaves out."""
        return self.say(_RULES.get(rule, _OTHER_RULE))

    def outcome(self, outcome: Outcome) -> list[str]:
        """Return sentences on what became of spans; not how a variant differs, and not where."""
        first = outcome.spans[0]
        if outcome.own is None:
            return [self.say(_CHROME, rule=first.rule or "", reason=self.rule(first.rule or ""))]
        if outcome.fate is Fate.CORRECTION:
            text, rule = first.to or "", first.rule or ""
            return [self.say(_CORRECTION, text=text, block=outcome.own.id, rule=rule)]
        return self._standing(outcome, outcome.own)

    def _standing(self, outcome: Outcome, own: Standing) -> list[str]:
        if outcome.other is None:
            message = _CONTENTS if outcome.fate is Fate.CONTENTS else _KEPT
            return [self.say(message, block=own.id, kind=self.kind(own.kind))]
        if own.variant is not None:
            return self.variant(outcome.other, own.variant)
        message = _MERGED if outcome.same else _MERGED_NEAR
        return [self.say(message, other=outcome.other.id, kind=self.kind(outcome.other.kind))]

    def variant(self, block: Standing, variant: Variant) -> list[str]:
        """Return sentences on a variant of a block: how alike they are, for which edition."""
        kind, score = self.kind(block.kind), str(variant.score)
        said = [self.say(_VARIANT, other=block.id, kind=kind, score=score)]
        if variant.edition:
            message = _BY_NAME if variant.by is By.NAME else _BY_POSITION
            said.append(self.say(message, edition=variant.edition))
        return said

    def section(self, own: Standing) -> list[str]:
        """Return a sentence on the section of a block, variant or copy, if it is in one."""
        return [self.say(_SECTION, section=own.section)] if own.section else []

    def editions(self, own: Standing) -> list[str]:
        """Return a sentence on the editions that a block or copy is limited to, if it is."""
        if own.variant is not None or not own.editions:
            return []
        return [self.say(_EDITIONS, editions=", ".join(own.editions))]

    def changes(self, changes: Sequence[Change]) -> str:
        """Return a sentence on what normalisation changed in a line."""
        told = ""
        for change in map(self.change, changes):
            told = self.say(_AND, changes=told, change=change) if told else change
        return self.say(_CHANGES, changes=told)

    def change(self, change: Change) -> str:
        """Return what normalisation changed in a line, or in many."""
        if change.what == "NFC":
            return self.say(_NFC, count=change.count)
        if change.what == "spaces":
            return self.counted(_SPACES, change.count)
        character = _character(change.what)
        message = _MADE_SPACE if character.isspace() else _DROPPED
        name = unicodedata.name(character, "")
        named = f"{change.what} {name}".strip()
        return self.say(message, character=named, count=change.count)


def words_for(language: str) -> Words:
    """Return the words of a reader's language.

    Args:
        language: tag; English where the program does not speak it.
    """
    return Words(load_program_prose(language))


def _character(code_point: str) -> str:
    """Return the character of `U+00A0`, or the replacement character."""
    digits = code_point.removeprefix("U+")
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
