"""Whether confidence means something: of what is called 80 % sure, 80 % should be right.

Reliability in equal bins and its expected error follow Guo, Pleiss, Sun & Weinberger, "On calibration of modern neural
networks" (ICML 2017, section 2); the Brier score is the mean squared distance of confidence and outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.errors import InputError
from claimkit.evaluation.scoring import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimkit.evaluation.scoring import Scores
    from claimkit.records import Article

Judged = tuple[float, bool]
"""The confidence of a decision, and whether it was right."""


@frozen
class Bin:
    """Decisions of about the same confidence.

    Attributes:
        low: Least confidence of the bin.
        high: Confidence from which on the next bin begins; the last bin holds 1.0.
        count: How many decisions fell into it.
        confidence: Their mean confidence.
        right: The share of them that was right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@frozen
class Reliability:
    """How well confidence and outcome agree.

    Attributes:
        bins: The bins that hold decisions, lowest confidence first.
        expected_error: Mean distance between confidence and share of right ones, weighted by bin; 0.0 is perfect.
        brier: Mean squared distance between confidence and outcome; 0.0 is perfect and certain.
        count: How many decisions.
    """

    bins: tuple[Bin, ...]
    expected_error: float
    brier: float
    count: int


def reliability(judged: Iterable[Judged], *, bins: int = 10) -> Reliability:
    """How well the confidences of decisions agree with their outcomes.

    Args:
        judged: Decisions; without any, all figures are 0.0.
        bins: How many bins of equal width between 0 and 1.

    >>> calibrated = reliability([(0.75, True)] * 3 + [(0.75, False)])
    >>> calibrated.expected_error, calibrated.bins[0].right
    (0.0, 0.75)
    """
    if bins < 1:
        message = f"bins={bins!r}, and at least one bin is needed. Ten are usual."
        raise InputError(message)
    decisions = list(judged)
    held: dict[int, list[Judged]] = {}
    for confidence, right in decisions:
        held.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    filled = tuple(_bin(number / bins, (number + 1) / bins, held[number]) for number in sorted(held))
    count = len(decisions)
    return Reliability(
        bins=filled,
        expected_error=sum(each.count * abs(each.confidence - each.right) for each in filled) / max(count, 1),
        brier=sum((confidence - right) ** 2 for confidence, right in decisions) / max(count, 1),
        count=count,
    )


def threshold_for(judged: Iterable[Judged], precision: float) -> float | None:
    """The least confidence from which on the decisions reach the precision; ``None`` if there is no such.

    All decisions of one confidence are in or out together, so that the answer can be used as ``min_confidence``.

    >>> threshold_for([(0.9, True), (0.8, True), (0.6, False)], precision=0.98)
    0.8
    """
    best, right = None, 0
    decisions = sorted(judged, reverse=True)
    for count, (confidence, was_right) in enumerate(decisions, 1):
        right += was_right
        last_of_its_confidence = count == len(decisions) or decisions[count][0] != confidence
        if last_of_its_confidence and right / count >= precision:
            best = confidence
    return best


def judged_quotes(articles: Sequence[Article], scores: Scores, *, level: str = "close") -> tuple[Judged, ...]:
    """The confidence of each quote that stands in no other, and whether the gold has it.

    Args:
        articles: What was read, and scored in the gold format (`claimkit.to_gold`).
        scores: Those scores.
        level: From which overlap a quote is right: one of `LEVELS`.

    Raises:
        InputError: If the level is unknown, or the scores are of other articles.
    """
    if level not in LEVELS:
        message = f"There is no level {level!r}. The levels are {', '.join(sorted(LEVELS))}."
        raise InputError(message)
    read = {article.id: article for article in articles}
    judged = []
    for outcome in scores.articles:
        quotes = [quote for quote in read[outcome.id].quotes if not quote.depth] if outcome.id in read else []
        if len(quotes) != len(outcome.predicted):
            message = (
                f"Article {outcome.id!r} has {len(quotes)} quotes, and the scores are of {len(outcome.predicted)}. "
                "Pass the articles that were scored."
            )
            raise InputError(message)
        for quote, predicted in zip(quotes, outcome.predicted, strict=True):
            judged.append((quote.confidence, predicted.overlap >= LEVELS[level]))
    return tuple(judged)


def _bin(low: float, high: float, judged: Sequence[Judged]) -> Bin:
    count = len(judged)
    return Bin(
        low=low,
        high=high,
        count=count,
        confidence=sum(confidence for confidence, _right in judged) / count,
        right=sum(right for _confidence, right in judged) / count,
    )
