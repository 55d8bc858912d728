"""Which pairs of wordings are worth aligning.

Wordings are candidates for each other if they share rare features: runs of two and three words for quotes, rare words
for reported speech. What they share is weighed against all features of the *lighter* wording (containment), so that a
fragment finds the whole; features of too many wordings say nothing and are passed over, which also bounds the cost.

The definition, for every engine that computes it: features with a document frequency from 2 to ``cap``; weight
``log(1 + n / df)``; score = shared weight / weight of all features of the lighter wording; for each wording the
``nearest`` best, of a score of at least ``floor``; ties go to the wording that comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

CandidateSource = Callable[[Sequence[str]], Iterator[tuple[int, int]]]
"""Something else that proposes pairs: it gets the wordings and gives pairs of their positions (a sentence-vector index,
say). What it proposes still has to pass the verdict."""

_ROWS_AT_ONCE = 2048
_MIX = np.uint64(0x9E3779B97F4A7C15)


def phrase_features(sequences: Sequence[Sequence[int]]) -> tuple[Hashes, Integers]:
    """All runs of two and three words of each sequence, as hashes, with the position of their sequence.

    A sequence of one word has that word as its feature, so that it can be found at all.
    """
    flat, owner = _flattened(sequences)
    ids = _mixed(flat.astype(np.uint64) + np.uint64(1))
    features, owners = [], []
    for size in (2, 3):
        if len(ids) < size:
            continue
        runs = ids[: len(ids) - size + 1].copy()
        for step in range(1, size):
            runs = _mixed(runs * np.uint64(31) + ids[step : len(ids) - size + 1 + step])
        inside = owner[: len(owner) - size + 1] == owner[size - 1 :]
        features.append(runs[inside])
        owners.append(owner[: len(owner) - size + 1][inside])
    lengths = np.bincount(owner, minlength=len(sequences)) if len(owner) else np.zeros(len(sequences), dtype=np.int64)
    alone = lengths[owner] == 1
    features.append(ids[alone])
    owners.append(owner[alone])
    return np.concatenate(features), np.concatenate(owners)


def word_features(sequences: Sequence[Sequence[int]]) -> tuple[Hashes, Integers]:
    """All words of each sequence, as hashes, with the position of their sequence."""
    flat, owner = _flattened(sequences)
    return _mixed(flat.astype(np.uint64) + np.uint64(1)), owner


def _flattened(sequences: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    lengths = np.fromiter((len(sequence) for sequence in sequences), dtype=np.int64, count=len(sequences))
    flat = np.fromiter((item for sequence in sequences for item in sequence), dtype=np.int64, count=int(lengths.sum()))
    return flat, np.repeat(np.arange(len(sequences), dtype=np.int64), lengths)


def _mixed(values: Hashes) -> Hashes:
    """The values spread over 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    values = values * _MIX
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def candidate_pairs(
    features: Hashes, owners: Integers, count: int, *, cap: int = 200, nearest: int = 25, floor: float = 0.15
) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share rare features, each pair once, the smaller position first, in order.

    Args:
        features: Hashes of features, in any order, repeated where a wording has them repeatedly.
        owners: The wording (0 to ``count - 1``) of each.
        count: Number of wordings.
        cap: Greatest document frequency of a feature that counts.
        nearest: How many candidates each wording proposes.
        floor: Least containment.

    >>> features, owners = phrase_features([[1, 2, 3, 4, 5], [2, 3, 4], [9, 8, 7]])
    >>> list(candidate_pairs(features, owners, 3))
    [(0, 1)]
    """
    if count <= 1 or not len(features):
        return
    import scipy.sparse

    distinct, columns = np.unique(features, return_inverse=True)
    flat = np.unique(columns.astype(np.int64) + owners * len(distinct))
    rows, columns = flat // len(distinct), flat % len(distinct)
    frequency = np.bincount(columns, minlength=len(distinct))
    weight = np.log1p(count / frequency)
    total: NDArray[np.float64] = np.bincount(rows, weights=weight[columns], minlength=count).astype(np.float64)
    useful = (frequency[columns] > 1) & (frequency[columns] <= cap)
    rows, columns = rows[useful], columns[useful]
    shape = (count, len(distinct))
    weighted = scipy.sparse.csr_matrix((weight[columns], (rows, columns)), shape=shape)
    present = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape).T.tocsr()
    found = [
        _nearest(weighted[start : start + _ROWS_AT_ONCE] @ present, start, total, nearest, floor)
        for start in range(0, count, _ROWS_AT_ONCE)
    ]
    pairs = np.unique(np.concatenate(found))
    for pair in pairs.tolist():
        yield divmod(pair, count)


def _nearest(shared: csr_matrix, start: int, total: NDArray[np.float64], nearest: int, floor: float) -> Integers:
    """The best pairs of some rows, each as one number: smaller position * count + greater position."""
    shared = shared.tocoo()
    rows, columns = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
    score = np.round(shared.data / np.minimum(total[rows], total[columns]), 9)
    good = (rows != columns) & (score >= floor)
    rows, columns, score = rows[good], columns[good], score[good]
    order = np.lexsort((columns, -score, rows))
    rows, columns = rows[order], columns[order]
    first = np.searchsorted(rows, rows, side="left")
    near = np.arange(len(rows)) - first < nearest
    rows, columns = rows[near], columns[near]
    pairs: Integers = np.minimum(rows, columns) * len(total) + np.maximum(rows, columns)
    return pairs
