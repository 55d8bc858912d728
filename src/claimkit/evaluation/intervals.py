"""How sure a figure is: bootstrap intervals over articles.

The articles of an evaluation are a sample. Drawing as many again from them, with replacement, and scoring each draw
shows how far a figure would move on other articles of the same kind (Efron & Tibshirani, *An Introduction to the
Bootstrap*, 1993, chapter 13, percentile intervals; for comparing two systems on the same articles: Berg-Kirkpatrick,
Burkett & Klein, "An empirical investigation of statistical significance in NLP", EMNLP 2012, section 2).
Whole articles are drawn, not quotes, as the quotes of an article share their speakers, marks and style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.errors import InputError
from claimkit.evaluation.scoring import Accuracy, PrecisionRecall

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from claimkit.evaluation.scoring import Scores

    Floats = NDArray[np.float64]

RESAMPLES = 1000
"""Enough for the second digit of an interval, which is all that a few dozen articles can give."""


@frozen
class Interval:
    """A range that holds the figure for articles of this kind with the probability ``level``.

    >>> str(Interval(0.712, 0.798, level=0.95))
    '0.71–0.80'
    """

    low: float
    high: float
    level: float = 0.95

    def __str__(self) -> str:
        return f"{self.low:.2f}–{self.high:.2f}"

    def __contains__(self, figure: float) -> bool:
        return self.low <= figure <= self.high


def intervals(scores: Scores, *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Interval]:
    """An interval for each precision, recall, F1 and accuracy of the scores, under the names of `Scores.figures`.

    Args:
        scores: What `score` gave.
        level: Probability that the interval holds the figure, above 0 and below 1.
        resamples: How many draws; the time grows with it.
        seed: The same seed gives the same draws.

    Raises:
        InputError: If there are fewer than two articles, which no draw could vary.
    """
    drawn = _drawn_figures(scores, _weights(scores, resamples, seed))
    return _intervals(drawn, level)


def difference_intervals(
    left: Scores, right: Scores, *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Interval]:
    """An interval for ``left - right`` for each figure that both have: two systems on the same drawn articles.

    An interval that does not hold 0 says that the one system is better on articles of this kind, not only on these.

    Raises:
        InputError: If the two were not scored on the same articles in the same order, or there are fewer than two.
    """
    if [article.id for article in left.articles] != [article.id for article in right.articles]:
        message = (
            f"The two scores are over different articles ({len(left.articles)} and {len(right.articles)}), or in "
            "another order, and a difference needs the same ones. Score both systems against the same gold."
        )
        raise InputError(message)
    weights = _weights(left, resamples, seed)
    of_left, of_right = _drawn_figures(left, weights), _drawn_figures(right, weights)
    return _intervals({name: of_left[name] - of_right[name] for name in of_left if name in of_right}, level)


def _weights(scores: Scores, resamples: int, seed: int) -> Floats:
    """How often each article (column) was drawn in each draw (row)."""
    import numpy as np

    count = len(scores.articles)
    if count < 2:  # noqa: PLR2004 (one article has no spread)
        message = f"Intervals come from drawing among the articles, and there is {count or 'none'}. Give two or more."
        raise InputError(message)
    generator = np.random.default_rng(seed)
    return generator.multinomial(count, np.full(count, 1 / count), size=resamples).astype(np.float64)


def _drawn_figures(scores: Scores, weights: Floats) -> dict[str, Floats]:
    import numpy as np

    counts = [_counts(each) for each in scores.by_article()]
    nothing = {name: (0,) * len(numbers) for each in counts for name, numbers in each.items()}
    totals = {
        name: weights @ np.array([each.get(name, none) for each in counts], dtype=np.float64)
        for name, none in nothing.items()
    }
    if scores.groups is not None:
        totals["groups"] = _drawn_pairs(scores, weights)
    drawn: dict[str, Floats] = {}
    for name, total in totals.items():
        if total.shape[1] == 2:  # noqa: PLR2004 (an accuracy: right, cases)
            drawn[name] = _ratio(total[:, 0], total[:, 1])
            continue
        # A draw without gold has no figure; one with gold and no prediction has the figure 0.
        defined = np.where(total[:, 3] > 0, 1.0, np.nan)
        precision = np.nan_to_num(_ratio(total[:, 0], total[:, 1])) * defined
        recall = _ratio(total[:, 2], total[:, 3])
        f1 = np.nan_to_num(_ratio(2 * precision * recall, precision + recall)) * defined
        drawn |= {f"{name}.p": precision, f"{name}.r": recall, f"{name}.f1": f1}
    return drawn


def _counts(scores: Scores) -> Mapping[str, tuple[int, ...]]:
    measures: dict[str, PrecisionRecall | Accuracy] = {
        name: getattr(scores, name)
        for name in ("partial", "close", "exact", "end2end", "joint", "words", "source", "speaker")
    }
    measures |= {f"fields.{name}": accuracy for name, accuracy in scores.fields.items()}
    measures |= {f"speaker.{name}": accuracy for name, accuracy in scores.speaker_by_source.items()}
    counts = {
        name: (measure.right, measure.cases)
        if isinstance(measure, Accuracy)
        else (measure.right, measure.predicted, measure.found, measure.gold)
        for name, measure in measures.items()
    }
    return counts | {f"recall.{kind}": (recall.close, recall.gold) for kind, recall in scores.recall_by_kind.items()}


def _drawn_pairs(scores: Scores, weights: Floats) -> Floats:
    """A pair of articles counts as often as both were drawn together: a times b."""
    import numpy as np

    column = {article.id: index for index, article in enumerate(scores.articles)}
    left = weights[:, [column[pair.left] for pair in scores.pairs]]
    right = weights[:, [column[pair.right] for pair in scores.pairs]]
    counts = np.array([(pair.both, pair.predicted, pair.both, pair.gold) for pair in scores.pairs], dtype=np.float64)
    return (left * right) @ counts


def _ratio(part: Floats, whole: Floats) -> Floats:
    import numpy as np

    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0.0)


def _intervals(drawn: Mapping[str, Floats], level: float) -> dict[str, Interval]:
    """The middle of the drawn figures; draws without a case to judge do not count."""
    import numpy as np

    found = {}
    for name, values in drawn.items():
        known = values[~np.isnan(values)]
        if known.size:
            low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
            found[name] = Interval(float(low), float(high), level)
    return found
