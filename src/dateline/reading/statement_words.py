"""The words of a cue and of a source: how far a reporting verb and a speaker's phrase reach.

The extents are those of the PolNeAR corpus: the cue has its auxiliaries, adverbs and "in a
statement", the source its titles, appositions and relative clauses.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.statement_page import Page, Stretch, span_of

# A source found by the order of words alone is not longer, in words; "the head of the Tersian
# harbour workers' union in the capital" has 11.
MOST_NAME_WORDS = 12
DUMMIES = frozenset({"it", "there", "that", "this", "what", "which"})
_PREPOSITIONS = frozenset(
    {"in", "on", "at", "to", "of", "after", "before", "during", "from", "by", "with", "for"}
    | {"about", "speaking", "asked", "as", "when", "while"}
)
_ENDS_NAME = _PREPOSITIONS - {"of"} | {"that", "who", "and", "but"}
_LINKS = frozenset(
    {"as", "and", "but", "then", "so", "also", "who", "when", "while", "later", "or"}
)
_HELPERS = frozenset(
    {"has", "have", "had", "was", "were", "is", "are", "be", "been", "also", "later", "once"}
    | {"then", "often", "reportedly", "would", "will", "'s", "’s"}
)
_SPEAKING_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", ""})
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "who", "one", "others", "another"})
_OPENERS = frozenset(
    {"the", "a", "an", "his", "her", "their", "our", "my", "some", "many", "several", "one", "two"}
)
_IN_A = frozenset({"statement", "interview", "email", "tweet", "speech", "letter", "memo"})
# Inside of a source a quotation of more code points is what is said, not a nickname.
_NICKNAME = 40


def cue_span(page: Page, verb: Token, words: Sequence[Token] = ()) -> Stretch:
    """Return the verb with what belongs to it: "has also said", "was quoted as saying".

    Args:
        page: the article.
        verb: the reporting verb.
        words: the only words that the cue may have; any of the sentence if empty.
    """
    doc, first, last = page.doc, verb.i, verb.i
    known = {word.i for word in words} if words else set(range(max(0, first - 6), first + 5))
    while first - 1 in known and _is_helper(page, doc[first - 1], verb):
        first -= 1
    follow = [token for token in doc[verb.i + 1 : verb.i + 5] if token.i in known]
    lower = [token.lower_ for token in follow]
    if lower[:2] in (["as", "saying"], ["as", "telling"]):
        last = follow[1].i
    elif len(lower) > 2 and lower[0] == "in" and lower[1] in {"a", "an"} and lower[2] in _IN_A:
        last = follow[2].i
    elif lower and _is_particle(follow[0], verb):
        last = follow[0].i
    return doc[first].idx, doc[last].idx + len(doc[last])


def _is_particle(token: Token, verb: Token) -> bool:
    if verb.lower_ == "put":
        return token.lower_ == "it"
    return token.dep_ == "compound:prt" and token.head.i == verb.i


def _is_helper(page: Page, token: Token, verb: Token) -> bool:
    if not page.has_tree:
        return token.lower_ in _HELPERS
    if token.head.i != verb.i:
        return False
    return tree.has_dep(token, "aux") or (token.pos_ == "ADV" and token.dep_ == "advmod")


def may_speak(subject: Token) -> bool:
    """Return whether the subject of a reporting verb is somebody or something that speaks."""
    return subject.pos_ in _SPEAKING_POS and subject.lower_ not in DUMMIES


def subject_span(page: Page, subject: Token) -> Stretch:
    """Return the phrase of a subject with its appositions and what is coordinated with it."""
    start, end = subject.idx, subject.idx + len(subject)
    members = [subject] if tree.has_dep(subject, "conj") else tree.coordinated(subject)
    for member in members:
        phrase = tree.full_phrase(member)
        start, end = min(start, phrase.start_char), max(end, phrase.end_char)
    number = page.paragraph_number(subject.idx)
    if number is not None:
        low, high = page.paragraphs[number]
        start, end = max(start, low), min(end, high)
    for quotation in page.quotations_within(start, end):
        if quotation.end <= subject.idx:
            start = max(start, quotation.end)
        elif quotation.start > subject.idx and quotation.end - quotation.start > _NICKNAME:
            end = min(end, quotation.start)
    return _clean(page, start, end) or (subject.idx, subject.idx + len(subject))


def _clean(page: Page, start: int, end: int) -> Stretch | None:
    words = page.tokens(start, end)
    while words and (words[0].is_punct or words[0].lower_ in _LINKS):
        words = words[1:]
    while words and words[-1].is_punct and words[-1].text not in {")", "”", '"', "]", "''"}:
        words = words[:-1]
    return span_of(words) if words else None


def phrase_before(page: Page, words: Sequence[Token]) -> Stretch | None:
    """Return the words before a verb where they look like a name, a pronoun or a noun phrase."""
    words = list(words)
    for place in reversed(range(len(words))):
        link = place and words[place - 1].text == "," and words[place].lower_ in _LINKS
        if words[place].text in {":", "—", "–"} or link:
            words = words[place + 1 :]
            break
    while words and words[0].lower_ in _LINKS:
        words = words[1:]
    commas = [place for place, word in enumerate(words) if word.text == ","]
    if commas and words[0].lower_ in _PREPOSITIONS:
        words = words[commas[-1] + 1 :]  # In a statement, Orlan said
    while words and (words[-1].pos_ in {"AUX", "ADV"} or words[-1].lower_ in _HELPERS):
        words = words[:-1]
    if not words or len(words) > MOST_NAME_WORDS or not _nominal(words[0]):
        return None
    return None if words[-1].lower_ in DUMMIES else _clean(page, *span_of(words))


def phrase_after(page: Page, words: Sequence[Token]) -> Stretch | None:
    """Return the noun phrase that the words begin with, with its appositions if the tree has it."""
    if not words or not _nominal(words[0]):
        return None
    if page.has_tree:
        inside = {word.i for word in words}
        head = words[0]
        while head.head.i in inside and head.head.i != head.i and head.head.pos_ != "VERB":
            head = head.head
        start, end = subject_span(page, head)
        if start >= words[0].idx:
            return start, end
    name: list[Token] = []
    for place, word in enumerate(words[:MOST_NAME_WORDS]):
        two_names = word.lower_ == "and" and _is_name(words[place + 1 : place + 2])
        if word.is_punct or (name and word.lower_ in _ENDS_NAME and not two_names):
            break
        name.append(word)
    return _clean(page, *span_of(name)) if name else None


def _is_name(words: Sequence[Token]) -> bool:
    return bool(words) and words[0].text[:1].isupper()


def is_name(words: Sequence[Token]) -> bool:
    """Return whether words are nothing but a name, as a label before a colon is."""
    if not words or len(words) > MOST_NAME_WORDS or not words[0].text[:1].isupper():
        return False
    if any(word.pos_ in {"VERB", "AUX"} or word.text == "," for word in words):
        return False
    if any(word.pos_ for word in words):
        return any(word.pos_ == "PROPN" or word.ent_type_ for word in words)
    small = {"of", "the", "for", "de", "al", "bin", "van", "von", "and", "."}
    return all(word.text[:1].isupper() or word.lower_ in small for word in words)


def _nominal(word: Token) -> bool:
    if word.lower_ in _PRONOUNS or word.lower_ in _OPENERS or word.text[:1].isupper():
        return word.lower_ not in DUMMIES and word.lower_ not in _PREPOSITIONS
    return word.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or (not word.pos_ and word.is_alpha)
