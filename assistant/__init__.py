"""A help assistant: scraped articles in, answers with computed dates out, in any language."""

__version__ = "0.1.0"
