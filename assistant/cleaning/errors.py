"""What can be wrong with an article, its rules or its cleaned form."""

from __future__ import annotations

from assistant.errors import AssistantError, mark


class SourceNotFoundError(AssistantError):
    """The file or folder to clean does not exist or cannot be read."""

    code = "cleaning.source"
    message = mark("error.cleaning.source", "This cannot be read: {reason}.")
    hint = mark("error.cleaning.source.hint", "Check the path and its permissions.")


class LanguageTagError(AssistantError):
    """The language of an article is not known from option or folder."""

    code = "cleaning.language"
    message = mark("error.cleaning.language", "“{tag}” is not a language tag.")
    hint = mark(
        "error.cleaning.language.hint",
        "Put the article into a folder named after its language, such as el/ or th/, "
        "or give --language.",
    )


class OutsideError(AssistantError):
    """A link leads out of the given folder."""

    code = "cleaning.outside"
    message = mark("error.cleaning.outside", "This leads out of the given folder.")
    hint = mark("error.cleaning.outside.hint", "Copy the file into the folder instead.")


class WriteError(AssistantError):
    """The cleaned article cannot be written."""

    code = "cleaning.write"
    message = mark("error.cleaning.write", "This cannot be written: {reason}.")
    hint = mark("error.cleaning.write.hint", "Check that the output folder can be written to.")


class EmptyArticleError(AssistantError):
    """The article has no visible character."""

    code = "cleaning.empty"
    message = mark("error.cleaning.empty", "This article is empty.")
    hint = mark("error.cleaning.empty.hint", "Scrape the page again or remove the file.")


class BinaryArticleError(AssistantError):
    """The file is not text."""

    code = "cleaning.binary"
    message = mark("error.cleaning.binary", "This file is not plain text.")
    hint = mark("error.cleaning.binary.hint", "Save the article as plain text in UTF-8.")


class EncodingError(AssistantError):
    """The file is not UTF-8, nor anything else that can be told."""

    code = "cleaning.encoding"
    message = mark("error.cleaning.encoding", "Byte {column} of this line is not UTF-8.")
    hint = mark("error.cleaning.encoding.hint", "Save the article as plain text in UTF-8.")


class ArticleTooLargeError(AssistantError):
    """The file is larger than an article can be."""

    code = "cleaning.large"
    message = mark("error.cleaning.large", "This article is too large: more than {limit} {unit}.")
    hint = mark("error.cleaning.large.hint", "Split it into one file for each page.")


class RulesError(AssistantError):
    """A file of cues or rules cannot be used."""

    code = "cleaning.rules"
    message = mark("error.cleaning.rules", "These cleaning rules cannot be used: {detail}.")
    hint = mark("error.cleaning.rules.hint", "Mend the file and clean again.")


class ArticleFormatError(AssistantError):
    """A cleaned article is not what the cleaner writes."""

    code = "cleaning.format"
    message = mark("error.cleaning.format", "This is not a cleaned article: {detail}.")
    hint = mark("error.cleaning.format.hint", "Run “assistant corpus clean” again.")


class LedgerError(AssistantError):
    """The ledger of a cleaned article does not balance with its raw file."""

    code = "cleaning.ledger"
    exit_status = 1
    message = mark("error.cleaning.ledger", "The ledger does not balance: {detail}.")
    hint = mark(
        "error.cleaning.ledger.hint",
        "The cleaned file was changed or is stale: run “assistant corpus clean” again.",
    )
