"""Docs made by hand, so that unit tests stay free of the trained model.

A row is one word: ``word pos lemma head dep`` with ``head`` as 1-based number of the word in its
sentence (0: root). Sentences are separated by an empty line. ``_`` stands for "the word itself".
Words are joined by single blanks unless the row ends in ``-`` (no blank after it) or ``¶`` (a
paragraph break after it).
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from dateline.records import Article, Block

_VOCAB = spacy.blank("en").vocab


def doc_of(
    rows: str,
    ents: list[tuple[int, int, str]] | None = None,
    spans: dict[str, list[tuple[int, int, str, str]]] | None = None,
) -> Doc:
    """Return a Doc; ents are (start, end, label), spans (start, end, label, id), all in tokens."""
    words, spaces, tags, lemmas, heads, deps, starts = [], [], [], [], [], [], []
    for sentence in rows.strip().split("\n\n"):
        offset = len(words)
        numbers: list[
            int
        ] = []  # token index of the sentence's n-th word (paragraph breaks count not)
        parsed = [line.split() for line in sentence.strip().splitlines()]
        position = offset
        for row in parsed:
            numbers.append(position)
            position += 2 if row[-1] == "¶" else 1
        for number, row in enumerate(parsed):
            word, pos, lemma, head, dep = row[:5]
            words.append(word)
            spaces.append(row[-1] not in {"-", "¶"})
            tags.append(pos)
            lemmas.append(word.lower() if lemma == "_" else lemma)
            heads.append(numbers[int(head) - 1] if int(head) else numbers[number])
            deps.append(dep)
            starts.append(number == 0)
            if row[-1] == "¶":
                words.append("\n\n")
                spaces.append(False)
                tags.append("SPACE")
                lemmas.append("\n\n")
                heads.append(numbers[number])
                deps.append("dep")
                starts.append(False)
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        pos=tags,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )
    doc.ents = tuple(Span(doc, start, end, label=label) for start, end, label in ents or [])
    for key, group in (spans or {}).items():
        doc.spans[key] = [Span(doc, s, e, label=label, span_id=id) for s, e, label, id in group]
    return doc


def article_of(doc: Doc, published: str | None = None) -> Article:
    """Return an Article over the Doc's text, one paragraph block, published as given."""
    return Article(
        id="sha256:test",
        text=doc.text,
        published=published,
        published_basis="given" if published else "none",
        language="en",
        blocks=(Block(kind="paragraph", start=0, end=len(doc.text)),),
    )
