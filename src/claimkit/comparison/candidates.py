"""Which pairs of wordings are worth aligning.

Wordings are candidates for each other if they share rare features: runs of two and three words for quotes, rare words
for reported speech. What they share is weighed against all features of the *lighter* wording (containment), so that a
fragment finds the whole; features of too many wordings say nothing and are passed over, which also bounds the cost.

The definition, for every engine that computes it: features with a document frequency from 2 to ``cap``; the weight of a
feature is the information of its words in hundredths of nats, a whole number; a pair is a candidate if the weight that
it shares is at least ``floor`` percent of the weight of all features of the lighter wording.
Whether two wordings are candidates depends on them and on features that become too frequent, and on nothing else in the
collection; so wordings can be added one by one with the result of a single run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from claimkit.comparison.stretches import before_each

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from claimkit.comparison.engines import Engine

    Numbers = NDArray[np.int32]
    Integers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

CandidateSource = Callable[[Sequence[str]], Iterator[tuple[int, int]]]
"""Something else that proposes pairs: it gets the wordings and gives pairs of their positions (a sentence-vector index,
say). What it proposes still has to pass the verdict."""

_ROWS_AT_ONCE = 2048
_ROWS_AT_ONCE_MORE = 32 * _ROWS_AT_ONCE
"""Wordings after which the features of those before are dropped: each pair is looked for from its first only."""

_PAIRS_AT_ONCE = 1 << 16
_WORDS_AT_ONCE = 1 << 17
"""Words of which features are made at once."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_LOWER_HALF = np.uint64(0xFFFFFFFF)

_LEAST_TO_MERGE = 50_000
"""Features that are kept apart from the sorted rest before they are merged into it, or a tenth of the rest."""


@frozen(eq=False)
class Features:
    """Features of some wordings: three arrays of one length.

    Attributes:
        hashes: What the feature is; a wording may have one repeatedly.
        owners: The wording that has it, from 0; of one feature, in ascending order.
        weights: What it tells, in hundredths of nats; the same wherever the feature is the same.
    """

    hashes: Hashes
    owners: Numbers
    weights: Numbers


def phrase_features(sequences: Sequence[Sequence[int]], weights: Sequence[int]) -> Features:
    """All runs of two and three words of each sequence.

    A sequence of one word has that word as its feature, so that it can be found at all.

    Args:
        sequences: The words of each wording, as numbers from 0.
        weights: What each word tells, by its number.
    """
    return phrase_features_of(*_flattened(sequences), np.asarray(weights, dtype=np.int32))


def phrase_features_of(words: Numbers, lengths: Integers, weights: Numbers) -> Features:
    """The same for wordings that lie one after the other in one array, with the number of words of each."""
    ends = before_each(lengths)
    count = int(np.maximum(2 * lengths - 3, lengths > 0).sum())
    found = Features(np.empty(count, dtype=np.uint64), *(np.empty(count, dtype=np.int32) for _ in range(2)))
    place = 0
    # In portions, so that memory is taken for the features, and not for all that they are made from.
    cuts = np.searchsorted(ends, np.arange(0, len(words), _WORDS_AT_ONCE)).tolist()
    for first, last in pairwise([*cuts, len(lengths)]):
        owner = np.repeat(np.arange(first, last, dtype=np.int32), lengths[first:last])
        for hashes, at, totals in _runs(words[ends[first] : ends[last]], owner, weights):
            some = slice(place, place + len(hashes))
            found.hashes[some], found.owners[some], found.weights[some] = hashes, owner[at], totals
            place += len(hashes)
    return found


def _runs(words: Numbers, owner: Numbers, weights: Numbers) -> Iterator[tuple[Hashes, Integers, Numbers]]:
    """Runs of two words, of three, and words that are alone in their wording; where each begins, and what it tells."""
    each = weights[words]
    ids = _mixed(words.astype(np.uint64) + np.uint64(1))
    runs, total, begins = ids, each, np.ones(len(words), dtype=bool)
    begins[1:] = owner[1:] != owner[:-1]
    alone = np.flatnonzero(begins & np.append(begins[1:], np.ones(min(1, len(begins)), dtype=bool)))
    for size in (2, 3):
        end = max(0, len(words) - size + 1)
        runs = _mixed(runs[:end] * np.uint64(31) + ids[size - 1 :])
        total = total[:end] + each[size - 1 :]
        at = np.flatnonzero(owner[:end] == owner[size - 1 :])
        yield runs[at], at, total[at]
    yield ids[alone], alone, each[alone]


def word_features(sequences: Sequence[Sequence[int]], weights: Sequence[int]) -> Features:
    """All words of each sequence; the arguments are those of `phrase_features`."""
    words, lengths = _flattened(sequences)
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Features(_mixed(words.astype(np.uint64) + np.uint64(1)), owners, np.asarray(weights, dtype=np.int32)[words])


def _flattened(sequences: Sequence[Sequence[int]]) -> tuple[Numbers, Integers]:
    lengths = np.fromiter((len(sequence) for sequence in sequences), dtype=np.int64, count=len(sequences))
    words = np.fromiter((item for sequence in sequences for item in sequence), dtype=np.int32, count=int(lengths.sum()))
    return words, lengths


def _mixed(values: Hashes) -> Hashes:
    """The values spread over 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    values = values * _MIX
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class CandidateIndex:
    """Wordings by their features: gives all candidate pairs at once, or those of one wording.

    Most features lie in sorted arrays; those of wordings that were added since lie in a dictionary beside them, until
    they are worth sorting in.

    Args:
        cap: Greatest document frequency of a feature that counts.
        floor: Least containment, in percent.

    >>> weights = [100] * 10
    >>> index = CandidateIndex()
    >>> index.rebuild(phrase_features([[1, 2, 3, 4, 5], [2, 3, 4], [9, 8, 7]], weights), 3)
    >>> list(index.pairs())
    [(0, 1)]
    >>> fragment = phrase_features([[4, 5]], weights)
    >>> index.add(fragment), index.near(3, fragment)
    ([], [0])
    """

    def __init__(self, *, cap: int = 200, floor: int = 15) -> None:
        self._cap = cap
        self._floor = floor
        self.rebuild(Features(np.zeros(0, dtype=np.uint64), *(np.zeros(0, dtype=np.int32) for _ in range(2))), 0)

    def rebuild(self, features: Features, count: int) -> None:
        """Forget everything, and hold these features of ``count`` wordings."""
        self._sorted = _distinct(features)
        self._recent: dict[int, list[int]] = {}
        self._added: list[Features] = []
        self._size = 0
        self._count = count
        self._totals = np.bincount(self._sorted.owners, self._sorted.weights, minlength=count).astype(np.int64)

    def add(self, features: Features) -> list[list[int]]:
        """Hold one more wording; its number is the count so far.

        Returns:
            For each feature that became too frequent by it, the wordings that have it: pairs among them may be
            candidates no longer.
        """
        owner = self._count
        own = _distinct(
            Features(features.hashes, np.full(len(features.hashes), owner, dtype=np.int32), features.weights)
        )
        too_frequent = []
        for feature, first, last in self._ranges(own.hashes):
            recent = self._recent.setdefault(feature, [])
            if last - first + len(recent) == self._cap:
                too_frequent.append([*self._sorted.owners[first:last].tolist(), *recent])
            recent.append(owner)
        if owner >= len(self._totals):
            self._totals = np.concatenate([self._totals, np.zeros(max(1024, owner // 8), dtype=np.int64)])
        self._totals[owner] = own.weights.sum()
        self._count += 1
        self._added.append(own)
        self._size += len(own.hashes)
        if self._size > max(_LEAST_TO_MERGE, len(self._sorted.hashes) // 10):
            self._merge()
        return too_frequent

    def near(self, owner: int, features: Features) -> list[int]:
        """The candidates of a wording that is held, by its features; in order."""
        own = _distinct(
            Features(features.hashes, np.full(len(features.hashes), owner, dtype=np.int32), features.weights)
        )
        found: list[Integers] = []
        shared: list[Integers] = []
        for (feature, first, last), weight in zip(self._ranges(own.hashes), own.weights, strict=True):
            recent = self._recent.get(feature, ())
            if 1 < last - first + len(recent) <= self._cap:
                owners = np.concatenate([self._sorted.owners[first:last], np.asarray(recent, dtype=np.int64)])
                found.append(owners)
                shared.append(np.full(len(owners), weight))
        if not found:
            return []
        others, position = np.unique(np.concatenate(found), return_inverse=True)
        weights = np.bincount(position, np.concatenate(shared)).astype(np.int64)
        least = np.minimum(self._totals[others], self._totals[owner])
        near: list[int] = others[(others != owner) & (weights * 100 >= self._floor * least)].tolist()
        return near

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All candidate pairs, each once, the smaller number first, in order."""
        for left, right in self.portions():
            yield from zip(left.tolist(), right.tolist(), strict=True)

    def portions(self, engine: Engine | None = None) -> Iterator[tuple[Integers, Integers]]:
        """The same pairs as arrays, in portions; found by another engine, if one is given."""
        self._merge()
        if engine is not None:
            return engine.candidates(self._sorted, cap=self._cap, floor=self._floor)
        return self._portions()

    def _portions(self) -> Iterator[tuple[Integers, Integers]]:
        codes = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *self._codes()]))
        for start in range(0, len(codes), _PAIRS_AT_ONCE):
            left, right = np.divmod(codes[start : start + _PAIRS_AT_ONCE], self._count)
            yield left, right

    def _codes(self) -> Iterator[Integers]:
        """All candidate pairs, each once, as the smaller number times how many there are, plus the larger.

        What a pair shares is at least ``floor`` percent of the lighter. So it has something of the lighter beside the
        features that most others have, as far as these weigh half of that; pairs are looked for by the rest, which are
        fewer (prefix filtering: Chaudhuri, Ganti and Kaushik 2006, "A Primitive Operator for Similarity Joins in Data
        Cleaning"), and what they share of the common ones is looked up for those that are in doubt.
        """
        lightest = np.argsort(self._totals[: self._count], kind="stable")
        needed = self._floor * self._totals[lightest]
        held = self._held_by(lightest)
        starts, sizes = held.indptr[:-1], np.diff(held.indptr)
        before = before_each(held.data)
        is_common = 200 * (before[1:] - np.repeat(before[starts], sizes)) < np.repeat(needed, sizes)
        rare, common = _those(held, ~is_common), _those(held, is_common)
        most = 100 * common.sum(axis=1, dtype=np.int64).A1
        held.data[:] = 1
        present = held.T.tocsr()
        for start in range(0, self._count, _ROWS_AT_ONCE):
            if start % _ROWS_AT_ONCE_MORE == 0:
                present = _from(present, start)
            shared = rare[start : start + _ROWS_AT_ONCE] @ present
            lighter = np.repeat(np.arange(start, start + shared.shape[0], dtype=np.int32), np.diff(shared.indptr))
            weight = shared.data * np.int64(100)
            may = np.flatnonzero((lighter < shared.indices) & (weight + most[lighter] >= needed[lighter]))
            lighter, heavier, weight = lighter[may], shared.indices[may], weight[may]
            doubtful = np.flatnonzero(weight < needed[lighter])
            also = common[lighter[doubtful]].multiply(held[heavier[doubtful]])
            weight[doubtful] += 100 * also.sum(axis=1, dtype=np.int64).A1
            good = weight >= needed[lighter]
            one, other = lightest[lighter[good]], lightest[heavier[good]]
            yield np.minimum(one, other) * self._count + np.maximum(one, other)

    def _held_by(self, wordings: Integers) -> csr_matrix:
        """What the features that count tell: a row for each of the wordings, the features that most have first."""
        import scipy.sparse

        begins = _begins(self._sorted.hashes)
        frequency = np.diff(begins, append=len(self._sorted.hashes))
        is_useful = (frequency > 1) & (frequency <= self._cap)
        useful = np.repeat(is_useful, frequency)
        frequency = frequency[is_useful]
        row, column = (np.empty(len(order), dtype=np.int32) for order in (wordings, frequency))
        row[wordings] = np.arange(len(row), dtype=np.int32)
        column[np.argsort(-frequency, kind="stable")] = np.arange(len(column), dtype=np.int32)
        places = row[self._sorted.owners[useful]], np.repeat(column, frequency)
        held = scipy.sparse.csr_matrix((self._sorted.weights[useful], places), shape=(len(row), len(column)))
        held.sort_indices()
        return held

    def _ranges(self, hashes: Hashes) -> Iterator[tuple[int, int, int]]:
        """For each feature, where its stretch of the sorted arrays begins and ends."""
        first = np.searchsorted(self._sorted.hashes, hashes, side="left").tolist()
        last = np.searchsorted(self._sorted.hashes, hashes, side="right").tolist()
        return zip(hashes.tolist(), first, last, strict=True)

    def _merge(self) -> None:
        if not self._added:
            return
        parts = [self._sorted, *self._added]
        self._sorted = _distinct(
            Features(
                np.concatenate([part.hashes for part in parts]),
                np.concatenate([part.owners for part in parts]),
                np.concatenate([part.weights for part in parts]),
            )
        )
        self._recent, self._added, self._size = {}, [], 0


def _distinct(features: Features) -> Features:
    """The features sorted, each once for each wording."""
    hashes, order = _ordered(features.hashes)
    owners = features.owners[order]  # they ascend for each hash, and stay so
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return Features(hashes[fresh], owners[fresh], features.weights[order][fresh])


def _ordered(hashes: Hashes) -> tuple[Hashes, Integers]:
    """Hashes sorted, those that are alike as they come, and where each was; faster than `numpy.argsort`.

    The upper half of each is sorted together with its place, as one number. Few have that half in common and are not
    alike; these are put in order in a second step.
    """
    placed = hashes & ~_LOWER_HALF
    placed |= np.arange(len(hashes), dtype=np.uint64)
    placed.sort()
    placed &= _LOWER_HALF
    order = placed.view(np.int64)
    found = hashes[order]
    halves = np.unique(found[1:][found[1:] < found[:-1]] & ~_LOWER_HALF)
    firsts, ends = np.searchsorted(found, halves), np.searchsorted(found, halves | _LOWER_HALF, side="right")
    for first, end in zip(firsts.tolist(), ends.tolist(), strict=True):
        again = np.argsort(found[first:end], kind="stable")
        order[first:end], found[first:end] = order[first:end][again], found[first:end][again]
    return found, order


def _begins(hashes: Hashes) -> Integers:
    """Where each feature begins among sorted ones."""
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = hashes[1:] != hashes[:-1]
    return np.flatnonzero(fresh)


def _those(matrix: csr_matrix, kept: NDArray[np.bool_]) -> csr_matrix:
    """Some of the entries of a matrix."""
    ends = before_each(kept)[matrix.indptr]
    return type(matrix)((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def _from(present: csr_matrix, start: int) -> csr_matrix:
    """Which wordings from a number on have each feature."""
    kept = present.indices >= start
    ends = np.zeros_like(present.indptr)
    some = np.flatnonzero(present.indptr)
    ends[some] = np.cumsum(kept, dtype=ends.dtype)[present.indptr[some] - 1]
    return type(present)((present.data[kept], present.indices[kept], ends), shape=present.shape)
