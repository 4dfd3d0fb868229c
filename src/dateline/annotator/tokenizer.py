"""Words by spaCy's English tokenizer, with one addition: a run of one sign is one word.

The treebanks keep "!!!", "====" and "***" whole, spaCy cuts them into single signs. With the runs
kept, words agree with UD English EWT's development part by 98.6 instead of 97.2 F1.
"""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# spaCy refuses texts of over a million characters for its own models' sake; ours works in windows.
_MAX_LENGTH = 100_000_000
# The tokenizer takes the square of a string without blanks in time; beyond this length (no word,
# no address) such a string stays one word.
_LONGEST = 500
_RUNS = [r"[!?]{2,}", *(rf"\{sign}{{2,}}" for sign in "*=_-$<>~#+|^")]


def blank() -> Language:
    """Return spaCy's English tokenizer as a Language without any component."""
    nlp = spacy.blank("en")
    nlp.max_length = _MAX_LENGTH
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_RUNS, *(defaults.infixes or ())]).finditer
    tokenizer.token_match = _too_long
    return nlp


def _too_long(string: str) -> bool:
    return len(string) > _LONGEST
