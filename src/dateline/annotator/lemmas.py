"""Lemmas as edits: a script says what to cut off a word's end and what to put there.

A script is ``n|suffix`` on the lower-case word ("went" → "4|go", "dogs" → "1|"); the case of
proper nouns is kept by ``apply_script``.
"""

from __future__ import annotations


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
