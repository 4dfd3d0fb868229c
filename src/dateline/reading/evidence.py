"""What the model's layers say about who is who: coreference chains and speakers of quotations."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from dateline.reading.drafts import Draft

_QUOTES = frozenset("\"“”„«»‟″`'‘’‹›")
_SINGLE = frozenset("'‘’‹›`")


@dataclass
class Chains:
    """The model's chains: which mentions it takes for one, and which drafts those are."""

    chain_of: dict[int, str] = field(default_factory=dict)
    """head token of a mention → its chain"""
    drafts: dict[str, Counter[Draft]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def of(cls, doc: Doc) -> Chains:
        """Return the chains of ``doc.spans["mentions"]``; none if the layer is missing."""
        chains = cls()
        for span in doc.spans.get("mentions", ()):
            if span.id_:
                chains.chain_of.setdefault(span.root.i, span.id_)
        return chains

    def add(self, head: int, draft: Draft) -> None:
        """Note that the mention with this head is one of a draft."""
        chain = self.chain_of.get(head)
        if chain is not None:
            self.drafts[chain][draft] += 1

    def agree(self, head: int, draft: Draft) -> bool:
        """Return whether the model takes the mention with this head for the draft."""
        chain = self.chain_of.get(head)
        return chain is not None and draft in self.drafts.get(chain, ())

    def choices(self, head: int) -> list[Draft]:
        """Return the drafts of the mention's chain, the most frequent first."""
        chain = self.chain_of.get(head)
        return [d for d, _ in self.drafts[chain].most_common()] if chain in self.drafts else []


@dataclass
class Speech:
    """Quotations: for a token in direct speech, the head token of who speaks."""

    speaker_of: dict[int, int] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)
    """for each token the number of the quotation it stands in, 0 outside"""

    @classmethod
    def of(cls, doc: Doc) -> Speech:
        """Return the direct speech of ``doc.spans["statements"]``; none if it is missing."""
        speech = cls(quoted=[0] * len(doc))
        sources: dict[str, Span] = {}
        contents = []
        for span in doc.spans.get("statements", ()):
            if span.label_ == "SOURCE":
                sources.setdefault(span.id_, span)
            elif span.label_ == "CONTENT":
                contents.append(span)
        # The longest first, so that what a quotation quotes goes to its own speaker.
        for number, span in enumerate(sorted(contents, key=_longest_first), start=1):
            for i in _quoted_words(span):
                speech.quoted[i] = number
                if span.id_ in sources:
                    speech.speaker_of[i] = sources[span.id_].root.i
        return speech


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start - span.end, span.start


def _quoted_words(span: Span) -> list[int]:
    """Return the words of a content that stand between quotation marks, all if it is opened so.

    A quotation of several paragraphs is closed only in the last; so a mark opens until the next.
    """
    doc = span.doc
    before = doc[span.start - 1].text if span.start else ""
    inside = before in _QUOTES and before not in _SINGLE
    found = []
    for token in span:
        if token.text in _QUOTES and token.text not in _SINGLE:
            inside = token.text in "“„«" or (token.text in '"‟″' and not inside)
        elif inside:
            found.append(token.i)
    return found
