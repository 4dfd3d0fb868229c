"""The words that report speech, writing and thought: ``statement_cues.toml`` as questions."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from spacy.tokens import Token

# Irregular forms, so that a text without lemmas (no model, or a model in doubt) is still read.
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "thought": "think",
    "began": "begin",
    "begun": "begin",
    "felt": "feel",
    "knew": "know",
    "known": "know",
    "swore": "swear",
    "sworn": "swear",
    "found": "find",
    "shown": "show",
    "heard": "hear",
    "saw": "see",
    "understood": "understand",
    "undertook": "undertake",
    "forgot": "forget",
}


@cache
def _table() -> dict[str, dict[str, object]]:
    source = resources.files("dateline.reading").joinpath("statement_cues.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _words(kind: str) -> dict[str, str]:
    """Return lemma → class for "verbs" or "nouns"; a word in two classes belongs to the first."""
    found: dict[str, str] = {}
    for name, row in _table().items():
        words = row.get(kind, [])
        for word in words if isinstance(words, list) else []:
            found.setdefault(str(word), name)
    return found


def verb_class(lemma: str) -> str | None:
    """Return the class of a reporting verb ("say", "deny", …), None if it is none."""
    return _words("verbs").get(lemma)


def noun_class(lemma: str) -> str | None:
    """Return the class of a noun for a saying or a document, None if it is none."""
    return _words("nouns").get(lemma)


def lemma_of(token: Token) -> str:
    """Return the lemma of a reporting verb's form, by the model or by its ending."""
    word = token.lower_
    for lemma in (_IRREGULAR.get(word), token.lemma_.lower(), *_stems(word)):
        if lemma and verb_class(lemma):
            return lemma
    return token.lemma_.lower() or word


def is_quoting(token: Token) -> bool:
    """Return whether a verb may stand beside a quotation as what says it."""
    return _has(token, "quoting")


def is_reporting(token: Token) -> bool:
    """Return whether a verb with a clause below it is surely a statement."""
    return _has(token, "reporting")


def _has(token: Token, flag: str) -> bool:
    if token.pos_ not in {"VERB", "AUX", ""}:
        return False
    if not token.pos_ and token.lower_ in _words("nouns") and token.lower_ not in _IRREGULAR:
        return False
    name = verb_class(lemma_of(token))
    return name is not None and bool(_table()[name].get(flag))


def _stems(word: str) -> list[str]:
    """Return what a regular form may come from: "replies" → reply, "urged" → urge."""
    stems = [word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", "")):
        if word.endswith(ending):
            stems.append(word[: -len(ending)] + instead)
    if word.endswith("ed"):
        stems += [word[:-1], word[:-3]]
    if word.endswith("ing"):
        stems += [word[:-3], word[:-3] + "e", word[:-4]]
    return stems
