"""Whether two wordings are one quote: what they agree on, what they contradict each other in, and how sure that is.

A verdict rests on the two wordings, their speakers and their dates alone. No other quote of the collection changes it;
so it can be explained, cached, and computed on any engine with the same result.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from claimkit.comparison.agreement import matter_of

if TYPE_CHECKING:
    from typing import TypeVar

    import numpy as np
    from numpy.typing import NDArray

    from claimkit.comparison.agreement import Agreement
    from claimkit.comparison.compatibility import Compatibility
    from claimkit.comparison.normalisation import Words
    from claimkit.records import Relation

    _Number = TypeVar("_Number", float, NDArray[np.float64])

_ENOUGH: dict[Compatibility, float] = {"same": 7.0, "open": 13.0, "different": 50.0}
"""Nats of matching words below which nothing is one quote, by what is known of the speakers."""

_ENOUGH_VERBATIM = 27.0
"""Nats of undamaged words, in quotation marks and within `NEAR` days, from which two names for who said them are more
likely two accounts of one utterance than two people who used the same words."""

_REPORTED = 2.1
"""How many times as much it takes when the words may be the reporter's: "a ban on Muslims" is how all put it."""

NEAR = 3.0
"""Days; what is printed that close together is more likely one event, and `WHEN_NEAR` times as much is enough."""

WHEN_NEAR = 0.75

_FADING, _FADING_OF_REPORTED = 0.4, 0.7
"""How fast more is needed the longer after `NEAR` the other is printed, for each doubling or so: speakers repeat their
slogans ("a political revolution"), and reporters what somebody stands for ("his call for a ban")."""

LEAST_MATTER = 0.5
"""Share of what is needed that words other than names and roles must give where reported speech takes part: all call
him "the Republican front-runner"."""

_TOLERANCE = 12.0
"""How fast differing words use up what matching words gave: at 12, a tenth of differing words asks for a third more
matching nats."""

_TOLERANCE_OF_REPORTED = 16.0

_FAITHFUL: dict[Compatibility, float] = {"same": 0.5, "open": 0.55, "different": 0.95}

_FAITHFUL_WHEN_NOT_NEAR = 0.75
"""Least share of matching words, by weight; the latter for speakers that may be any, and days that may be far apart."""

ENOUGH_TO_OUTWEIGH = 60.0
"""Nats; an otherwise identical wording this long is the same quote although a "not" or a number differs: the difference
is what a reader wants to see then. Below it, it is another statement. Another name takes twice as much."""

_FEWEST_WORDS: dict[Compatibility, int] = {"same": 2, "open": 3, "different": 5}
"""Words by `telling_words`; one word in quotation marks ("rigged") is a word that somebody used, and no quote."""

_FEWEST_WORDS_WHEN_DATED = 2

LIKELY = 0.5

_UNLIKELY = 0.49

_PRIOR = 1.1
"""Log-odds of a pair that has just enough in common, so that confidence means what it says: read off some 240 pairs of
political news, accepted and nearly accepted (`docs/explanation/quality.md`, `benchmarks/precision_of_pairs.py`)."""


@frozen
class Verdict:
    """The answer for one pair.

    Attributes:
        relation: How the lesser wording relates to the fuller one; ``None`` if they are not one quote.
        confidence: Probability that they are one quote.
        reasons: What decided, in words, the weightiest first.
    """

    relation: Relation | None
    confidence: float
    reasons: tuple[str, ...] = ()


def is_only_names(wording: Words, enough: float) -> bool:
    """Whether reported speech has little but names and roles, for so many nats that are needed.

    >>> from claimkit.comparison.normalisation import normalise
    >>> [is_only_names(normalise(said), 15.0) for said in ("the former president Ada Brandt", "the dam would hold")]
    [True, False]
    """
    return matter_of(wording, 0, len(wording.keys)) < LEAST_MATTER * enough


def enough_for(
    speakers: Compatibility,
    *,
    reported: bool = False,
    days: float | None = None,
    window: float = 60.0,
    verbatim: bool = False,
) -> float:
    """Nats of matching words that a pair must have at least; see `judge`.

    ``verbatim`` says that no word differs: cut at the ends at most.
    """
    far = days is not None and days > window
    if speakers == "different" and verbatim and not reported and is_near(days) and not far:
        return _ENOUGH_VERBATIM
    enough = _ENOUGH["different"] if far else _ENOUGH[speakers]
    return enough * (_REPORTED if reported else 1.0) * (WHEN_NEAR if is_near(days) and speakers != "different" else 1.0)


def fewest_words_for(speakers: Compatibility, *, days: float | None = None) -> int:
    """Matching content words that a pair must have at least; see `judge`."""
    return _FEWEST_WORDS_WHEN_DATED if speakers == "open" and days is not None else _FEWEST_WORDS[speakers]


def fading(days: float, *, reported: bool) -> float:
    """How many times as much is needed for so many days in between."""
    if days <= NEAR:
        return 1.0
    return 1.0 + (_FADING_OF_REPORTED if reported else _FADING) * math.log(days / NEAR)


def is_near(days: float | None) -> bool:
    """Whether what is printed so many days apart is more likely one event."""
    return days is not None and days <= NEAR


@frozen
class Demand:
    """What a pair must have at least, by what is known of its speakers and days.

    Attributes:
        enough: Nats of matching words.
        faithful: Share of matching words, by weight.
        words: Number of matching words.
        tolerance: How fast differing words use up what matching words gave.
    """

    enough: float
    faithful: float
    words: int
    tolerance: float

    def score(self, shared: float, enough: float, fidelity: float) -> float:
        """Log-odds that a pair is one quote; ``enough`` has grown with the days in between."""
        return score_of(math.log(shared / enough), fidelity, self.tolerance)


def score_of(surplus: _Number, fidelity: _Number, tolerance: _Number) -> _Number:
    """Log-odds of one pair, or of each of many: by the log of the nats it shares over those it must, see `Demand`."""
    return _PRIOR + 4.0 * surplus - tolerance * (1.0 - fidelity)


def demand(speakers: Compatibility, *, reported: bool, days: float | None, window: float, verbatim: bool) -> Demand:
    """What `judge` demands; the arguments are its, and those of `enough_for`."""
    far = days is not None and days > window
    faithful = _FAITHFUL["different" if far else speakers]
    if speakers == "open" and not is_near(days):
        faithful = max(faithful, _FAITHFUL_WHEN_NOT_NEAR)
    return Demand(
        enough_for(speakers, reported=reported, days=days, window=window, verbatim=verbatim),
        faithful,
        fewest_words_for(speakers, days=days),
        _TOLERANCE_OF_REPORTED if reported else _TOLERANCE,
    )


def confidence_of(score: float) -> float:
    """The probability that log-odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def judge(
    found: Agreement,
    *,
    speakers: Compatibility = "open",
    reported: bool = False,
    days: float | None = None,
    window: float = 60.0,
) -> Verdict:
    """The verdict on an agreement.

    Args:
        found: What the two wordings have in common.
        speakers: What is known of the two speakers.
        reported: Whether either is reported speech, in the reporter's words.
        days: Days between the two publications; ``None`` if not known.
        window: Days after which a match counts as little as one of two different speakers: people quote themselves.

    >>> from claimkit.comparison.agreement import agreement
    >>> from claimkit.comparison.normalisation import normalise
    >>> whole = normalise("The dam at Orlik will hold through the winter, whatever the rumours say")
    >>> judge(agreement(whole, normalise("the dam at Orlik will hold ... whatever the rumors say"))).relation
    'cut'
    >>> judge(agreement(whole, normalise("whatever they say"))).relation is None
    True
    """
    far = days is not None and days > window
    least = demand(speakers, reported=reported, days=days, window=window, verbatim=not found.differing)
    reasons = [
        f"{found.shared:.0f} nats of matching words, {found.fidelity:.0%} of those compared",
        f"speakers: {speakers}",
        *([f"{days:.0f} days apart"] if far else []),
    ]
    if found.words < least.words:
        return Verdict(None, 0.0, ("too few words in common", *reasons))
    if reported and found.matter < LEAST_MATTER * least.enough:
        return Verdict(None, 0.0, ("little in common but names", *reasons))
    enough = least.enough if far or days is None else least.enough * fading(days, reported=reported)
    if found.shared < enough:
        return Verdict(None, _UNLIKELY * found.shared / enough, ("too little in common", *reasons))
    if found.fidelity < least.faithful:
        return Verdict(None, 0.0, ("the wordings differ in too many words", *reasons))
    score = least.score(found.shared, enough, found.fidelity)
    if found.contradictions:
        reasons = [*found.contradictions, *reasons]
        if not _outweighs(found) or speakers == "different":
            return Verdict(None, 0.0, tuple(reasons))
        score -= 1.0
    confidence = confidence_of(score)
    if confidence < LIKELY:
        return Verdict(None, confidence, ("too little in common", *reasons))
    return Verdict(found.relation, confidence, tuple(reasons))


def _outweighs(found: Agreement) -> bool:
    """Whether the wordings agree in so much else that the one contradiction is what an outlet got wrong."""
    names = found.contradictions[0].startswith("names: ")
    return len(found.contradictions) == 1 and found.shared >= ENOUGH_TO_OUTWEIGH * (2.0 if names else 1.0)
