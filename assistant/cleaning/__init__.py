"""Raw scraped article in, structured article and a ledger that proves nothing was lost out.

Enters: bytes of a plain-text article, its language, and rules (cue files of the language, edition
names and recorded corrections of the pack). Leaves: an `Article` of blocks, variants, sections and
outline with a ledger of spans, as JSON; the same JSON read back for other rooms. May import
`assistant.text` and `assistant.errors`.

The stages are functions over values, in this order: `source.decode`, `source.read_lines`,
`pieces.parse`, `corrections.correct`, `outline.arrange`, `copies.relate`; `clean.clean_article`
composes them and writes the ledger, `verify.verify_written` proves the result from the raw bytes,
`corpus` does both for many files.
"""
