"""Who "he", "the colonel" and "the group" are: rules over the tree, with the model as a witness.

The text is walked once, in order. Everything named or described stays in a short memory with a
weight for its place in the sentence, which fades from sentence to sentence. A pronoun takes the
heaviest thing that agrees with it; a mention that the model puts in one chain with a candidate
adds to its weight. Gender, number, type and the clause's own subject can rule a candidate out.
Things that are no entities ("a gunman", "the video") stand in the memory too, so that their
pronouns are not given to somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.actors import Actors
from dateline.reading.drafts import (
    Draft,
    Found,
    Page,
    gender_of,
    is_group_noun,
    is_person_noun,
    is_plural,
)
from dateline.reading.evidence import Chains, Speech
from dateline.reading.nominals import BY_POST, Nominal, fits_noun, nominal_at
from dateline.reading.pronouns import FIRST_PERSON, PRONOUNS, RELATIVE, Pronoun
from dateline.records import EntityType

# Weight of a mention by its relation: subjects are taken up most, then objects (the order of
# centering theory). All numbers here were set by hand, not tuned; on gold trees and names of GUM's
# news, interviews, lives, guides, speeches and court files (development half), without the model's
# chains, 84 of 105 linked "he/him/his" are right.
_WEIGHTS = {"nsubj": 4.0, "obj": 2.5, "iobj": 2.5, "nmod:poss": 2.0, "obl": 1.5, "appos": 1.0}
_OTHER_WEIGHT = 1.0
_FADING = 0.5  # per sentence
_MEMORY = 4  # sentences
_CHAIN_BONUS = 4.0  # as much as one subject of the same sentence
_QUOTED = 0.5  # what is said inside a quotation is taken up less outside, and the reverse
_CLEAR = 1.5  # how far ahead of the next thing what "it" stands for has to be
_LONGEST_LOOK = 80  # mentions looked back at, so that a text without sentences stays cheap


@dataclass(frozen=True)
class _Memory:
    draft: Draft
    head: int
    weight: float


class Resolver:
    """Walks a page once and adds nominal and pronoun mentions to the drafts."""

    def __init__(self, page: Page, drafts: list[Draft]) -> None:
        self.page = page
        self._entities = set(drafts)  # asked for membership only
        self._unnamed: set[Draft] = set()  # likewise
        self.chains = Chains.of(page.doc)
        self.speech = Speech.of(page.doc)
        self._actors = Actors(page)
        self._memory: list[_Memory] = []
        self._things: dict[tuple[str, bool], Draft] = {}
        self._at: dict[int, list[tuple[Draft, Found]]] = defaultdict(list)
        self._covered: dict[int, Draft] = {}
        self._seen: set[Draft] = set()
        self._called: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for noun in sorted(draft.nouns):
                self._called[noun].append(draft)
            for mention in draft.mentions:
                self._at[mention.head].append((draft, mention))
                self._cover(draft, mention)
                self.chains.add(mention.head, draft)

    def run(self) -> list[Draft]:
        """Resolve the whole page; return the unnamed actors met on the way, as drafts."""
        later: list[Token] = []
        for token in self.page.doc:
            if not self.page.readable[token.i]:
                continue
            if token.i in self._at:
                for draft, mention in self._at[token.i]:
                    self._remember(draft, mention.head)
            elif token.i not in self._covered:
                self._resolve(token, later)
        for token in later:
            self._resolve_speaker(token)
        return self._actors.drafts

    def _resolve(self, token: Token, later: list[Token]) -> None:
        word = token.lower_
        if word in FIRST_PERSON and token.pos_ in {"PRON", "DET"}:
            later.append(token)
        elif tree.has_dep(token, "expl"):
            return
        elif word in PRONOUNS and token.pos_ in {"PRON", "DET"}:
            self._link(self._antecedent(token, PRONOUNS[word]), token.i, token.i + 1, token.i)
        elif word in RELATIVE and token.pos_ in {"PRON", "DET"}:
            noun = self._modified_noun(token)
            if noun is not None:
                self._link(self._covered.get(noun.i), token.i, token.i + 1, token.i)
        elif token.pos_ == "NOUN":
            self._resolve_noun(token)
        elif token.pos_ == "PROPN":
            self._link_actor(token)

    def _resolve_noun(self, token: Token) -> None:
        nominal = nominal_at(self.page, token)
        draft = self._taken_up(nominal) if nominal is not None else None
        if nominal is not None and draft is not None:
            self._link(draft, nominal.start, nominal.end, token.i)
        elif not self._link_actor(token) and not tree.has_dep(
            token, "compound", "flat", "fixed", "amod"
        ):
            self._remember(self._thing(token), token.i)

    def _link_actor(self, token: Token) -> bool:
        """Take a noun for an unnamed actor ("gunmen") if it is one; return whether it is."""
        found = self._actors.at(token)
        if found is None:
            return False
        draft, mention = found
        self._entities.add(draft)
        self._unnamed.add(draft)
        self._link(draft, mention.start, mention.end, mention.head)
        return True

    def _taken_up(self, nominal: Nominal) -> Draft | None:
        """Return what a definite noun phrase takes up."""
        by_chain = self.chains.choices(nominal.head)
        recent = (memory.draft for memory in reversed(self._memory[-_LONGEST_LOOK:]))
        called = (draft for draft in self._called.get(nominal.lemma, ()) if draft in self._seen)
        options = list(dict.fromkeys([*by_chain, *called, *recent]))
        if not nominal.by_rule:
            options = list(by_chain)
        weights: dict[Draft, float] = {}
        posts: set[Draft] = set()
        known = self._weights(nominal.head, window=None)
        for draft in options:
            grade = fits_noun(self.page, nominal, draft, draft in by_chain)
            named = draft in self._entities and draft not in self._unnamed
            if grade and named and not self._bound(nominal.head, draft):
                bonus = _CHAIN_BONUS if draft in by_chain else 0.0
                weights[draft] = grade + known.get(draft, 0.0) + bonus
                if grade >= BY_POST:
                    posts.add(draft)
        # Whoever the text calls so goes before whoever the model takes for it.
        return max(weights, key=lambda d: (d in posts, weights[d]), default=None)

    def _antecedent(self, token: Token, pronoun: Pronoun) -> Draft | None:
        if pronoun.reflexive:
            for subject in tree.subjects(token.head):
                draft = self._covered.get(subject.i)
                if draft is not None and pronoun.fits(draft):
                    return draft
        weights = {
            draft: weight + (_CHAIN_BONUS if self.chains.agree(token.i, draft) else 0.0)
            for draft, weight in self._weights(token.i, _MEMORY).items()
            if pronoun.fits(draft)
        }
        for draft in self.chains.choices(token.i):
            if draft not in weights and pronoun.fits(draft) and draft in self._entities:
                weights[draft] = _CHAIN_BONUS
        allowed = {
            draft: weight
            for draft, weight in weights.items()
            if not self._bound(token.i, draft) and not self._speaks(token, draft)
        }
        if not allowed:
            return self._following(token, pronoun)
        best = max(allowed, key=lambda draft: allowed[draft])
        if pronoun.vague and not self._clear(token, best, allowed):
            return None
        if best in self._entities:
            best.gender = best.gender or pronoun.gender
            return best
        self._remember(best, token.i)
        return None

    def _clear(self, token: Token, best: Draft, weights: dict[Draft, float]) -> bool:
        """Return whether "it" can be given away: the model agrees, or nothing else comes near."""
        if self.chains.agree(token.i, best):
            return True
        others = (weight for draft, weight in weights.items() if draft is not best)
        return weights[best] >= _CLEAR * max(others, default=_OTHER_WEIGHT)

    def _weights(self, head: int, window: int | None) -> dict[Draft, float]:
        """Return the weights of what is in memory, as seen from a token."""
        here, quoted = self.page.sentence[head], self.speech.quoted[head]
        weights: dict[Draft, float] = {}
        for memory in reversed(self._memory[-_LONGEST_LOOK:]):
            distance = here - self.page.sentence[memory.head]
            if window is not None and distance > window:
                break
            weight = memory.weight * _FADING ** min(distance, 20)
            if self.speech.quoted[memory.head] != quoted:
                weight *= _QUOTED
            weights[memory.draft] = weights.get(memory.draft, 0.0) + weight
        return weights

    def _bound(self, i: int, draft: Draft) -> bool:
        """Return whether grammar keeps the mention and the draft apart.

        "Orlan scolded him": the object is not the subject; "his brother Orlan": the owner is not
        what he owns.
        """
        token = self.page.doc[i]
        if tree.has_dep(token, "nmod:poss"):
            owned = [token.head, *tree.children(token.head, "appos", "flat", "nmod:desc")]
            return any(self._covered.get(noun.i) is draft for noun in owned)
        if tree.has_dep(token, "obj", "iobj", "obl") and token.lower_[-4:] not in {"self", "lves"}:
            rivals = tree.subjects(token.head)
            return any(self._covered.get(noun.i) is draft for noun in rivals)
        return False

    def _speaks(self, token: Token, draft: Draft) -> bool:
        """Return whether the token stands in the draft's own direct speech."""
        speaker = self.speech.speaker_of.get(token.i)
        return speaker is not None and self._covered.get(speaker) is draft

    def _following(self, token: Token, pronoun: Pronoun) -> Draft | None:
        """Return the subject that follows in the sentence ("In his speech, Orlan said …")."""
        above = token
        while above.head.i != above.i and above.head.i - token.i < _LONGEST_LOOK:
            above = above.head
            for subject in tree.children(above, "nsubj"):
                draft = self._covered.get(subject.i)
                after = subject.i > token.i and not self._bound(token.i, draft or Draft("other"))
                if draft is not None and after and pronoun.fits(draft):
                    return draft
        return None

    def _modified_noun(self, token: Token) -> Token | None:
        above = token
        while above.head.i != above.i:
            if tree.has_dep(above, "acl"):
                return above.head
            if token.i - above.head.i > _LONGEST_LOOK:
                return None
            above = above.head
        return None

    def _resolve_speaker(self, token: Token) -> None:
        speaker = self.speech.speaker_of.get(token.i)
        draft = self._covered.get(speaker) if speaker is not None else None
        if draft is not None and draft.type == "person":
            self._link(draft, token.i, token.i + 1, token.i)

    def _link(self, draft: Draft | None, start: int, end: int, head: int) -> None:
        if draft is None:
            return
        taken = any(m.start < end and start < m.end for m in draft.mentions[-3:])
        if taken:
            return
        is_pronoun = self.page.doc[head].pos_ in {"PRON", "DET"}
        mention = Found(start, end, "pronoun" if is_pronoun else "nominal", head)
        draft.mentions.append(mention)
        self._cover(draft, mention)
        self._remember(draft, head)
        self.chains.add(head, draft)

    def _cover(self, draft: Draft, mention: Found) -> None:
        if mention.kind == "name":
            for i in range(mention.start, mention.end):
                self._covered.setdefault(i, draft)
        self._covered.setdefault(mention.head, draft)

    def _remember(self, draft: Draft, head: int) -> None:
        dep = self.page.doc[head].dep_
        weight = _WEIGHTS.get(dep, _WEIGHTS.get(dep.split(":")[0], _OTHER_WEIGHT))
        self._seen.add(draft)
        self._memory.append(_Memory(draft, head, weight))
        if tree.children(self.page.doc[head], "conj"):
            # "Orlan and Boris … they": the two together are none of them.
            self._memory.append(_Memory(Draft("group", plural=True), head, weight + 1))

    def _thing(self, token: Token) -> Draft:
        """Return the draft of something that is no entity, for the memory alone."""
        lemma, plural = token.lemma_.lower(), is_plural(token)
        draft = self._things.get((lemma, plural))
        if draft is None:
            group: EntityType = "group" if is_group_noun(lemma) else "other"
            draft = Draft("person" if is_person_noun(lemma) else group)
            draft.gender, draft.plural = gender_of(lemma), plural
            self._things[lemma, plural] = draft
        return draft
