"""Which language a text is in: by its script first, then by its small words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

# What is looked at: the beginning of a text is enough, and keeps long ones cheap.
_SAMPLE = 20_000
# Fewer words than this say nothing certain: "Police arrest 5" is left as unknown.
_FEWEST_WORDS = 12
# Share of a text's words that are small words of its language. English news has 35–50 %, lists
# of names and results 15 %; a foreign language has under 8 % of English's.
_SMALL_SHARE = 0.12
# Letters of one script that make it the text's script.
_MAIN_SHARE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b")  # "Haiti's" is no Czech "s"
# Different small words that a language has to show which English has not ("to" is Czech, too).
_FEWEST_OWN = 2

_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    # name, first and last characters of its ranges, language (und-… where several share it)
    ("Cyrillic", "\u0400\u052f", "und-Cyrl"),
    ("Greek", "\u0370\u03ff", "el"),
    ("Hebrew", "\u0590\u05ff", "he"),
    ("Arabic", "\u0600\u06ff", "ar"),
    ("Devanagari", "\u0900\u097f", "hi"),
    ("Bengali", "\u0980\u09ff", "bn"),
    ("Tamil", "\u0b80\u0bff", "ta"),
    ("Thai", "\u0e00\u0e7f", "th"),
    ("Georgian", "\u10a0\u10ff", "ka"),
    ("Armenian", "\u0530\u058f", "hy"),
    ("Ethiopic", "\u1200\u137f", "am"),
    ("Burmese", "\u1000\u109f", "my"),
    ("Khmer", "\u1780\u17ff", "km"),
    ("Hangul", "\uac00\ud7af", "ko"),
    ("Kana", "\u3040\u30ff", "ja"),
    ("Han", "\u4e00\u9fff", "zh"),
)
# Letters that tell languages of one script apart.
_TELLING = {"Arabic": (("fa", "پچژگ"), ("ur", "ٹڈڑے"), ("ps", "ټډړښ"))}


def detect(text: str) -> str | None:
    """Return the BCP 47 tag of a text's language, or None when it is too short to tell."""
    sample = text[:_SAMPLE]
    letters = sum(1 for c in sample if c.isalpha())
    if not letters:
        return None
    if script := _script(sample, letters):
        name, language = script
        if name == "Cyrillic":
            return _by_words(sample, cyrillic=True) or language
        return _telling(sample, name) or language
    return _by_words(sample, cyrillic=False)


def is_english(language: str | None) -> bool:
    """Return whether a language tag is English or says nothing."""
    return language is None or language.split("-")[0].lower() == "en"


def _script(sample: str, letters: int) -> tuple[str, str] | None:
    counts: Counter[str] = Counter()
    for char in sample:
        if char > "\u036f":
            for name, ends, _ in _SCRIPTS:
                if ends[0] <= char <= ends[1]:
                    counts[name] += 1
                    break
    # Japanese writes most words in Han; kana give it away.
    if counts["Kana"] > 0.1 * (counts["Kana"] + counts["Han"]):
        counts["Kana"] += counts.pop("Han", 0)
    for name, _, language in _SCRIPTS:
        if counts[name] > _MAIN_SHARE * letters:
            return name, language
    return None


def _telling(sample: str, script: str) -> str | None:
    best = None
    for language, letters in _TELLING.get(script, ()):
        if sum(sample.count(letter) for letter in letters) > 0.01 * len(sample):
            best = language
    return best


def _by_words(sample: str, cyrillic: bool) -> str | None:
    words = [word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", sample))]
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    best, best_share = None, _SMALL_SHARE
    english = set(_table()["en"][0])
    for language, (small, in_cyrillic) in _table().items():
        own = len({word for word in small if counts[word]} - english)
        if language != "en" and own < _FEWEST_OWN:
            continue
        share = sum(counts[word] for word in small) / len(words)
        if in_cyrillic == cyrillic and share > best_share:
            best, best_share = language, share
    return best


@cache
def _table() -> dict[str, tuple[tuple[str, ...], bool]]:
    path = resources.files("dateline.articles") / "languages.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return {
        language: (tuple(dict.fromkeys(row.split())), "\u0400" <= row[0] <= "\u052f")
        for language, row in words.items()
    }
