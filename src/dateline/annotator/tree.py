"""Arc scores to a dependency tree: the best tree with exactly one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Above this length the exact search would take seconds (it grows with the cube); such "sentences"
# are lists and tables, where the greedy tree is no worse.
EXACT_LIMIT = 160


def decode(scores: Floats) -> Ints:
    """Return each word's head from scores (n words, n + 1 heads; column 0 is the root).

    Heads are positions in the sentence, and the root's head is -1. The highest-scoring head of each
    word is taken where that is a tree; else the maximum spanning tree is sought (Chu and Liu 1965,
    Edmonds 1967), for one root after the other.
    """
    count = len(scores)
    if count == 1:
        return np.array([-1])
    exact = np.array(scores, dtype=np.float64)
    exact[np.arange(count), np.arange(1, count + 1)] = -1e9
    heads = exact.argmax(1).astype(np.int64)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return np.asarray(heads - 1)
    if count > EXACT_LIMIT:
        return _greedy(exact)
    return _best_with_one_root(exact)


def _best_with_one_root(scores: NDArray[np.float64]) -> Ints:
    """Return the best of all trees with one root.

    A root's tree scores at most the root's own arc and every other word's best head, so the roots
    are tried from the highest of these bounds down, until no bound is above the best tree.
    """
    logs = scores - np.logaddexp.reduce(scores, 1, keepdims=True)
    most = logs[:, 1:].max(1)
    bounds = logs[:, 0] - most + most.sum()
    best, heads = -np.inf, None
    for root in np.argsort(-bounds, kind="stable"):
        if heads is not None and bounds[root] <= best:
            break
        weights = _with_virtual_root(logs, int(root))
        found = _edmonds(weights)
        total = sum(weights[i, found[i]] for i in range(1, len(found)))
        if heads is None or total > best:
            best, heads = total, found
    assert heads is not None
    return np.array([h - 1 for h in heads[1:]], dtype=np.int64)


def _with_virtual_root(logs: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """Return (n + 1, n + 1) weights [dependent, head] in which only ``root`` hangs on node 0."""
    count = len(logs)
    weights = np.full((count + 1, count + 1), -1e9)
    weights[1:, 1:] = logs[:, 1:]
    weights[root + 1, :] = -1e9
    weights[root + 1, 0] = logs[root, 0]
    return weights


def _cycle(heads: NDArray[np.intp]) -> list[int]:
    """Return the nodes of a cycle (1-based; head 0 is the root), or nothing."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path = []
        node = start
        while node and not state[node]:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if node and state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(weights: NDArray[np.float64]) -> list[int]:
    """Return the head of each node in the maximum spanning arborescence from node 0."""
    count = len(weights)
    heads = weights.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if not cycle:
        return [int(h) for h in heads]
    return _contract(weights, heads, cycle, count)


def _contract(
    weights: NDArray[np.float64], heads: NDArray[np.intp], cycle: list[int], count: int
) -> list[int]:
    """Solve with the cycle as one node (the last), then break the cycle where that costs least."""
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    rest = [i for i in range(count) if not inside[i]]
    ring = np.array(cycle)
    gain = weights[ring] - weights[ring, heads[ring]][:, None]
    entry = gain[:, rest].argmax(0)  # which node of the cycle a head from outside would take
    leave = weights[np.array(rest)[:, None], ring].argmax(
        1
    )  # which node of the cycle heads an outer word
    smaller = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    outer_nodes = np.array(rest)
    smaller[:-1, :-1] = weights[outer_nodes[:, None], outer_nodes]
    smaller[-1, :-1] = gain[entry, rest]
    smaller[:-1, -1] = weights[rest, ring[leave]]
    solved = _edmonds(smaller)
    result = [int(h) for h in heads]
    for i, node in enumerate(rest):
        head = solved[i]
        result[node] = rest[head] if head < len(rest) else int(ring[leave[i]])
    outer = solved[-1]
    broken = int(ring[entry[outer]])
    result[broken] = rest[outer]
    return result


def _greedy(scores: NDArray[np.float64]) -> Ints:
    """Return a tree from the best heads: one root, and every cycle hung on the root's word."""
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    root = int(scores[:, 0].argmax()) if len(roots) == 0 else int(roots[scores[roots, 0].argmax()])
    heads[roots] = root + 1
    heads[root] = 0
    while cycle := _cycle(heads):
        heads[cycle[0] - 1] = root + 1
    return np.asarray(heads.astype(np.int64) - 1)
