"""The country of a person or organisation, where the article's words say it."""

from __future__ import annotations

import re

from dateline import gazetteer
from dateline.records import Article, Entity, Mention

# Words between a demonym and the name it belongs to: "Tajik [Foreign Minister] Aslov".
_TITLE_WORDS = 3
_WORD_BEFORE = re.compile(r"([\w.’'-]+)\s+$")
_REACH = 80


def country_of(article: Article, entity: Entity) -> str | None:
    """Return the alpha-3 code that the words around an entity give it, else None.

    In this order: the table of organisations, a demonym or country name that its name or
    description begins with ("U.S. Special Forces", "the Tajik police"), one before the titles in
    front of its name ("Tajik President …"), a current post in a country
    ("president of Tajikistan").
    """
    organisation = (
        gazetteer.organisation(entity.name, year_of(article)) if entity.type != "person" else None
    )
    if organisation is not None:
        return organisation.country
    for mention in entity.mentions:
        if mention.kind != "pronoun":
            country = _at_its_start(mention, entity) or _before(article.text, mention)
            if country is not None:
                return country
    posts = [role.organization for role in entity.roles if role.status == "current"]
    countries = [gazetteer.country(post) for post in posts if post]
    return next((country for country in countries if country), None)


def year_of(article: Article) -> int | None:
    """Return the year of publication, None where it is not known."""
    year = (article.published or "")[:4]
    return int(year) if year.isdigit() else None


def _at_its_start(mention: Mention, entity: Entity) -> str | None:
    words = re.sub(r"^(?:the|an?)\s+", "", mention.text, flags=re.IGNORECASE).split()
    # A person's first name may be a country's ("Jordan", "Chad"), a description's word is none.
    named = mention.kind == "name" and entity.type == "person"
    for length in (2, 1):
        phrase = " ".join(words[:length])
        if len(words) > length and phrase[:1].isupper():
            known = gazetteer.is_demonym(phrase) or not named
            if known and gazetteer.country(phrase):
                return gazetteer.country(phrase)
    return None


def _before(text: str, mention: Mention) -> str | None:
    """Return the country of a demonym before the mention, with nothing but titles between."""
    before = text[max(0, mention.start - _REACH) : mention.start]
    for _ in range(_TITLE_WORDS + 1):
        match = _WORD_BEFORE.search(before)
        if match is None:
            return None
        word = match[1]
        longer = _WORD_BEFORE.search(before[: match.start()])
        pair = f"{longer[1]} {word}" if longer else word
        for name in (pair, word):
            if gazetteer.is_demonym(name) or ("." in name and gazetteer.country(name)):
                return gazetteer.country(name)
        if not (gazetteer.is_title(word) or gazetteer.agent(word.lower())):
            return None
        before = before[: match.start()]
    return None
