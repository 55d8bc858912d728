"""Verdicts on many pairs of nodes at once, over arrays.

What is said here is what `claimkit.comparison.verdict.judge` says. Most pairs can be told apart, or joined, by a few
comparisons of numbers. What takes more is passed on, to be judged one by one: reported speech, which may render
another's words; names and numbers that may stand for others; and what `side_by_side` leaves over.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.people import COMPATIBILITIES
from claimkit.comparison.stretches import places_in
from claimkit.comparison.verdict import (
    ENOUGH_TO_OUTWEIGH,
    LEAST_MATTER,
    LIKELY,
    NEAR,
    Demand,
    confidence_of,
    demand,
    enough_for,
    fading,
    score_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimkit.comparison.matching import Settings
    from claimkit.comparison.nodes import Nodes
    from claimkit.comparison.people import People
    from claimkit.comparison.side_by_side import Agreements

    Integers = NDArray[np.int64]
    Nats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LEAST = enough_for("same", days=0.0)
"""Nats below which nothing is one quote, whoever speaks and whenever."""

_LIKELY_SCORE = math.log(LIKELY / (1.0 - LIKELY))
_ROUNDING = 1e-6

_DIFFERENT = COMPATIBILITIES.index("different")
_SAME = COMPATIBILITIES.index("same")

_CROWD = 256
_ALIKE = 16
"""Pairs of nodes, and times as many as there are pairs of kinds of nodes, from which kinds are judged before nodes."""

_MOMENTS: tuple[tuple[float | None, float], ...] = (
    (None, math.inf),
    (math.inf, math.inf),
    (0.0, math.inf),
    (math.inf, 0.0),
    (1.0, 0.0),
)
"""Days apart, and the window, for what the days can be: unknown, neither near nor far, near, far, both."""


@frozen(eq=False)
class Situations:
    """What is known of pairs apart from their words, one entry a pair.

    Attributes:
        speakers: What is known of the two speakers, as a code of `COMPATIBILITIES`.
        reported: Whether either is reported speech.
        days: Days between the two; not a number if they are not known.
        window: Days after which a match counts as little as one of two different speakers.
    """

    speakers: Integers
    reported: Flags
    days: Nats
    window: float

    def of(self, pairs: Integers) -> Situations:
        """Those of some of the pairs."""
        return Situations(self.speakers[pairs], self.reported[pairs], self.days[pairs], self.window)

    def codes(self, verbatim: Flags) -> Integers:
        """The number of each pair's demand among those of `_demands`; ``verbatim`` says that no word differs."""
        dated = ~np.isnan(self.days)
        moment = np.where(dated, 1 + (self.days <= NEAR) + 2 * (self.days > self.window), 0)
        return ((self.speakers * 2 + self.reported) * len(_MOMENTS) + moment) * 2 + verbatim


def confidences(found: Agreements, situations: Situations) -> Nats:
    """The confidence of each pair by `judge`, as if nothing contradicted; 0 for what is not one quote.

    >>> import numpy as np
    >>> from claimkit.comparison.side_by_side import SideBySide
    >>> from claimkit.comparison.agreement import agreement
    >>> from claimkit.comparison.verdict import judge
    >>> from claimkit.comparison.wordings import Wordings
    >>> wordings = Wordings()
    >>> _ = wordings.add(["The dam at Orlik will hold through the winter", "the dam at Orlik will hold", "the winter"])
    >>> found = SideBySide(wordings).agreements(np.array([0, 0]), np.array([1, 2]), least=0.0)
    >>> situations = Situations(np.array([0, 0]), np.array([False, False]), np.array([1.0, 1.0]), 60.0)
    >>> one, other = confidences(found, situations)
    >>> alone = judge(agreement(wordings.words_of(0), wordings.words_of(1)), speakers="same", days=1.0)
    >>> alone.confidence == float(one), float(other)
    (True, 0.0)
    """
    result = np.zeros(len(found.shared))
    some, code, grown, fidelity = _likely(found, situations)
    each = zip(code.tolist(), found.shared[some].tolist(), grown.tolist(), fidelity.tolist(), strict=True)
    demands, _ = _demands()
    sure = np.array([confidence_of(demands[n].score(shared, much, alike)) for n, shared, much, alike in each])
    result[some[sure >= LIKELY]] = sure[sure >= LIKELY]
    return result


def may_be_one(found: Agreements, situations: Situations) -> Flags:
    """Which pairs may have a confidence: all that `confidences` gives one, and hardly any others; faster than it."""
    may: Flags = np.zeros(len(found.shared), dtype=bool)
    may[_likely(found, situations)[0]] = True
    return may


def _likely(found: Agreements, situations: Situations) -> tuple[Integers, Integers, Nats, Nats]:
    """The pairs that are likely one quote, but for rounding; the code, the nats needed and the fidelity of each."""
    _, (_, faithful, words, tolerance) = _demands()
    code = situations.codes(found.differing == 0.0)
    least, grown = _enough(situations, code)
    passing = (found.words >= words[code]) & ~(situations.reported & (found.matter < LEAST_MATTER * least))
    passing &= (found.shared >= grown) & (found.shared > 0.0)
    some = np.flatnonzero(passing)
    code, grown, shared = code[some], grown[some], found.shared[some]
    fidelity = shared / (shared + found.differing[some])
    score = score_of(np.log(shared / grown), fidelity, tolerance[code])
    likely = (fidelity >= faithful[code]) & (score >= _LIKELY_SCORE - _ROUNDING)
    return some[likely], code[likely], grown[likely], fidelity[likely]


def _enough(situations: Situations, code: Integers) -> tuple[Nats, Nats]:
    """Nats that each pair must share, by its code; and the same grown with the days in between."""
    least = _demands()[1][0][code]
    grown = least.copy()
    fades = (situations.days > NEAR) & (situations.days <= situations.window)
    for told in (False, True):
        those = np.flatnonzero(fades & (situations.reported == told))
        days, place = np.unique(situations.days[those], return_inverse=True)
        grown[those] *= np.array([fading(apart, reported=told) for apart in days.tolist()], dtype=np.float64)[place]
    return least, grown


@cache
def _demands() -> tuple[list[Demand], tuple[Nats, ...]]:
    """What is demanded by speakers, reported, `_MOMENTS` and verbatim, in this order; and the same as columns."""
    demands = [
        demand(speakers, reported=reported, days=days, window=window, verbatim=verbatim)
        for speakers in COMPATIBILITIES
        for reported in (False, True)
        for days, window in _MOMENTS
        for verbatim in (False, True)
    ]
    table = np.array([(each.enough, each.faithful, each.words, each.tolerance) for each in demands])
    return demands, tuple(table.T)


@frozen(eq=False)
class Links:
    """Pairs of nodes that are one quote, with what is sure of each; and pairs that must be judged one by one."""

    ones: Integers
    others: Integers
    confidences: Nats
    mutual: Flags
    doubtful: tuple[Integers, Integers]

    @property
    def columns(self) -> tuple[Integers, Integers, Nats, Flags]:
        """The links: two nodes, how sure it is, and whether either may lead."""
        return self.ones, self.others, self.confidences, self.mutual


class Screen:
    """Finds the links between the nodes of many pairs of wordings.

    Args:
        nodes: All nodes.
        people: Their speakers.
        first: The first of the nodes in question; from it on, they lie in order of their wordings, and all have some.
        settings: How to compare.
    """

    def __init__(self, nodes: Nodes, people: People, *, first: int, settings: Settings) -> None:
        self._nodes, self._people = nodes, people
        self._window, self._told = settings.window_days, settings.paraphrases
        self._base = first
        self._person = np.array(nodes.person[first:], dtype=np.int64)
        self._reported = np.array(nodes.reported[first:], dtype=bool)
        self._first = np.array(nodes.first[first:], dtype=np.float64)
        self._last = np.array(nodes.last[first:], dtype=np.float64)
        wording = np.array(nodes.wording[first:], dtype=np.int64)
        self._counts = np.bincount(wording)
        self._starts = np.cumsum(self._counts) - self._counts
        self._told_somewhere = np.bincount(wording, self._reported) > 0
        kinds = wording * max(1, len(people.speakers)) + self._person
        kinds = np.unique((kinds * 2 + self._reported) * 2 + np.isnan(self._first))
        self._kinds = np.bincount(kinds // (4 * max(1, len(people.speakers))))

    def are_reported(self, wordings: Integers, others: Integers) -> Flags:
        """Which pairs of wordings have one that is reported speech somewhere."""
        return self._told_somewhere[wordings] | self._told_somewhere[others]

    def are_crowded(self, wordings: Integers, others: Integers) -> Flags:
        """Which pairs of wordings have so many nodes that differ in nothing but their days that few need judging."""
        pairs = self._counts[wordings] * self._counts[others]
        kinds = self._kinds[wordings] * self._kinds[others]
        crowded: Flags = (pairs > _CROWD) & (pairs > _ALIKE * kinds)
        return crowded

    def may_link(self, wordings: Integers, others: Integers, at_best: Agreements) -> Flags:
        """Which pairs of wordings may have a link, as far as can be told without aligning them.

        Args:
            wordings: The one wording of each pair.
            others: The other.
            at_best: What each pair could agree on at most.
        """
        pair, one, other = self._between(wordings, others)
        most, _ = self._at_most(one, other)
        possible = may_be_one(at_best.of(pair), most)
        if self._told:
            possible |= most.reported
        may: Flags = np.zeros(len(wordings), dtype=bool)
        may[pair[possible]] = True
        return may

    def links(self, wordings: Integers, others: Integers, found: Agreements) -> Links:
        """The links between the nodes of pairs of wordings, of which it is known what they agree on."""
        pair, one, other = self._between(wordings, others)
        most, is_exact = self._at_most(one, other)
        reported, days = most.reported, most.days
        free = reported if self._told else np.zeros(len(pair), dtype=bool)
        unknown = found.left_over[pair]
        hopeful = unknown | free
        some = np.flatnonzero(~hopeful & ~found.hopeless[pair])
        hopeful[some] = may_be_one(found.of(pair[some]), most.of(some))
        kept = np.flatnonzero(hopeful)
        pair, one, other, days = pair[kept], one[kept], other[kept], days[kept]
        reported, free, unknown = reported[kept], free[kept], unknown[kept]
        self._make_exact(days, one, other, ~is_exact[kept])
        speakers = self._people.tests(self._person[one], self._person[other])
        free &= speakers != _DIFFERENT
        found = found.of(pair)
        sure = confidences(found, Situations(speakers, reported, days, self._window))
        small = (found.shared < ENOUGH_TO_OUTWEIGH) | (speakers == _DIFFERENT)
        joined = (sure > 0.0) & ~(found.contradicted & small)
        doubtful = unknown | free | (joined & (found.contradicted | found.doubtful))
        joined &= ~doubtful
        ones, others = self._base + one, self._base + other
        return Links(
            ones[joined], others[joined], sure[joined], found.mutual[joined], (ones[doubtful], others[doubtful])
        )

    def _between(self, wordings: Integers, others: Integers) -> tuple[Integers, Integers, Integers]:
        """All pairs of a node of the one wording and a node of the other; the pair of wordings that each is of."""
        each = self._counts[wordings] * self._counts[others]
        pair = np.repeat(np.arange(len(wordings)), each)
        step = places_in(np.zeros(len(each), dtype=np.int64), each)
        wide = self._counts[others][pair]
        return pair, self._starts[wordings][pair] + step // wide, self._starts[others][pair] + step % wide

    def _at_most(self, one: Integers, other: Integers) -> tuple[Situations, Flags]:
        """The most favorable that the situations of pairs of nodes can be; and where their days are exact.

        Whoever passes passes as one speaker, and only then is it worth asking who they are.
        """
        days, is_exact = self._days_apart(one, other)
        reported = self._reported[one] | self._reported[other]
        return Situations(np.full(len(one), _SAME), reported, np.where(is_exact, days, 0.0), self._window), is_exact

    def _days_apart(self, one: Integers, other: Integers) -> tuple[Nats, Flags]:
        """Days between the nodes of pairs, at least; and where that is exact."""
        first, last = self._first, self._last
        days = np.maximum(first[other] - last[one], first[one] - last[other])
        once = (first[one] == last[one]) & (first[other] == last[other])
        return np.where(once, np.abs(days), np.maximum(days, 0.0)), ~(days < 0.0) | once

    def _make_exact(self, days: Nats, one: Integers, other: Integers, inexact: Flags) -> None:
        """Put in the days between the nodes of those pairs of which only the least is known."""
        for row in np.flatnonzero(inexact).tolist():
            apart = self._nodes.days_apart(self._base + int(one[row]), self._base + int(other[row]))
            days[row] = math.nan if apart is None else apart
