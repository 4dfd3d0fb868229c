"""Lemmas as edits: a script says what to cut off a word's end and what to put there.

A script is ``n|suffix`` on the lower-case word ("went" → "4|go", "dogs" → "1|"); the case of
proper nouns is kept by ``apply_script``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

# Scripts that are tried where the likeliest makes a word that nobody knows.
_TRIED = 6


def script_of(word: str, lemma: str) -> str:
    """Return the script that makes the lemma from the word, both compared in lower case."""
    low, target = word.lower(), lemma.lower()
    keep = 0
    while keep < min(len(low), len(target)) and low[keep] == target[keep]:
        keep += 1
    return f"{len(low) - keep}|{target[keep:]}"


def apply_script(word: str, script: str, proper: bool) -> str:
    """Return the lemma of a word; a script that cuts more than there is leaves the word.

    A proper noun keeps its case; every other lemma is in lower case.
    """
    cut, _, suffix = script.partition("|")
    count = int(cut)
    base = word if proper else word.lower()
    if count > len(base):
        return base
    return base[: len(base) - count] + suffix or base


def lemma_of(
    word: str,
    scores: NDArray[np.float32],
    scripts: Sequence[str],
    proper: bool,
    known: Collection[str],
) -> str:
    """Return the lemma by the likeliest script, or by a likely one that makes a known word.

    The scripts see a word's context, not whether their product exists ("threatened" →
    "threatene"); the encoder's own vocabulary of whole words tells that.
    """
    first = apply_script(word, scripts[int(scores.argmax())], proper)
    if proper or first in known or not word.isalpha():
        return first
    for choice in np.argsort(-scores, kind="stable")[1:_TRIED].tolist():
        lemma = apply_script(word, scripts[choice], proper)
        if lemma in known and len(lemma) > 1:
            return lemma
    return first
