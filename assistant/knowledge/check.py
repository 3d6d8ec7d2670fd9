"""Prove a pack: evidence exists, numbers agree, placeholders are known, nothing is missing.

Each check yields faults; none stops at the first. That a sentence follows from its evidence
cannot be proved by a program and is read by people.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from assistant.cleaning.article import Article
from assistant.errors import AssistantError
from assistant.knowledge.catalogs import (
    ids_of,
    messages_in,
    pack_template,
    program_template,
    quotes_in,
    read_catalog,
    strings_of,
)
from assistant.knowledge.coverage import coverage
from assistant.knowledge.pack import Pack
from assistant.knowledge.placeholders import meanings
from assistant.knowledge.source import PackError
from assistant.knowledge.stamps import unread
from assistant.knowledge.topic import Evidence, EvidenceKind, Part, Passage, SharedPart
from assistant.locations import package_folder, program_locales
from assistant.messages.locales import SOURCE_LANGUAGE, available_languages
from assistant.messages.prose import PROGRAM_DOMAIN, load_program_prose
from assistant.messages.template import TemplateError, fields
from assistant.text.fold import fold

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be.

    Args:
        where: file, or catalog and context.
        what: what is wrong, and what to do where that is not plain.
    """

    where: str
    what: str


def fault_of(error: AssistantError, file: Path) -> Fault:
    """Return an error as a fault of what it names, or else of `file`, in English."""
    message, _ = load_program_prose(SOURCE_LANGUAGE).error(error)
    return Fault(error.where or str(file), message)


def check_program() -> Iterator[Fault]:
    """Yield the faults of the program's own catalogs."""
    template = program_template(package_folder())
    for path, catalog in _catalogs(program_locales(), PROGRAM_DOMAIN):
        if isinstance(catalog, Fault):
            yield catalog
            continue
        yield from _check_catalog(path, template, catalog, frozenset())


def check_pack(pack: Pack) -> Iterator[Fault]:
    """Yield the faults of a pack: its files, its evidence, its texts and its catalogs."""
    try:
        topics, wording, policy = list(pack.topics()), pack.wording, pack.policy
        articles = load_articles(pack)
        for passage in (passage for topic in topics for passage in topic.passages):
            pack.article(passage.evidence.article)
    except AssistantError as error:
        yield fault_of(error, pack.folder)
        return
    parts = [part for topic in topics for part in topic.own_parts] + list(wording.parts())
    passages = [passage for topic in topics for passage in topic.passages]
    yield from _duplicates(parts, passages)
    for topic in topics:
        for part in topic.parts:
            if isinstance(part, SharedPart) and part.key not in wording:
                yield Fault(topic.id, f"there is no shared wording “{part.key}”")
    known = frozenset(meanings(policy))
    for part in parts:
        yield from _check_part(pack, part, known)
        for evidence in part.evidence:
            yield from _check_evidence(part.context, evidence, articles, pack)
    for passage in passages:
        yield from _check_evidence(passage.context, passage.evidence, articles, pack)
        yield from _numbers_differ(pack, passage.context, passage.text, passage.evidence.quote)
    for key, item in policy.all_evidence():
        quote = Evidence(EvidenceKind.QUOTE, item.article, item.block, item.quote)
        yield from _check_evidence(f"policy {key}", quote, articles, pack)
    yield from _check_coverage(pack, articles)
    yield from _check_stamps(pack, SOURCE_LANGUAGE)
    yield from _check_translations(pack, passages)


def _check_part(pack: Pack, part: Part, known: frozenset[str]) -> Iterator[Fault]:
    unknown = sorted(part.placeholders() - known)
    if unknown:
        yield Fault(part.context, f"unknown placeholder {{{unknown[0]}}}")
    for text in filter(None, (part.text, part.plural)):
        yield from _literal_numbers(pack, part.context, text, SOURCE_LANGUAGE)


def _check_evidence(
    where: str, evidence: Evidence, articles: dict[str, Article], pack: Pack
) -> Iterator[Fault]:
    if evidence.kind is EvidenceKind.POLICY:
        if evidence.quote != "rules" and evidence.quote not in pack.policy.values:
            yield Fault(where, f"the policy has no value “{evidence.quote}”")
        return
    if evidence.kind is not EvidenceKind.QUOTE:
        return
    article = articles.get(evidence.article)
    if article is None:
        yield Fault(where, f"the pack lists no article “{evidence.article}”")
        return
    text = article.texts().get(evidence.block)
    if text is None:
        yield Fault(where, f"{evidence.article} has no block {evidence.block}")
    elif (found := text.count(evidence.quote)) != 1:
        yield Fault(
            where,
            f"the quote stands {found} times, not once, in {evidence.article} {evidence.block}: "
            f"{evidence.quote[:60]}",
        )


def _check_coverage(pack: Pack, articles: dict[str, Article]) -> Iterator[Fault]:
    try:
        uses = list(coverage(pack, articles))
    except PackError as error:
        yield fault_of(error, pack.folder)
        return
    for use in uses:
        where = f"{use.article} {use.block}"
        if not use.accounted_for:
            yield Fault(where, "no text cites this block, and uncited.toml gives no reason")
        elif use.users and use.reason:
            yield Fault(where, "uncited.toml gives a reason, but a text cites this block")


def _check_stamps(pack: Pack, language: str) -> Iterator[Fault]:
    for context in unread(pack, language):
        what = "not read since it changed: read it, then “assistant catalogs stamp”"
        yield Fault(f"stamps/{language}.toml: {context}", what)


def _check_translations(pack: Pack, passages: Iterable[Passage]) -> Iterator[Fault]:
    template = pack_template(pack)
    contexts = frozenset(passage.context for passage in passages)
    for path, catalog in _catalogs(pack.locales, pack.id):
        if isinstance(catalog, Fault):
            yield catalog
            continue
        yield from _check_catalog(path, template, catalog, contexts)
        language = path.parent.parent.name.replace("_", "-")
        yield from _check_stamps(pack, language)
        quotes = quotes_in(pack, language)
        for message in messages_in(catalog):
            context = message.context or ""
            where = f"{path}: {context}"
            if context in quotes and message.string != quotes[context]:
                yield Fault(where, "the translation must be the quote: run “catalogs update”")
            for text in filter(None, strings_of(message)):
                if context in contexts:
                    yield from _numbers_differ(pack, where, str(message.id), text)
                else:
                    yield from _literal_numbers(pack, where, text, language)


def _check_catalog(
    path: Path, template: Catalog, catalog: Catalog, unformatted: frozenset[str]
) -> Iterator[Fault]:
    """Yield what is missing, fuzzy, left over or wrongly filled in a catalog."""
    present = {(m.context, ids_of(m)): m for m in messages_in(catalog)}
    wanted = {(m.context, ids_of(m)): m for m in messages_in(template)}
    for context, _ in present.keys() - wanted.keys():
        yield Fault(f"{path}: {context}", "no such message any more: run “catalogs update”")
    for key, source in wanted.items():
        where = f"{path}: {key[0]}"
        message = present.get(key)
        if message is None or not all(strings_of(message)):
            yield Fault(where, "not translated")
        elif message.fuzzy:
            yield Fault(where, "marked fuzzy: read it and remove the mark")
        elif key[0] not in unformatted:
            yield from _placeholders_differ(where, source, message)


def _placeholders_differ(where: str, source: Message, message: Message) -> Iterator[Fault]:
    wanted = {name for text in ids_of(source) for name in fields(text)}
    for text in strings_of(message):
        try:
            names = set(fields(text, where=where))
        except TemplateError as error:
            yield Fault(where, f"a placeholder is not allowed ({error.values['field']})")
            continue
        for name in sorted(names ^ wanted):
            side = "unknown here" if name in names else "missing"
            yield Fault(where, f"placeholder {{{name}}} is {side}")


def _literal_numbers(pack: Pack, where: str, text: str, language: str) -> Iterator[Fault]:
    """Yield digits and number words that a formatted text must not hold itself."""
    bare = _masked(pack, _PLACEHOLDER.sub(" ", text))
    if number := _NUMBER.search(bare):
        yield Fault(where, f"literal number {number[0]}: use a placeholder")
    words = _number_words().get(language, {})
    folded = fold(bare)
    for word in words.get("words", ()):
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)" if words["spaced"] else re.escape(word)
        if re.search(pattern, folded):
            yield Fault(where, f"literal number “{word}”: use a placeholder")


def _numbers_differ(pack: Pack, where: str, text: str, quote: str) -> Iterator[Fault]:
    """Yield a fault if a quotation and its translation do not hold the same numbers."""
    ours, theirs = (sorted(_NUMBER.findall(fold(_masked(pack, t)))) for t in (text, quote))
    if ours != theirs:
        yield Fault(where, f"numbers differ from the quote: {ours} against {theirs}")


def _masked(pack: Pack, text: str) -> str:
    for name in pack.names:
        text = text.replace(name, " ")
    return text


def _duplicates(parts: Iterable[Part], passages: Iterable[Passage]) -> Iterator[Fault]:
    seen: set[str] = set()
    for context in [part.context for part in parts] + [passage.context for passage in passages]:
        if context in seen:
            yield Fault(context, "the name stands twice in its topic")
        seen.add(context)


def load_articles(pack: Pack) -> dict[str, Article]:
    """Return the cleaned articles of a pack by id.

    Raises:
        ArticleFormatError: if one cannot be read.
    """
    return {name: pack.cleaned(name) for name in pack.articles}


def _catalogs(locales: Path, domain: str) -> Iterator[tuple[Path, Catalog | Fault]]:
    for tag in available_languages(locales, domain):
        path = locales / tag.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
        if tag == SOURCE_LANGUAGE or not path.is_file():
            continue
        try:
            yield path, read_catalog(path)
        except AssistantError as error:
            yield path, fault_of(error, path)


@cache
def _number_words() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "numbers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
