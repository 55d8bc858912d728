"""How sure a quote is: from what the network says about its parts to one probability that means something.

The parts are the ends of the spans, the links and the cue. A chain is as strong as its weakest link, so the least
certain span counts, and the cue beside it; logistic regression on articles that were not trained on turns the two into
the probability that the quote is right (Platt 1999, "Probabilistic outputs for support vector machines").
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from claimkit.quotes.attributions import Attribution

_FURTHEST = 1e-4
"""Probabilities this near to 0 or 1 count as this, so that one certain part does not outweigh all others."""


@frozen
class Calibration:
    """The weights of the regression; by default the weakest span alone, as the network has it.

    Attributes:
        span: Weight of the weakest span.
        cue: Weight of the cue.
        offset: What is added.
    """

    span: float = 1.0
    cue: float = 0.0
    offset: float = 0.0

    def probability(self, attribution: Attribution) -> float:
        """The probability that the attribution is a quote with these words, to four digits."""
        weakest, cue = parts_of(attribution)
        return round(1.0 / (1.0 + math.exp(-(self.span * weakest + self.cue * cue + self.offset))), 4)


def parts_of(attribution: Attribution) -> tuple[float, float]:
    """Log-odds of the weakest span with its link, and of the cue; 0.0, which is even odds, for a quote without cue."""
    spans = zip(attribution.contents, attribution.link_confidences, strict=True)
    weakest = min(place.confidence * link for place, link in spans)
    return _log_odds(weakest), _log_odds(attribution.cue.confidence) if attribution.cue else 0.0


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _FURTHEST), 1.0 - _FURTHEST)
    return math.log(bounded / (1.0 - bounded))
