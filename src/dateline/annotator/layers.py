"""From a tokenized Doc to what the network sees, and from its output back into the Doc.

``predict`` leaves the Doc alone, ``write`` fills its layers (docs/layers.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Span

from dateline import sequences
from dateline.annotator import links, tree
from dateline.annotator.inputs import Words
from dateline.annotator.lemmas import lemma_of
from dateline.annotator.model import Model, Output

# Stretches of the text that are read, as characters: (start, end). None: all of it.
Stretches = Sequence[tuple[int, int]]
# Words from start to end with a label.
Labelled = tuple[int, int, str]
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NO_MENTION = ("compound", "flat", "fixed", "goeswith", "expl", "amod")
_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat"})


@dataclass
class Prediction:
    """What the network says of the words of one text (all positions are words, not tokens)."""

    tokens: list[int]  # the token of each word
    words: Words
    starts: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # positions of words; -1: root
    rels: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[Labelled] = field(default_factory=list)
    statements: list[dict[str, list[Labelled]]] = field(default_factory=list)
    times: dict[str, Any] | None = None  # None: the model does not look for them
    events: dict[str, Any] | None = None  # None: the model does not know events
    mentions: list[tuple[int, int, str, int]] = field(default_factory=list)


def words_of(doc: Doc, model: Model, stretches: Stretches | None) -> tuple[list[int], Words]:
    """Return the tokens that are read, and the words as the encoder takes them."""
    kept, breaks = _kept_tokens(doc, stretches)
    texts = [doc[i].text for i in kept]
    blanks = [i > 0 and (bool(doc[i - 1].whitespace_) or doc[i - 1].is_space) for i in kept]
    return kept, model.pieces.words(texts, blanks, breaks)


def _kept_tokens(doc: Doc, stretches: Stretches | None) -> tuple[list[int], list[bool]]:
    if stretches is None:
        stretches = paragraphs(doc.text)
    kept: list[int] = []
    breaks: list[bool] = []
    current = 0
    last = -1
    for token in doc:
        while current < len(stretches) and token.idx >= stretches[current][1]:
            current += 1
        if current == len(stretches):
            break
        if token.is_space or token.idx < stretches[current][0]:
            continue
        if kept and current != last:
            breaks[-1] = True
        kept.append(token.i)
        breaks.append(False)
        last = current
    return kept, breaks


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return a text's paragraphs as (start, end): by empty lines, or by lines if there are none."""
    separator = "\n\n" if "\n\n" in text else "\n"
    found = []
    start = 0
    for part in text.split(separator):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + len(separator)
    return found


def predict(doc: Doc, model: Model, stretches: Stretches | None = None) -> Prediction:
    """Return what the network says of the Doc's words; the Doc is left alone."""
    tokens, words = words_of(doc, model, stretches)
    result = Prediction(tokens, words)
    outputs = sorted(model.run(model.windows(words)), key=lambda o: o.window.start)
    for output in outputs:
        _syntax(result, output, model.labels, model.pieces.known)
    result.names = _names(outputs, words, model.labels)
    if "times" in model.labels:
        result.times = _times(outputs, model.labels)
    if "events" in model.labels:
        result.events = _events(outputs, model.labels)
    result.statements = _statements(outputs, words, model.labels)
    result.mentions = _mentions(result, outputs, model.labels)
    return result


def _syntax(
    result: Prediction, output: Output, labels: dict[str, Any], known: Collection[str]
) -> None:
    """Add one window's sentences, tags, lemmas and trees."""
    window, arrays = output.window, output.arrays
    starts = (arrays["sentence"][:, 1] > arrays["sentence"][:, 0]).tolist()
    starts[0] = True
    for i in range(1, len(starts)):
        starts[i] = starts[i] or result.words.breaks[window.start + i - 1]
    bounds = [i for i, s in enumerate(starts) if s] + [len(starts)]
    rels: list[str] = labels["rels"]
    for low, high in pairwise(bounds):
        columns = [0, *range(low + 1, high + 1)]
        heads = tree.decode(arrays["arc"][low:high][:, columns])
        for i, head in enumerate(heads.tolist()):
            root = head < 0
            result.heads.append(-1 if root else window.start + low + head)
            scores = arrays["rel"][low + i, low + head]
            result.rels.append("root" if root else rels[int(scores.argmax())])
    result.starts.extend(starts)
    upos: list[str] = labels["upos"]
    tags = [upos[k] for k in arrays["upos"].argmax(1).tolist()]
    words = result.words.texts[window.start : window.end]
    result.upos.extend(tags)
    result.lemmas.extend(
        lemma_of(word, row, labels["scripts"], tag == "PROPN", known)
        for word, row, tag in zip(words, arrays["lemma"], tags, strict=True)
    )


def _names(outputs: Sequence[Output], words: Words, labels: dict[str, Any]) -> list[Labelled]:
    tags: list[str] = labels["names"]
    chain = sequences.spelled(tags)
    parts = [
        (o.window.start, [tags[k] for k in sequences.viterbi(o.arrays["names"], chain)])
        for o in outputs
    ]
    return sequences.joined(parts, words.breaks)


def _times(outputs: Sequence[Output], labels: dict[str, Any]) -> dict[str, Any]:
    """Return scores and weights as ``dateline.reading.times`` decodes them with its grammar."""
    starts = [o.window.start for o in outputs]
    ends = [o.window.start + len(o.arrays["times"]) for o in outputs]
    none = np.zeros((0, len(labels["times"])), dtype=np.float32)
    return {
        "tags": labels["times"],
        "windows": list(zip(starts, ends, strict=True)),
        "scores": np.concatenate([none, *(o.arrays["times"] for o in outputs)]),
        "grammar": np.array(labels["times_grammar"], dtype=np.float32),
        **_chain(labels["times_chain"]),
    }


def _events(outputs: Sequence[Output], labels: dict[str, Any]) -> dict[str, Any]:
    """Return scores and weights as ``dateline.reading.reports_learned`` reads them."""
    kinds = len(labels["events"]) + len(labels["event_statuses"]) + 1
    width = 2 * len(labels["event_roles"]) * labels["event_width"]
    none, no_links = np.zeros((0, kinds), np.float32), np.zeros((0, width), np.float32)
    return {
        "types": labels["events"],
        "taught": labels["events_taught"],
        "statuses": labels["event_statuses"],
        "roles": labels["event_roles"],
        "scores": np.concatenate([none, *(o.arrays["events"] for o in outputs)]),
        "links": np.concatenate([no_links, *(o.arrays["event_links"] for o in outputs)]),
        "distance": np.array(labels["event_distance"], dtype=np.float32),
        "bias": np.array(labels["event_bias"], dtype=np.float32),
    }


def _chain(scores: dict[str, Any]) -> dict[str, sequences.Floats]:
    return {k: np.array(scores[k], dtype=np.float32) for k in ("moves", "starts", "ends")}


def _statements(
    outputs: Sequence[Output], words: Words, labels: dict[str, Any]
) -> list[dict[str, list[Labelled]]]:
    tags: list[str] = labels["statements"]
    chain = sequences.Chain(**_chain(labels["chain"]))
    parts = [
        (o.window.start, [tags[k] for k in sequences.viterbi(o.arrays["statements"], chain)])
        for o in outputs
    ]
    spans = sequences.joined(parts, words.breaks)
    if not spans:
        return []
    vectors = np.concatenate([o.arrays["links"] for o in outputs])
    distance = np.array(labels["link_distance"], dtype=np.float32)
    return links.attributions(spans, vectors, labels["link_width"], distance)


def _mentions(
    result: Prediction, outputs: Sequence[Output], labels: dict[str, Any]
) -> list[tuple[int, int, str, int]]:
    """Return (start, end, kind, chain) of the phrases that may speak of somebody."""
    named = {i for start, end, _ in result.names for i in range(start, end)}
    heads = [
        i
        for i, tag in enumerate(result.upos)
        if tag in _NOMINAL and not result.rels[i].startswith(_NO_MENTION)
    ]
    if not heads:
        return []
    first, last = _phrases(result)
    vectors = np.concatenate([o.arrays["coreference"] for o in outputs])
    distance = np.array(labels["coref_distance"], dtype=np.float32)
    numbers = links.chains(heads, vectors, labels["coref_width"], distance)
    return [
        (first[i], last[i] + 1, _kind(i, result.upos[i], named), number)
        for i, number in zip(heads, numbers, strict=True)
    ]


def _kind(word: int, tag: str, named: set[int]) -> str:
    if tag == "PRON":
        return "PRONOUN"
    return "NAME" if word in named or tag == "PROPN" else "NOMINAL"


def _phrases(result: Prediction) -> tuple[list[int], list[int]]:
    """Return first and last word of the noun phrase around every word (no clauses, no cases)."""
    count = len(result.heads)
    first, last = list(range(count)), list(range(count))
    for i, (head, rel) in enumerate(zip(result.heads, result.rels, strict=True)):
        if head > i and rel in _BEFORE_HEAD:
            first[head] = min(first[head], i)
        elif 0 <= head < i and rel.startswith("flat"):
            last[head] = max(last[head], i)
    return first, last


def write(doc: Doc, found: Prediction) -> None:
    """Fill the Doc's layers: tree, tags, lemmas, sentences, names, times, statements, mentions."""
    _write_tokens(doc, found)
    at = found.tokens
    doc.set_ents([Span(doc, at[s], at[e - 1] + 1, label=label) for s, e, label in found.names])
    if found.times is not None:
        doc.user_data["time_scores"] = {"tokens": at, **found.times}
    if found.events is not None:
        doc.user_data["event_scores"] = {"tokens": at, **found.events}
    doc.spans["statements"] = [
        Span(doc, at[s], at[e - 1] + 1, label=label, span_id=str(number))
        for number, group in enumerate(found.statements, 1)
        for label in ("SOURCE", "CUE", "CONTENT")
        for s, e, _ in group[label]
    ]
    doc.spans["mentions"] = [
        Span(doc, at[s], at[e - 1] + 1, label=kind, span_id=str(chain) if chain else "")
        for s, e, kind, chain in found.mentions
    ]


def _write_tokens(doc: Doc, found: Prediction) -> None:
    """Set heads, relations, tags and lemmas; what was not read hangs together without a tree."""
    add = doc.vocab.strings.add
    count = len(doc)
    heads = np.zeros(count, dtype=np.int64)
    deps = np.full(count, add("dep"), dtype=np.uint64)
    tags = np.full(count, POS_IDS["X"], dtype=np.uint64)
    lemmas = np.array([token.lower for token in doc], dtype=np.uint64)
    at = found.tokens
    known = {s: add(s) for s in {*found.rels, *found.lemmas}}
    for i, token in enumerate(at):
        heads[token] = (at[found.heads[i]] if found.heads[i] >= 0 else token) - token
        deps[token] = known[found.rels[i]]
        tags[token] = POS_IDS[found.upos[i]]
        lemmas[token] = known[found.lemmas[i]]
    _hang_the_rest(doc, set(at), heads, deps, add("root"))
    tags[[token.i for token in doc if token.is_space]] = POS_IDS["SPACE"]
    array: Any = np.stack([heads.astype(np.uint64), deps, tags, lemmas], axis=1)
    doc.from_array([HEAD, DEP, POS, LEMMA], array)


def _hang_the_rest(doc: Doc, read: set[int], heads: Any, deps: Any, root: int) -> None:
    """Hang blanks on the word before, and each unread stretch on its first token."""
    anchor = -1  # the token that what follows unread hangs on
    inside = False  # in an unread stretch
    for token in doc:
        if token.i in read:
            inside, anchor = False, token.i
        elif (token.is_space and anchor >= 0) or inside:
            heads[token.i] = anchor - token.i
        else:
            inside, anchor = True, token.i
            deps[token.i] = root
