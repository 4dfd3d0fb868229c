"""Where the corpora are, and what of them may be trained on."""

from __future__ import annotations

import os
from pathlib import Path

# The folder that holds treebank/, attribution/, names/, … (docs/evaluation.md names their homes).
CORPORA = Path(os.environ.get("DATELINE_CORPORA", "corpora"))

# GUM's genres whose texts are licensed for non-commercial use only: no weights are made of them.
NON_COMMERCIAL_GENRES = frozenset({"essay", "fiction", "letter", "podcast", "whow"})
