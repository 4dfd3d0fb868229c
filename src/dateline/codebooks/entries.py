"""What a codebook holds: types of events, and the words that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["actor", "recipient"]
# Words of an expression that are prepositions or particles: a noun's expression has its head before
# the first of them ("state of emergency"), a verb's recipient may follow it ("fire on").
_LINKS = """about against at by down for from in into of off on onto out over through to up with"""
LINKS = frozenset(_LINKS.split())


# Classes that the reading decides by what it knows of a word; a file's own are lists of words.
BUILT_IN = ("agent", "person", "group", "organization", "country", "place")


@dataclass(frozen=True)
class EventType:
    """A type of event with its modes, each with its meaning in one sentence."""

    name: str
    means: str
    modes: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    """invented sentences that report such an event"""


@dataclass(frozen=True)
class Entry:
    """What a word says of the event that it names, and where its parties stand in the sentence."""

    type: str
    mode: str | None = None
    recipient: tuple[str, ...] = ("obj",)
    """where the recipient of a verb stands: ``obj`` or prepositions"""
    subject: Side = "actor"
    """what a verb's subject is: in "he died" the recipient"""
    owner: Side = "actor"
    """what the possessor of a noun is: in "the president's assassination" the recipient"""
    of: Side = "recipient"
    """what follows a noun with "of": in "the defection of an officer" the actor"""
    reciprocal: bool = False
    """whether the parties do it to each other ("met")"""
    needs: tuple[str, ...] = ()
    """one of these must be there: ``obj``, or a lemma anywhere in the sentence"""
    not_with: tuple[str, ...] = ()
    """lemmas that, anywhere in the sentence, say that something else is meant"""
    actor: tuple[str, ...] = ()
    """prepositions under which a verb's actor stands where it is no subject ("aid from")"""
    subject_is: frozenset[str] = frozenset()
    """what the one who does it has to be: lemmas, or classes with "@" (BUILT_IN, or the file's)"""
    subject_not: frozenset[str] = frozenset()
    recipient_is: frozenset[str] = frozenset()
    recipient_not: frozenset[str] = frozenset()
    contexts: tuple[str, ...] = ()
    count: str | None = None
    """what a number of recipients counts, for example "killed"; of actors for "participants\""""

    @property
    def restrictions(self) -> int:
        """How much is asked of the parties."""
        asked = (self.subject_is, self.subject_not, self.recipient_is, self.recipient_not)
        return sum(map(bool, asked))


@dataclass(frozen=True)
class Form:
    """One expression of an entry: the word that is the anchor, and the words that belong to it."""

    word: str
    others: tuple[str, ...]
    entry: Entry

    @property
    def is_restricted(self) -> bool:
        """Whether what stands beside the expression decides on it, too."""
        return bool(self.entry.restrictions)


@dataclass(frozen=True)
class Codebook:
    """Types of events and the expressions that name them, looked up by lemma."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Form, ...]]
    """by the lemma of the verb, the expression with the most words first"""
    nouns: Mapping[str, tuple[Form, ...]]
    """by the lemma of the head noun, the expression with the most words first"""
    contexts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """context → lemmas of which one in the sentence is enough"""

    def __len__(self) -> int:
        """Return the number of expressions."""
        return sum(len(forms) for table in (self.verbs, self.nouns) for forms in table.values())


def verb_form(expression: str, entry: Entry) -> Form:
    """Return the form of a verbal expression: the verb stands first ("open fire")."""
    word, *others = expression.split()
    return Form(word, tuple(others), entry)


def noun_form(expression: str, entry: Entry) -> Form:
    """Return the form of a nominal expression: its head is the last word before a preposition."""
    words = expression.split()
    links = [i for i, word in enumerate(words) if word in LINKS and i]
    head = links[0] - 1 if links else len(words) - 1
    return Form(words[head], tuple(words[:head] + words[head + 1 :]), entry)
