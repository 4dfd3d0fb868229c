"""Each setting once: name, default, help. The environment overrides (DATELINE_NAME)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import SettingError


@dataclass(frozen=True)
class Setting:
    """A number that can be set: its name, its default and what it is for."""

    name: str
    default: int
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that overrides the default."""
        return f"DATELINE_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting("max_bytes", 10_000_000, "Largest source that is read, in bytes."),
    Setting("max_chars", 400_000, "Longest article text that is read, in characters; "
            "what lies beyond is listed in article.unread."),
    Setting("timeout", 20, "Seconds that a web server has to answer."),
    Setting("max_redirects", 5, "Redirects that are followed before a link is given up."),
    Setting("threads", 2, "Threads that the model uses in one process."),
)  # fmt: skip

# Up to 18 digits: more would not fit a machine word.
_POSITIVE = re.compile(r"0*[1-9][0-9]{0,17}")
_BY_NAME = {setting.name: setting for setting in SETTINGS}


def get(name: str, environ: Mapping[str, str] | None = None) -> int:
    """Return the value of a setting: the environment's, else the default.

    Raises:
        SettingError: when the environment holds something that is no positive number.
        KeyError: when there is no such setting.
    """
    setting = _BY_NAME[name]
    raw = (os.environ if environ is None else environ).get(setting.variable)
    if raw is None:
        return setting.default
    if not _POSITIVE.fullmatch(raw):
        raise SettingError(
            f"{setting.variable} is {raw!r}, which is no positive whole number. "
            f"Unset it or give one (the default is {setting.default})."
        )
    return int(raw)
