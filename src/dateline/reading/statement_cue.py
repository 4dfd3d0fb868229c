"""Beside a quotation: the words that say who said it, by the tree, else by the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.reading import cues, tree
from dateline.reading.quotations import Quotation
from dateline.reading.statement_page import Page, Stretch, is_stop, span_of

# How far from the quotation its verb may stand, in words: "said in a telephone interview from his
# home in … on Tuesday:" has 12, "said Ana Orlan, a spokeswoman for the ministry" the verb first.
_FARTHEST = 14
_MOST_NAME_WORDS = 12
_LINKS = frozenset({"as", "and", "but", "then", "so", "also", "who", "when", "while", "later"})
_DUMMIES = frozenset({"it", "there", "that", "this", "what", "which"})
_ENDS_NAME = frozenset(
    "in on at to of after before during when while as from by with for about that who and".split()
)
_SPEAKING_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", ""})


@dataclass(frozen=True)
class Attribution:
    """The cue of a quotation and the words of its source, if the text has any."""

    cue: Stretch
    source: Stretch | None
    right: bool
    """Whether it stands after the quotation."""


def attribution_of(page: Page, quotation: Quotation, taken: set[int]) -> Attribution | None:
    """Return the cue and source beside a quotation; verbs in ``taken`` (indices) are others'."""
    after = _right_words(page, quotation)
    found = _after(page, after, taken)
    if found:
        return found
    before, introduced = _left_words(page, quotation)
    return _before(page, quotation, before, introduced, taken)


def _right_words(page: Page, quotation: Quotation) -> list[Token]:
    """Return the words after a quotation up to the sentence's end or the next quotation."""
    number = page.paragraph_number(quotation.start)
    end = page.paragraphs[number][1] if number is not None else len(page.text)
    words: list[Token] = []
    last = page.text[quotation.inner_end - 1 : quotation.inner_end]
    for token in page.tokens(quotation.end, min(end, quotation.end + 400)):
        if page.quoted_at(token.idx) or token.text in {":", ";"} or is_stop(token):
            break
        words.append(token)
    if words and words[0].text in {",", "—", "–", "-"}:
        return words[1:]
    if last in ".…" and words and words[0].text[:1].isupper() and not _inverts(words):
        return []  # "… here." The minister said: a new sentence
    return words


def _inverts(words: Sequence[Token]) -> bool:
    return cues.is_quoting(words[0])


def _after(page: Page, words: list[Token], taken: set[int]) -> Attribution | None:
    """"…," Orlan said · "…," said Orlan · "…," according to Orlan."""
    if len(words) > 1 and words[0].lower_ == "according" and words[1].lower_ == "to":
        return Attribution(span_of(words[:2]), _noun_phrase(page, words[2:]), right=True)
    for place, verb in enumerate(words[:_FARTHEST]):
        if place and verb.lower_ in {"that", "because", "if"}:
            return None
        if verb.i in taken or not cues.is_quoting(verb) or _infinitive(verb):
            continue
        source = _source(page, verb, words[:place], words[place + 1 :])
        if source is None and place and not _passive(verb):
            return None
        return Attribution(_cue(page, verb, words), source, right=True)
    return None


def _left_words(page: Page, quotation: Quotation) -> tuple[list[Token], bool]:
    """Return the words before a quotation in its sentence, and whether ":" or "," closes them."""
    number = page.paragraph_number(quotation.start)
    if number is None:
        return [], False
    start = page.paragraphs[number][0]
    if start == quotation.start and number:
        start, end = page.paragraphs[number - 1]
        if not page.text[start:end].endswith(":"):
            return [], False
    words: list[Token] = []
    for token in reversed(page.tokens(max(start, quotation.start - 400), quotation.start)):
        if is_stop(token) or token.text == ";" or page.quoted_at(token.idx):
            break
        words.append(token)
    words.reverse()
    return words, bool(words) and words[-1].text in {":", ","}


def _before(
    page: Page, quotation: Quotation, words: list[Token], introduced: bool, taken: set[int]
) -> Attribution | None:
    """Orlan said: "…" · Orlan told the paper on Monday, "…" · Orlan: "…"."""
    if introduced:
        words, colon = words[:-1], words[-1]
    for distance, verb in enumerate(reversed(words)):
        place = len(words) - 1 - distance
        if distance >= (_FARTHEST if introduced else 1):
            break
        if verb.i in taken or not cues.is_quoting(verb) or _infinitive(verb):
            continue
        if distance and introduced and colon.text == "," and not _speaks(verb):
            continue
        source = _source(page, verb, words[:place], [])
        cue = _cue(page, verb, words)
        if introduced and colon.text == ":" and cue[1] == colon.idx:
            cue = cue[0], colon.idx + 1
        return Attribution(cue, source, right=False)
    if introduced and colon.text == ":" and 0 < len(words) <= _MOST_NAME_WORDS:
        return _named(page, words, colon)
    return None


def _speaks(verb: Token) -> bool:
    return cues.is_reporting(verb) or cues.verb_class(cues.lemma_of(verb)) == "voice"


def _named(page: Page, words: list[Token], colon: Token) -> Attribution | None:
    """Return Orlan and ":" of 'Orlan: "…"', where the words are nothing but a name."""
    source = span_of(words)
    if any(word.pos_ in {"VERB", "AUX"} for word in words) or words[0].text[:1].islower():
        return None
    if not any(word.pos_ == "PROPN" or word.ent_type_ for word in words) and page.has_tree:
        return None
    return Attribution((colon.idx, colon.idx + 1), source, right=False)


def _infinitive(verb: Token) -> bool:
    before = verb.nbor(-1) if verb.i else None
    return before is not None and before.lower_ == "to"


def _passive(verb: Token) -> bool:
    return bool(tree.children(verb, "aux:pass", "nsubj:pass"))


def cue_span(page: Page, verb: Token) -> Stretch:
    """Return the verb with its auxiliaries and adverbs: "has also said", "was quoted as saying"."""
    return _cue(page, verb, list(verb.sent) if page.doc.has_annotation("SENT_START") else [verb])


_IN_A = frozenset({"statement", "interview", "email", "tweet", "speech", "letter", "memo"})


def _cue(page: Page, verb: Token, words: Sequence[Token]) -> Stretch:
    doc, first, last = page.doc, verb.i, verb.i
    known = {word.i for word in words}
    while first - 1 in known and _is_helper(doc[first - 1], verb):
        first -= 1
    follow = [token for token in doc[verb.i + 1 : verb.i + 5] if token.i in known]
    lower = [token.lower_ for token in follow]
    if lower[:2] in (["as", "saying"], ["as", "telling"]):
        last = follow[1].i
    elif len(lower) > 2 and lower[0] == "in" and lower[1] in {"a", "an"} and lower[2] in _IN_A:
        last = follow[2].i
    elif lower and follow[0].dep_ == "compound:prt" and follow[0].head.i == verb.i:
        last = follow[0].i
    return doc[first].idx, doc[last].idx + len(doc[last])


def _is_helper(token: Token, verb: Token) -> bool:
    if token.head.i != verb.i:
        return False
    return tree.has_dep(token, "aux") or (token.pos_ == "ADV" and token.dep_ == "advmod")


def _source(
    page: Page, verb: Token, before: Sequence[Token], after: Sequence[Token]
) -> Stretch | None:
    """Return the words of who says it: the verb's subject, else the name beside it."""
    for subject in tree.subjects(verb) if page.has_tree else []:
        if not page.quoted_at(subject.idx) and _may_speak(subject):
            return subject_span(page, subject)
    by_order = _noun_phrase_before(page, before) or _noun_phrase(page, after)
    return by_order


def _may_speak(subject: Token) -> bool:
    return subject.pos_ in _SPEAKING_POS and subject.lower_ not in _DUMMIES


def subject_span(page: Page, subject: Token) -> Stretch:
    """Return the phrase of a subject with its appositions and what is coordinated with it."""
    start, end = subject.idx, subject.idx + len(subject)
    for member in tree.coordinated(subject) if not tree.has_dep(subject, "conj") else [subject]:
        phrase = tree.full_phrase(member)
        if phrase.end_char > end or phrase.start_char < start:
            start, end = min(start, phrase.start_char), max(end, phrase.end_char)
    number = page.paragraph_number(subject.idx)
    if number is not None:
        low, high = page.paragraphs[number]
        start, end = max(start, low), min(end, high)
    for quotation in page.quotations_within(start, end):
        if quotation.end <= subject.idx:
            start = max(start, quotation.end)
        elif quotation.start > subject.idx and quotation.end - quotation.start > 40:
            end = min(end, quotation.start)
    return _clean(page, start, end) or (subject.idx, subject.idx + len(subject))


def _clean(page: Page, start: int, end: int) -> Stretch | None:
    words = page.tokens(start, end)
    while words and (words[0].is_punct or words[0].lower_ in _LINKS):
        words = words[1:]
    while words and words[-1].is_punct and words[-1].text not in {")", "”", '"', "]", "''"}:
        words = words[:-1]
    return span_of(words) if words else None


def _noun_phrase_before(page: Page, words: Sequence[Token]) -> Stretch | None:
    """Return the words before a verb where they look like a name, a pronoun or a noun phrase."""
    cut = 0
    for place, word in enumerate(words):
        if word.text in {":", "—", "–"} or (word.lower_ in _LINKS and place < 3):
            cut = place + 1
    words = [word for word in words[cut:]]
    while words and (words[-1].pos_ in {"AUX", "ADV"} or words[-1].lower_ in _HELPERS):
        words = words[:-1]
    if not words or len(words) > _MOST_NAME_WORDS or not _nominal(words[0]):
        return None
    if words[-1].lower_ in _DUMMIES:
        return None
    return _clean(page, *span_of(words))


_HELPERS = frozenset("has have had was were is also later once then often reportedly".split())


def _noun_phrase(page: Page, words: Sequence[Token]) -> Stretch | None:
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
    for word in words[:_MOST_NAME_WORDS]:
        if word.is_punct or (name and word.lower_ in _ENDS_NAME):
            break
        name.append(word)
    return _clean(page, *span_of(name)) if name else None


_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "who", "one", "others", "another"})
_OPENERS = frozenset("the a an his her their our my some many several one two".split())


def _nominal(word: Token) -> bool:
    if word.lower_ in _PRONOUNS or word.lower_ in _OPENERS or word.text[:1].isupper():
        return word.lower_ not in _DUMMIES
    return word.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or (not word.pos_ and word.is_alpha)
