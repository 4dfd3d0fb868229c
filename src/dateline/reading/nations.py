"""The country of a person or organisation, where the article's words say it."""

from __future__ import annotations

import re

from dateline import gazetteer
from dateline.reading.drafts import word_set
from dateline.records import Article, Entity, Mention

# Words between a demonym and the name it belongs to: "Tajik [Foreign Minister] Aslov".
_TITLE_WORDS = 5
_WORD = re.compile(r"[^\W\d][\w.’'-]*")
# "Vietnamese-led forces"; troops that a country backs are not its own.
_LED = re.compile(r"-led$")
_POSSESSIVE = re.compile(r"['’]s?$")
# What may stand between such words; a full stop only after a short title ("Gen. Orlan").
_JOINS = re.compile(r"\.?\s+|-")
_REACH = 100


def country_of(article: Article, entity: Entity) -> str | None:
    """Return the alpha-3 code that the words around an entity give it, else None.

    In this order: the table of organisations, a demonym or country name that its name or
    description begins with ("U.S. Special Forces", "the Tajik police"), one before the titles in
    front of its name ("Tajik President …"), a post that is or was held in a country
    ("president of Tajikistan").
    """
    organisation = (
        gazetteer.organisation(entity.name, year_of(article)) if entity.type != "person" else None
    )
    if organisation is not None:
        return organisation.country
    for mention in entity.mentions:
        if mention.kind != "pronoun":
            country = _in_its_words(mention, entity) or _before(article.text, mention)
            if country is not None:
                return country
    posts = [role.organization for role in entity.roles if role.status != "unknown"]
    countries = (_of_post(post) for post in posts if post)
    return next((country for country in countries if country), None)


def _of_post(post: str) -> str | None:
    """Return the country of the body in which a post is or was held: "Tersia's elite police"."""
    body = gazetteer.country(post) or gazetteer.organisation(post)
    if body is not None:
        return body if isinstance(body, str) else body.country
    names = (_POSSESSIVE.sub("", word) for word in post.split() if word[:1].isupper())
    return next((code for name in names if (code := gazetteer.country(name))), None)


def year_of(article: Article) -> int | None:
    """Return the year of publication, None where it is not known."""
    year = (article.published or "")[:4]
    return int(year) if year.isdigit() else None


def _in_its_words(mention: Mention, entity: Entity) -> str | None:
    """Return the country that a name begins with, or that stands anywhere in a description."""
    words = re.sub(r"^(?:the|an?)\s+", "", mention.text, flags=re.IGNORECASE).split()
    # A person's first name may be a country's ("Jordan", "Chad"), a description's word is none.
    named = mention.kind == "name"
    if "ethnic" in (word.lower() for word in words):
        return None  # "ethnic Albanian guerrillas" are seldom of Albania
    for first in range(1 if named else max(1, len(words) - 1)):
        for length in (2, 1):
            phrase = _LED.sub("", _POSSESSIVE.sub("", " ".join(words[first : first + length])))
            half, _, rest = phrase.partition("-")
            both = gazetteer.is_demonym(half) and gazetteer.is_demonym(rest)
            phrase = half if both else phrase  # "British-Iranian"
            if len(words) > first + length and phrase[:1].isupper():
                known = gazetteer.is_demonym(phrase) or not (named and entity.type == "person")
                if known and (code := gazetteer.country(phrase) or gazetteer.home_of(phrase)):
                    return code
    return None


def _before(text: str, mention: Mention) -> str | None:
    """Return the country in the words right before a name: "Israeli Prime Minister [Ehud …]".

    Between a people's name, or a country's with "'s", and the name only titles, posts and words
    like "new" may stand: one sentence, no comma, no verb that the tables could take for a post.
    """
    before = text[max(0, mention.start - _REACH) : mention.start]
    if not before[-1:].isspace():
        return None
    words = [(m[0], m.start()) for m in _WORD.finditer(before)]
    for count, (word, at) in enumerate(reversed(words)):
        if not _JOINS.fullmatch(before[at + len(word) :][: _gap(before, at + len(word))]):
            return None
        owner = _POSSESSIVE.sub("", word)
        pair = f"{words[-count - 2][0]} {owner}" if count + 2 <= len(words) else owner
        for name in (pair, owner):
            people = gazetteer.is_demonym(name) and not _is_noun_for_people(name)
            # "Pakistan President Roe", but "in Pakistan Roe spoke".
            land = name[:1].isupper() and (count > 0 or owner != word)
            if people or (land and not gazetteer.is_demonym(name) and gazetteer.country(name)):
                return gazetteer.country(name)
        if owner != word or count >= _TITLE_WORDS or not _is_of_a_post(word):
            return None
    return None


def _is_noun_for_people(name: str) -> bool:
    """Return whether a people's name is a plural ("Russians"), which goes before no title."""
    return name.endswith("s") and gazetteer.is_demonym(name[:-1])


def _gap(text: str, start: int) -> int:
    """Return how many characters without letters follow."""
    return len(text[start:]) - len(text[start:].lstrip(' \n\t.,;:!?()"“”-–—'))


def _is_of_a_post(word: str) -> bool:
    """Return whether a word may stand in a post before a name ("new", "Prime", "Minister")."""
    small = word.lower().strip(".")
    return (
        gazetteer.is_title(word)
        or gazetteer.agent(small) is not None
        or small in word_set("in_posts")
        or word[:1].isupper()
    )
