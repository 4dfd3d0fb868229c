"""What is known beside the name: country, dates, posts. It adds to a score, or contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline import gazetteer
from dateline.links import names
from dateline.links.entry import Entry
from dateline.links.name_fit import NameMatch
from dateline.links.words import split, table, word_set

# The parts of a score. A name alone stays below the floor of a link for people (decision.FLOORS);
# with one fact that agrees it is above.
NAME, COUNTRY, POSITION, SECTOR = 0.70, 0.15, 0.10, 0.05
# Somebody may be in the news for a year after death; a child is no public actor.
_GRACE_YEARS, _GROWN_UP = 1, 18


@dataclass(frozen=True)
class Facts:
    """What an article says of somebody beside the name.

    ``country`` is alpha-3, ``published`` an ISO 8601 date or year, ``roles`` the titles of posts
    with the organisation where it is said ("foreign minister", "commander OMON").
    """

    country: str | None = None
    published: str | None = None
    roles: tuple[str, ...] = ()
    sector: str | None = None


@dataclass(frozen=True)
class Weight:
    """A score (0 to 1), what speaks for an entry beside the name, and what against it.

    ``supported``: the country agrees, or a post of two words or more. That somebody on a list of
    politicians has the name of somebody in politics is no support.
    """

    score: float
    reasons: tuple[str, ...]
    contradictions: tuple[str, ...]
    supported: bool


def weigh(match: NameMatch, entry: Entry, facts: Facts) -> Weight:
    """Return how well an entry fits, given how well its name does."""
    country = _country(match, entry, facts)
    position, telling = _position(entry, facts)
    told = ((COUNTRY, country), (POSITION, position), (SECTOR, _sector(entry, facts)))
    score = NAME * match.score + sum(worth for worth, reason in told if reason)
    return Weight(
        score=round(score, 3),
        reasons=tuple(reason for _, reason in told if reason),
        contradictions=tuple(_against(match, entry, facts)),
        supported=bool(country or telling),
    )


def _countries(match: NameMatch, facts: Facts) -> frozenset[str]:
    return frozenset({facts.country} if facts.country else match.countries)


def _country(match: NameMatch, entry: Entry, facts: Facts) -> str | None:
    agreed = sorted(_countries(match, facts) & set(entry.countries))
    return f"country {', '.join(agreed)} agrees" if agreed else None


def _position(entry: Entry, facts: Facts) -> tuple[str | None, bool]:
    """Return how a role fits a position, and whether it tells: "minister" fits too many."""
    found: str | None = None
    for role in facts.roles:
        wanted = _post_words(role)
        for position in entry.positions:
            if wanted and wanted <= _post_words(position):
                reason = f'position "{position}" fits role "{role}"'
                if len(wanted) > 1:
                    return reason, True
                found = found or reason
    return found, False


def _post_words(post: str) -> frozenset[str]:
    idle = word_set("names", "stop") | {"former", "current", "then", "ex", "acting"}
    return frozenset(word for word in names.words_of(post) if word not in idle)


def _sector(entry: Entry, facts: Facts) -> str | None:
    if not facts.sector:
        return None
    if facts.sector in entry.sectors:
        return f"topics of the base fit sector {facts.sector}"
    fitting = next((p for p in entry.positions if sector_of(p) == facts.sector), None)
    return f'position "{fitting}" fits sector {facts.sector}' if fitting else None


def _against(match: NameMatch, entry: Entry, facts: Facts) -> Iterator[str]:
    wanted = _countries(match, facts)
    if wanted and entry.countries and not wanted & set(entry.countries):
        yield f"country {', '.join(entry.countries)}, not {', '.join(sorted(wanted))}"
    if facts.published:
        yield from _wrong_time(entry, facts.published)
    yield from _wrong_side(entry, facts.sector)


def _wrong_side(entry: Entry, sector: str | None) -> Iterator[str]:
    known = set(entry.sectors) | {s for p in entry.positions if (s := sector_of(p))}
    here, there = _sides({sector or ""}), _sides(known)
    if entry.type != "person":
        # A state's company is one of the state and one of business; armed groups are neither.
        here, there = ({"armed" if s == "armed" else "civil" for s in x} for x in (here, there))
    if here and there and not here & there:
        yield f"known as {', '.join(sorted(known))}, not as {sector}"


def _wrong_time(entry: Entry, published: str) -> Iterator[str]:
    # ISO dates compare as texts; a year alone is taken at its end, a publication at its start.
    died = min(entry.died, default=None)
    if died and f"{int(died[:4]) + _GRACE_YEARS:04d}{(died + '-12-31')[4:10]}" < published:
        yield f"dead since {died}, published {published}"
    born = max(entry.born, default=None)
    if born and entry.type == "person" and int(published[:4]) - int(born[:4]) < _GROWN_UP:
        yield f"born {born}, a child or not born when published {published}"


def _sides(sectors: set[str]) -> set[str]:
    sides = table("words.toml")["sides"]
    return {side for side, listed in sides.items() if split(listed) & sectors}


def sector_of(post: str) -> str | None:
    """Return the PLOVER sector of a post by its noun ("Minister of Mines": GOV), else None."""
    head = post.lower().split(",")[0].split(" of ")[0].split(" for ")[0].split()
    for start in range(len(head)):
        found = gazetteer.agent(" ".join(head[start:]))
        if found:
            return found.sector
    return None
