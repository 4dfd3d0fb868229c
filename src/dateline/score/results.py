"""What a measurement gives: figures, and what they were measured on and with."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from dateline.records import Record

SCHEMA_SCORE = "dateline.score/1"


class Figure(Record):
    """One measure; precision, recall and F1 in percent, and the counts behind them."""

    name: str
    precision: float
    recall: float
    f1: float
    correct: int
    gold: int
    system: int
    # Correct counted from the gold side where it differs (overlap is not one to one).
    found: int | None = None


class Result(Record):
    """The figures of one suite on one set of gold files.

    ``seconds`` is the time that reading took, without loading the model and without comparing.
    ``gold_sha256`` is over the bytes of the gold files in the order given, ``model_sha256`` that
    of the network's file. ``limit`` is set where only so many documents of each file were read.
    """

    schema_: str = Field(default=SCHEMA_SCORE, alias="schema")
    suite: str
    files: tuple[str, ...]
    gold_sha256: str
    limit: int | None = None
    documents: int
    characters: int
    seconds: float
    dateline: str
    model: str
    model_sha256: str
    trained_on: tuple[str, ...] = ()
    figures: tuple[Figure, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def figure(self, name: str) -> Figure:
        """Return the figure of this name.

        Raises:
            KeyError: when the suite has none of this name.
        """
        for figure in self.figures:
            if figure.name == name:
                return figure
        names = ", ".join(figure.name for figure in self.figures)
        raise KeyError(f"{self.suite} has no figure {name!r}; it has {names}")

    def to_text(self) -> str:
        """Return the result as a table for a terminal."""
        part = f", first {self.limit} of each file" if self.limit else ""
        head = (
            f"{self.suite}: {_listed(self.files)} ({self.documents} documents{part}, "
            f"gold {self.gold_sha256[:12]})\n"
            f"dateline {self.dateline}, model {self.model} {self.model_sha256[:12]}, "
            f"{self.seconds:.1f} s for {self.characters:,} characters\n"
        )
        width = max(len(f.name) for f in self.figures)
        rows = [" " * width + "       P      R     F1  correct    gold  system"]
        rows += [
            f"{f.name:{width}}  {f.precision:6.2f} {f.recall:6.2f} {f.f1:6.2f} "
            f"{f.correct:8d} {f.gold:7d} {f.system:7d}"
            for f in self.figures
        ]
        return head + "\n".join(rows)


# More names than this fill a terminal; a corpus of one document a file has hundreds.
_LISTED = 6


def _listed(files: tuple[str, ...]) -> str:
    if len(files) <= _LISTED:
        return ", ".join(files)
    return f"{files[0]} … {files[-1]}, {len(files)} files"


def figure(name: str, correct: int, gold: int, system: int, found: int | None = None) -> Figure:
    """Return a figure from counts: ``correct`` of ``system``, ``found`` of ``gold``."""
    precision = correct / system if system else 0.0
    recall = (correct if found is None else found) / gold if gold else 0.0
    total = precision + recall
    return Figure(
        name=name,
        precision=_percent(precision),
        recall=_percent(recall),
        f1=_percent(2 * precision * recall / total if total else 0.0),
        correct=correct,
        gold=gold,
        system=system,
        found=found,
    )


def _percent(share: float) -> float:
    return round(100 * share, 2)
