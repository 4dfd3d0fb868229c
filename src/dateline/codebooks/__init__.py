"""Event types as data: definitions, modes, and the words that report them.

A codebook is one or more TOML files (docs/codebooks.md); the default is PLOVER with Dateline's
extension. A user's own is given by its path.
"""

from __future__ import annotations

from dateline.codebooks.entries import Codebook, Entry, EventType, Form
from dateline.codebooks.load import load

__all__ = ["Codebook", "Entry", "EventType", "Form", "load"]
