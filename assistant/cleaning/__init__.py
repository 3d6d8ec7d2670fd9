"""Raw scraped article in, structured article and a ledger that proves nothing was lost out.

Enters: bytes of a plain-text article, or the pieces that a reader of other forms found in it, its
language, and rules (cue files of the language, edition names and recorded corrections of the pack).
Leaves: an `Article` of blocks, variants, sections and outline with a ledger of spans, as JSON; the
same JSON read back for other rooms. May import `assistant.text` and `assistant.errors`.

The stages are functions over values, in this order: `source.decode`, `source.read_lines`,
`pieces.parse`, `corrections.correct`, `outline.arrange`, `copies.relate`; `clean.compose` composes
them from the third on and writes the ledger, `verify.verify_written` proves the result from the
raw bytes (`shown` says what a page in HTML shows). Markdown, HTML and runs over many articles are
the job of `assistant.corpus`.
"""
