"""What each pronoun asks of the thing it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.drafts import Draft, Gender


@dataclass(frozen=True)
class Pronoun:
    """A third-person pronoun: gender if it has one, number, and whether it points back at once."""

    gender: Gender | None = None
    plural: bool = False
    reflexive: bool = False
    vague: bool = False
    """it may stand for a whole sentence or nothing at all, so more is asked of what it takes"""

    def fits(self, draft: Draft) -> bool:
        """Return whether gender, number and type of the draft allow this pronoun."""
        if self.gender is not None:
            agrees = draft.gender in {None, self.gender}
            return draft.type == "person" and not draft.plural and agrees
        if self.plural:
            bodies = draft.type in {"organization", "group"} and draft.nation is None
            return draft.plural or bodies
        return draft.type != "person" and not draft.plural


PRONOUNS = {
    **dict.fromkeys(["he", "him", "his"], Pronoun("male")),
    **dict.fromkeys(["she", "her", "hers"], Pronoun("female")),
    "it": Pronoun(vague=True),
    "its": Pronoun(),
    **dict.fromkeys(["they", "them", "their", "theirs"], Pronoun(plural=True)),
    "himself": Pronoun("male", reflexive=True),
    "herself": Pronoun("female", reflexive=True),
    "itself": Pronoun(reflexive=True),
    "themselves": Pronoun(plural=True, reflexive=True),
}
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
RELATIVE = frozenset({"who", "whom", "whose", "which"})
