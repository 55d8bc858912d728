"""Figures as a page of plain text, to be read in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claimkit.evaluation.intervals import Interval
    from claimkit.evaluation.scoring import Accuracy, Scores

_MEASURES = {
    "exact": "exact content",
    "close": "close content",
    "partial": "partial content",
    "end2end": "close content and source",
    "joint": "content and speaker",
    "words": "words of somebody",
    "groups": "pairs in one group",
}


def report(scores: Scores, intervals: Mapping[str, Interval] | None = None, *, mistakes: int = 0) -> str:
    """The figures, a line each, with what they count.

    Args:
        scores: What `score` gave.
        intervals: What `intervals` gave for the same scores; shown behind F1 and accuracies.
        mistakes: How many disagreements of each sort to list below the figures.

    >>> from claimkit.evaluation import score
    >>> article = {"id": "a", "text": "Rain, she said.", "quotes": [{"kind": "indirect", "content": [[0, 4]]}]}
    >>> print(report(score([article], [article])).splitlines()[1])
    close content             P 1.000  R 1.000  F1 1.000  (1 predicted, 1 gold)
    """
    return "\n".join(_lines(scores, intervals or {}, mistakes))


def _lines(scores: Scores, intervals: Mapping[str, Interval], mistakes: int) -> Iterator[str]:
    for name, label in _MEASURES.items():
        measure = getattr(scores, name)
        if measure is None:
            continue
        sure = _sure(intervals, f"{name}.f1")
        counts = f"({measure.predicted} predicted, {measure.gold} gold)"
        figures = f"P {measure.precision:.3f}  R {measure.recall:.3f}  F1 {measure.f1:.3f}{sure}"
        yield f"{label:24}  {figures}  {counts}"
    yield _accuracy("source", scores.source, intervals)
    yield _accuracy("speaker", scores.speaker, intervals)
    for name, accuracy in scores.speaker_by_source.items():
        yield _accuracy(f"speaker.{name}", accuracy, intervals, label=f"  source: {_PHRASES[name]}")
    for name, accuracy in scores.fields.items():
        yield _accuracy(f"fields.{name}", accuracy, intervals, label=name)
    for kind, recall in scores.recall_by_kind.items():
        sure = _sure(intervals, f"recall.{kind}")
        figures = f"close {recall.close / recall.gold:.3f}{sure}  exact {recall.exact / recall.gold:.3f}"
        yield f"{'recall of ' + kind:24}  {figures}  of {recall.gold}"
    if scores.not_quotes is not None:
        yield f"{'no quotes, but reported':24}  {scores.not_quotes.violations} of {scores.not_quotes.ranges}"
    for tag, part in scores.by_phenomenon().items():
        figures = f"close F1 {part.close.f1:.3f}  end2end F1 {part.end2end.f1:.3f}"
        yield f"{'  ' + tag:24}  {figures}  of {part.close.gold}"
    seen: Counter[str] = Counter()
    for mistake in scores.mistakes:
        seen[mistake.sort] += 1
        if seen[mistake.sort] <= mistakes:
            yield str(mistake)


_PHRASES = {"pronoun": "a pronoun", "nominal": "a noun", "name": "a name", "none": "not there"}


def _accuracy(name: str, accuracy: Accuracy, intervals: Mapping[str, Interval], *, label: str = "") -> str:
    value = "  -  " if accuracy.value is None else f"{accuracy.value:.3f}"
    return f"{label or name:24}  {value}{_sure(intervals, name)}  of {accuracy.cases}"


def _sure(intervals: Mapping[str, Interval], name: str) -> str:
    return f" [{intervals[name]}]" if name in intervals else ""
