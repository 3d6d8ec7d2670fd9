"""One phonetic skeleton for Greek letters and for Greek written in Latin letters.

Greeklish has no standard: people write by sound ("hreosi"), by look ("xrewsh") or by key. Turning
it back into Greek means guessing; reducing both spellings to the sounds that they share does not.
Letters that no writer keeps apart (eta and iota, xi and chi, beta and mu-pi) share one symbol.
Digraphs go first: omicron-upsilon is one sound, not two letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Finished symbols are upper case while the rules run, so that no rule sees another's output;
# folded text has no upper case of its own.
_DIGRAPHS = (
    ("ου", "U"), ("αι", "E"), ("ει", "I"), ("οι", "I"), ("υι", "I"),
    ("αυ", "AV"), ("ευ", "EV"), ("αφ", "AV"), ("εφ", "EV"),
    ("μπ", "V"), ("ντ", "D"), ("νδ", "D"), ("γκ", "G"), ("γγ", "G"), ("κσ", "X"), ("τζ", "TS"),
    ("tch", "TS"), ("ch", "X"), ("kh", "X"), ("ph", "F"), ("gh", "G"), ("dh", "D"),
    ("ks", "X"), ("ou", "U"), ("oy", "U"), ("ai", "E"), ("ei", "I"), ("oi", "I"),
    ("au", "AV"), ("av", "AV"), ("af", "AV"), ("ay", "AV"),
    ("eu", "EV"), ("ev", "EV"), ("ef", "EV"), ("ey", "EV"),
    ("mp", "V"), ("nt", "D"), ("nd", "D"), ("gk", "G"), ("gg", "G"), ("ng", "G"), ("tz", "TS"),
)  # fmt: skip
_LETTERS = str.maketrans(
    {
        **dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "AVGDEZIQIKLMNXOPRSSTIFXO", strict=True)),
        **dict(zip("abcdefgijklmnopqrstuvwxyz", "AVKDEFGIXKLMNOPQRSTIVOXIZ", strict=True)),
        "ψ": "PS",
        "h": "I",
    }
)
# Before a vowel (or rho) "th" is theta; elsewhere it is tau and an eta drawn as "h" ("ths").
_THETA = re.compile("th(?=[aeiouywr])")
# An "h" that opens a syllable is a chi ("hreosi"), any other is an eta ("plhrwnw").
_CHI = re.compile("h(?=[aeiouwy])|\\bh(?=[lr])")
# Digits stand for the letters that they look like, inside words only.
_DRAWN = {"8": "Q", "9": "Q", "3": "X", "4": "PS"}
_DRAWN_LETTER = re.compile("(?<=[a-z])[3489](?=[a-z])|\\b[3489](?=[a-z]{2})")
_DOUBLED = re.compile("([A-Z])\\1+")


# Words come again, within a question and among questions.
@lru_cache(maxsize=4096)
def skeleton(folded: str) -> str:
    """Return the sounds of `folded`: Greek and Greeklish spellings of a word come out equal.

    Letters of other scripts, digits and spaces stay as they are.

    Args:
        folded: text from `assistant.text.fold.fold`.
    """
    text = _DRAWN_LETTER.sub(lambda match: _DRAWN[match[0]], folded)
    text = _THETA.sub("Q", text)
    for digraph, symbol in _DIGRAPHS:
        if digraph in text:
            text = text.replace(digraph, symbol)
    text = _CHI.sub("X", text)
    return _DOUBLED.sub("\\1", text.translate(_LETTERS)).lower()
