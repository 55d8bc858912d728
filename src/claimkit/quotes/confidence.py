"""How sure a quote, its source and its fields are: from what the network says to probabilities that mean something.

The parts of a quote are the ends of its spans, the links and the cue. A chain is as strong as its weakest link, so the
least certain span counts, and the cue beside it; logistic regression on articles that were not trained on turns the two
into the probability that the quote is right, and likewise the network's probability of a source, an act or a negation
into one that means something (Platt 1999, "Probabilistic outputs for support vector machines").
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from claimkit.quotes.attributions import Attribution

_FURTHEST = 1e-4
"""Probabilities this near to 0 or 1 count as this, so that one certain part does not outweigh all others."""


@frozen
class Scaling:
    """From the network's probability of one decision to how often such decisions are right, on the scale of log-odds.

    Attributes:
        slope: What the log-odds are multiplied with; by default they stay.
        offset: What is added.

    >>> Scaling().probability(0.9), round(Scaling(slope=0.5).probability(0.9), 2)
    (0.9, 0.75)
    """

    slope: float = 1.0
    offset: float = 0.0

    def probability(self, network: float) -> float:
        """The probability that the decision is right, to four digits."""
        return _probability(self.slope * log_odds(network) + self.offset)


def _scaling(given: Scaling | dict[str, float]) -> Scaling:
    return Scaling(**given) if isinstance(given, dict) else given


@frozen
class Calibration:
    """The weights of the regressions; by default the weakest span alone, and the rest as the network has it.

    Attributes:
        span: Weight of the weakest span.
        cue: Weight of the cue.
        offset: What is added.
        source: For the link from the cue to its source.
        act: For speech or thought.
        negated: For whether the cue denies that it was said.
    """

    span: float = 1.0
    cue: float = 0.0
    offset: float = 0.0
    source: Scaling = field(default=Scaling(), converter=_scaling)
    act: Scaling = field(default=Scaling(), converter=_scaling)
    negated: Scaling = field(default=Scaling(), converter=_scaling)

    @classmethod
    def of(cls, config: dict[str, Any]) -> Calibration:
        """What ``model.json`` says of a model, or the default."""
        return cls(**config.get("confidence", {}))

    def probability(self, attribution: Attribution) -> float:
        """The probability that the attribution is a quote with these words, to four digits."""
        return self.of_parts(parts_of(attribution))

    def of_parts(self, parts: tuple[float, float]) -> float:
        """The same from the parts of an attribution, see `parts_of`."""
        weakest, cue = parts
        return _probability(self.span * weakest + self.cue * cue + self.offset)


def parts_of(attribution: Attribution) -> tuple[float, float]:
    """Log-odds of the weakest span with its link, and of the cue; 0.0, which is even odds, for a quote without cue."""
    spans = zip(attribution.contents, attribution.link_confidences, strict=True)
    weakest = min(place.confidence * link for place, link in spans)
    return log_odds(weakest), log_odds(attribution.cue.confidence) if attribution.cue else 0.0


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded."""
    bounded = min(max(probability, _FURTHEST), 1.0 - _FURTHEST)
    return math.log(bounded / (1.0 - bounded))


def _probability(odds: float) -> float:
    return round(1.0 / (1.0 + math.exp(-odds)), 4)
