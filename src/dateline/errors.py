"""The errors a caller can meet, named by what to do next.

::

    DatelineError
    ├── UsageError          the call is wrong: change it (exit code 2)
    │   └── SettingError    a setting has a value it cannot have
    ├── SkipItem            this item cannot be read: leave it out, go on
    │   ├── SourceError     the source could not be opened or fetched
    │   ├── UnreadableError the bytes are no article (binary, empty, too large, …)
    │   └── RefusedError    the source is not allowed (private network, scheme, redirects)
    └── ModelError          the model files are missing or damaged: stop, reinstall

Every message says what happened, why, and what to do.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors that Dateline raises on purpose."""

    code = "error"


class UsageError(DatelineError):
    """The call itself is wrong; the message names the valid options."""

    code = "usage"


class SettingError(UsageError):
    """A setting has a value that it cannot have."""

    code = "setting"


class SkipItem(DatelineError):
    """One item cannot be read; a batch leaves it out and goes on."""

    code = "skipped"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        if code:
            self.code = code


class SourceError(SkipItem):
    """The source could not be opened or fetched."""

    code = "source"


class UnreadableError(SkipItem):
    """The bytes hold no article that can be read."""

    code = "unreadable"


class RefusedError(SkipItem):
    """The source is not allowed by the limits in ``settings``."""

    code = "refused"


class ModelError(DatelineError):
    """The model files are missing, damaged or of another version."""

    code = "model"
