"""A help assistant: scraped articles in, answers in the reader's language with computed dates out."""

__version__ = "0.1.0"
