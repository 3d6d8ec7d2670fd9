"""What can be wrong with the inputs of the corpus cleaner."""

from __future__ import annotations

from assistant.errors import AssistantError, mark


class NoDocumentsError(AssistantError):
    """The sources hold no document."""

    code = "corpus.no-documents"
    message = mark("error.corpus.no-documents", "There is no article here.")
    hint = mark(
        "error.corpus.no-documents.hint",
        "Articles end in .txt, .md or .html; archives and JSON lines may hold them, too.",
    )


class ArticleNotNamedError(AssistantError):
    """One article of many is wanted, and it is not said which."""

    code = "corpus.which-article"
    exit_status = 2
    message = mark("error.corpus.which-article", "There are many articles here.")
    hint = mark(
        "error.corpus.which-article.hint",
        "Name one of them by its path without the suffix: --article PATH",
    )


class ArticleNotFoundError(AssistantError):
    """There is no article of that name among many."""

    code = "corpus.article"
    exit_status = 2
    message = mark("error.corpus.article", "There is no article “{id}” here.")


class DocumentNameError(AssistantError):
    """The path of a document cannot name an article."""

    code = "corpus.name"
    message = mark("error.corpus.name", "“{name}” cannot be the name of an article.")
    hint = mark(
        "error.corpus.name.hint",
        "A name has no control characters, no “..” and no part longer than {limit} bytes.",
    )


class JsonLineError(AssistantError):
    """A line is not a document in JSON."""

    code = "corpus.json-line"
    message = mark("error.corpus.json-line", "This line is not an article in JSON: {detail}.")
    hint = mark(
        "error.corpus.json-line.hint",
        'Write {example} on a line, in UTF-8; "language" may be added.',
    )

    def __init__(self, where: str | None = None, **values: object) -> None:
        super().__init__(where, **{"example": '{"path": "…", "text": "…"}', **values})


class ArchiveError(AssistantError):
    """An archive is broken, or larger than an archive of articles can be."""

    code = "corpus.archive"
    message = mark("error.corpus.archive", "This archive cannot be read: {detail}.")
    hint = mark("error.corpus.archive.hint", "Unpack it yourself and give the folder instead.")


class ExtraMissingError(AssistantError):
    """A package that only the corpus cleaner needs is not installed."""

    code = "corpus.extra"
    message = mark("error.corpus.extra", "The package {package} is needed for this.")
    hint = mark(
        "error.corpus.extra.hint",
        "Install what it takes: python -m pip install 'help-assistant[corpus]'",
    )


class CleaningFaultError(AssistantError):
    """The cleaner itself failed on a document."""

    code = "corpus.fault"
    exit_status = 1
    message = mark("error.corpus.fault", "The cleaner failed on this article: {detail}.")
    hint = mark("error.corpus.fault.hint", "Report it, and clean the others meanwhile.")


class AmbiguousNameError(AssistantError):
    """Several documents would become one article; none of them does."""

    code = "corpus.ambiguous"
    message = mark(
        "error.corpus.ambiguous", "Several articles have the identifier “{id}”: none is written."
    )
    hint = mark("error.corpus.ambiguous.hint", "Rename all of them but one.")
