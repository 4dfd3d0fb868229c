"""Distances between words as a few buckets, shared by the heads that link words."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

BUCKETS = 20
_EDGES = (1, 2, 3, 5, 8, 13, 21, 34, 55)


def bucket(here: int, there: int) -> int:
    """Return the bucket (0 to BUCKETS - 1) of the signed distance in words."""
    return bisect_left(_EDGES, abs(there - here)) + (BUCKETS // 2 if there < here else 0)


def buckets(here: int, there: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the buckets of the signed distances to many words at once, (n,) to (n,)."""
    steps = np.searchsorted(_EDGES, np.abs(there - here))
    return np.where(there < here, steps + BUCKETS // 2, steps)
