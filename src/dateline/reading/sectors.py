"""The PLOVER sector of an entity: from its post, its name, or the noun that the text has for it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline import gazetteer
from dateline.reading.drafts import Draft, Page, word_set
from dateline.reading.stand_ins import sector_of_place
from dateline.records import Role

# PLOVER's sector of those who were in public office and are no more.
_ELITE = "ELI"
_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_OVER = ("former", "ex-", "retired", "ousted", "deposed")


def sector_of_draft(
    page: Page, draft: Draft, roles: Sequence[Role], year: int | None
) -> str | None:
    """Return an entity's sector, None where nothing tells it.

    A post that is held now comes first; then the table of organisations, as things were in the
    year of publication; then the nouns. A people without a post is civilian.
    """
    of_roles = [_of_role(role, year) for role in roles]
    current = [s for s, role in zip(of_roles, roles, strict=True) if role.status == "current" and s]
    if current:
        return current[0]
    if draft.type in ("place", "facility"):
        return sector_of_place(page, draft)
    if draft.phrase:
        return _of_phrase(draft.phrase)
    if draft.type not in {"organization", "group"}:
        former = any(role.status == "former" for role in roles)
        known = _of_leader(draft, roles, year) or _of_descriptions(page, draft)
        return known or (_former(of_roles) if former else None)
    return _of_names(draft, year) or _of_nouns(draft) or _of_people(draft)


def _of_role(role: Role, year: int | None) -> str | None:
    """Return the sector of a post; "leader of a party" has the party's."""
    title = role.title.split(" of ")[0] or role.title
    if role.organization:
        body = gazetteer.organisation(role.organization, year)
        if body is not None and (body.sector == "IGO" or _is_general(title)):
            return body.sector or None
        if _is_general(title) and (sector := gazetteer.sector_of(role.organization)):
            return sector
    return gazetteer.sector_of(title.rstrip("."))


def _is_general(title: str) -> bool:
    """Return whether a post says little without its body: "leader", "member", "spokesman"."""
    return title.lower().split()[-1:] != [] and title.lower().split()[-1] in word_set(
        "general_posts"
    )


def _former(sectors: Sequence[str | None]) -> str | None:
    """Return the sector of somebody who held public posts: PLOVER's elites."""
    return _ELITE if any(sector in _PUBLIC for sector in sectors) else None


def _of_leader(draft: Draft, roles: Sequence[Role], year: int | None) -> str | None:
    """Return the sector of a public figure whom the table knows by name."""
    for name in dict.fromkeys(draft.names):
        found = gazetteer.leader(name, year, titled=bool(roles))
        if found is not None and draft.type == "person":
            return found.sector
    return None


def _of_descriptions(page: Page, draft: Draft) -> str | None:
    """Return the sector of what a person is called later: "Rahmon … the Tajik president"."""
    for mention in draft.mentions:
        if mention.kind == "nominal":
            sector = _of_phrase(page.doc[mention.start : mention.head + 1].text.lower())
            if sector is not None:
                return sector
    return None


def _of_phrase(phrase: str) -> str | None:
    if phrase.lower().split()[0].startswith(_OVER):
        sector = gazetteer.sector_of(" ".join(phrase.split()[1:]))
        return _ELITE if sector in _PUBLIC else sector
    if phrase.split()[-1] in word_set("machines"):
        return "MIL"
    return gazetteer.sector_of(phrase)


def _of_names(draft: Draft, year: int | None) -> str | None:
    names = list(dict.fromkeys(draft.names))
    for name in names:
        organisation = gazetteer.organisation(name, year)
        if organisation is not None and organisation.sector:
            return organisation.sector
    for name in names:
        power = gazetteer.power(name)
        if power is not None and power.kind == "seat":
            return power.sector
        if gazetteer.outlet(name) is not None:
            return "MED"
        if _begins_with_igo(name, year):
            return "IGO"
        entry = gazetteer.agent((name.split() or [""])[-1])
        if entry is not None and entry.is_group and (sector := gazetteer.sector_of(name)):
            return sector
    return None


def _begins_with_igo(name: str, year: int | None) -> bool:
    """Return whether a name begins with that of an international body: "U.N. war crimes court"."""
    words = name.split()
    starts = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    found = (gazetteer.organisation(start, year) for start in starts)
    return any(entry is not None and entry.sector == "IGO" for entry in found)


def _of_nouns(draft: Draft) -> str | None:
    entries = (gazetteer.agent(noun) for noun in sorted(draft.nouns))
    return next((e.sector for e in entries if e is not None and e.sector and e.is_group), None)


def _of_people(draft: Draft) -> str | None:
    people = draft.type == "group" and draft.names
    return "CVL" if people and all(map(_is_people, draft.names)) else None


def _is_people(name: str) -> bool:
    """Return whether a name is a people's: "Palestinians", "Iraqi Kurds"."""
    last = name.split()[-1]
    return (
        gazetteer.is_demonym(name)
        or gazetteer.is_demonym(last)
        or last.lower() in (word_set("groups"))
    )
