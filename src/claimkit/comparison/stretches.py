"""Stretches of arrays: their places, and sums over them, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]


def places_in(starts: Integers, sizes: Integers) -> Integers:
    """The places of all entries of some stretches, one stretch after the other.

    Args:
        starts: Where each stretch begins.
        sizes: How many entries each has.

    >>> places_in(np.array([7, 0, 2]), np.array([3, 0, 2])).tolist()
    [7, 8, 9, 2, 3]
    """
    ends = np.cumsum(sizes)
    count = int(ends[-1]) if len(ends) else 0
    places: Integers = np.repeat(starts - (ends - sizes), sizes) + np.arange(count)
    return places


def before_each(amounts: NDArray[Any], dtype: type[np.generic] | None = None) -> NDArray[Any]:
    """What there is before each entry, and last, in all; sums of whole numbers are exact.

    Args:
        amounts: What there is in each entry.
        dtype: The type of the sums, should it not be that of the amounts or that of large whole numbers.

    >>> before_each(np.array([3, 0, 2])).tolist()
    [0, 3, 3, 5]
    """
    before = np.zeros(len(amounts) + 1, dtype=dtype or np.result_type(amounts, np.int64))
    np.cumsum(amounts, dtype=before.dtype, out=before[1:])
    return before


def between(before: NDArray[Any], starts: Integers, ends: Integers) -> NDArray[Any]:
    """The sums of some stretches, by what there is before each entry.

    >>> between(before_each(np.array([3, 0, 2])), np.array([0, 1]), np.array([2, 3])).tolist()
    [3, 2]
    """
    sums: NDArray[Any] = before[ends] - before[starts]
    return sums


def sums_within(bounds: Integers, amounts: NDArray[Any]) -> NDArray[Any]:
    """The sums of stretches of which each begins where the last ends.

    Args:
        bounds: Where each stretch begins; last, where the last ends.
        amounts: What there is in each entry.

    >>> sums_within(np.array([0, 2, 3]), np.array([3, 0, 2])).tolist()
    [3, 2]
    """
    sums: NDArray[Any] = np.diff(before_each(amounts)[bounds])
    return sums
