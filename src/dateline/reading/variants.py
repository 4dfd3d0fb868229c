"""Which names mean the same: "Colonel Orlan Beshmet", "Beshmet" and "O. Beshmet" are one."""

from __future__ import annotations

from collections import defaultdict

from dateline import gazetteer
from dateline.reading.drafts import (
    Draft,
    Found,
    Gender,
    Page,
    anchor_of,
    gender_of,
    gender_of_given,
    nation_of,
    normal,
    word_set,
)
from dateline.reading.named import Key, Named
from dateline.records import EntityType


def join_names(page: Page, names: list[Named]) -> list[Draft]:
    """Return one draft entity for each thing named, with its name mentions in text order."""
    people = _People(page)
    others = _Others(page)
    for name in names:
        if name.label == "PER" and len(name.key) > 1:
            people.add_full(name)
    for name in names:
        if name.label == "PER":
            if len(name.key) == 1:
                people.add_bare(name)
            else:
                people.pass_by(name)
        else:
            others.add(name)
    drafts = [*people.drafts, *others.joined()]
    for draft in drafts:
        draft.mentions.sort(key=lambda mention: mention.start)
    return sorted(drafts, key=lambda draft: draft.mentions[0].start)


def _mention(page: Page, name: Named, draft: Draft) -> None:
    head = anchor_of(page.doc, name.start, name.end)
    draft.mentions.append(Found(name.start, name.end, "name", head))
    draft.names.append(page.doc[name.start : name.end].text)


class _People:
    """Persons: full names first, then bare surnames and given names to the nearest fitting one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self._keys: dict[Draft, list[Key]] = {}
        self._by_word: dict[str, list[Draft]] = defaultdict(list)
        self._of_name: dict[tuple[int, int], Draft] = {}
        self._last: dict[Draft, int] = {}

    def add_full(self, name: Named) -> None:
        """Take in a name of several words."""
        gender = _title_gender(self.page, name) or gender_of_given(name.key[0])
        for draft in dict.fromkeys(d for word in name.key for d in self._by_word[word]):
            fits = any(_same_person(key, name.key) for key in self._keys[draft])
            if fits and _agree(draft.gender, gender):
                break
        else:
            draft = self._new()
        self._take(draft, name, gender)

    def add_bare(self, name: Named) -> None:
        """Take in a name of one word."""
        word, gender = name.key[0], _title_gender(self.page, name)
        fitting = [d for d in self._by_word[word] if _agree(d.gender, gender)]
        ranks = {d: max(_part_rank(key, word) for key in self._keys[d]) for d in fitting}
        best = max(ranks.values(), default=0)
        nearest = [d for d in fitting if ranks[d] == best]
        before = [d for d in nearest if d in self._last]
        if before:
            draft = max(before, key=lambda d: self._last[d])
        elif nearest:
            draft = min(nearest, key=lambda d: d.mentions[0].start)
        else:
            draft = self._new()
        self._take(draft, name, gender)
        self._last[draft] = name.start

    def pass_by(self, name: Named) -> None:
        """Note that a full name was met on the way through the text."""
        self._last[self._of_name[name.start, name.end]] = name.start

    def _new(self) -> Draft:
        draft = Draft("person")
        self.drafts.append(draft)
        self._keys[draft] = []
        return draft

    def _take(self, draft: Draft, name: Named, gender: Gender | None) -> None:
        _mention(self.page, name, draft)
        draft.gender = draft.gender or gender
        self._of_name[name.start, name.end] = draft
        if name.key not in self._keys[draft]:
            self._keys[draft].append(name.key)
            for word in name.key:
                if draft not in self._by_word[word]:
                    self._by_word[word].append(draft)


def _same_person(one: Key, other: Key) -> bool:
    """Return whether two names of several words can be one person's.

    Equal surnames, and given names equal, or an initial of the other, or left out in the middle.
    """
    if one == other:
        return True
    if one[-1] != other[-1]:
        short, long = sorted((one, other), key=len)
        return _is_inside(short, long)
    first, second = one[0], other[0]
    if first == second:
        short, long = sorted((one[1:-1], other[1:-1]), key=len)
        return all(any(_same_given(a, b) for b in long) for a in short)
    return _same_given(first, second)


def _same_given(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _is_inside(short: Key, long: Key) -> bool:
    """Return whether ``short`` stands in ``long`` as it is ("Kim Jong" in "Kim Jong Un")."""
    size = len(short)
    return any(long[i : i + size] == short for i in range(len(long) - size + 1))


def _part_rank(key: Key, word: str) -> int:
    """Return how well a bare word stands for a name: surname 3, given name 2, part 1."""
    if key[-1] == word:
        return 3
    return 2 if key[0] == word else 1


def _agree(one: Gender | None, other: Gender | None) -> bool:
    return one is None or other is None or one == other


def _title_gender(page: Page, name: Named) -> Gender | None:
    before = page.doc[name.start - 1] if name.start else None
    if before is None or before.is_punct or page.sentence[before.i] != page.sentence[name.start]:
        return None
    return gender_of(before.text)


class _Others:
    """Organisations, places, groups: by equal words, country, acronym or shortening."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._drafts: dict[tuple[str, ...], Draft] = {}
        self._keys: dict[Draft, Key] = {}

    def add(self, name: Named) -> None:
        """Take in a name."""
        text = self.page.doc[name.start : name.end].text
        nation = nation_of(text)
        if nation is None and gazetteer.is_demonym(text) and not _names_people(self.page, name):
            return  # "Tajik police": the demonym is no name of its own
        if nation is None and _is_adjective(self.page, name):
            return
        key = _core(name.key)
        id = ("", nation) if nation else key
        draft = self._drafts.get(id)
        if draft is None:
            draft = Draft("place" if nation else _type_of(self.page, name), nation=nation)
            draft.plural = draft.type == "group"
            self._drafts[id] = draft
            self._keys[draft] = key
        _mention(self.page, name, draft)

    def joined(self) -> list[Draft]:
        """Return the drafts after shortened names and acronyms have joined the full ones."""
        drafts = list(self._drafts.values())
        acronyms: dict[str, Draft] = {}
        starts: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for acronym in self._acronyms(draft):
                acronyms.setdefault(acronym, draft)
            for word in dict.fromkeys(self._keys[draft]):
                starts[word].append(draft)
        fuller = {draft: self._fuller(draft, acronyms, starts) for draft in drafts}
        for draft in drafts:
            full = fuller[draft]
            while full is not None and (further := fuller[full]) is not None:
                full = further  # ends: each name has more words than the one before
            if full is not None:
                full.mentions.extend(draft.mentions)
                full.names.extend(draft.names)
        return [draft for draft in drafts if fuller[draft] is None]

    def _fuller(
        self, draft: Draft, acronyms: dict[str, Draft], starts: dict[str, list[Draft]]
    ) -> Draft | None:
        key = self._keys[draft]
        if draft.nation or draft.type == "group":
            return None
        if len(key) == 1 and draft.names[0].isupper():
            full = acronyms.get(key[0])
            return full if full is not draft else None
        if draft.type != "organization":
            return None
        for other in starts[key[0]]:
            if other is not draft and other.type == draft.type and self._shortens(draft, other):
                return other
        return None

    def _shortens(self, draft: Draft, full: Draft) -> bool:
        short, long = self._keys[draft], self._keys[full]
        if len(short) >= len(long) or full.mentions[0].start > draft.mentions[0].start:
            return False
        if len(short) > 1:
            return _is_inside(short, long)
        common = gazetteer.country(draft.names[0]) or gazetteer.is_demonym(draft.names[0])
        return long[0] == short[0] and len(short[0]) > 3 and not common

    def _acronyms(self, draft: Draft) -> list[str]:
        """Return the acronyms that a name of several words may have."""
        found = self._keys[draft]
        if draft.type == "group" or len(found) < 2:
            return []
        mention = draft.mentions[0]
        every = [normal(t.text) for t in self.page.doc[mention.start : mention.end] if t.is_alpha]
        main = [word for word in every if word not in word_set("acronym_skips")]
        return list(dict.fromkeys("".join(w[0] for w in words if w) for words in (main, every)))


def _core(key: Key) -> Key:
    """Return a name's words without the end of a company's name."""
    while len(key) > 1 and key[-1] in word_set("company_ends"):
        key = key[:-1]
    return key


def _is_adjective(page: Page, name: Named) -> bool:
    """Return whether a name is but a word before a noun ("Asian" in "an Asian state")."""
    token = page.doc[name.start]
    return name.end - name.start == 1 and token.pos_ == "ADJ" and token.dep_ == "amod"


def _names_people(page: Page, name: Named) -> bool:
    """Return whether a demonym stands for people ("Tajiks") and modifies nothing."""
    token = page.doc[name.end - 1]
    plural = token.lower_.endswith("s") or token.pos_ in {"NOUN", "PROPN"}
    modifies = token.dep_.split(":")[0] in {"amod", "compound", "nmod", "det", "flat"}
    return plural and not (modifies and token.head.i > token.i)


def _type_of(page: Page, name: Named) -> EntityType:
    token = page.doc[name.end - 1]
    text = page.doc[name.start : name.end].text
    last = normal(token.text)
    if last in word_set("groups") or gazetteer.is_demonym(token.text):
        plural = len(name.key) == 1 or token.lower_.endswith("s")
        if plural and name.label == "LOC":
            return "group"
    if last in word_set("facilities") and len(name.key) > 1:
        acts = name.label == "ORG" and last in word_set("facilities_that_act")
        return "organization" if acts else "facility"
    if gazetteer.organisation(text) is not None:
        return "organization"
    return "organization" if name.label == "ORG" and not _is_region(name, text) else "place"


def _is_region(name: Named, text: str) -> bool:
    """Return whether several words are the very name of a region ("West Bank")."""
    found = gazetteer.places(text) if len(name.key) > 1 else []
    return bool(found) and not found[0].feature.startswith("PPL") and found[0].primary
