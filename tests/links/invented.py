"""Invented people and organisations; every country is real, nobody else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.records import Article, Entity, Mention, Role


def person(id: str, name: str, *, schema: str = "Person", **properties: Any) -> dict[str, Any]:
    """Return a FollowTheMoney entity; a property given as one text becomes a list."""
    listed = {key: [v] if isinstance(v, str) else list(v) for key, v in properties.items()}
    return {"id": id, "schema": schema, "properties": {"name": [name], **listed}}


def group(id: str, name: str, *, schema: str = "Organization", **properties: Any) -> dict[str, Any]:
    return person(id, name, schema=schema, **properties)


PEOPLE_AND_GROUPS = [
    person("p-orlan", "Orlan Beshmet", country="tj", birthDate="1961-04-12",
           position="Minister of Defence", topics="role.pep", alias="Орлан Бешмет"),
    person("p-orlan-fr", "Orlan Beshmet", country="fr", birthDate="1975", position="Footballer"),
    person("p-irena", "Irena Vostrel", country="cz", position="Member of Parliament"),
    person("p-irena-2", "Irena Vostrel", country="cz", position="Mayor of Harbin"),
    person("p-tolv", "Karim Tolvani", country="ke", deathDate="2009-03-02",
           position="Interior Minister"),
    person("p-young", "Dana Merrowick", country="gb", birthDate="2004-05-06",
           position="Minister of Sport"),
    person("p-rebel", "Sefu Marandol", country="cd", topics="crime.terror",
           weakAlias=["Commander Blue Heron"]),
    person("p-old-name", "Lucia Hargreve", previousName="Lucia Tamblyn", country="ie",
           position="Foreign Minister"),
    person("p-nowhere", "Pavlo Quennic", topics="role.pep"),
    person("p-middle", "Jorun Elias Askvold", country="no", position="Prime Minister"),
    person("p-khal", "Gulmir Khaltemov", country="tj", position="Police commander"),
    person("p-fem", "Velina Dracova", country="bg", position="Minister of Justice"),
    group("o-guard", "Tajik Harbour Guard", country="tj", topics="gov.security"),
    group("o-bank", "Meridian Quay Bank Limited", schema="Company", country="ke"),
    group("o-savings", "Meridian Quay Savings Bank", schema="Company", country="ke"),
    group("o-front", "Red Lantern Liberation Front", country="co", topics="crime.terror"),
    group("o-twin-1", "Silver Anchor Trading", schema="Company", country="mt"),
    group("o-twin-2", "Silver Anchor Trading", schema="Company", country="cy"),
    group("o-any", "Copper Wharf Holding", schema="LegalEntity", country="lu"),
    group("o-ministry", "Ministry of Defence", schema="PublicBody", country="mt", topics="gov"),
    person("p-particle", "Haru Al-Teshmiri", country="om", position="Foreign Minister"),
    group("o-one", "Zembrolex", schema="Company", country="at"),
]  # fmt: skip


def write_ftm(file: Path, entities: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(entity) + "\n" for entity in entities), encoding="utf-8")
    return file


def entity(
    name: str,
    *roles: str,
    type: str = "person",
    country: str | None = None,
    sector: str | None = None,
    kind: str = "name",
    organization: str | None = None,
) -> Entity:
    """Return an entity of a reading with one mention and these roles."""
    return Entity(
        id="e1",
        type=type,  # type: ignore[arg-type]
        name=name,
        mentions=(Mention(start=0, end=len(name), text=name, kind=kind),),  # type: ignore[arg-type]
        roles=tuple(Role(start=0, end=1, title=r, organization=organization) for r in roles),
        country=country,
        sector=sector,
    )


def article(published: str | None = "2016-11-10") -> Article:
    return Article(id="a", published=published, published_basis="given" if published else "none")
