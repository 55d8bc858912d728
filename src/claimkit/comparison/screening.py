"""Which candidate pairs could pass the verdict at all, for many pairs at once.

Most candidates share a phrase and nothing else. Laying them side by side takes a tenth of a millisecond each; telling
that they cannot have enough in common takes a hundredth of that, over arrays. What is passed over here has a verdict
of "not one quote" by `claimkit.comparison.verdict` too: the information that two wordings share is bounded from above,
by a heaviest common subsequence in which every word that *could* be respelt counts as the same.
"""

from __future__ import annotations

import math
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.information import is_common
from claimkit.comparison.normalisation import stem
from claimkit.comparison.verdict import NEAR, enough_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from claimkit.comparison.compatibility import Compatibility, SpeakerTest
    from claimkit.comparison.normalisation import Wording
    from claimkit.records import Speaker

    Integers = NDArray[np.int64]
    Nats = NDArray[np.float64]

_LONGEST = 96
"""Words; of longer wordings nothing is computed, and all of the lighter one counts as shared."""

_CELLS = 1 << 16
"""Pairs times words that are handled at once; they fit the cache of a processor."""

_SHORTEST_RESPELT = 4
_ROUNDING = 0.01  # nats


class Screen:
    """Wordings as arrays of words, for bounding what pairs of them share.

    Args:
        forms: The wordings; a pair is two positions among them.

    >>> from claimkit.comparison.normalisation import normalise
    >>> said = ["The dam at Orlik will hold", "the dam will hold", "A bridge will be built"]
    >>> screen = Screen([normalise(text) for text in said])
    >>> [bool(most > 5.0) for most in screen.most_shared(np.array([0, 0]), np.array([1, 2]))]
    [True, False]
    """

    def __init__(self, forms: Sequence[Wording]) -> None:
        numbers: dict[str, int] = {}
        self._lengths = np.fromiter((len(form.keys) for form in forms), dtype=np.int64, count=len(forms))
        self._starts = np.concatenate([[0], np.cumsum(self._lengths)])
        size = int(self._starts[-1])
        self._words = np.fromiter(
            (numbers.setdefault(key, len(numbers)) for form in forms for key in form.keys), dtype=np.int32, count=size
        )
        self._weights = np.fromiter((weight for form in forms for weight in form.weights), dtype=np.float32, count=size)
        owners = np.repeat(np.arange(len(forms)), self._lengths)
        self.totals = _summed(owners, self._weights, len(forms))
        vocabulary = list(numbers)
        stems: dict[str, int] = {}
        self._stems = _padded([stems.setdefault(stem(word), len(stems)) for word in vocabulary])
        initials: dict[str, int] = {}
        self._initials = _padded(
            [
                initials.setdefault(word[0], len(initials))
                if len(word) >= _SHORTEST_RESPELT and not word.isdigit()
                else -2
                for word in vocabulary
            ]
        )
        self._rare = np.array([*(not is_common(word) for word in vocabulary), False])
        apart = self._written_apart(vocabulary, numbers, owners)
        self._slack = _summed(owners, self._weights * apart[self._words], len(forms))

    def most_shared(self, left: Integers, right: Integers) -> Nats:
        """For each pair, nats that the two share at most; never less than `verdict.agreement` finds."""
        swap = self._lengths[left] > self._lengths[right]
        shorter, longer = np.where(swap, right, left), np.where(swap, left, right)
        most = np.minimum(self.totals[shorter], self.totals[longer]) + _ROUNDING
        aligned = np.flatnonzero(self._lengths[longer] <= _LONGEST)
        order = aligned[np.lexsort((self._lengths[longer[aligned]], self._lengths[shorter[aligned]]))]
        for block in self._blocks(order, longer):
            one, other = shorter[block], longer[block]
            bound = self._heaviest(one, other) + self._slack[one] + self._slack[other] + _ROUNDING
            most[block] = np.minimum(most[block], bound)
        return most

    def _blocks(self, order: Integers, longer: Integers) -> Iterator[Integers]:
        """The pairs in portions of similar lengths."""
        start = 0
        while start < len(order):
            wide = max(1, int(self._lengths[longer[order[start : start + 256]]].max()))
            end = start + max(1, _CELLS // wide)
            yield order[start:end]
            start = end

    def _heaviest(self, shorter: Integers, longer: Integers) -> Nats:
        """The weight of the heaviest common subsequence of each pair, by the words of the longer wording."""
        rows, (columns, weights) = self._table(shorter)[0], self._table(longer)
        stems, initials, rare = self._stems[columns], self._initials[columns], self._rare[columns]
        best = np.zeros((len(shorter), columns.shape[1] + 1), dtype=np.float32)
        for row in range(rows.shape[1]):
            word = rows[:, row]
            initial = self._initials[word]
            alike = (initials == np.where(initial < 0, -3, initial)[:, None]) & (rare | self._rare[word][:, None])
            alike |= stems == np.where(word < 0, -3, self._stems[word])[:, None]
            reached = best[:, :-1] + weights * alike
            np.maximum(best[:, 1:], reached, out=best[:, 1:])
            np.maximum.accumulate(best, axis=1, out=best)
        result: Nats = best[:, -1].astype(np.float64)
        return result

    def _table(self, forms: Integers) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The words of wordings, one a row, and their weights; -1 and 0 after the last."""
        position = np.arange(int(self._lengths[forms].max(initial=0)))
        inside = position < self._lengths[forms][:, None]
        place = np.where(inside, self._starts[forms][:, None] + position, 0)
        return np.where(inside, self._words[place], -1), np.where(inside, self._weights[place], 0)

    def _written_apart(self, vocabulary: Sequence[str], numbers: dict[str, int], owners: Integers) -> NDArray[np.bool_]:
        """The words that stand as two somewhere: "ceasefire" where another has "cease fire"."""
        size = len(vocabulary)
        inside = owners[1:] == owners[:-1]
        pairs = np.unique(self._words[:-1][inside].astype(np.int64) * size + self._words[1:][inside])
        splits = [
            (number, numbers[word[:cut]] * size + numbers[word[cut:]])
            for word, number in numbers.items()
            for cut in range(1, len(word))
            if word[:cut] in numbers and word[cut:] in numbers
        ]
        apart = np.zeros(size, dtype=bool)
        if splits:
            words, joined = np.array(splits, dtype=np.int64).T
            apart[words[np.isin(joined, pairs)]] = True
        return apart


def _summed(owners: Integers, weights: NDArray[np.float32], count: int) -> Nats:
    """The sum of the weights of each owner."""
    return np.asarray(np.bincount(owners, weights, minlength=count), dtype=np.float64)


def _padded(codes: Sequence[int]) -> NDArray[np.int32]:
    """The codes of the words by number, with one at the end, for the number -1, that equals none."""
    return np.array([*codes, -1], dtype=np.int32)


@frozen(eq=False)
class Nodes:
    """What is known of some nodes, as arrays, one entry a node.

    Attributes:
        forms: The wording of each, as its position in the `Screen`.
        speakers: The speaker of each, as a number.
        people: The speakers by number.
        reported: Whether a part is reported speech somewhere.
        first: When it was first printed, in days; not a number if no date is known.
        last: When it was last printed.
    """

    forms: Integers
    speakers: Integers
    people: Sequence[Speaker]
    reported: NDArray[np.bool_]
    first: Nats
    last: Nats


def hopeful(
    screen: Screen, nodes: Nodes, pairs: tuple[Integers, Integers], *, test: SpeakerTest, window: float, told: bool
) -> NDArray[np.bool_]:
    """Which pairs of nodes share enough, at most, to be one quote by `claimkit.comparison.verdict.judge`.

    Args:
        screen: The wordings.
        nodes: The nodes.
        pairs: Pairs of positions among the nodes.
        test: Tells whether two speakers can be one.
        window: Days after which a match counts as little as one of two different speakers.
        told: Whether reported speech may join the quote that it renders in other words; such pairs are not judged here.
    """
    one, other = pairs
    speakers = _compatibilities(nodes, one, other, test)
    days = np.maximum(nodes.first[other] - nodes.last[one], nodes.first[one] - nodes.last[other])
    days = np.maximum(days, 0.0)
    near, far = days <= NEAR, days > window
    reported = nodes.reported[one] | nodes.reported[other]
    enough = _enough()[speakers, reported.astype(int), near.astype(int), far.astype(int)]
    left, right = nodes.forms[one], nodes.forms[other]
    free = reported & (speakers != _CODES["different"]) if told else np.zeros(len(one), dtype=bool)
    passing: NDArray[np.bool_] = free | (np.minimum(screen.totals[left], screen.totals[right]) >= enough - _ROUNDING)
    doubtful = np.flatnonzero(passing & ~free)
    passing[doubtful] = screen.most_shared(left[doubtful], right[doubtful]) >= enough[doubtful]
    return passing


_CODES: Mapping[Compatibility, int] = MappingProxyType({"same": 0, "open": 1, "different": 2})


def _compatibilities(nodes: Nodes, one: Integers, other: Integers, test: SpeakerTest) -> Integers:
    """What the test says of the speakers of each pair; it is asked once for each two."""
    size = max(1, len(nodes.people))
    codes, position = np.unique(nodes.speakers[one] * size + nodes.speakers[other], return_inverse=True)
    said = [_CODES[test(nodes.people[code // size], nodes.people[code % size])] for code in codes.tolist()]
    found: Integers = np.array(said, dtype=np.int64)[position]
    return found


@cache
def _enough() -> Nats:
    """What `enough_for` asks for, by speakers, reported, near and far."""
    moments = {(0, 0): (None, math.inf), (1, 0): (0.0, math.inf), (0, 1): (math.inf, 0.0), (1, 1): (1.0, 0.0)}
    table: Nats = np.zeros((len(_CODES), 2, 2, 2))
    for (near, far), (days, window) in moments.items():
        for speakers, code in _CODES.items():
            for reported in (0, 1):
                table[code, reported, near, far] = enough_for(
                    speakers, reported=bool(reported), days=days, window=window, verbatim=True
                )
    return table
