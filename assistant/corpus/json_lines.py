"""Cleaned articles as JSON lines: one article a line, for corpora too large for a file each."""

from __future__ import annotations

import json
from typing import Any

from assistant.cleaning.article import Article, digest_of
from assistant.cleaning.codec import to_plain
from assistant.text.clean import escape_unseen

# Python and JavaScript once took these for line ends, too.
_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def to_json_line(article: Article) -> str:
    """Return an article as one line of JSON, as in its file, without the line end.

    Args:
        article: a cleaned article; its digest is written whether it has one or not.
    """
    plain: dict[str, Any] = to_plain(article)
    plain["digest"] = digest_of(plain)
    line = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return escape_unseen(line).translate(_SEPARATORS)
