"""A knowledge pack on disk, read piece by piece as it is needed.

Answering one question reads one topic, the shared wording, the policy, one language's fact cues
and one catalog; nothing else of the pack is touched, because start-up time is the user's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import AssistantError, mark
from assistant.files import read_bounded
from assistant.knowledge.source import (
    MAX_FILE_BYTES,
    PackError,
    Table,
    read_bytes,
    read_toml,
)
from assistant.knowledge.topic import Part, Situation, Topic, parse_part, parse_topic
from assistant.locations import program_locales
from assistant.messages.locales import available_languages, negotiate
from assistant.messages.prose import Prose, load_prose

if TYPE_CHECKING:
    import hashlib

    from assistant.cleaning.article import Article
    from assistant.lifecycle import Policy

# Of an unknown id only so much is shown.
_LONGEST_ID = 40
# Reading 5 MB for a digest took 7 ms of every answer.
_MODEL_HEAD_BYTES = 4096
_DIGEST_FOLDERS = ("topics", "policies", "facts", "followups")


# Where a short question leads after an answer, instead of a topic: to the answer's own.
SAME = "same"


class UnknownTopicError(AssistantError):
    """A topic that the pack does not have."""

    code = "topic.unknown"
    exit_status = 2
    message = mark("error.topic.unknown", "There is no topic “{topic}”.")
    hint = mark("error.topic.unknown.hint", "“assistant topics” lists them.")


class ArticleInfo(NamedTuple):
    """An article as the pack lists it.

    Args:
        id: `<language>/<name>`.
        language: tag of the language it is written in.
        title: its title in English, the msgid of its translations.
    """

    id: str
    language: str
    title: str

    @property
    def title_context(self) -> str:
        """Return the msgctxt of the title."""
        return f"article.{self.id.partition('/')[2]}"


class Pack:
    """A pack in a folder.

    Args:
        folder: holds `pack.toml`, `topics/`, `policies/`, `facts/`, `followups/`, `articles/` and
            `clean/`.

    Raises:
        PackError: if `pack.toml` cannot be used; other files complain when they are read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._topics: dict[str, Topic] = {}
        self._prose: dict[str, Prose] = {}
        table = read_toml(folder / "pack.toml", folder)
        table.only("id", "version", "catalogs", "policy", "names", "article")
        self.id = _plain_name(table, "id")
        self.version = table.text("version")
        # Names that hold digits: masked before the numbers of texts are compared.
        self.names = table.texts("names")
        self.policy_name = _plain_name(table, "policy")
        self._shared_catalogs = table.choice("catalogs", ("pack", "program")) == "program"
        self.articles: Mapping[str, ArticleInfo] = {
            info.id: info for info in map(_parse_article, table.tables("article"))
        }

    @property
    def locales(self) -> Path:
        """Return the folder of the pack's catalogs: its own, or the program's."""
        return program_locales() if self._shared_catalogs else self.folder / "locales"

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the tags of the languages the pack answers in, English first."""
        return available_languages(self.locales, self.id)

    @cached_property
    def topic_ids(self) -> tuple[str, ...]:
        """Return the ids of all topics, in order."""
        return tuple(sorted(path.stem for path in (self.folder / "topics").glob("*.toml")))

    @cached_property
    def policy(self) -> Policy:
        """Return the durations and rules."""
        from assistant.lifecycle import Policy

        path = self.folder / "policies" / f"{self.policy_name}.toml"
        return Policy.from_mapping(read_toml(path, self.folder).values, where=str(path))

    @cached_property
    def wording(self) -> Wording:
        """Return the texts that all topics share."""
        return Wording(read_toml(self.folder / "wording.toml", self.folder))

    def topic(self, topic: str) -> Topic:
        """Return a topic.

        Raises:
            UnknownTopicError: if there is none of that id.
            PackError: if its file is wrong.
        """
        if topic in self._topics:
            return self._topics[topic]
        if topic not in self.topic_ids:
            raise UnknownTopicError(topic=topic[:_LONGEST_ID])
        from assistant.lifecycle import Facts

        table = read_toml(self.folder / "topics" / f"{topic}.toml", self.folder)
        parsed = parse_topic(table, frozenset(Facts._fields))
        if parsed.id != topic:
            raise PackError(table.where, detail=f"“id” must be {topic}, like the file")
        self._topics[topic] = parsed
        return parsed

    def topics(self) -> Iterator[Topic]:
        """Yield all topics, in order."""
        return map(self.topic, self.topic_ids)

    def article(self, name: str) -> ArticleInfo:
        """Return what the pack says of an article.

        Raises:
            PackError: if the pack does not list it.
        """
        if name not in self.articles:
            where = str(self.folder / "pack.toml")
            raise PackError(where, detail=f"the article “{name}” is cited, but not listed")
        return self.articles[name]

    def cleaned(self, name: str) -> Article:
        """Return a cleaned article of the pack.

        Raises:
            PackError: if the pack does not list it, or it lies outside the pack.
            ArticleFormatError: if it cannot be read.
        """
        from assistant.cleaning.article import load_article

        self.article(name)
        path = self.folder / "clean" / f"{name}.json"
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise PackError(str(path), detail="the file lies outside the pack")
        return load_article(path)

    def cues(self, language: str) -> Table | None:
        """Return how people of a language state facts, or None if the pack does not say."""
        path = self.folder / "facts" / f"{language}.toml"
        return read_toml(path, self.folder) if path.is_file() else None

    def going_on(self, language: str) -> Table | None:
        """Return how people of a language go on after an answer, or None if it does not say."""
        path = self.folder / "followups" / f"{language}.toml"
        return read_toml(path, self.folder) if path.is_file() else None

    @cached_property
    def followups(self) -> Mapping[str, Mapping[str, str]]:
        """Return, by short question, the topics it leads to by the beginnings of topics.

        Raises:
            PackError: if a topic is unknown.
        """
        path = self.folder / "followups" / "topics.toml"
        if not path.is_file():
            return {}
        table = read_toml(path, self.folder)
        known = {*self.topic_ids, SAME}
        return {
            name: {start: table.table(name).choice(start, known) for start in table.values[name]}
            for name in table.values
        }

    def prose(self, tag: str) -> Prose:
        """Return the pack's texts for a reader; a catalog is read once."""
        if tag not in self._prose:
            self._prose[tag] = load_prose(self.locales, self.id, tag)
        return self._prose[tag]

    def language_for(self, tag: str) -> str | None:
        """Return the language of the pack's texts that serves a tag, or None."""
        return negotiate(tag, self.languages)

    @cached_property
    def digest(self) -> str:
        """Return a digest of all that decides an answer: texts, policy, cues, model, catalogs."""
        import hashlib

        digest = hashlib.sha256(self._model_head())
        for name in ("pack.toml", "wording.toml"):
            _add_to(digest, name, read_bytes(self.folder / name, self.folder))
        for folder in _DIGEST_FOLDERS:
            for name, data in _plain_files(self.folder / folder, ".toml"):
                _add_to(digest, f"{folder}/{name}", data)
        for language in self.languages[1:]:
            folder = f"{language.replace('-', '_')}/LC_MESSAGES"
            for name, data in _plain_files(self.locales / folder, ".po"):
                if name == f"{self.id}.po":
                    _add_to(digest, f"{folder}/{name}", data)
        return digest.hexdigest()

    def _model_head(self) -> bytes:
        """Return the model's first bytes: they hold its size and a checksum of all the rest."""
        try:
            return read_bounded(self.router_path, _MODEL_HEAD_BYTES - 1)
        except OSError as error:
            detail = f"there is no routing model ({error.strerror}); run “assistant train”"
            raise PackError(str(self.router_path), detail=detail) from error

    @property
    def router_path(self) -> Path:
        """Return where the pack's routing model is."""
        return self.folder / "router.bin"


class Wording:
    """Texts that all topics share: milestones, states, questions for facts, notes, the hedge.

    A key (`event.disabled.on`) may have several texts with conditions; the first that applies is
    said.
    """

    def __init__(self, table: Table) -> None:
        table.only("text")
        # Few of the texts are ever said in one answer: each is parsed when its key is asked for.
        self._tables: dict[str, list[Table]] = {}
        self._parts: dict[str, tuple[Part, ...]] = {}
        for item in table.tables("text"):
            self._tables.setdefault(item.text("for"), []).append(item)

    def find(self, key: str, situation: Situation, known: Mapping[str, object]) -> Part | None:
        """Return the first text for `key` that applies, or None."""
        return next((part for part in self._of(key) if part.applies(situation, known)), None)

    def __contains__(self, key: str) -> bool:
        """Say whether there is any text for `key`."""
        return key in self._tables

    def parts(self) -> Iterator[Part]:
        """Yield every text, in the order of the file."""
        return (part for key in self._tables for part in self._of(key))

    def _of(self, key: str) -> tuple[Part, ...]:
        if key not in self._parts:
            tables = self._tables.get(key, ())
            self._parts[key] = tuple(_shared_part(key, table) for table in tables)
        return self._parts[key]


def _shared_part(key: str, table: Table) -> Part:
    variant = table.optional_text("variant")
    own = {"for", "variant"}
    rest = {name: value for name, value in table.values.items() if name not in own}
    rest["name"] = f"{key}.{variant}" if variant else key
    return parse_part(Table(rest, table.where), "wording")


def _plain_files(folder: Path, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a folder's files, in order; links are passed over.

    Resolving the path of each of fifty files took 8 ms of every answer; that a file is no link
    is all that has to be known.
    """
    with os.scandir(folder) as entries:
        names = sorted(
            entry.name
            for entry in entries
            if entry.name.endswith(suffix) and entry.is_file(follow_symlinks=False)
        )
    for name in names:
        with open(os.path.join(folder, name), "rb") as stream:  # noqa: PTH118, PTH123 - see above
            yield name, stream.read(MAX_FILE_BYTES)


def _add_to(digest: hashlib._Hash, name: str, data: bytes) -> None:
    digest.update(f"{name} {len(data)}\n".encode())
    digest.update(data)


def _parse_article(table: Table) -> ArticleInfo:
    table.only("id", "language", "title")
    return ArticleInfo(table.text("id"), table.text("language"), table.text("title"))


def _plain_name(table: Table, key: str) -> str:
    """Return a text that names a file in the pack: letters, digits and hyphens only."""
    name = table.text(key)
    if not name.isascii() or not name.replace("-", "").isalnum():
        raise PackError(table.where, detail=f"“{key}” may hold letters, digits and hyphens only")
    return name
